"""`evidence/*`: no number without its source, no label that differs from the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale

from oscec.check.draft import Draft, View
from oscec.check.fault import Fault
from oscec.check.fold import blank
from oscec.check.places import WORD, places_of
from oscec.check.visible import Link
from oscec.model.finding import Severity
from oscec.model.knowledge import Knowledge
from oscec.model.number import write_number, write_value
from oscec.model.statistic import Statistic

_NUMBER = r"(?<![\w.,/:§€$£+-])(?<!\d[ \u00a0\u202f])\d+(?:[.,\u00a0\u202f]\d{3})*(?:[.,]\d+)?(?![ \u00a0\u202f]?\d)"
_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP = r"[\s\u00a0\u202f]"


def check_page(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    """Links to statistics that exist and show their value, and numbers that aren't linked."""
    for number, link in enumerate(view.visible.links):
        if link.scheme == "stat":
            yield from _check_link(view, knowledge, number, link)
    if "/cases/" not in view.page.path:
        yield from _unlinked(view, knowledge)


def split_target(target: str) -> tuple[str, str]:
    """The statistic's id and what is shown of it: '' its value, 'n' its base, '~' words."""
    if target.endswith("~"):
        return target[:-1], "~"
    identity, _, part = target.partition(".")
    return identity, part


def expected_label(statistic: Statistic, part: str, language: str) -> str | None:
    """What a label must be; None where it is free or can't be known."""
    if part == "":
        return write_value(statistic, language)
    return write_number(statistic.n, language) if part == "n" and statistic.n is not None else None


def _check_link(view: View, knowledge: Knowledge, number: int, link: Link) -> Iterator[Draft]:
    identity, part = split_target(link.target)
    statistic = knowledge.statistics.get(identity)
    label = link.label.strip()
    if statistic is None:
        message = f"There is no statistic '{identity}' in evidence.yml."
        yield Draft("evidence/unknown", message, suggestion=_nearest(identity, knowledge), link=number)
    elif part not in ("", "n", "~"):
        message = (
            f"'.{part}' is nothing of a statistic; allowed: stat:{identity}, stat:{identity}.n, stat:{identity}~."
        )
        yield Draft("evidence/unknown", message, link=number)
    elif part == "n" and statistic.n is None:
        message = f"The source does not state the base of '{identity}'; evidence.yml has no n for it."
        yield Draft("evidence/base-unknown", message, link=number)
    elif part == "~":
        if not label:
            yield Draft("evidence/label", "Words for a statistic are missing in this link's label.", link=number)
    elif label != (expected := expected_label(statistic, part, view.page.language)):
        message = (
            f"The label of '{link.target}' is '{label}'; evidence.yml says '{expected}'. 'check --fix' writes it."
        )
        yield Draft("evidence/label", message, suggestion=expected, link=number, label=expected)


def _nearest(identity: str, knowledge: Knowledge) -> str | None:
    words = set(identity.split("-"))
    ranked = sorted(knowledge.statistics, key=lambda known: -len(words & set(known.split("-"))))
    return ranked[0] if ranked and words & set(ranked[0].split("-")) else None


def _unlinked(view: View, knowledge: Knowledge) -> Iterator[Draft]:
    visible, language = view.visible, view.page.language
    labels = [(link.start, link.end) for link in visible.links if link.carries_meaning]
    text = blank(visible.text, labels)[: visible.prose_end]
    patterns = _patterns(
        tuple(knowledge.list_of(language, "percent_words")),
        tuple(knowledge.list_of(language, "of_words")),
        tuple(knowledge.list_of(language, "counted_nouns")),
        tuple(knowledge.list_of(language, "number_words")),
    )
    taken: set[int] = set()
    digits = [match.start() for match in re.finditer(r"\d+", text)]
    words = _word_places(tuple(knowledge.list_of(language, "number_words")), text)
    for kind in patterns:
        for match in _matches(kind.regex, text, words if kind.in_words else digits):
            if match.start() in taken or _is_no_count(match, language, knowledge):
                continue
            taken.add(match.start())
            seen = " ".join(match.group().split())
            message = (
                f"'{seen}' is {kind.what} without its source; link a statistic of evidence.yml: [{seen}](stat:…), "
                "or rewrite the sentence without the number."
            )
            yield Draft("evidence/unlinked", message, kind.severity, span=match.span())


def _word_places(words: tuple[str, ...], text: str) -> list[int]:
    """Where a word for a number may begin."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter such as 'İ' becomes two
        lower = "".join(letter.lower()[0] for letter in text)
    return [place for place, _ in places_of(_first_words(words), lower)]


@lru_cache(maxsize=64)
def _first_words(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for number in numbers for word in WORD.findall(number.lower())[:1])


def _matches(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """Every match of a pattern, asked for only where one may begin."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            yield match
            end = match.end()


def _is_no_count(match: re.Match[str], language: str, knowledge: Knowledge) -> bool:
    """True for dates, ages, durations and amounts of money, which are no statistics."""
    whole = match.groupdict().get("whole")
    if _YEAR.fullmatch(match["number"]) or (whole and _YEAR.fullmatch(whole)):
        return True
    if match.group().rstrip()[-1:] in "%‰٪％":
        return False
    after = re.findall(r"[^\W\d]+", match.group()[len(match["number"]) :])[:1]
    units = {*_months(language), *(word.casefold() for word in knowledge.list_of(language, "unit_words"))}
    return bool(after) and after[0].casefold() in units


@cache
def _months(language: str) -> frozenset[str]:
    months = Locale.parse(language).months
    widths = [months["format"]["wide"], months["format"]["abbreviated"]]
    return frozenset(name.casefold().rstrip(".") for names in widths for name in names.values())


class _Unlinked(NamedTuple):
    """A kind of number that needs a source."""

    regex: re.Pattern[str]
    severity: Severity
    what: str
    in_words: bool = False
    """Whether it begins with a word instead of a digit."""


@lru_cache(maxsize=64)
def _patterns(
    percent: tuple[str, ...], of: tuple[str, ...], nouns: tuple[str, ...], numbers: tuple[str, ...]
) -> list[_Unlinked]:
    """The patterns of a language, the gravest first."""

    def words(items: tuple[str, ...]) -> str:
        return "|".join(re.escape(item) for item in sorted(items, key=len, reverse=True)) or "(?!)"

    digits, whole = rf"(?P<number>{_NUMBER})", rf"(?P<whole>{_NUMBER})"
    between = rf"(?:{_GAP}+[^\W\d]+(?:[-’'][^\W\d]+)*){{0,2}}?{_GAP}+"
    flags = re.IGNORECASE
    return [
        _Unlinked(
            re.compile(rf"{digits}{_GAP}{{0,3}}(?:[%‰٪％]|(?:{words(percent)})(?!\w))", flags),
            Severity.ERROR,
            "a share",
        ),
        _Unlinked(
            re.compile(rf"{digits}{_GAP}+(?:{words(of)}){_GAP}+(?:[^\W\d]+{_GAP}+)?{whole}(?![\w%])", flags),
            Severity.ERROR,
            "a share",
        ),
        _Unlinked(re.compile(rf"{digits}{between}(?:{words(nouns)})(?!\w)", flags), Severity.WARNING, "a count"),
        _Unlinked(
            re.compile(rf"(?<!\w)(?P<number>{words(numbers)}){between}(?:{words(nouns)})(?!\w)", flags),
            Severity.NOTE,
            "a count in words",
            in_words=True,
        ),
    ]


def check_register(knowledge: Knowledge) -> Iterator[Fault]:
    """The register itself: every source, set and twin exists, and sums are what they claim."""
    for number, statistic in enumerate(knowledge.statistics.values()):
        keys = ("statistics", number)
        if statistic.source.reference not in knowledge.references:
            message = f"There is no reference '{statistic.source.reference}' in references.yml."
            yield Fault((*keys, "source", "reference"), "reference/unknown", message)
        if statistic.set is not None and statistic.set not in knowledge.sets:
            message = f"There is no set '{statistic.set}'; allowed: {', '.join(knowledge.sets)}."
            yield Fault((*keys, "set"), "evidence/unknown", message)
        for position, twin in enumerate(statistic.not_the_same_as):
            if twin not in knowledge.statistics:
                message = f"There is no statistic '{twin}'."
                yield Fault((*keys, "not_the_same_as", position), "evidence/unknown", message)
    for number, group in enumerate(knowledge.sets.values()):
        values = [s.value for s in knowledge.statistics.values() if s.set == group.id]
        total = sum((Decimal(str(value)) for value in values), Decimal(0))
        if group.sums and (group.total is None or Decimal(str(group.total)) != total):
            message = (
                f"The set '{group.id}' claims to sum to {_plain(group.total)}; its values add up to {_plain(total)}."
            )
            yield Fault(("sets", number, "sums"), "evidence/sum", message)


def _plain(number: float | Decimal | None) -> str:
    return "nothing" if number is None else f"{number:g}"


def check_words(knowledge: Knowledge, language: str) -> Iterator[Fault]:
    """The words of a translation speak of statistics and sets that exist, limit by limit."""
    words = knowledge.words[language]
    for identity, text in words.statistics.items():
        statistic = knowledge.statistics.get(identity)
        if statistic is None:
            yield Fault(("statistics", identity), "evidence/unknown", f"There is no statistic '{identity}'.")
        elif text.limits is not None and len(text.limits) != len(statistic.limits):
            message = f"'{identity}' has {len(statistic.limits)} limits in evidence.yml and {len(text.limits)} here."
            yield Fault(("statistics", identity, "limits"), "evidence/limits", message)
    for identity in words.sets:
        if identity not in knowledge.sets:
            yield Fault(("sets", identity), "evidence/unknown", f"There is no set '{identity}'.")
