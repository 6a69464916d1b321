"""Building the site: one MkDocs process per language, checked before, published by a rename.

With the adapters in `hooks/*.py` this is the only module that knows MkDocs.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import posixpath
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, TemplateError, select_autoescape
from markupsafe import Markup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from selectolax.lexbor import LexborHTMLParser

from oscec.cache import FOLDER
from oscec.check.link import GLOSSARY, STATISTICS, country_address, generated
from oscec.export.data import write_data
from oscec.export.status import as_json as status_json
from oscec.gate import Gate, Tree
from oscec.load.pages import MEDIA
from oscec.model.course import Module
from oscec.model.finding import Finding, Severity
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Page
from oscec.model.question import parse_questions
from oscec.processes import start_method
from oscec.published import Published, language_keys, site_key
from oscec.render import structured, words
from oscec.render.course import Courses
from oscec.render.generated import Site
from oscec.render.lesson import SLIDES, for_learners
from oscec.render.links import SiteLinks
from oscec.render.planner import planner_html
from oscec.render.selfcheck import as_self_checks
from oscec.report import as_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as SitePage

_log = logging.getLogger("mkdocs.plugins.oscec")
_KEY = "oscec"
PLANNER = "planner.md"
MODULES, COURSES, TRAINER = "modules/", "courses/", "trainer/"
"""Where modules and courses are for learners, and the same with everything that a trainer needs."""
UNSEARCHED = (TRAINER, "translation-status/")
"""What the search leaves out: what is not for learners, and a list of every page's title."""


@dataclass
class State:
    """What the hooks of one language's build share."""

    tree: Tree
    language: str
    built: list[str]
    """The languages that are built together, for the switcher."""
    serving: bool
    links: SiteLinks
    sources: dict[str, Page] = field(default_factory=dict)
    """Address -> the page that is shown there, in its language or in English."""

    whole: dict[str, str] = field(default_factory=dict)
    """Address -> the rendered page with its tips, while the search reads it without."""

    @property
    def is_fallback(self) -> dict[str, bool]:
        """Address -> True where the English page stands in."""
        return {address: page.language != self.language for address, page in self.sources.items()}


_trees: dict[Path, Tree] = {}
"""Trees that were read and checked before the languages' processes were forked."""


# What the hooks call.


def start(config: MkDocsConfig) -> State:
    """Read the tree and set up one language's build; called by the first hook's `on_config`."""
    root = Path(config.config_file_path).parent
    settings = config.extra.get("build", {})
    language = settings.get("language") or os.environ.get("OSCEC_LANG", SOURCE)
    tree = _trees.get(root) or Gate(root).read_all()
    state = State(
        tree=tree,
        language=language,
        built=settings.get("languages", [language]),
        serving=bool(settings.get("serving")),
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
    for address, page in state.sources.items():
        kept.append(File.generated(config, address, abs_src_path=str(state.tree.root / page.path)))
    return kept


def _is_published(file: File, config: MkDocsConfig) -> bool:
    """The theme's files and media; pages come from the tree, and what else lies in docs/ stays there."""
    if file.src_dir != config.docs_dir:
        return True
    return file.src_uri.startswith("assets/") and file.src_uri.endswith(MEDIA)


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
    spoken = source.language if source else state.language
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
    say = partial(state.tree.loaded.knowledge.label, state.language)
    return partial(as_self_checks, questions=parse_questions(source.markdown), items=module.questions, say=say)


def with_data(markdown: str, page: SitePage, config: MkDocsConfig) -> str:
    """A course's page with what the data say of it: running order, coverage, tests, boosters; or the planner."""
    state, address = state_of(config), _for_learners(page.file.src_uri)
    if address == PLANNER:
        return _with_planner(markdown, state)
    course = address.removeprefix(COURSES).removesuffix(".md")
    if not address.startswith(COURSES) or course not in state.tree.loaded.knowledge.courses:
        return markdown
    headings = {e.summary.path: [heading.id for heading in e.summary.headings] for e in state.tree.examined.values()}
    courses = Courses(state.tree.loaded.knowledge, state.language, state.sources.values(), headings)
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


def without_trainers(config: MkDocsConfig) -> None:
    """Take the trainer view and the list of translations out of the search; called when its index is written."""
    file = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["docs"] = [part for part in index["docs"] if not part["location"].startswith(UNSEARCHED)]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def callout_titles(knowledge: Knowledge, language: str) -> dict[str, str]:
    """Kind of callout -> its title in that language."""
    prefix = "callout_"
    keys = [key for key in knowledge.labels[SOURCE].labels if key.startswith(prefix)]
    return {key.removeprefix(prefix): knowledge.label(language, key) for key in keys}


def without_tips(html: str, page: SitePage, config: MkDocsConfig) -> str:
    """The page as the search should index it; `with_tips` gives the reader the whole one."""
    state_of(config).whole[page.file.src_uri] = html
    tree = LexborHTMLParser(html)
    for unread in tree.css("#planner-data, .o-tip__box, .o-figure svg, .o-figure .o-facts"):
        unread.decompose()
    return (tree.body.inner_html if tree.body else None) or ""


def with_tips(page: SitePage, config: MkDocsConfig) -> None:
    """Called after the search has read the page."""
    page.content = state_of(config).whole.pop(page.file.src_uri)


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
    fallback = state_of(config).is_fallback
    for page in nav.pages:
        if fallback.get(page.file.src_uri):
            page.title_lang = SOURCE  # type: ignore[attr-defined] # for the templates


def context(config: MkDocsConfig, page: SitePage | None) -> dict[str, Any]:
    """What every template gets."""
    state = state_of(config)
    knowledge, code = state.tree.loaded.knowledge, state.language
    address = page.file.src_uri if page else None
    source = state.sources.get(address or "")
    up = "../" * (page.url.count("/") if page else 0)
    # A 404 page may be shown at any depth: its links start at the address of the site.
    base = urlsplit(config.site_url or f"/{code}/").path
    top = f"{up}../" if page else posixpath.dirname(base.rstrip("/")).rstrip("/") + "/"
    home = (up or "./") if page else base
    own = {key: knowledge.label(code, key) for key in knowledge.labels[SOURCE].labels}
    europol = knowledge.references.get("europol-2017")
    module = (
        knowledge.modules.get(address.split("/")[1]) if address and address.startswith((MODULES, TRAINER)) else None
    )
    return ({} if page else {"base_url": base.rstrip("/")}) | {
        "labels": own,
        "language": knowledge.languages[code],
        "languages": [
            {
                "code": other,
                "name": knowledge.languages[other].name,
                "url": f"{top}{other}/{page.url if page else ''}",
                "current": other == code,
                "translated": address is None or _is_translated(state.tree, other, address),
            }
            for other in state.built
        ],
        "fallback": bool(source and source.language != code),
        "root": home,
        "glossary_url": f"{home}glossary/",
        "statistics_url": f"{home}statistics/",
        "bibliography_url": f"{home}bibliography/",
        "acknowledgement": Markup.escape(words.citation(europol, knowledge, code)) if europol else "",
        "minutes": module.minutes if module else None,
        "lesson": _lesson(state, address, module) if address and _is_taught(address) else None,
        "structured": _structured(config, page, source) if page else "",
    }


def _structured(config: MkDocsConfig, page: SitePage, source: Page | None) -> str:
    """What the page is, as JSON-LD; '' for a page made from data that is neither of terms nor of numbers."""
    state = state_of(config)
    knowledge, where = state.tree.loaded.knowledge, structured.Where(config.site_url or "", page.canonical_url or "")
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


def _is_taught(address: str) -> bool:
    """Whether a page is one of two: for learners, and for trainers."""
    return address.startswith((MODULES, COURSES, TRAINER))


def _for_trainers(address: str) -> str:
    """Where a learners' page of a module or a course stands for trainers."""
    return TRAINER + address.removeprefix(MODULES)


def _for_learners(address: str) -> str:
    """Where a page of the trainer view stands for learners; any other page's address as it is."""
    rest = address.removeprefix(TRAINER)
    return address if rest == address else rest if rest.startswith(COURSES) else MODULES + rest


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
            {"url": _published(other), "page": state.sources[other], "current": other == address} for other in parts
        ],
        "other": _published(_for_learners(address) if trainer else _for_trainers(address)),
    }


def _published(address: str) -> str:
    """The address of a page, from the start page of its language."""
    return f"{address.removesuffix('.md').removesuffix('index').rstrip('/')}/"


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
    return found | {_for_trainers(address): page for address, page in taught.items()}


def _is_translated(tree: Tree, language: str, address: str) -> bool:
    if address in generated(tree.loaded.knowledge):
        return True
    return (language, _for_learners(address)) in tree.translated


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
    settings = [",".join(asked), os.environ.get("OSCEC_URL", ""), os.environ["SOURCE_DATE_EPOCH"]]
    checks, published = Gate(root), Published(root, out)
    site = site_key(root, [checks.tree_key, *settings])
    if published.is_current(site):
        return checks.check_all()
    tree = checks.read_all()
    if any(finding.severity is Severity.ERROR for finding in tree.findings):
        return tree.findings
    codes = _wanted(tree, asked)
    keys = language_keys(root, codes, [*settings, *codes], status_json(tree.status))
    _trees[root] = tree
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{out.name}.", dir=out.parent))
    try:
        done = published.reuse(keys, fresh)
        _build_languages(root, fresh, [code for code in codes if code not in done], codes, jobs)
        _write_chooser(root, fresh, tree, codes)
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
    """A live preview of one language; findings are shown and do not stop it."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - only the preview needs its server

    os.environ["OSCEC_LANG"] = language
    serve(str(root / "mkdocs.yml"), extra={"build": {"language": language, "serving": True}}, strict=False)


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
        address = os.environ.get("OSCEC_URL", "")
        config = load_config(
            str(root / "mkdocs.yml"),
            site_dir=str(folder),
            site_url=f"{address.rstrip('/')}/{code}/" if address else "",
            extra={"build": {"language": code, "languages": codes}},
        )
        mkdocs_build(config)
    except (MkDocsException, TemplateError) as error:
        raise BuildError(f"{code}: {error}") from None


def _write_chooser(root: Path, fresh: Path, tree: Tree, codes: list[str]) -> None:
    """The page above the languages."""
    knowledge = tree.loaded.knowledge
    env = Environment(loader=FileSystemLoader(root / "overrides"), autoescape=select_autoescape())
    choices = []
    for code in codes:
        choice = {"code": code, "name": knowledge.languages[code].name, "url": f"{code}/"}
        labels = knowledge.labels.get(code)
        if labels:
            keys = {"title": "chooser_title", "text": "chooser_text", "help": "help_now"}
            choice |= {name: labels.labels[key] for name, key in keys.items() if key in labels.labels}
        choices.append(choice)
    try:
        template = env.get_template("chooser.html")
    except TemplateError as error:
        raise BuildError(f"overrides/chooser.html: {error}") from None
    html = template.render(
        choices=choices,
        labels=knowledge.labels[SOURCE].labels,
        languages=choices,
        assets=f"{codes[0]}/assets",
    )
    (fresh / "index.html").write_text(html, encoding="utf-8")


def _verify(fresh: Path, tree: Tree, codes: list[str]) -> None:
    """Every page of every language is there and is not empty."""
    for code in codes:
        for address in (*_sources(tree, code), *generated(tree.loaded.knowledge)):
            stem = address.removesuffix(".md").removesuffix("index").rstrip("/")
            file = fresh / code / stem / "index.html"
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
