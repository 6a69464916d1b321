"""Intervals of 95 per cent: Student's for means, Wilson's for shares."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
_STEPS = 60
"""Halvings after which a quantile is as exact as the numbers that it is used with."""


@dataclass(frozen=True)
class Interval:
    """From where to where a value may well lie."""

    low: float
    high: float

    def within(self, low: float, high: float) -> Interval:
        """The part of it that is possible."""
        return Interval(max(self.low, low), min(self.high, high))


def of_mean(mean: float, deviation: float, n: int) -> Interval | None:
    """Student's interval of a mean; None where all values are the same, or there is only one.

    Parameters:
        mean: of the values.
        deviation: their standard deviation, with n - 1.
        n: how many there are.
    """
    if n < 2 or deviation < 1e-9:
        return None
    reach = student(n - 1) * deviation / math.sqrt(n)
    return Interval(mean - reach, mean + reach)


def of_share(share: float, n: int) -> Interval:
    """Wilson's interval of a share of n people. Where answers may be partly right it is wider than need be."""
    middle = share + _Z**2 / (2 * n)
    reach = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Interval((middle - reach) / (1 + _Z**2 / n), (middle + reach) / (1 + _Z**2 / n)).within(0, 1)


def student(freedom: int) -> float:
    """How many standard errors reach to each side with so many degrees of freedom.

    Found by halving: the central part of the distribution grows with t.
    """
    low, high = 0.0, 13.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _central(middle, freedom) < LEVEL else (low, middle)
    return (low + high) / 2


def _central(t: float, freedom: int) -> float:
    """The part of Student's distribution between -t and t: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(freedom))
    term = math.cos(angle) if freedom % 2 else 1.0
    total = 0.0
    for k in range(freedom % 2 + 1, freedom, 2):
        total += term
        term *= math.cos(angle) ** 2 * k / (k + 1)
    if freedom % 2:
        return 2 / math.pi * (angle + math.sin(angle) * total)
    return math.sin(angle) * total
