"""Finding and reading the Markdown pages of `docs/<lang>/` and `curriculum/<lang>/`."""

from __future__ import annotations

import re
from pathlib import Path

from oscec.cache import NOTHING, Store
from oscec.load.files import TREES, files_of
from oscec.load.text import read_text
from oscec.load.yamlfile import parse_yaml, read_once, validate
from oscec.model.finding import Finding, Severity
from oscec.model.page import Page, PageMeta, address_of

PLACE = "A page must be a .md file in docs/<lang>/ or curriculum/<lang>/."
MEDIA = (".svg", ".png", ".jpg", ".webp", ".vtt")
"""Kinds of files in docs/assets that are published."""
SHARED = ("assets", "countries")
"""Folders beside the languages that hold no pages."""
_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+\.md")
"""Names that are the same file on every system and make a plain address."""
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def page_paths(root: Path, languages: list[str]) -> list[str]:
    """The repository paths of all pages of these languages, in order."""
    found = []
    for tree in TREES:
        for code in languages:
            folder = root / tree / code
            found += [file.relative_to(root).as_posix() for file in folder.rglob("*.md")]
    return sorted(path for path in found if _is_utf8(path))


def _is_utf8(path: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in path)


def stray_findings(root: Path, languages: list[str]) -> list[Finding]:
    """Markdown files where no page can be, and names that make no address."""
    findings = []
    for tree in TREES:
        for path in (f"{tree}/{name}" for name in files_of(root / tree) if name.endswith(".md")):
            if not _NAME.fullmatch(path):
                shown = path.encode("utf-8", "replace").decode()
                message = "The name of a page becomes its address; use small Latin letters, digits and hyphens."
                findings.append(Finding(shown, 1, 1, "file/name", Severity.ERROR, message))
            elif path.split("/")[1] not in languages and (len(path.split("/")) < 3 or path.split("/")[1] in SHARED):
                findings.append(Finding(path, 1, 1, "file/place", Severity.ERROR, PLACE))
    return findings + _kind_findings(root)


def _kind_findings(root: Path) -> list[Finding]:
    """Files in docs/ that a browser might run."""
    allowed = (".md", *MEDIA)
    message = f"docs/ may hold no file of this kind; allowed: {', '.join(allowed)}."
    return [
        Finding(f"docs/{name}", 1, 1, "file/kind", Severity.ERROR, message)
        for name in files_of(root / "docs")
        if Path(name).suffix not in allowed and _is_utf8(name)
    ]


def folder_findings(root: Path, languages: list[str]) -> list[Finding]:
    """A folder in a language's place that is no language of the site."""
    findings = []
    for tree in TREES:
        for folder in sorted((root / tree).iterdir()) if (root / tree).is_dir() else []:
            if folder.is_dir() and folder.name not in languages and folder.name not in SHARED:
                findings.append(
                    Finding(
                        folder.relative_to(root).as_posix(),
                        1,
                        1,
                        "file/unknown-language",
                        Severity.ERROR,
                        f"'{folder.name}' is no language of languages.yml; allowed: {', '.join(languages)}.",
                    )
                )
    return findings


def read_page(root: Path, path: str, store: Store = NOTHING) -> tuple[Page | None, list[Finding]]:
    """A page and what is wrong with its file or its front matter.

    Parameters:
        root: the repository.
        path: where the page stands.
        store: remembers what a front matter without a fault says.
    """
    if address_of(path) is None:
        return None, [Finding(path, 1, 1, "file/place", Severity.ERROR, PLACE)]
    text, findings = read_text(root, path)
    return parse_page(text, path, store) if text is not None else (None, findings)


def parse_page(text: str, path: str, store: Store = NOTHING) -> tuple[Page | None, list[Finding]]:
    """A page and what is wrong with its front matter.

    Parameters:
        text: the whole page, with the line ends that `read_text` gives.
        path: where it stands, or stood.
        store: remembers what a front matter without a fault says.
    """
    found = address_of(path)
    if found is None:
        return None, [Finding(path, 1, 1, "file/place", Severity.ERROR, PLACE)]
    language, address = found
    front = _FRONT.match(text)
    if front is None:
        message = (
            "The page must begin with its front matter: a line '---', then 'title: …' and "
            "'description: …', then a line '---'."
        )
        finding = Finding(path, 1, 1, "file/front-matter", Severity.ERROR, message)
        return Page(path, language, address, text, 0, None), [finding]
    meta, findings = read_once(store, PageMeta, front.group(1), lambda: _read_meta(front.group(1), path))
    return Page(path, language, address, text, front.end(), meta), findings


def _read_meta(text: str, path: str) -> tuple[PageMeta | None, list[Finding]]:
    data, findings = parse_yaml(text, path, line_offset=1)
    meta = None
    if not findings:
        meta, findings = validate(PageMeta, data, text, path, line_offset=1)
    return meta, [_as_front_matter(finding) for finding in findings]


def _as_front_matter(finding: Finding) -> Finding:
    return Finding(
        finding.path,
        finding.line,
        finding.column,
        "file/front-matter",
        finding.severity,
        f"In the front matter: {finding.message[0].lower()}{finding.message[1:]}",
    )
