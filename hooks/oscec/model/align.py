"""Two sequences side by side, where one has members that the other lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Member = TypeVar("Member")

GAP = 1.5
"""What it costs to leave a member without a partner."""


def align(
    first: Sequence[Member], second: Sequence[Member], unlike: Callable[[Member, Member], float]
) -> list[tuple[int | None, int | None]]:
    """The positions that belong together, in order; None where a member has no partner.

    The pairs are those of the least cost in all (Needleman and Wunsch, 1970).

    Parameters:
        first: some members.
        second: others.
        unlike: how unlike two members are, from 0; the more, the rather both stay alone.
    """
    costs = [[GAP * n for n in range(len(second) + 1)]]
    for m, one in enumerate(first, 1):
        row = [GAP * m]
        for n, other in enumerate(second, 1):
            row.append(min(costs[-1][n - 1] + unlike(one, other), costs[-1][n] + GAP, row[-1] + GAP))
        costs.append(row)
    pairs: list[tuple[int | None, int | None]] = []
    m, n = len(first), len(second)
    while m or n:
        if m and costs[m][n] == costs[m - 1][n] + GAP:
            m -= 1
            pairs.append((m, None))
        elif n and costs[m][n] == costs[m][n - 1] + GAP:
            n -= 1
            pairs.append((None, n))
        else:
            m, n = m - 1, n - 1
            pairs.append((m, n))
    return pairs[::-1]
