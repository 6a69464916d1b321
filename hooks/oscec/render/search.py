"""The search of one language: the passages of its pages and the words in them, cut into small files.

A browser that searches loads `search/index.json`, the file with the words that begin like those typed, and
the files with the passages that it shows (`search.js`). Words are folded: lower case, without accents.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser

from oscec.check.fold import LETTERS
from oscec.model.concept import DeprecatedTerm, Entry, Term
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE

Item = TypeVar("Item")

FOLDER = "search"
WORDS_SIZE, TEXTS_SIZE = 24_000, 16_000
"""How many bytes a file should have before it is compressed: small ones make many, large ones are slow to load."""
OFTEN = 3
"""How many times a passage uses a word that it is about."""
SHORT = 10
"""How many words a title may have to name its passage; a longer one is a sentence, such as a question."""

_UNREAD = "#planner-data, .o-tip__box, .o-figure svg, .o-figure .o-facts"
"""Data, and what repeats or explains the text of the page."""
_HEADINGS = ":is(h1, h2, h3, h4, h5, h6)[id]"
_BLOCK = re.compile(r"<(?=/?(?:p|li|h[1-6]|t[hdr]|d[td]|br|div|label|summary|figcaption)\b)")
_CUT = "\x1e"
_WORD = re.compile(r"[^\W_]{2,}")
_PIECE = re.compile(r"[^\W_]+")
_LETTERS = LETTERS | {"ς": "σ", "ß": "ss"}
"""The browser gets them too."""
_INITIALS = {"ga": re.compile(r"^(?:bh(?=f)|m(?=b)|g(?=c)|n(?=[dg])|b(?=p)|d(?=t)|t(?=s))|(?<=^[bcdfgmpst])h")}
"""Language -> how its words change at their beginning; they are found in their plain form too."""


class _Folds(dict[int, str | int | None]):
    """A character -> what stands for it; nothing for an accent. Fills itself."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)).startswith("M") else code
        self[code] = kept
        return kept


_FOLDS = _Folds({ord(letter): plain for letter, plain in _LETTERS.items()})


@dataclass(frozen=True)
class Passage:
    """A part of a page that a search can find."""

    where: str
    """Address from the start page of the language: 'glossary/#oscec'."""
    page: str
    """The title of its page."""
    title: str
    text: str
    language: str
    page_language: str
    names: tuple[str, ...] = ()
    """What else it is called: words of the address, the terms of an entry and those that it asks to avoid."""


def parsed(html: str) -> LexborHTMLParser:
    """A rendered page as the search reads it: without tips, data and charts, with space between its blocks."""
    tree = LexborHTMLParser(_BLOCK.sub(" <", html))
    for unread in tree.css(_UNREAD):
        unread.decompose()
    return tree


def passages(
    tree: LexborHTMLParser, address: str, language: str, names: Mapping[str, tuple[str, ...]]
) -> Iterator[Passage]:
    """The passages of a page, one for each heading; the tree's headings are used up.

    Parameters:
        tree: from `parsed`.
        address: where the page is published: 'glossary/'.
        language: the language of the page; headings in another one are marked.
        names: anchor -> what the passage is called besides its heading.
    """
    headings = tree.css(_HEADINGS)
    titles = [_plain(heading.text()) for heading in headings]
    for heading in headings:
        heading.replace_with(_CUT)
    texts = [_plain(text) for text in (tree.body.text() if tree.body else "").split(_CUT)]
    for number, (heading, title) in enumerate(zip(headings, titles, strict=True)):
        anchor = heading.attributes["id"] or ""
        yield Passage(
            where=f"{address}#{anchor}" if number else address,
            page=titles[0],
            title=title,
            text=texts[number + 1] if number else _plain(f"{texts[0]} {texts[1]}"),
            language=heading.attributes.get("lang") or language,
            page_language=language,
            names=names.get(anchor, ()) if number else (address.replace("-", " ").strip("/").rpartition("/")[2],),
        )


def entry_names(knowledge: Knowledge, language: str) -> dict[str, tuple[str, ...]]:
    """Concept -> every word for it, those to avoid included, in a language and in the source's."""
    entries = [knowledge.entries.get(code, {}) for code in dict.fromkeys((language, SOURCE))]
    return {
        concept: tuple(name for entry in entries if concept in entry for name in _names(entry[concept]))
        for concept in knowledge.entries[SOURCE]
    }


def _names(entry: Entry) -> Iterator[str]:
    yield entry.abbreviation or ""
    terms: list[Term | DeprecatedTerm] = [entry, *entry.admitted, *entry.deprecated]
    for term in terms:
        yield from (term.term, *term.forms)


def search_files(found: Iterable[Passage], language: str, first: str) -> dict[str, str]:
    """The files of the search.

    Parameters:
        found: the passages of all pages, those of one page together.
        language: the language of the site.
        first: the address of the page whose parts answer first: the glossary's.

    Returns:
        Path -> content, in JSON.
    """
    passages_ = list(found)
    words = _words_of_all(passages_, language)
    groups = [list(group) for _, group in groupby(sorted(words), key=lambda word: word[:2])]
    shards = _packed([(group, len(_json({word: words[word] for word in group}))) for group in groups], WORDS_SIZE)
    rows = [_row(passage, language) for passage in passages_]
    parts = _packed([(number, len(_json(row))) for number, row in enumerate(rows)], TEXTS_SIZE)
    files = {
        f"words-{number}.json": _json({word: words[word] for group in shard for word in group})
        for number, shard in enumerate(shards)
    }
    files |= {f"texts-{number}.json": _json([rows[one] for one in part]) for number, part in enumerate(parts)}
    version = hashlib.sha256("\n".join(files.values()).encode()).hexdigest()[:8]
    pages = [passage.where.partition("#")[0] for passage in passages_]
    index = {
        "version": version,
        "letters": _LETTERS,
        "words": [shard[0][0][:2] for shard in shards],
        "texts": [part[0] for part in parts],
        "pages": [number for number, page in enumerate(pages) if number == 0 or pages[number - 1] != page],
        "count": len(rows),
        "first": [number for number, page in enumerate(pages) if page == first][:1],
    }
    return {"index.json": _json(index)} | {f"{version}/{name}": content for name, content in files.items()}


def folded(text: str) -> str:
    """A text in lower case, without accents."""
    lower = text.lower()
    return lower if lower.isascii() else unicodedata.normalize("NFD", lower).translate(_FOLDS)


def _words_of_all(passages_: list[Passage], language: str) -> dict[str, list[int]]:
    """Word -> the passages with it, each as the distance from the one before, times 4, plus its weight there."""
    places: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, passage in enumerate(passages_):
        for word, weight in _weights(passage, language).items():
            places.setdefault(word, []).append((number - last.get(word, 0)) * 4 + weight)
            last[word] = number
    return places


def _weights(passage: Passage, language: str) -> dict[str, int]:
    """Word -> 0 if the text has it, 1 if often, 2 if a title or name has it, 3 if it is the whole of one."""
    weights = {word: int(count >= OFTEN) for word, count in Counter(_words(passage.text, language)).items()}
    for name in (passage.title, *passage.names):
        length = len(_PIECE.findall(name))
        weight = 3 if length == 1 else 2 if length <= SHORT else 1
        for word in _words(name, language):
            weights[word] = max(weights.get(word, 0), weight)
    return weights


def _words(text: str, language: str) -> list[str]:
    """The words of a text as they are indexed: folded, and also without what their language puts before them."""
    # Folded together, which is much faster than one by one.
    words = folded("\n".join(_WORD.findall(unicodedata.normalize("NFC", text)))).split()
    initials = _INITIALS.get(language)
    changed = ((word, initials.sub("", word, count=1)) for word in words) if initials else ()
    return words + [plain for word, plain in changed if plain != word and len(plain) > 1]


def _row(passage: Passage, language: str) -> list[str]:
    row = [passage.where, passage.page, passage.title, passage.text]
    spoken = ["" if code == language else code for code in (passage.language, passage.page_language)]
    return [*row, *spoken] if any(spoken) else row


def _packed(sized: Iterable[tuple[Item, int]], limit: int) -> list[list[Item]]:
    """Neighbours together until they are as large as a file should be."""
    packs: list[list[Item]] = []
    room = 0
    for item, size in sized:
        if size > room:
            packs.append([])
            room = limit
        packs[-1].append(item)
        room -= size
    return packs


def _plain(text: str) -> str:
    return " ".join(text.split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
