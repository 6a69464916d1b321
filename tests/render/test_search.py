"""The search's files: what is found where, and that no file grows large."""

from __future__ import annotations

import json
from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from oscec.render.search import Passage, folded, parsed, passages, search_files

PAGE = """<h1 id="words">Words</h1><p>About <b>word</b>s.</p>
<h2 id="oscec" lang="en">oSCEC</h2><p>First</p><p>second <span class="o-tip__box">a tip</span></p>"""


def read(html: str = PAGE) -> list[Passage]:
    return list(passages(parsed(html), "glossary/", "fr", {"oscec": ("sextortion", "webcam blackmail")}))


def weight(files: dict[str, str], word: str, passage: int) -> int | None:
    """How much a passage counts for a word; None where it does not have it."""
    index = json.loads(files["index.json"])
    shard = max(bisect_right(index["words"], word[:2]) - 1, 0)
    number = 0
    for step in json.loads(files[f"{index['version']}/words-{shard}.json"]).get(word, []):
        number += step >> 2
        if number == passage:
            return int(step & 3)
    return None


def test_a_page_is_cut_at_its_headings() -> None:
    whole, part = read()
    assert (whole.where, whole.title, whole.text, whole.language) == ("glossary/", "Words", "About words.", "fr")
    assert (part.where, part.page, part.title) == ("glossary/#oscec", "Words", "oSCEC")
    assert (part.text, part.language, part.page_language) == ("First second", "en", "fr")


def test_an_entry_is_found_by_the_words_that_it_asks_to_avoid() -> None:
    files = search_files(read(), "fr", "glossary/")
    assert weight(files, "sextortion", 1) == 3
    assert weight(files, "blackmail", 1) == 2
    assert weight(files, "second", 1) == 0
    assert weight(files, "tip", 1) is None


def test_letters_are_found_as_they_are_typed_without_their_marks() -> None:
    assert [folded(word) for word in ("Éléments", "ħajja", "ΛΌΓΟΣ", "Straße")] == [
        "elements",
        "hajja",
        "λογοσ",
        "strasse",
    ]


@given(st.lists(st.text(st.characters(categories=["L", "M", "N"]), min_size=1)))
def test_a_word_is_folded_alike_alone_and_among_others(words: list[str]) -> None:
    assert folded("\n".join(words)).split("\n") == [folded(word) for word in words or [""]]


def test_an_irish_word_is_found_without_what_stands_before_it() -> None:
    files = search_files(read("<h1 id=a>A</h1><p>pháiste bpáiste bhfear</p>"), "ga", "glossary/")
    assert weight(files, "paiste", 0) == 0
    assert weight(files, "fear", 0) == 0


def test_many_words_and_texts_are_cut_into_files_that_a_phone_can_load() -> None:
    many = [Passage(f"p{n}/", "T", "T", f"a{n:04} b{n:04} " * 30, "en", "en") for n in range(2000)]
    files = search_files(many, "en", "")
    assert len(files) > 20
    texts = [len(content) for path, content in files.items() if "texts-" in path]
    assert max(texts) < 20_000
    assert files == search_files(many, "en", "")
