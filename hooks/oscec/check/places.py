"""Where words stand in a text, found without asking at every letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

WORD = re.compile(r"\w+")


def places_of(words: Set[str], text: str) -> list[tuple[int, str]]:
    """Where some words stand, with the word, in the order of the text.

    Parameters:
        words: single words, as the text writes them.
        text: any text.
    """
    present = words & set(WORD.findall(text))
    return sorted((start, word) for word in present for start in _places(word, text))


def _places(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not WORD.match(text[start - 1 : start]) and not WORD.match(text[end : end + 1]):
            yield start
        start = text.find(word, end)
