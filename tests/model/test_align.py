"""Two sequences side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oscec.model.align import align

LENGTHS = st.lists(st.integers(1, 50), max_size=12)


def unlike(first: int, second: int) -> float:
    return min(3.0, abs(first - second))


@given(LENGTHS, LENGTHS)
def test_every_member_stands_once_and_in_order(first: list[int], second: list[int]) -> None:
    pairs = align(first, second, unlike)
    assert [m for m, _ in pairs if m is not None] == list(range(len(first)))
    assert [n for _, n in pairs if n is not None] == list(range(len(second)))


@given(st.lists(st.integers(1, 50), unique=True, min_size=1, max_size=12), st.data())
def test_the_one_that_was_left_out_has_no_partner(members: list[int], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(members) - 1))
    rest = members[:gone] + members[gone + 1 :]
    alone = [pair for pair in align([n * 10 for n in members], [n * 10 for n in rest], unlike) if None in pair]
    assert alone == [(gone, None)]
