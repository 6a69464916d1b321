"""Building the site: one MkDocs process per language, checked before, published by a rename.

With the adapters in `hooks/*.py` this is the only module that knows MkDocs.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import FileSystemBytecodeCache, TemplateError
from markupsafe import Markup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from selectolax.lexbor import LexborHTMLParser

from oscec import assets
from oscec.above import write_above
from oscec.assets import Assets
from oscec.cache import FOLDER
from oscec.check.link import GLOSSARY, STATISTICS, country_address, generated
from oscec.export.data import write_data
from oscec.export.status import as_json as status_json
from oscec.gate import Gate, Tree
from oscec.load.pages import MEDIA
from oscec.model.course import Module
from oscec.model.finding import Finding, Severity
from oscec.model.knowledge import NO_LABELS, Knowledge
from oscec.model.language import SOURCE
from oscec.model.number import write_number
from oscec.model.page import Page
from oscec.model.question import parse_questions
from oscec.model.status import PageState
from oscec.processes import start_method
from oscec.published import Published, language_keys, site_key
from oscec.render import addresses, marked, search, structured, words
from oscec.render.addresses import COURSES, MODULES, PLANNER, START, TRAINER, is_searched
from oscec.render.alternates import Alternates, real_pages
from oscec.render.course import Courses
from oscec.render.door import country_codes
from oscec.render.generated import Site, label_prefix
from oscec.render.hosts import POLICY
from oscec.render.lesson import SLIDES, for_learners
from oscec.render.links import SiteLinks
from oscec.render.planner import planner_html
from oscec.render.search import Passage
from oscec.render.selfcheck import as_self_checks
from oscec.render.sitemap import NAME as SITEMAP
from oscec.render.sitemap import language_sitemap
from oscec.render.standing import Standing, standing
from oscec.report import as_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as SitePage

_log = logging.getLogger("mkdocs.plugins.oscec")
_KEY = "oscec"
_PICTURE = re.compile(rf'(<(?:a|img)\s[^<>]*?(?:href|src)="(?:\.\./)*)(?={assets.FOLDER}/)')
_HOST = "http://127.0.0.1:8000/"
"""Where the preview is."""


@dataclass
class State:
    """What the hooks of one language's build share."""

    tree: Tree
    language: str
    alternates: Alternates
    """The pages of all languages that are built together."""
    serving: bool
    links: SiteLinks
    sources: dict[str, Page] = field(default_factory=dict)
    """Address -> the page that is shown there, in its language or in English."""

    passages: list[Passage] = field(default_factory=list)
    """What the search finds."""

    @property
    def is_fallback(self) -> dict[str, bool]:
        """Address -> True where the English page stands in."""
        return {address: page.language != self.language for address, page in self.sources.items()}

    @cached_property
    def states(self) -> dict[str, PageState]:
        """Address -> how far its translation is; empty on the source's site."""
        own = self.tree.status.of(self.language)
        return {page.address: page for page in own.pages} if own else {}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Every word that the site says, by its key, for attributes, which can't be marked."""
        knowledge = self.tree.loaded.knowledge
        return {key: knowledge.label(self.language, key) for key in knowledge.labels[SOURCE].labels}

    @cached_property
    def said(self) -> dict[str, Markup]:
        """The same as HTML, marked where it is in another language."""
        say = marked.speaker(self.tree.loaded.knowledge, self.language)
        return {key: say(key) for key in self.labels}

    @cached_property
    def entry_names(self) -> dict[str, tuple[str, ...]]:
        """Concept -> every word for it."""
        return search.entry_names(self.tree.loaded.knowledge, self.language)

    @cached_property
    def assets(self) -> Assets:
        """The files that all languages share."""
        return Assets(self.tree.root)


_trees: dict[Path, Tree] = {}
"""Trees that were read and checked before the languages' processes were forked."""


# What the hooks call.


def start(config: MkDocsConfig) -> State:
    """Read the tree and set up one language's build; called by the first hook's `on_config`."""
    root = Path(config.config_file_path).parent
    settings = config.extra.get("build", {})
    language = settings.get("language") or os.environ.get("OSCEC_LANG", SOURCE)
    tree = _trees.get(root) or Gate(root).read_all()
    serving = bool(settings.get("serving"))
    state = State(
        tree=tree,
        language=language,
        alternates=_alternates(tree, settings.get("languages", [language]), "" if serving else _address()),
        serving=serving,
        links=SiteLinks(tree.loaded.knowledge, language),
        sources=_sources(tree, language),
    )
    config.extra[_KEY] = state
    return state


def state_of(config: MkDocsConfig) -> State:
    """The state that `start` made."""
    state = config.extra[_KEY]
    assert isinstance(state, State)  # noqa: S101 - narrows the type; `start` put it there
    return state


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
    """The files of one language: its pages, English ones in the place of missing ones, shared media."""
    state = state_of(config)
    kept = Files([file for file in files if _is_published(file, config)])
    if not state.serving:
        kept = Files([_shared(file, state) for file in kept if file.src_dir == config.docs_dir])
    for address, page in state.sources.items():
        kept.append(File.generated(config, address, abs_src_path=str(state.tree.root / page.path)))
    return kept


def _is_published(file: File, config: MkDocsConfig) -> bool:
    """The theme's files and media; pages come from the tree, and what else lies in docs/ stays there."""
    if file.src_dir != config.docs_dir:
        return True
    return file.src_uri.startswith("assets/") and file.src_uri.endswith(MEDIA)


def _shared(file: File, state: State) -> File:
    """A picture of the pages where all languages share it: it was put there before they were built.

    MkDocs can't link to what is above its site; `shared_pictures` does.
    """
    file.dest_uri = f"{assets.FOLDER}/{state.assets.name(file.src_uri.removeprefix(f'{assets.FOLDER}/'))}"
    file.abs_src_path = file.abs_dest_path = str(Path(file.dest_dir).parent / file.dest_uri)
    return file


def shared_pictures(html: str, config: MkDocsConfig) -> str:
    """A rendered page that takes its pictures from above the site of its language."""
    return html if state_of(config).serving else _PICTURE.sub(r"\1../", html)


def add_generated(files: Files, config: MkDocsConfig, *addresses: str) -> Files:
    """Add pages that are made from the data."""
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
    for address in addresses:
        files.append(File.generated(config, address, content=site.page(address)))
    return files


def add_countries(files: Files, config: MkDocsConfig) -> Files:
    """Add the page of every country's services."""
    countries = state_of(config).tree.loaded.knowledge.countries
    return add_generated(files, config, *(country_address(code) for code in countries))


def turn_to(page: SitePage, config: MkDocsConfig) -> None:
    """Set the Markdown configuration to the page that is rendered next."""
    state = state_of(config)
    source = state.sources.get(page.file.src_uri)
    ids: tuple[str, ...] = ()
    if source is None:
        state.links.turn_to(f"docs/{state.language}/{page.file.src_uri}", page.file.src_uri, state.language)
    else:
        state.links.turn_to(source.path, page.file.src_uri, source.language)
        ids = state.tree.heading_ids(source)
    spoken = _language_of(source, state)
    config.mdx_configs["oscec.markdown"] = {
        "links": state.links,
        "heading_ids": ids,
        "titles": callout_titles(state.tree.loaded.knowledge, spoken),
        "finish": _self_checks(state, page.file.src_uri, source),
    }


def _self_checks(state: State, address: str, source: Page | None) -> Callable[[Element], None] | None:
    """What turns a learner's question bank into self-checks; None for any other page."""
    module = state.tree.loaded.knowledge.modules.get(address.split("/")[1]) if address.startswith(MODULES) else None
    if module is None or source is None or not address.endswith("/questions.md"):
        return None
    knowledge, language = state.tree.loaded.knowledge, source.language

    def say(element: Element, key: str) -> None:
        marked.write(element, words.label(knowledge, language, key), language)

    return partial(as_self_checks, questions=parse_questions(source.markdown), items=module.questions, say=say)


def with_data(markdown: str, page: SitePage, config: MkDocsConfig) -> str:
    """A course's page with what the data say of it: running order, coverage, tests, boosters; or the planner."""
    state, address = state_of(config), addresses.for_learners(page.file.src_uri)
    if address == PLANNER:
        return _with_planner(markdown, state)
    course = address.removeprefix(COURSES).removesuffix(".md")
    if not address.startswith(COURSES) or course not in state.tree.loaded.knowledge.courses:
        return markdown
    headings = {e.summary.path: [heading.id for heading in e.summary.headings] for e in state.tree.examined.values()}
    language = _language_of(state.sources.get(page.file.src_uri), state)
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


def for_readers(html: str, page: SitePage) -> str:
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


def callout_titles(knowledge: Knowledge, language: str) -> dict[str, str]:
    """Kind of callout -> its title in that language."""
    prefix = "callout_"
    return {key.removeprefix(prefix): knowledge.label(language, key) for key in _keys(knowledge, prefix)}


def read_for_search(html: str, page: SitePage, config: MkDocsConfig) -> None:
    """Note what the search finds of a rendered page, and the languages of its headings."""
    state, address = state_of(config), page.file.src_uri
    tree = search.parsed(html)
    _mark_contents(tree, page)
    if is_searched(address):
        language = _language_of(state.sources.get(address), state)
        names = state.entry_names if address == GLOSSARY else {}
        state.passages += search.passages(tree, addresses.published(address), language, names)


def _mark_contents(tree: LexborHTMLParser, page: SitePage) -> None:
    """Tell the templates which headings in the list of contents are in another language than the page."""
    spoken = {node.attributes["id"]: node.attributes["lang"] for node in tree.css(":is(h1, h2, h3, h4)[id][lang]")}
    items = list(page.toc.items)
    while items:
        item = items.pop()
        item.title_lang = spoken.get(item.id)  # type: ignore[attr-defined] # for the templates
        items += item.children


def compiled_templates(config: MkDocsConfig) -> FileSystemBytecodeCache | None:
    """Where the templates are kept compiled, for all languages and the next build; None without such a place."""
    folder = state_of(config).tree.root / FOLDER / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


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


def context(config: MkDocsConfig, page: SitePage | None) -> dict[str, Any]:
    """What every template gets."""
    state = state_of(config)
    knowledge, code = state.tree.loaded.knowledge, state.language
    address = page.file.src_uri if page else None
    source = state.sources.get(address or "")
    # A 404 page may be shown at any depth: its links start at the address of the site.
    base = urlsplit(config.site_url or f"/{code}/").path
    home = ("../" * page.url.count("/") or "./") if page else base
    top = f"{home}../" if page else base.removesuffix(f"{code}/")
    spoken = _language_of(source, state)
    return ({} if page else {"base_url": base.rstrip("/")}) | {
        "labels": state.labels,
        "said": state.said,
        "language_of": lambda prefix: knowledge.language_of(code, *_keys(knowledge, prefix)),
        "language": knowledge.languages[code],
        "languages": _languages(state, address, top),
        "fallback": spoken != code,
        "root": home,
        "policy": "" if state.serving else POLICY,  # the preview's own script stands in the page
        "countries": " ".join(country_codes(knowledge)),
        "asset": _assets(state, home, top),
        "glossary_url": f"{home}glossary/",
        "statistics_url": f"{home}statistics/",
        "bibliography_url": f"{home}bibliography/",
        **(_page_context(config, page, address, source) if page and address else {}),
    }


def _keys(knowledge: Knowledge, prefix: str) -> list[str]:
    """The keys of the labels that begin so."""
    return [key for key in knowledge.labels[SOURCE].labels if key.startswith(prefix)]


def _languages(state: State, address: str | None, top: str) -> list[dict[str, Any]]:
    """The languages of the switcher, each with its site's address of the same page."""
    knowledge, alternates = state.tree.loaded.knowledge, state.alternates
    return [
        {
            "code": code,
            "name": knowledge.languages[code].name,
            "direction": knowledge.languages[code].direction,
            "url": f"{top}{code}/{addresses.published(address) if address else ''}",
            "current": code == state.language,
            "translated": address is None or alternates.has(code, address),
        }
        for code in alternates.languages
    ]


def _assets(state: State, home: str, top: str) -> Callable[[str], str]:
    """What gives the address of a file that all languages share; the preview of one language has it to itself."""
    if state.serving:
        return lambda path: f"{home}{assets.FOLDER}/{path}"
    return lambda path: f"{top}{assets.FOLDER}/{state.assets.name(path)}"


def _page_context(config: MkDocsConfig, page: SitePage, address: str, source: Page | None) -> dict[str, Any]:
    """What the template of a page gets of that page."""
    state = state_of(config)
    knowledge, alternates, code = state.tree.loaded.knowledge, state.alternates, state.language
    europol = knowledge.references.get("europol-2017")
    sections = (source.meta.report if source and source.meta else None) or []
    module = knowledge.modules.get(address.split("/")[1]) if address.startswith((MODULES, TRAINER)) else None
    return {
        "canonical": alternates.canonical(code, address),
        "alternates": alternates.links(code, address),
        "acknowledgement": marked.markup(words.cited(europol, knowledge, code), code) if europol else "",
        "draws_on": marked.markup(words.draws_on(knowledge, code, sections), code) if sections else "",
        "minutes": write_number(module.minutes, code) if module else None,
        "selfcheck": _selfcheck(state, source) if source and address.endswith("/questions.md") else None,
        "lesson": _lesson(state, address, module) if addresses.is_taught(address) else None,
        "standing": _standing(state, address, source),
        "structured": _structured(config, page, source),
    }


def _selfcheck(state: State, source: Page) -> dict[str, str]:
    """What the script says beside the questions, in the language of the page's text, or all of it in English."""
    knowledge = state.tree.loaded.knowledge
    keys = ("question_check", "question_result_right", "question_result_wrong", "question_score")
    language = knowledge.language_of(source.language, *keys)
    return {"language": language} | {key: knowledge.label(language, key) for key in keys}


def _standing(state: State, address: str, source: Page | None) -> Standing | None:
    """How far the translation on a page is; None for a page in the source language."""
    known = state.states.get(addresses.for_learners(address))
    if source is None or source.language == SOURCE or known is None:
        return None
    return standing(state.tree.loaded.knowledge, source, known)


def _language_of(source: Page | None, state: State) -> str:
    """The language of a page's text: English where no translation is."""
    return source.language if source else state.language


def _structured(config: MkDocsConfig, page: SitePage, source: Page | None) -> str:
    """What the page is, as JSON-LD; '' for a page made from data that is neither of terms nor of numbers."""
    state = state_of(config)
    knowledge, alternates = state.tree.loaded.knowledge, state.alternates
    site = alternates.url(state.language, START) if alternates.site else ""
    where = structured.Where(site, alternates.canonical(state.language, page.file.src_uri))
    if page.file.src_uri.startswith(TRAINER):
        return ""
    if source is not None:
        return structured.as_script_text(_page_data(knowledge, state.language, source, where))
    make = {GLOSSARY: structured.term_set, STATISTICS: structured.dataset}.get(page.file.src_uri)
    return structured.as_script_text(make(knowledge, state.language, where)) if make else ""


def _page_data(knowledge: Knowledge, language: str, page: Page, where: structured.Where) -> structured.Data:
    """What a page that was written is: part of a module, a course, or an article."""
    folder, _, rest = page.address.partition("/")
    module, course = knowledge.modules.get(rest.split("/")[0]), knowledge.courses.get(rest.removesuffix(".md"))
    if f"{folder}/" == MODULES and module:
        return structured.lesson(knowledge, language, page, module, where)
    if f"{folder}/" == COURSES and course:
        return structured.course(knowledge, language, page, course, where)
    return structured.article(knowledge, language, page, where)


def _lesson(state: State, address: str, module: Module | None) -> dict[str, Any]:
    """Where a page stands among those of its module, for learners and for trainers; a course has one page."""
    trainer = address.startswith(TRAINER)
    here = f"{TRAINER if trainer else MODULES}{module.id}/" if module else ""
    parts = [other for other in sorted(state.sources) if module and other.startswith(here)]
    order = {"index.md": 0, "questions.md": 2}
    parts.sort(key=lambda other: (order.get(other.removeprefix(here), 1), other))
    return {
        "trainer": trainer,
        "bank": address.endswith("/questions.md") and not trainer,
        "parts": [
            {"url": addresses.published(other), "page": state.sources[other], "current": other == address}
            for other in parts
        ],
        "other": addresses.published(addresses.for_learners(address) if trainer else addresses.for_trainers(address)),
    }


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


def _sources(tree: Tree, language: str) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for code in (SOURCE, language):
        found.update({page.address: page for page in tree.pages.values() if page.language == code and page.meta})
    taught = {address: page for address, page in found.items() if address.startswith((MODULES, COURSES))}
    return found | {addresses.for_trainers(address): page for address, page in taught.items()}


def _alternates(tree: Tree, languages: Iterable[str], site: str) -> Alternates:
    """The pages of the languages that are built together."""
    return Alternates(site, tuple(languages), real_pages(tree.loaded.knowledge, tree.translated))


def _address() -> str:
    """Where the site will be, with a slash at its end; '' where nobody has said it."""
    address = os.environ.get("OSCEC_URL", "").rstrip("/")
    return f"{address}/" if address else ""


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


# The verbs.


class BuildError(Exception):
    """The site could not be built; the message is for the person who asked for it."""


def build_site(root: Path, out: Path, languages: Iterable[str], jobs: int) -> list[Finding]:
    """Check the tree, build the languages side by side, publish them together.

    Parameters:
        root: the repository.
        out: the folder to publish; it stays as it was when anything fails.
        languages: codes; empty for the source and the started ones.
        jobs: processes at once.

    Returns:
        The findings; the site was built unless one of them is an error.

    Raises:
        BuildError: an unknown language, or MkDocs failed.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", _commit_time(root))
    asked = list(languages)
    settings = [",".join(asked), _address(), os.environ["SOURCE_DATE_EPOCH"], os.environ.get("OSCEC_SECURITY", "")]
    checks, published = Gate(root), Published(root, out)
    site = site_key(root, [checks.tree_key, *settings])
    if published.is_current(site):
        return checks.check_all()
    tree = checks.read_all()
    if any(finding.severity is Severity.ERROR for finding in tree.findings):
        return tree.findings
    codes = _wanted(tree, asked)
    alternates = _alternates(tree, codes, _address())
    # Which pages are translated shows in every language's menu.
    shown = [f"{code} {address}" for code, address in sorted(alternates.pages)]
    keys = language_keys(root, codes, [*settings, *codes, *shown], status_json(tree.status))
    _trees[root] = tree
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{out.name}.", dir=out.parent))
    try:
        done = published.reuse(keys, fresh)
        _write_above(root, fresh, tree, alternates)
        _build_languages(root, fresh, [code for code in codes if code not in done], codes, jobs)
        write_data(tree.loaded.knowledge, tree.status, fresh)
        _verify(fresh, tree, codes)
        fresh.chmod(0o755)
        _publish(fresh, out)
        published.write(site, keys)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        del _trees[root]
    return tree.findings


def serve_site(root: Path, language: str) -> None:
    """A live preview of one language where it will be; findings are shown and do not stop it."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - only the preview needs its server

    os.environ["OSCEC_LANG"] = language
    extra = {"build": {"language": language, "serving": True}}
    serve(str(root / "mkdocs.yml"), site_url=f"{_HOST}{language}/", extra=extra, strict=False)


def _wanted(tree: Tree, languages: list[str]) -> list[str]:
    known = tree.loaded.knowledge.languages
    unknown = [code for code in languages if code not in known]
    if unknown:
        raise BuildError(f"'{unknown[0]}' is no language of languages.yml; allowed: {', '.join(known)}.")
    return languages or [code for code, language in known.items() if language.tier != "planned"]


def _build_languages(root: Path, fresh: Path, wanted: list[str], codes: list[str], jobs: int) -> None:
    """Build some of the languages that are published together."""
    if not wanted:
        return
    with ProcessPoolExecutor(min(jobs, len(wanted)), multiprocessing.get_context(start_method())) as pool:
        runs = [pool.submit(_build_language, root, fresh / code, code, codes) for code in wanted]
        for run in runs:
            run.result()


def _build_language(root: Path, folder: Path, code: str, codes: list[str]) -> None:
    """One language, in a process of its own."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(format=f"{code}: %(message)s")
    try:
        address = _address()
        config = load_config(
            str(root / "mkdocs.yml"),
            site_dir=str(folder),
            site_url=f"{address}{code}/" if address else "",
            extra={"build": {"language": code, "languages": codes}},
        )
        mkdocs_build(config)
    except (MkDocsException, TemplateError) as error:
        raise BuildError(f"{code}: {error}") from None


def _write_above(root: Path, fresh: Path, tree: Tree, alternates: Alternates) -> None:
    """What belongs to no language; the pictures are there when the languages are built."""
    try:
        write_above(root, fresh, tree.loaded.knowledge, alternates)
    except TemplateError as error:
        raise BuildError(f"overrides/: {error}") from None


def _verify(fresh: Path, tree: Tree, codes: list[str]) -> None:
    """Every page of every language is there and is not empty."""
    for code in codes:
        for address in (*_sources(tree, code), *generated(tree.loaded.knowledge)):
            file = fresh / code / addresses.published(address) / "index.html"
            if not file.is_file() or file.stat().st_size == 0:
                raise BuildError(f"{code}: the page {address} is missing in the built site.")


def _publish(fresh: Path, out: Path) -> None:
    """Put the fresh folder in the place of the published one; go back if that fails."""
    old = fresh.with_name(f"{fresh.name}.old")
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError as error:
        if old.exists():
            old.rename(out)
        raise BuildError(f"The new site could not take the place of {out}: {error}.") from None
    shutil.rmtree(old, ignore_errors=True)


def _commit_time(root: Path) -> str:
    """The time of the last commit, so that one commit gives one site; 0 without git."""
    try:
        shown = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - the git of the person's PATH
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "0"
    return shown.stdout.strip() or "0"
