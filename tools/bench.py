"""`make bench`: how long our builds and checks take, as ratios to a plain build of the same pages.

Makes a corpus of its own (24 languages, 60 pages each, the Markdown that we use) in a temporary folder, builds
it with MkDocs, Material and mkdocs-static-i18n without any hook, and with `python -m oscec build`, one after
the other on the same machine. Only the ratios mean anything.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from oscec.load.knowledge import load_knowledge
from oscec.load.pages import read_page
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.passage import passages_of

ROOT = Path(__file__).parents[1]
PAGES = 60
JOBS = 2
SHORT = 3
"""How often a short step is measured; the median counts, for the disk may be busy with the step before."""
CONCEPTS = ("oscec", "csem", "csae", "grooming", "sexting")
WORK = "europol-2017"
SYLLABLES = {
    "latin": ["ba", "do", "ke", "lu", "mi", "no", "pa", "re", "si", "tu", "va", "zo"],
    "greek": ["βα", "δο", "κε", "λου", "μι", "νο", "πα", "ρε", "σι", "του"],
    "cyrillic": ["ба", "до", "ке", "лу", "ми", "но", "па", "ре", "си", "ту"],
}
SCRIPTS = {"el": "greek", "bg": "cyrillic"}
TARGETS = {"clean": 0.30, "one page": 0.03, "nothing": 0.01, "check, cold": 0.15, "check, unchanged": 0.02}


def in_all(knowledge: Knowledge) -> list[str]:
    """The concepts that every language has a term for: each page links the same ones."""
    return [concept for concept in CONCEPTS if all(concept in entries for entries in knowledge.entries.values())]


class Writer:
    """Writes one language's pages out of syllables; every language has the same structure."""

    def __init__(self, code: str, knowledge: Knowledge) -> None:
        """A writer of made-up text.

        Parameters:
            code: the language.
            knowledge: has the terms that the pages link to.
        """
        self._code = code
        self._syllables = SYLLABLES[SCRIPTS.get(code, "latin")]
        self._entries = knowledge.entries[code]
        self._concepts = in_all(knowledge)
        self._random = random.Random(code)  # noqa: S311 - text for a measurement

    def words(self, number: int) -> str:
        """Some words."""
        return " ".join(
            "".join(self._random.choice(self._syllables) for _ in range(self._random.randint(2, 4)))
            for _ in range(number)
        )

    def page(self, number: int) -> str:
        """A page of about 9 KB."""
        used = " ".join(f"[{self._entries[concept].term}](term:{concept})" for concept in self._concepts)
        parts = [f"# {self.words(3).capitalize()}", f"{self.words(30)}. {used}. {self.words(12)}."]
        for section in range(7):
            parts += [f"## {self.words(4).capitalize()}", *self._section(number, section)]
        return "\n\n".join(parts) + f"\n\n[^1]: {self.words(14)}.\n"

    def _section(self, number: int, section: int) -> Iterable[str]:
        target = f"page-{(number + section) % PAGES:02}.md"
        yield f"{self.words(60)}. [{self.words(3)}]({target}) {self.words(20)} **{self.words(3)}**."
        if section == 1:
            rows = "\n".join(f"| {self.words(4)} | {self.words(6)} | {self.words(3)} |" for _ in range(6))
            yield f"| {self.words(2)} | {self.words(2)} | {self.words(1)} |\n| --- | --- | --- |\n{rows}"
        elif section == 2:
            yield f"> [!NOTE]\n> {self.words(40)}."
        elif section == 3:
            yield "\n".join(f"- {self.words(14)}." for _ in range(6))
        elif section == 4:
            yield f"{self.words(30)}.[^1] [Europol 2017](ref:{WORK})"
        elif section == 5:
            yield f"{self.words(2)}\n:   {self.words(24)}."
        else:
            yield f"{self.words(50)}."


def corpus(folder: Path) -> list[str]:
    """Write the corpus and return its languages."""
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    knowledge = load_knowledge(ROOT).knowledge
    _write_data(folder, knowledge)
    pages = [f"page-{number:02}.md" for number in range(PAGES)]
    _write_config(folder, pages)
    for code in [SOURCE, *(code for code in knowledge.languages if code != SOURCE)]:
        _write_pages(folder, code, Writer(code, knowledge), ["index.md", *pages])
    return list(knowledge.languages)


def _write_data(folder: Path, knowledge: Knowledge) -> None:
    """The real languages, labels and terms; no data of the curriculum, which the plain build has not either."""
    data = folder / "curriculum"
    data.mkdir()
    languages = _read(ROOT / "curriculum" / "languages.yml")
    for language in languages["languages"]:
        language["tier"] = "source" if language["code"] == SOURCE else "started"
    _dump(data / "languages.yml", languages)
    concepts = _read(ROOT / "curriculum" / "concepts.yml")["concepts"]
    wanted = in_all(knowledge)
    kept = [concept for concept in concepts if concept["id"] in wanted]
    for concept in kept:
        for key in ("broader", "related"):
            concept[key] = [other for other in concept.get(key, []) if other in wanted]
        concept["sources"] = [{"reference": WORK}]
    _dump(data / "concepts.yml", {"concepts": kept})
    _dump(data / "courses.yml", {"modules": []})
    _dump(data / "evidence.yml", {"statistics": [], "sets": []})
    works = _read(ROOT / "curriculum" / "references.yml")["references"]
    _dump(data / "references.yml", {"references": [work for work in works if work["id"] == WORK]})
    for code in knowledge.languages:
        (data / code).mkdir()
        terms = _read(ROOT / "curriculum" / code / "terms.yml")["terms"]
        _dump(data / code / "terms.yml", {"terms": {key: terms[key] for key in wanted}})
        labels = ROOT / "curriculum" / code / "labels.yml"
        if labels.is_file():
            shutil.copy(labels, data / code)


def _write_config(folder: Path, pages: list[str]) -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = ["index.md", *({"crime": pages[start : start + 10]} for start in range(0, PAGES, 10))]
    text = config[: config.index("\nnav:")] + "\n" + yaml.safe_dump({"nav": nav})
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _write_pages(folder: Path, code: str, writer: Writer, names: list[str]) -> None:
    for number, name in enumerate(names):
        path = f"docs/{code}/{name}"
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        meta: dict[str, Any] = {"title": writer.words(3), "description": writer.words(10), "report": []}
        if code != SOURCE:
            source, _ = read_page(folder, f"docs/{SOURCE}/{name}")
            stamps = [passage.stamp for passage in passages_of(source)] if source else []
            meta["translation"] = {"status": "draft", "source": " ".join(stamps)}
        front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=100)
        file.write_text(f"---\n{front}---\n\n{writer.page(number)}", encoding="utf-8")


def plain(folder: Path, languages: list[str]) -> None:
    """Write the configuration of the build that we compare with: Material and static-i18n, no hook."""
    partials = folder / "plain" / "partials" / "languages"
    partials.mkdir(parents=True)
    import material  # noqa: PLC0415 - only the comparison has it

    english = Path(str(material.__file__)).parent / "templates" / "partials" / "languages" / "en.html"
    for code in languages:
        if not english.with_name(f"{code}.html").is_file():
            shutil.copy(english, partials / f"{code}.html")
    ours = _read(folder / "mkdocs.yml", loader=yaml.CSafeLoader)
    i18n = {
        "docs_structure": "folder",
        "languages": [{"locale": code, "name": code, "build": True, "default": code == SOURCE} for code in languages],
    }
    _dump(
        folder / "plain.yml",
        {
            "site_name": "plain",
            "site_url": "https://example.org/",
            "theme": {"name": "material", "custom_dir": "plain"},
            "plugins": ["search", {"i18n": i18n}],
            "markdown_extensions": [
                *("abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc"),
                *("pymdownx.details", "pymdownx.mark", {"pymdownx.quotes": {"callouts": True}}),
                *("pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}, "pymdownx.tasklist"),
                {"pymdownx.highlight": {"use_pygments": False}},
            ],
            "nav": ours["nav"],
        },
    )


def _read(file: Path, loader: type[Any] = yaml.CSafeLoader) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader


def _dump(file: Path, data: Any) -> None:
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def timed(command: list[str], folder: Path) -> float:
    """Seconds of a command that must succeed."""
    start = time.perf_counter()
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return time.perf_counter() - start


def measure(folder: Path) -> dict[str, float]:
    """Seconds of every build and check, in one run."""
    oscec = [sys.executable, "-m", "oscec"]
    build = [*oscec, "build", "--root", ".", "--jobs", str(JOBS)]
    cache, page = folder / ".cache", folder / "docs" / "fr" / "page-07.md"
    found = {"plain": timed([sys.executable, "-m", "mkdocs", "build", "-q", "-f", "plain.yml", "-d", "out"], folder)}
    steps: list[tuple[str, int, list[str], Callable[[], None]]] = [
        ("clean", 1, build, lambda: shutil.rmtree(cache, ignore_errors=True)),
        ("one page", SHORT, build, lambda: _edit(page)),
        ("nothing", SHORT, build, lambda: None),
        ("check, cold", 1, [*oscec, "check", "--root", "."], lambda: shutil.rmtree(cache, ignore_errors=True)),
        ("check, unchanged", SHORT, [*oscec, "check", "--root", "."], lambda: None),
    ]
    for name, times, command, prepare in steps:
        found[name] = median(_prepared(command, folder, prepare) for _ in range(times))
    return found


def _prepared(command: list[str], folder: Path, prepare: Callable[[], None]) -> float:
    prepare()
    return timed(command, folder)


def _edit(page: Path) -> None:
    """Change the wording of a page, each time at another place."""
    page.write_text(page.read_text(encoding="utf-8").replace(". ", ", ", 1), encoding="utf-8")


def main() -> None:
    """Measure and print; exit status 1 when a ratio misses its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="keep the corpus in this folder")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch) / "corpus"
        folder.mkdir(parents=True)
        plain(folder, corpus(folder))
        seconds = measure(folder)
    base = seconds.pop("plain")
    missed = False
    print(f"{'':<18} {'ratio':>7} {'target':>7}")
    for name, taken in seconds.items():
        missed |= taken / base > TARGETS[name]
        print(f"{name:<18} {taken / base:>7.3f} {TARGETS[name]:>7.2f}")
    print(f"(plain build: {base:.1f} s on this machine, {JOBS} processes for ours)")
    sys.exit(missed)


if __name__ == "__main__":
    main()
