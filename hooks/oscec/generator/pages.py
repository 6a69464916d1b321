"""What the hooks do with files, pages and navigation of one language."""

from __future__ import annotations

import logging
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from selectolax.lexbor import LexborHTMLParser

from oscec import assets
from oscec.check.link import GLOSSARY, country_address, generated
from oscec.generator.state import State, language_of, state_of
from oscec.load.pages import MEDIA
from oscec.markdown import Settings
from oscec.model.finding import Severity
from oscec.model.knowledge import NO_LABELS
from oscec.model.language import SOURCE
from oscec.model.page import Page as Source
from oscec.render import addresses, search, words
from oscec.render.addresses import COURSES, MODULES, PLANNER, TRAINER, is_searched
from oscec.render.body import callout_titles
from oscec.render.course import Courses
from oscec.render.generated import Site, label_prefix
from oscec.render.lesson import SLIDES, for_learners
from oscec.render.planner import planner_html
from oscec.render.sitemap import NAME as SITEMAP
from oscec.render.sitemap import language_sitemap
from oscec.report import as_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation


_log = logging.getLogger("mkdocs.plugins.oscec")


_PICTURE = re.compile(rf'(?P<start><(?:a|img)\s[^<>]*?(?:href|src)="(?:\.\./)*){assets.FOLDER}/(?P<path>[^"]*)')
_ID = re.compile(r'\sid="([^"]+)"')


class WrittenPage(Page):
    """A page that somebody wrote: it is read and rendered already, or else its text is rendered here."""

    def __init__(self, file: File, config: MkDocsConfig, source: Source) -> None:
        """The page of a file.

        Parameters:
            file: where the site shows it.
            config: of the build.
            source: the page, in the site's language or in English.
        """
        self.source = source
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """What was read with the checks."""
        del config
        self.markdown = self.source.markdown
        self.meta = self.source.meta.model_dump(mode="json", exclude_none=True) if self.source.meta else {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """What was rendered for all languages."""
        del files
        body = state_of(config).body(self.source, self.file.src_uri, self.markdown or "")
        contents: Any = [asdict(heading) for heading in body.contents]
        self.content, self.toc = body.html, get_toc(contents)
        self.present_anchor_ids = set(_ID.findall(body.html))


def gate(config: MkDocsConfig, *families: str) -> None:
    """Stop the build when a rule of these families has a finding that fails; say the others."""
    state = state_of(config)
    found = [f for f in state.tree.findings if f.rule.split("/")[0] in families]
    failing = [f for f in found if f.severity is Severity.ERROR]
    for finding in found:
        if finding.severity is Severity.WARNING:
            _log.info(as_text(finding))
    if not failing:
        return
    report = "\n".join(as_text(finding) for finding in failing)
    if state.serving:
        _log.error("%s", report)
        return
    raise Abort(f"\n{report}\n{len(failing)} finding(s); the site was not built.")


def own_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of one language: its pages, English ones in the place of missing ones.

    Media and the theme's files belong to all languages, and to the one that the preview shows.
    """
    state = state_of(config)
    kept = Files([file for file in files if state.serving and _is_published(file, config)])
    for address, page in state.sources.items():
        file = File.generated(config, address, abs_src_path=str(state.tree.root / page.path))
        file.page = WrittenPage(file, config, page)
        kept.append(file)
    return kept


def _is_published(file: File, config: MkDocsConfig) -> bool:
    """The theme's files and media; pages come from the tree, and what else lies in docs/ stays there."""
    if file.src_dir != config.docs_dir:
        return True
    return file.src_uri.startswith("assets/") and file.src_uri.endswith(MEDIA)


def shared_pictures(html: str, config: MkDocsConfig) -> str:
    """A rendered page that takes its pictures from above the site of its language, under their published names."""
    state = state_of(config)

    def shared(match: re.Match[str]) -> str:
        return f"{match['start']}../{assets.FOLDER}/{state.assets.name(match['path'])}"

    return html if state.serving else _PICTURE.sub(shared, html)


def add_generated(files: Files, config: MkDocsConfig, *addresses: str) -> Files:
    """Add pages that are made from the data; one whose data a tree does not have is left out."""
    state = state_of(config)
    examined = {e.summary.path: e.summary for e in state.tree.examined.values()}
    order = _in_order(config.nav)
    pages = sorted(
        (
            (page, examined[page.path])
            for address, page in state.sources.items()
            if page.path in examined and not address.startswith(TRAINER)
        ),
        key=lambda pair: order.get(pair[0].address, len(order)),
    )
    site = Site(state.tree.loaded.knowledge, state.language, pages, state.tree.status)
    made = generated(state.tree.loaded.knowledge)
    for address in [address for address in addresses if address in made]:
        files.append(File.generated(config, address, content=site.page(address)))
    return files


def add_countries(files: Files, config: MkDocsConfig) -> Files:
    """Add the page of every country's services."""
    countries = state_of(config).tree.loaded.knowledge.countries
    return add_generated(files, config, *(country_address(code) for code in countries))


def turn_to(page: Page, config: MkDocsConfig) -> None:
    """Set the Markdown configuration to the page, made from the data, that is rendered next."""
    state, address = state_of(config), page.file.src_uri
    state.links.turn_to(f"docs/{state.language}/{address}", address, state.language)
    titles = callout_titles(state.tree.loaded.knowledge, state.language)
    config.mdx_configs["oscec.markdown"] = {"settings": Settings(state.links, titles=titles)}


def with_data(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """A course's page with what the data say of it: running order, coverage, tests, boosters; or the planner."""
    state, address = state_of(config), addresses.for_learners(page.file.src_uri)
    if address == PLANNER:
        return _with_planner(markdown, state)
    course = address.removeprefix(COURSES).removesuffix(".md")
    if not address.startswith(COURSES) or course not in state.tree.loaded.knowledge.courses:
        return markdown
    headings = {e.summary.path: [heading.id for heading in e.summary.headings] for e in state.tree.examined.values()}
    language = language_of(state.sources.get(page.file.src_uri), state)
    courses = Courses(state.tree.loaded.knowledge, language, state.sources.values(), headings)
    trainer = page.file.src_uri.startswith(TRAINER)
    return f"{markdown}\n\n{courses.markdown(course, '../' * page.file.url.count('/'), trainer=trainer)}"


def _with_planner(markdown: str, state: State) -> str:
    """The planner under the introduction of its page, before the first heading of a part."""
    knowledge, language = state.tree.loaded.knowledge, state.language
    titles = {
        course: words.Said(page.meta.title, page.language)
        for course in knowledge.courses
        if (page := state.sources.get(f"courses/{course}.md")) and page.meta
    }
    planner = planner_html(knowledge, language, Courses(knowledge, language, state.sources.values()), titles)
    before, heading, after = markdown.partition("\n## ")
    return f"{before}\n{planner}{heading}{after}"


def for_readers(html: str, page: Page) -> str:
    """A module or a course as its learners may see it; any other page as it is."""
    if not page.file.src_uri.startswith((MODULES, COURSES)):
        return html
    for item in list(page.toc.items[0].children if page.toc.items else []):
        if item.id == SLIDES:
            page.toc.items[0].children.remove(item)
    return for_learners(html)


def write_search(config: MkDocsConfig) -> None:
    """The files of one language's search."""
    state = state_of(config)
    for path, content in search.search_files(state.passages, state.language, addresses.published(GLOSSARY)).items():
        file = Path(config.site_dir) / search.FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")


def write_sitemap(config: MkDocsConfig) -> None:
    """The sitemap of one language, where it has one."""
    state = state_of(config)
    text = language_sitemap(state.alternates, state.language)
    if text:
        (Path(config.site_dir) / SITEMAP).write_text(text, encoding="utf-8")


def read_for_search(html: str, page: Page, config: MkDocsConfig) -> None:
    """Note what the search finds of a rendered page, and the languages of its headings."""
    state, address = state_of(config), page.file.src_uri
    tree = search.parsed(html)
    _mark_contents(tree, page)
    if is_searched(address):
        language = language_of(state.sources.get(address), state)
        names = state.entry_names if address == GLOSSARY else {}
        state.passages += search.passages(tree, addresses.published(address), language, names)


def _mark_contents(tree: LexborHTMLParser, page: Page) -> None:
    """Tell the templates which headings in the list of contents are in another language than the page."""
    spoken = {node.attributes["id"]: node.attributes["lang"] for node in tree.css(":is(h1, h2, h3, h4)[id][lang]")}
    items = list(page.toc.items)
    while items:
        item = items.pop()
        item.title_lang = spoken.get(item.id)  # type: ignore[attr-defined] # for the templates
        items += item.children


def mark_titles(nav: Navigation, config: MkDocsConfig) -> None:
    """Tell the templates which titles of the navigation are English on a page in another language."""
    state = state_of(config)
    fallback, knowledge = state.is_fallback, state.tree.loaded.knowledge
    for page in nav.pages:
        address = page.file.src_uri
        made = address in generated(knowledge) and f"{label_prefix(address)}_title"
        if fallback.get(address) or (made and knowledge.language_of(state.language, made) != state.language):
            page.title_lang = SOURCE  # type: ignore[attr-defined] # for the templates
    own = knowledge.labels.get(state.language, NO_LABELS).nav
    english = {title for key, title in knowledge.labels[SOURCE].nav.items() if key not in own}
    parts = list(nav.items)
    while parts:
        part = parts.pop()
        if part.is_section:
            part.title_lang = SOURCE if part.title in english else None
            parts += part.children or []


def titled(nav: Any, config: MkDocsConfig) -> Any:
    """The navigation of mkdocs.yml with the titles of its parts in the page's language."""
    state = state_of(config)
    knowledge = state.tree.loaded.knowledge

    def title(key: str) -> str:
        for code in (state.language, SOURCE):
            labels = knowledge.labels.get(code)
            if labels and key in labels.nav:
                return labels.nav[key]
        return key

    if isinstance(nav, list):
        return [titled(item, config) for item in nav]
    if isinstance(nav, dict):
        return {title(key): titled(value, config) for key, value in nav.items()}
    return nav


def _in_order(nav: Any) -> dict[str, int]:
    """Address -> its place in the navigation."""
    flat: list[str] = []

    def walk(part: Any) -> None:
        for item in part if isinstance(part, list) else part.values() if isinstance(part, dict) else [part]:
            if isinstance(item, str):
                flat.append(item)
            else:
                walk(item)

    walk(nav or [])
    return {address: number for number, address in enumerate(flat)}
