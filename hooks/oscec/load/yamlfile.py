"""YAML with positions: every fault of a data file is a finding with its line, its key and what is allowed."""

from __future__ import annotations

import re
import types
import typing
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from functools import cache
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from oscec.cache import Store, code_digest, digest
from oscec.model.finding import Finding, Severity, place

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""


class _Loader(yaml.CSafeLoader):
    """The C loader, without dates (a date is text here) and with duplicate keys refused."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            problem = f"this value can't be read: {error}"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                problem = "a key must be a word; put one such as yes, no or 1 in quotation marks"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands here twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str, path: str, line_offset: int = 0) -> tuple[Any, list[Finding]]:
    """The data in a YAML text, or None with a finding.

    Parameters:
        text: the YAML.
        path: the file it comes from.
        line_offset: lines of the file before the text, for front matter.
    """
    return _guarded(lambda: _load(text), text, path, line_offset)


def yaml_faults(text: str, path: str) -> list[Finding]:
    """What is wrong with a YAML text whose tags are somebody else's, such as MkDocs' configuration."""
    return _guarded(lambda: yaml.compose(text, _Loader), text, path)[1]


def _load(text: str) -> Any:
    _refuse_aliases(text)
    return yaml.load(text, _Loader)  # noqa: S506 - a safe loader


def _guarded(read: Callable[[], Any], text: str, path: str, line_offset: int = 0) -> tuple[Any, list[Finding]]:
    try:
        return read(), []
    except yaml.reader.ReaderError as error:
        problem, offset = f"the character {error.character!r} can't stand here", _unprintable(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        offset = mark.index if mark else 0
    except (RecursionError, MemoryError):
        problem, offset = "it is nested too deeply", 0
    line, column = place(text, min(offset, len(text)))
    message = f"This is not valid YAML: {problem}. Check quotation marks, colons and indentation here."
    return None, [Finding(path, line + line_offset, column, "file/yaml", Severity.ERROR, message)]


_MAY_ALIAS = re.compile(r"(?:^|[\s\[{,:])\*\S", re.MULTILINE)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _refuse_aliases(text: str) -> None:
    """A value that stands for another one can hold itself, or grow without end."""
    if not _MAY_ALIAS.search(text):
        return
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            raise yaml.constructor.ConstructorError(None, None, "write the value out, without '*'", mark)


def _unprintable(text: str) -> int:
    found = _UNPRINTABLE.search(text)
    return found.start() if found else 0


def read_once(
    store: Store, model: type[Model], text: str, parse: Callable[[], tuple[Model | None, list[Finding]]]
) -> tuple[Model | None, list[Finding]]:
    """What a YAML text says, parsed only where the store does not have it; nothing with a fault is remembered.

    Parameters:
        store: remembers it.
        model: what it becomes.
        text: the YAML.
        parse: gives the model and what is wrong with the text.
    """
    key = digest(code_digest(), model.__name__, text)
    known = store.get(key, model)
    if known is not None:
        return known, []
    value, findings = parse()
    if value is not None and not findings:
        store.put(key, model, value)
    return value, findings


class Node(typing.NamedTuple):
    """A value in a YAML text: where its key (or itself, in a list) and its content stand."""

    path: Path
    line: int
    column: int
    start: int
    end: int
    scalar: bool
    key_start: int
    key_end: int
    """The span of the key; in a list that of the value itself."""


def nodes(text: str) -> Iterator[Node]:
    """Every value of a valid YAML text, from the outside in."""
    root = yaml.compose(text, _Loader)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    seen: set[int] = set()
    stack: list[tuple[Path, Any, Any]] = [((), root, root)] if root is not None else []
    while stack:
        path, key, value = stack.pop()
        start = key.start_mark.index
        line = bisect_right(starts, start)
        yield Node(
            path,
            line,
            start - starts[line - 1] + 1,
            value.start_mark.index,
            value.end_mark.index,
            isinstance(value, yaml.ScalarNode),
            start,
            key.end_mark.index,
        )
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, yaml.MappingNode):
            stack += [((*path, str(k.value)), k, v) for k, v in reversed(value.value)]
        elif isinstance(value, yaml.SequenceNode):
            stack += [((*path, n), v, v) for n, v in reversed(list(enumerate(value.value)))]


def positions(text: str) -> dict[Path, tuple[int, int]]:
    """Line and column of every value of a valid YAML text, by its path."""
    return {node.path: (node.line, node.column) for node in nodes(text)}


def validate(
    model: type[Model], data: Any, text: str, path: str, line_offset: int = 0
) -> tuple[Model | None, list[Finding]]:
    """The data as a model, with a finding for every fault.

    What is wrong is left out of the model, so that the rest of the file can still be used; None where
    nothing can be.
    """
    if not isinstance(data, dict):
        allowed = ", ".join(_keys(model))
        message = f"This file must hold a mapping with the keys {allowed}."
        return None, [Finding(path, 1 + line_offset, 1, "file/schema", Severity.ERROR, message)]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        places = positions(text)
        findings: dict[tuple[Path, str], Finding] = {}
        for fault in error.errors(include_url=False):
            loc = _known(fault["loc"], places)
            line, column = places.get(loc, (1, 1))
            if fault["type"] not in ("missing", "extra_forbidden"):
                fault["loc"] = loc  # without what a union adds to it
            found = Finding(path, line + line_offset, column, "file/schema", Severity.ERROR, _say(model, fault, loc))
            # Where a value may be of several kinds, its first fault says enough.
            part = str(fault["loc"][-1]) if fault["type"] in ("missing", "extra_forbidden") else ""
            findings.setdefault((loc, part), found)
        return _without(model, data, faulty_items(model, data)), list(findings.values())


def faulty_items(model: type[BaseModel], data: Any) -> set[tuple[Any, ...]]:
    """Which items of a file are wrong: its keys, or a key with a list position or an id."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {tuple(fault["loc"][:2]) for fault in error.errors()}
    return set()


def _without(model: type[Model], data: dict[str, Any], faulty: set[tuple[Any, ...]]) -> Model | None:
    """The model of the data without its faulty items."""
    kept: dict[str, Any] = {}
    for key, value in data.items():
        if (key,) in faulty:
            continue
        if isinstance(value, dict):
            kept[key] = {name: item for name, item in value.items() if (key, name) not in faulty}
        elif isinstance(value, list):
            kept[key] = [item for number, item in enumerate(value) if (key, number) not in faulty]
        else:
            kept[key] = value
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


def _known(loc: tuple[str | int, ...], places: dict[Path, tuple[int, int]]) -> Path:
    """The longest part of pydantic's path that stands in the text (unions add parts of their own)."""
    path: Path = ()
    for part in loc:
        if (*path, part) in places:
            path = (*path, part)
    return path


def _say(model: type[BaseModel], fault: Any, loc: Path) -> str:
    """A sentence for the writer: the key, what is wrong, what is allowed."""
    where = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    found, key = fault["input"], str(fault["loc"][-1]) if fault["loc"] else ""
    owner = _model_at(model, fault["loc"][:-1])
    match fault["type"]:
        case "extra_forbidden":
            return f"Unknown key '{key}' in '{where}'; allowed: {', '.join(_keys(owner))}."
        case "missing":
            return f"The key '{key}' is missing in '{'.'.join(map(str, loc)) or 'this file'}'."
        case "literal_error" | "enum":
            return f"'{where}' is {found!r}; allowed: {fault['ctx']['expected'].replace(' or ', ', ')}."
        case "string_pattern_mismatch":
            return f"'{where}' is {found!r}; it must match {fault['ctx']['pattern']}."
        case "string_too_short":
            return f"'{where}' is empty; write its text or remove the key."
        case _:
            shown = repr(found) if isinstance(found, str | int | float | bool | None) else type(found).__name__
            return f"'{where}' is {shown}: {fault['msg'][0].lower()}{fault['msg'][1:]}."


@cache
def _keys(model: type[BaseModel] | None) -> tuple[str, ...]:
    if model is None:
        return ()
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model that describes the value at a path."""
    current: Any = model
    for part in loc:
        current = _step(current, part)
    return next(iter(_models(current)), None)


def _step(annotation: Any, part: str | int) -> Any:
    for candidate in _models(annotation):
        for name, info in candidate.model_fields.items():
            if part in (name, info.alias):
                return info.annotation
    arguments = typing.get_args(_plain(annotation))
    return arguments[-1] if arguments else annotation


def _plain(annotation: Any) -> Any:
    """The annotation without `Annotated` and `| None`."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif origin in (typing.Union, types.UnionType):
            annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
        else:
            return annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    plain = _plain(annotation)
    return [plain] if isinstance(plain, type) and issubclass(plain, BaseModel) else []
