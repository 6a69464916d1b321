"""A concept and the words for it: `curriculum/concepts.yml` and `curriculum/<lang>/terms.yml`.

The words are those of ISO 704 and ISO 30042: a concept has in each language a preferred term, admitted
terms and deprecated terms.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oscec.model.base import Id, Record, Text

Status = Literal["sourced", "proposed", "reviewed"]
"""`sourced`: read in a named source; `proposed`: awaits a native professional; `reviewed`: one named it good."""

Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class ConceptSource(Record):
    """Where a decision on a concept comes from."""

    reference: Id
    section: Text | None = None
    note: Text | None = None


class Concept(Record):
    """What is the same in every language."""

    id: Id
    broader: list[Id] = []
    related: list[Id] = []
    status: Status
    """How sure the decision on the English term is."""
    sources: list[ConceptSource]
    everyday: bool = False
    """True for a word of everyday language ('child'): its first use on a page needs no link."""


class ConceptsFile(Record):
    """The whole of `concepts.yml`."""

    concepts: list[Concept]


class TermSource(Record):
    """Where a form was read: a title, an address and the words that were read."""

    title: Text
    url: Text | None = None
    quote: Text | None = None


class Term(Record):
    """A word or phrase for a concept with its inflected forms."""

    term: Text
    forms: list[Text] = []
    """Inflected forms and variants: plural, cases, with or without an article."""
    status: Status
    sources: list[TermSource] = []
    note: Text | None = None


class DeprecatedTerm(Record):
    """A word that does harm: found wherever a reader sees it (`never`) or explained only (`context`)."""

    term: Text
    forms: list[Text] = []
    use: Literal["never", "context"]
    pattern: Text | None = None
    """A Python regular expression for all its forms, applied to folded text (see `check/fold.py`)."""
    matches: list[Text] = []
    """Wording that the pattern and forms must find; each is a test."""
    ignores: list[Text] = []
    """Wording that they must leave alone; each is a test."""
    reason: Text | None = None
    """Why the word is not used; in a translation a missing reason is shown in English."""
    instead: Text | None = None
    """What to write; missing means the preferred term of the concept."""
    sources: list[TermSource] = []


class Entry(Term):
    """The entry of one concept in one language."""

    abbreviation: Text | None = None
    admitted: list[Term] = []
    deprecated: list[DeprecatedTerm] = []
    definition: Text | None = None
    """Plain text of one to three sentences; required in English."""
    usage: Text | None = None
    """Advice for writers: when to use which term."""
    stamp: Stamp | None = None
    """In a translated definition: the stamp of the source entry that it translates."""


class TermsFile(Record):
    """The whole of a `terms.yml`: concept id -> entry."""

    terms: Annotated[dict[Id, Entry], Field(min_length=1)]
