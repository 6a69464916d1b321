"""The site in all its languages: what is translated, what stands in, and what readers and machines are told of it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
from xml.etree.ElementTree import parse

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from oscec.generator.site import build_site
from oscec.load.knowledge import load_knowledge
from oscec.load.pages import read_page
from oscec.model.passage import passages_of, text_stamp

ROOT = Path(__file__).parents[1]
LANGUAGES = load_knowledge(ROOT, ()).knowledge.languages
OTHERS = [code for code in LANGUAGES if code != "en"]
SITE = "https://example.org/training/"
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
FRENCH = {
    "site_name": "Formation oSCEC",
    "fallback_notice": "Cette page n’est pas encore traduite.",
    "translated": "Traduit, pas encore relu",
    "reviewed_by": "Relu par {reviewer}",
    "outdated_one": "{count} passage a changé.",
    "outdated_other": "{count} passages ont changé.",
    "outdated_facts": "Un chiffre a pu changer.",
    "outdated_wording": "Les chiffres sont les mêmes.",
    "outdated_english": "Lire en anglais",
}

PAGE = """---
title: Accueil
description: Ce qu’est ce site.
report: ["1.5"]
translation: {status: draft}
---

# Accueil

La [coercition et extorsion sexuelles d’enfants en ligne](term:oscec) commence parfois par le
[pédopiégeage](term:grooming) d’un [enfant](term:child). [Europol 2017, 1.5](ref:europol-2017)

## Si cela t’arrive

Prends le [module 1](module:m01-words-matter), vois le ![bouclier](../assets/shield.svg) et lis
[les mots](words-matter.md#which-words).
"""

Tree = Callable[[Path], Path]


def html_of(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def say(root: Path, language: str, labels: dict[str, str]) -> None:
    """Give a language these labels."""
    file = root / "curriculum" / language / "labels.yml"
    known = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    text = yaml.safe_dump(known | {"labels": known.get("labels", {}) | labels}, allow_unicode=True)
    file.write_text(text, encoding="utf-8")


def stamp(root: Path, address: str, **translation: str) -> None:
    """Let the French page say that it translates today's English one."""
    source, _ = read_page(root, f"docs/en/{address}")
    assert source is not None
    stamps = " ".join(passage.stamp for passage in passages_of(source))
    given = "".join(
        f"  {key}: {value}\n" for key, value in {"status": "draft", **translation, "source": stamps}.items()
    )
    change(root / "docs/fr" / address, "translation: {status: draft}\n", f"translation:\n{given}")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, small_tree: Tree) -> Path:
    """All languages of the small tree, built for a known address."""
    root = small_tree(tmp_path_factory.mktemp("languages") / "tree")
    say(root, "fr", FRENCH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OSCEC_URL", SITE)
        assert build_site(root, root / "site", [], 2) == []
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return root / "site"


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, dict[str, str]]:
    """Address of a page -> language -> address of its alternate; '' -> the canonical address."""
    found = {}
    for file in (site / "index.html", *(file for code in LANGUAGES for file in (site / code).rglob("index.html"))):
        tree, folder = html_of(file), file.parent.relative_to(site).as_posix().removeprefix(".")
        links = {str(n.attributes["hreflang"]): str(n.attributes["href"]) for n in tree.css("link[rel=alternate]")}
        canonical = tree.css_first("link[rel=canonical]")
        assert canonical is not None, file
        links[""] = str(canonical.attributes["href"])
        found[f"{SITE}{folder}/" if folder else SITE] = links
    return found


def is_english(address: str, code: str, root: Path) -> bool:
    """Whether a page of a language that somebody writes is shown in English."""
    name = address.removeprefix(f"{SITE}{code}/").rstrip("/") or "index"
    return not (root / "docs" / code / f"{name}.md").is_file()


def test_every_language_is_built_with_every_page(site: Path) -> None:
    pages = {file.relative_to(site / "en") for file in (site / "en").rglob("*.html")}
    assert len(pages) > 10
    for code, language in LANGUAGES.items():
        assert {file.relative_to(site / code) for file in (site / code).rglob("*.html")} == pages
        html = html_of(site / code / "404.html").root
        assert html is not None
        assert (html.attributes["lang"], html.attributes["dir"]) == (code, language.direction)
        assert any((site / code / "search").iterdir())


def test_alternates_are_absolute_and_lead_back(heads: dict[str, dict[str, str]]) -> None:
    linked = {page: links for page, links in heads.items() if len(links) > 1}
    assert len(linked) > 5
    for page, links in linked.items():
        assert links[""] == page
        assert page in links.values()
        for code, address in links.items():
            if code not in ("", "x-default"):
                assert address.startswith(f"{SITE}{code}/")
            assert {**heads[address], "": ""} == {**links, "": ""}, (page, address)


def test_readers_of_another_language_are_sent_to_english_and_from_the_start_pages_to_the_chooser(
    heads: dict[str, dict[str, str]],
) -> None:
    assert heads[f"{SITE}fr/"]["x-default"] == SITE
    assert heads[f"{SITE}en/words-matter/"]["x-default"] == f"{SITE}en/words-matter/"
    assert set(heads[f"{SITE}fr/"]) == {"", "en", "fr", "el", "x-default"}


@pytest.mark.parametrize(
    "page", ["", "words-matter/", "courses/first-steps/", "modules/m01-words-matter/", "report-map/"]
)
def test_a_page_that_stands_in_names_the_english_one_and_has_no_alternates(
    root: Path, heads: dict[str, dict[str, str]], page: str
) -> None:
    for code in OTHERS:
        address = f"{SITE}{code}/{page}"
        if is_english(address, code, root):
            assert heads[address] == {"": f"{SITE}en/{page}"}


def test_sitemaps_list_what_is_real_with_its_alternates(site: Path, heads: dict[str, dict[str, str]]) -> None:
    index = [str(node.text) for node in parse(site / "sitemap.xml").iterfind("m:sitemap/m:loc", MAP)]  # noqa: S314 - ours
    assert index == [f"{SITE}{code}/sitemap.xml" for code in ("el", "en", "fr")]
    assert {file.parent.name for file in site.glob("*/sitemap.xml")} == {"el", "en", "fr"}
    for address in index:
        code = address.split("/")[-2]
        urls = parse(site / code / "sitemap.xml").findall("m:url", MAP)  # noqa: S314 - ours
        pages = [str(url.findtext("m:loc", "", MAP)) for url in urls]
        real = {page for page, links in heads.items() if page.startswith(f"{SITE}{code}/") and links[""] == page}
        hidden = {page for page in real if "/trainer/" in page or page.endswith("/translation-status/")}
        assert set(pages) == real - hidden
        for page, url in zip(pages, urls, strict=True):
            links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iterfind("x:link", MAP)}
            assert {**links, "": page} == heads[page]
    assert f"Sitemap: {SITE}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8").splitlines()


def test_nothing_is_said_of_addresses_that_nobody_knows(tmp_path: Path, small_tree: Tree) -> None:
    root = small_tree(tmp_path / "tree")
    assert build_site(root, root / "site", ["en", "fr"], 2) == []
    assert not [*root.glob("site/**/sitemap.xml*"), *root.glob("site/robots.txt")]
    for file in (root / "site").rglob("*.html"):
        assert not html_of(file).css("link[rel=canonical], link[rel=alternate]"), file


def test_what_all_languages_share_is_there_once_under_a_name_of_its_content(site: Path) -> None:
    assert not [path for path in site.glob("*/assets") if path.parent != site]
    shared = {file.name.split(".")[0]: file for file in (site / "assets").rglob("*") if file.is_file()}
    assert {"oscec", "tips", "shield"} <= set(shared)
    for file in site.rglob("*.html"):
        for node in html_of(file).css("link[rel=stylesheet], link[rel=icon], script[src], main img"):
            href = str(node.attributes.get("href") or node.attributes.get("src"))
            base = site if href.startswith("/training/") else file.parent
            target = (base / href.removeprefix("/training/")).resolve()
            assert target == shared[target.name.split(".")[0]], (file, href)


def unmarked(node: LexborNode, page: str, language: str) -> Iterator[str]:
    """The words below a node that claim to be in the language of their page."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            words = " ".join(child.text(deep=False).split())
            if language == page and re.search(r"[^\W\d_]{3}", words):
                yield words
        elif child.tag not in ("script", "q"):
            spoken = child.attributes.get("lang") or language
            yield from unmarked(child, page, spoken)


@pytest.mark.parametrize(
    "page", ["", "words-matter/", "courses/first-steps/", "trainer/", "statistics/", "report-map/", "404.html"]
)
def test_every_english_word_is_marked_where_a_language_has_none_of_its_own(site: Path, page: str) -> None:
    file = site / "lt" / page / "index.html" if not page.endswith(".html") else site / "lt" / page
    body = html_of(file).body
    assert body is not None
    silent = ("(", "/", SITE)  # marks in brackets, and addresses
    left = [
        text for text in unmarked(body, "lt", "lt") if not text.startswith(silent) and text != LANGUAGES["lt"].name
    ]
    assert [text for text in left if not re.fullmatch(r"[\d.–·\s]*(?:m\. \w+|-? \w+)?", text)] == []


@pytest.mark.parametrize("page", ["en/", "fr/words-matter/", "lt/statistics/"])
def test_a_shared_link_shows_a_picture_of_this_site_and_the_page_s_own_address(site: Path, page: str) -> None:
    tree = html_of(site / page / "index.html")
    said = {str(m.attributes["property"]): str(m.attributes["content"]) for m in tree.css("meta[property^='og:']")}
    picture = said["og:image"]
    assert picture.startswith(SITE)
    assert (site / picture.removeprefix(SITE)).read_bytes().startswith(b"\x89PNG")
    canonical = tree.css_first("link[rel=canonical]")
    assert canonical is not None
    assert said["og:url"] == canonical.attributes["href"]


def test_a_missing_page_says_nothing_for_shared_links(site: Path) -> None:
    assert not html_of(site / "en/404.html").css("meta[property^='og:']")


def test_a_new_english_page_shows_up_marked_in_every_language(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSCEC_URL", SITE)
    front = "---\ntitle: Brand new\ndescription: A new page.\nreport: []\n---\n\n"
    text = f"{front}# Brand new\n\n## One\n\nText.\n\n## Two\n"
    (root / "docs/en/brand-new.md").write_text(text, encoding="utf-8")
    change(root / "mkdocs.yml", "- words-matter.md\n", "- words-matter.md\n  - brand-new.md\n")
    out = root.with_name("more")
    assert build_site(root, out, [], 2) == []
    for code in OTHERS:
        tree = html_of(out / code / "brand-new/index.html")
        titles = [tree.css_first(place) for place in ("article h1", ".o-toc--wide li a", ".o-side [aria-current]")]
        for title in titles:
            assert title is not None
            assert language_of(title) == "en", code
        notice = tree.css_first(".o-notice")
        assert notice is not None
        assert notice.text() == (FRENCH if code == "fr" else ENGLISH)["fallback_notice"]
        switcher = {str(a.attributes["hreflang"]): a.css_first("small") is not None for a in tree.css(".o-langs a")}
        assert switcher == {other: other not in (code, "en") for other in LANGUAGES}


ENGLISH = yaml.safe_load((ROOT / "curriculum/en/labels.yml").read_text(encoding="utf-8"))["labels"]


def language_of(node: LexborNode) -> str:
    """The language that a reader's program takes a node to be in."""
    here: LexborNode | None = node
    while here is not None and not here.attributes.get("lang"):
        here = here.parent
    return str(here.attributes["lang"]) if here else ""


@pytest.fixture
def french(tmp_path: Path, small_tree: Tree) -> Path:
    """A small tree with a French start page."""
    root = small_tree(tmp_path / "tree")
    say(root, "fr", FRENCH)
    (root / "docs/fr/index.md").write_text(PAGE, encoding="utf-8")
    return root


def shown(root: Path, css: str) -> list[str]:
    """What the French start page shows after a build."""
    assert [f for f in build_site(root, root / "site", ["en", "fr"], 2) if f.severity == "error"] == []
    return [" ".join(node.text().split()) for node in html_of(root / "site/fr/index.html").css(css)]


def test_a_page_that_is_up_to_date_says_nothing(french: Path) -> None:
    stamp(french, "index.md")
    assert shown(french, ".o-notice--outdated") == []


def test_a_changed_wording_is_told_in_the_language_of_the_page_with_the_way_to_english(french: Path) -> None:
    stamp(french, "index.md")
    change(french / "docs/en/index.md", "can begin", "may begin")
    (notice,) = shown(french, ".o-notice--outdated")
    assert notice == "1 passage a changé. Les chiffres sont les mêmes. Lire en anglais"
    link = html_of(french / "site/fr/index.html").css_first(".o-notice--outdated a")
    assert link is not None
    assert link.attributes["href"] == "./../en/"


def test_changed_facts_are_told(french: Path) -> None:
    stamp(french, "index.md")
    change(french / "docs/en/index.md", "can begin", "may begin")
    change(french / "docs/en/index.md", "words-matter.md#which-words", "words-matter.md")
    assert shown(french, ".o-notice--outdated") == ["2 passages ont changé. Un chiffre a pu changer. Lire en anglais"]


def test_who_reviewed_a_page_is_shown_until_somebody_edits_it(french: Path) -> None:
    page, _ = read_page(french, "docs/fr/index.md")
    assert page is not None
    stamp(french, "index.md", status="reviewed", reviewer="Ada Exemple", reviewed=f"'{text_stamp(page)}'")
    assert shown(french, ".o-badge--reviewed") == ["Relu par Ada Exemple"]
    change(french / "docs/fr/index.md", "commence", "débute")
    assert shown(french, ".o-badge--translated") == ["Traduit, pas encore relu"]


def test_a_planned_language_is_built_when_it_is_named(tmp_path: Path, small_tree: Tree) -> None:
    root = small_tree(tmp_path / "tree")
    file = root / "curriculum/languages.yml"
    text = file.read_text(encoding="utf-8").replace("tier: started", "tier: planned")
    file.write_text(text.replace("tier: planned", "tier: started", 1), encoding="utf-8")
    build_site(root, root / "site", [], 2)
    assert {path.parent.name for path in root.glob("site/*/404.html")} == {"en", "bg"}
    build_site(root, root / "site", ["el"], 2)
    assert {path.parent.name for path in root.glob("site/*/404.html")} == {"el"}


def test_a_new_term_shows_in_the_glossaries_of_the_other_languages(french: Path) -> None:
    shown(french, "h1")
    change(french / "curriculum/el/terms.yml", "term: παιδί", "term: νέος")
    shown(french, "h1")
    assert "νέος" in (french / "site/fr/glossary/index.html").read_text(encoding="utf-8")


def test_the_preview_of_a_language_is_where_the_language_will_be(tmp_path: Path, small_tree: Tree) -> None:
    root = small_tree(tmp_path / "tree")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"\ndev_addr: 127.0.0.1:{port}\n")
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "oscec", "serve", "--lang", "fr", "--root", str(root)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with opened(address) as answer:
            assert answer.url == f"{address}fr/"
            page = LexborHTMLParser(answer.read())
        style, picture = page.css_first("link[rel=stylesheet]"), page.css_first("link[rel=icon]")
        for node in (style, picture):
            assert node is not None
            assert opened(f"{address}fr/{node.attributes['href']}").status == HTTPStatus.OK
        assert b'lang="fr"' in opened(f"{address}fr/words-matter/").read()
        with pytest.raises(HTTPError) as missing:
            opened(f"{address}fr/no/such/page/")
        with missing.value as error:
            assert b"/fr/assets/stylesheets/oscec.css" in error.read()
    finally:
        server.terminate()
        server.wait()


def opened(address: str, seconds: float = 60) -> Any:
    """What is at an address, as soon as somebody answers there."""
    end = time.monotonic() + seconds
    while True:
        try:
            return urlopen(address, timeout=seconds)  # noqa: S310 - our own server
        except HTTPError:
            raise
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
