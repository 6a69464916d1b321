"""The built site: every page in every language, links that lead somewhere, tips that say what the data say."""

from __future__ import annotations

import filecmp
import os
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from oscec.check.link import BIBLIOGRAPHY, GLOSSARY, STATISTICS
from oscec.generator.problem import BuildError
from oscec.generator.site import build_site
from oscec.load.pages import page_paths, read_page
from oscec.model.knowledge import Knowledge

if TYPE_CHECKING:
    from tests.conftest import Searched

ROOT = Path(__file__).parents[1]
LANGUAGES = ["en", "fr", "el", "bg"]
GENERATED = (GLOSSARY, STATISTICS, BIBLIOGRAPHY)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build") / "site"
    assert not [f for f in build_site(ROOT, out, LANGUAGES, 2) if f.severity != "note"]
    return out


def html_of(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def built(site: Path, language: str, address: str) -> Path:
    stem = address.removesuffix(".md").removesuffix("index").rstrip("/")
    return site / language / stem / "index.html"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def source_addresses() -> list[str]:
    found = [read_page(ROOT, path)[0] for path in page_paths(ROOT, ["en"])]
    return [page.address for page in found if page is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(site: Path, language: str) -> None:
    for address in (*source_addresses(), *GENERATED):
        assert built(site, language, address).is_file(), address
    for name in ("404.html", "search/index.json"):
        assert (site / language / name).is_file(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_marks_english_text_that_stands_in(site: Path, language: str) -> None:
    for address in source_addresses():
        tree = html_of(built(site, language, address))
        root = tree.root
        assert root is not None
        assert root.attributes["lang"] == language
        translated = language == "en" or any((ROOT / t / language / a).is_file() for t, a in places(address))
        marked = tree.css_first('article [lang="en"] h1, article h1[lang="en"]')
        assert (marked is None) == translated, address


def places(address: str) -> list[tuple[str, str]]:
    if address.startswith("modules/"):
        return [("curriculum", address.removeprefix("modules/"))]
    return [("docs", address)]


def test_every_link_and_anchor_of_the_site_leads_somewhere(site: Path) -> None:
    ids = {file: {n.attributes.get("id") for n in html_of(file).css("[id]")} for file in pages(site)}
    for file in pages(site):
        for node in html_of(file).css("a[href], link[href], img[src], script[src]"):
            href = str(node.attributes.get("href") or node.attributes.get("src") or "")
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            if href.startswith("/"):
                target = site / unquote(parts.path).lstrip("/")
            else:
                target = Path(posixpath.normpath(f"{file.parent.as_posix()}/{unquote(parts.path)}"))
                target = file if not parts.path else target
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (file, href)
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in ids[target], (file, href)


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for file in pages(site):
        tree = html_of(file)
        for node in tree.css("[src], link[href]"):
            address = str(node.attributes.get("src") or node.attributes.get("href"))
            assert not urlsplit(address).netloc or node.attributes.get("rel") == "canonical", (file, address)
        assert not tree.css("[style]"), file
        assert not tree.css('script:not([src], [type="application/ld+json"], [type="application/json"])'), file
    for file in [*site.rglob("*.css"), *site.rglob("*.js")]:
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import|https?://(?!www\.w3\.org)", file.read_text()), (
            file
        )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_tip_says_what_the_data_say(site: Path, language: str, knowledge: Knowledge) -> None:
    seen = set()
    for address in source_addresses():
        tree = html_of(built(site, language, address))
        for tip in tree.css(".o-tip"):
            link, box = tip.css_first("a"), tip.css_first("[role=tooltip]")
            assert link is not None
            assert box is not None
            assert link.attributes["aria-describedby"] == box.attributes["id"]
            assert box.text().strip()
            kind, target = str(link.attributes["class"]), str(link.attributes["href"]).rpartition("#")[2]
            seen.add(kind)
            if kind == "o-term":
                definitions = [e.definition for code in (language, "en") if (e := knowledge.entry(code, target))]
                shown = box.css_first(".o-tip__text")
                assert shown is not None
                assert " ".join(shown.text().split()) in [" ".join(str(d).split()) for d in definitions]
            elif kind == "o-term o-mention":
                assert link.css_first("q") is not None
                assert "o-tip__key" in str(box.html)
            elif kind == "o-stat":
                statistic = knowledge.statistics[target]
                words = knowledge.words.get(language)
                texts = {statistic.measures, getattr(words and words.statistics.get(target), "measures", None)}
                assert any(text and text in box.text() for text in texts)
                assert len(box.css(".o-tip__row")) >= 4
            else:
                assert knowledge.references[target].title.rstrip(".") in box.text()
    assert seen == {"o-term", "o-term o-mention", "o-stat", "o-ref"}


def test_a_glossary_entry_leads_to_the_pages_of_its_concept_and_they_lead_back(site: Path) -> None:
    glossary = built(site, "en", GLOSSARY)
    html = glossary.read_text(encoding="utf-8")
    for address in source_addresses():
        page = html_of(built(site, "en", address))
        concepts = {str(a.attributes["href"]).rpartition("#")[2] for a in page.css("a.o-term")}
        stem = address.removesuffix("index.md").removesuffix(".md")
        for concept in concepts:
            entry = html.split(f'id="{concept}"')[1].split("<h2")[0]
            assert f'href="../{stem}' in entry, (concept, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_has_every_concept_and_marks_what_it_lacks(
    site: Path, language: str, knowledge: Knowledge
) -> None:
    html = built(site, language, GLOSSARY).read_text(encoding="utf-8")
    for concept in knowledge.concepts:
        entry = html.split(f'id="{concept}"')[1].split("<h2")[0]
        missing = knowledge.entry(language, concept) is None
        assert entry.split(">")[0].endswith(' lang="en"') == missing
        assert ("o-notice" in entry) == missing


def test_no_never_form_is_shown_but_as_a_mention_or_in_a_title(site: Path) -> None:
    for file in pages(site):
        tree = html_of(file)
        for node in tree.css(".o-mention, q, .o-refs, [role=tooltip], details, .o-entry__words"):
            node.decompose()
        assert "sextor" not in (tree.body.text(separator=" ") if tree.body else "").lower(), file


def test_the_same_tree_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    build_site(ROOT, again, LANGUAGES, 1)
    comparison = filecmp.dircmp(site, again)
    assert differences(comparison) == []


def differences(comparison: filecmp.dircmp[str]) -> list[str]:
    found = [*comparison.left_only, *comparison.right_only, *comparison.diff_files, *comparison.funny_files]
    for part in comparison.subdirs.values():
        found += differences(part)
    return found


def test_processes_that_share_what_was_read_give_the_same_bytes_from_cold(site: Path, tree: Path) -> None:
    shutil.rmtree(tree / ".cache")
    out, languages = tree / "site", [part for code in LANGUAGES for part in ("--lang", code)]
    command = [sys.executable, "-m", "oscec", "build", "--root", str(tree), "--out", str(out), *languages]
    done = subprocess.run(command, cwd=tree / "hooks", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert differences(filecmp.dircmp(site, out)) == []


def test_a_failed_build_leaves_the_published_site_as_it_was(tree: Path) -> None:
    out = tree / "site"
    build_site(tree, out, ["en"], 1)
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    (tree / "overrides" / "main.html").write_text("{% extends 'no-such-template.html' %}", encoding="utf-8")
    with pytest.raises(BuildError):
        build_site(tree, out, ["en"], 1)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before
    assert [path.name for path in tree.glob("site*")] == ["site"]


def test_what_the_data_say_of_a_term_shows_on_pages_that_nobody_touched(tree: Path) -> None:
    out = tree / "site"
    build_site(tree, out, ["en"], 2)
    terms = tree / "curriculum/en/terms.yml"
    text = terms.read_text(encoding="utf-8")
    start = text.index("definition:", text.index("\n  oscec:")) + len("definition: ")
    terms.write_text(f"{text[:start]}Changed for a test. {text[start:]}", encoding="utf-8")
    before = built(out, "en", "words-matter.md").read_text(encoding="utf-8")
    build_site(tree, out, ["en"], 2)
    after = built(out, "en", "words-matter.md").read_text(encoding="utf-8")
    assert "Changed for a test." in after
    assert "Changed for a test." not in before


def test_an_unknown_language_is_refused_by_name(tree: Path) -> None:
    with pytest.raises(BuildError, match="'xx' is no language"):
        build_site(tree, tree / "site", ["xx"], 1)


def test_a_page_that_was_removed_is_gone_from_the_site(tree: Path) -> None:
    out = tree / "site"
    build_site(tree, out, ["en", "fr"], 2)
    shutil.rmtree(tree / "docs" / "fr")
    (tree / "docs" / "fr").mkdir()
    build_site(tree, out, ["en", "fr"], 2)
    text = built(out, "fr", "words-matter.md").read_text(encoding="utf-8")
    assert 'lang="en"' in text
    assert os.access(out / "index.html", os.R_OK)


def test_the_published_site_comes_back_when_the_new_one_cannot_take_its_place(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tree / "site"
    build_site(tree, out, ["en", "fr"], 2)
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    page = tree / "docs/fr/words-matter.md"  # so that the English site can stay as it is
    page.write_text(page.read_text(encoding="utf-8").replace("\n# ", "\n# Nouveau : ", 1), encoding="utf-8")
    rename = Path.rename

    def fail_for_the_new_one(path: Path, target: Path) -> Path:
        if Path(target) == out and not path.name.endswith(".old"):
            raise OSError("no room")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_for_the_new_one)
    with pytest.raises(BuildError, match="no room"):
        build_site(tree, out, ["en", "fr"], 2)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before
    assert [path.name for path in tree.glob("site*")] == ["site"]


def test_the_search_reads_a_page_without_its_tips(site: Path, knowledge: Knowledge, searched: Searched) -> None:
    text = " ".join(text for where, text in searched(site, "en") if not where.startswith(("glossary", "stat")))
    assert "shown to others" in text
    definition = knowledge.entries["en"]["grooming"].definition
    assert str(definition) not in text
    assert knowledge.statistics["ncmec-same-day"].limits[1] not in text


def test_titles_of_english_pages_are_marked_in_the_navigation_of_another_language(site: Path) -> None:
    tree = html_of(built(site, "fr", "modules/m01-words-matter/index.md"))
    titles = {str(a.attributes["href"]): a.attributes.get("lang") for a in tree.css("nav li > a")}
    assert titles["../m03-how-it-unfolds/"] == "en"
    assert titles["./"] is None
