"""Every check on a tree: reads it, runs the rules, remembers what has not changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from oscec.cache import NOTHING, Store, digest
from oscec.check import (
    complete,
    contact,
    curriculum,
    evidence,
    glossary,
    labels,
    link,
    picture,
    reference,
    terminology,
    translation,
    typography,
)
from oscec.check.draft import settle
from oscec.check.fault import Fault
from oscec.check.forms import Forms
from oscec.check.locate import locate
from oscec.check.page import Examined, examine, look_at
from oscec.check.prose import prose_of
from oscec.check.terminology import Prose, Scalar, find_in_prose
from oscec.check.visible import read_visible
from oscec.load.knowledge import COUNTRIES, NEUTRAL, PER_LANGUAGE, load_knowledge
from oscec.load.pages import SHARED, folder_findings, page_paths, read_page, stray_findings
from oscec.load.text import read_text
from oscec.load.yamlfile import nodes, yaml_faults
from oscec.markdown import Renderer
from oscec.model.country import CountryFile
from oscec.model.finding import Finding, Severity, place
from oscec.model.knowledge import Knowledge
from oscec.model.language import SOURCE
from oscec.model.page import Page, Summary
from oscec.model.pair import Pair
from oscec.processes import for_all, works_apart
from oscec.remembered import CONFIG, Remembered, today
from oscec.render.addresses import is_plain
from oscec.render.body import Bodies, Body
from oscec.tree import Tree, body_key, source_path

MANY_PAGES = 50
MANY_LANGUAGES = 6
"""So many pages or languages are worth the start of other processes."""


class Gate:
    """The checks on one tree."""

    def __init__(
        self,
        root: Path,
        *,
        use_cache: bool = True,
        remembered: Remembered | None = None,
        shows: Callable[[str], bool] = lambda _language: False,
    ) -> None:
        """The checks of a tree.

        Parameters:
            root: the repository.
            use_cache: whether results are remembered in `.cache/oscec`.
            remembered: what is known of the tree, where somebody asked already.
            shows: whether a site is going to show a language's pages: they are rendered once for it and the checks.
        """
        self._shows = shows
        self.root = root
        self.today = today()
        self._remembered = (remembered or Remembered(root)) if use_cache else None
        self.store: Store = self._remembered.store if self._remembered else NOTHING
        self._renderer = Renderer()
        self._site_bodies: Bodies | None = None
        self._forms: dict[str, Forms] = {}

    def check_all(self) -> list[Finding]:
        """Every finding in the tree; nothing is parsed where nothing changed."""
        known = self._remembered.findings if self._remembered else None
        return self.read_all().findings if known is None else known

    def read_all(self) -> Tree:
        """The whole tree, read and checked."""
        if self._remembered:
            _ = self._remembered.key  # of the tree before anything is read
        loaded = load_knowledge(self.root, store=self.store)
        tree = Tree(self.root, loaded, findings=list(loaded.findings))
        codes = list(loaded.knowledge.languages)
        if codes:
            tree.findings += folder_findings(self.root, codes) + stray_findings(self.root, codes)
        self._read_pages(tree, page_paths(self.root, codes))
        for page in tree.pages.values():
            tree.findings += self._page_findings(tree, page)
        tree.findings += self._data_findings(tree, [*NEUTRAL, CONFIG], list(loaded.knowledge.entries))
        tree.findings += self._tree_findings(tree)
        for path in sorted((self.root / "docs" / "assets").rglob("*.svg")):
            tree.findings += self._svg_findings(tree, path.relative_to(self.root).as_posix())
        tree.findings = sorted(set(tree.findings))
        if self._remembered:
            self._remembered.keep(tree.findings)
        self.store.write()
        return tree

    def check_some(self, paths: Iterable[str]) -> list[Finding]:
        """The findings in some files, read with no more of the tree than they need."""
        wanted = list(dict.fromkeys(paths))
        parts = [path.split("/") for path in wanted]
        languages = {part[1] for part in parts if len(part) > 2 and re.fullmatch("[a-z]{2}", part[1])}
        loaded = load_knowledge(self.root, languages | {SOURCE}, self.store)
        tree = Tree(self.root, loaded, findings=[f for f in loaded.findings if f.path in wanted])
        known = loaded.knowledge.languages
        self._check_pages(tree, [path for path in wanted if path.endswith(".md")])
        for path in wanted:
            if path.endswith(".svg"):
                tree.findings += self._svg_findings(tree, path)
            elif path.count("/") > 1 and path.split("/")[1] not in (*known, *SHARED):
                tree.findings.append(self._unknown_language(path, list(known)))
        names = [Path(path).name for path in wanted if path.endswith(".yml")]
        tree.findings += self._data_findings(tree, names, [code for code in known if code in languages | {SOURCE}])
        self.store.write()
        return sorted({finding for finding in tree.findings if finding.path in wanted})

    def _check_pages(self, tree: Tree, paths: list[str]) -> None:
        """Some pages, with the pages that they link to: all are read before links are judged."""
        self._read_pages(tree, paths)
        pages = [tree.pages[path] for path in paths if path in tree.examined]
        linked = {target: None for page in pages for target in self._linked(tree, page)}
        self._read_pages(tree, [target for target in linked if target not in tree.pages])
        for page in pages:
            tree.findings += self._page_findings(tree, page)

    @staticmethod
    def _unknown_language(path: str, known: list[str]) -> Finding:
        message = f"'{path.split('/')[1]}' is no language of languages.yml; allowed: {', '.join(known)}."
        return Finding(path, 1, 1, "file/unknown-language", Severity.ERROR, message)

    def _linked(self, tree: Tree, page: Page) -> Iterator[str]:
        """The files that a page links to, in its language or in English."""
        examined = tree.examined.get(page.path)
        for href in examined.summary.links if examined else ():
            target = link.target_of(page.path, href)
            if target is None:
                continue
            for candidate in (target, target.replace(f"/{page.language}/", f"/{SOURCE}/", 1)):
                if self._is_file(candidate):
                    yield candidate
                    break

    def _is_file(self, path: str) -> bool:
        try:
            return (self.root / path).is_file()
        except (OSError, ValueError):
            return False

    def _read_pages(self, tree: Tree, paths: Iterable[str]) -> None:
        """Read and examine pages, the source pages first: translations take their headings' ids."""
        read = {}
        for path in paths:
            page, findings = read_page(self.root, path, self.store)
            tree.findings += findings
            if page is not None:
                read[path] = page
        tree.pages |= read
        pages = [page for page in read.values() if page.language in tree.loaded.knowledge.languages]
        for is_source in (True, False):
            group = [page for page in pages if (page.language == SOURCE) == is_source]
            tree.examined |= self._examine_all(tree, sorted(group, key=lambda page: page.path))

    def _examine_all(self, tree: Tree, pages: list[Page]) -> dict[str, Examined]:
        """Examine pages, many at once where there are many; what the cache knows isn't examined again."""
        keys = {page.path: self._page_key(tree, page) for page in pages}
        found = {path: self.store.get(key, Examined) for path, key in keys.items()}
        unknown = [(page, keys[page.path]) for page in pages if found[page.path] is None]
        for page, _ in unknown:
            self._forms_of(tree, page.language).prepare()
        # Figures start threads, and a process that has some can't be forked again.
        shows = self._shows if works_apart(len(unknown), MANY_PAGES) else lambda _: False
        done = for_all(partial(self._examine, tree, shows), [page for page, _ in unknown], MANY_PAGES)
        new = {}
        for (page, key), (examined, body) in zip(unknown, done, strict=True):
            self.store.put(key, Examined, examined)
            new[page.path] = examined
            if body is not None:
                self.store.put(body_key(key, page.address, page.markdown), Body, body)
                tree.bodies[page.path] = body
        tree.page_keys |= keys
        return {path: known or new[path] for path, known in found.items()}

    def _page_key(self, tree: Tree, page: Page) -> str:
        """The hash of all that a page's examination depends on."""
        ids, source = self._heading_ids(tree, page), self._source_of(tree, page)
        return digest(tree.data_key(page.language), page.path, page.text, source.text if source else "", *ids)

    def _examine(self, tree: Tree, shows: Callable[[str], bool], page: Page) -> tuple[Examined, Body | None]:
        ids = self._heading_ids(tree, page)
        knowledge = tree.loaded.knowledge
        body = None
        try:
            if shows(page.language) and is_plain(page.address):
                html, body = self._bodies(knowledge).render(page, page.address, page.markdown, ids)
            else:
                html = self._renderer.html(page.markdown, ids)
            forms = self._forms_of(tree, page.language)
            found = examine(look_at(page, html), knowledge, forms, lambda text: self._renderer.html(text, ids))
        except RecursionError:
            found = Examined(Summary(page.path, page.language, page.address), (_too_deep(page.path),))
        more = [*self._front_matter(tree, page), *typography.check_page(page, knowledge.languages[page.language])]
        more += self._translation_findings(tree, page)
        return Examined(found.summary, tuple(sorted((*found.findings, *more)))), body

    def _bodies(self, knowledge: Knowledge) -> Bodies:
        if self._site_bodies is None:
            self._site_bodies = Bodies(knowledge)
        return self._site_bodies

    def _heading_ids(self, tree: Tree, page: Page) -> tuple[str, ...]:
        """The ids of the source page's headings, which is read first if it was not yet."""
        path = source_path(page)
        translated = page.language != SOURCE and SOURCE in tree.loaded.knowledge.languages
        if translated and path not in tree.examined and (self.root / path).is_file():
            source, _ = read_page(self.root, path, self.store)
            if source is not None:
                tree.examined |= self._examine_all(tree, [source])
        return tree.heading_ids(page)

    def _page_findings(self, tree: Tree, page: Page) -> Iterator[Finding]:
        """The page's own findings, and its links, which need the other pages."""
        examined = tree.examined.get(page.path)
        if examined is None:
            return
        yield from examined.findings
        drafts = list(link.check_links(examined.summary, tree.index))
        if drafts:
            ids = self._heading_ids(tree, page)
            view = look_at(page, self._renderer.html(page.markdown, ids))
            yield from settle(view, drafts, lambda body: self._renderer.html(body, ids))

    def _source_of(self, tree: Tree, page: Page) -> Page | None:
        """The page that a page translates; None for a page of the source language, or where there is none."""
        path = source_path(page)
        if page.language == SOURCE:
            return None
        return tree.pages.get(path) or (read_page(self.root, path, self.store)[0] if self._is_file(path) else None)

    def _translation_findings(self, tree: Tree, page: Page) -> list[Finding]:
        """What is wrong with a page as a translation of its source page."""
        source, knowledge = self._source_of(tree, page), tree.loaded.knowledge
        if page.language == SOURCE:
            return []
        if source is None:
            return [translation.check_orphan(page)]
        pair = Pair(source, page, knowledge.same.get(source.path, {}))
        return list(translation.check_translation(pair, knowledge.list_of(SOURCE, "number_words")))

    def _front_matter(self, tree: Tree, page: Page) -> Iterator[Finding]:
        if page.meta is None:
            return
        shown = (page.meta.title, page.meta.description, page.meta.tab or "")
        if not any(map(self._forms_of(tree, page.language).never, shown)):
            return
        front = page.text[: page.body]
        inner = front.index("\n") + 1
        scalars = (
            Scalar(str(node.path[0]), node.start + inner, node.end + inner)
            for node in nodes(front[inner : front.rstrip().rindex("---")])
            if node.scalar and node.path[:1] in (("title",), ("description",), ("tab",))
        )
        prose = Prose(page.path, page.text, page.language)
        yield from find_in_prose(prose, scalars, tree.loaded.knowledge, self._forms_of(tree, page.language))

    def _data_findings(self, tree: Tree, neutral: list[str], codes: list[str]) -> Iterator[Finding]:
        """Rules on the data files that were read."""
        knowledge = tree.loaded.knowledge
        yield from self._placed(tree, "curriculum/concepts.yml", reference.check_concepts(knowledge))
        yield from self._placed(tree, "curriculum/concepts.yml", glossary.check_missing(knowledge))
        yield from self._placed(tree, "curriculum/evidence.yml", evidence.check_register(knowledge))
        yield from self._placed(tree, "curriculum/charts.yml", picture.check_charts(knowledge))
        yield from self._placed(tree, "curriculum/diagrams.yml", picture.check_diagrams(knowledge))
        yield from self._placed(tree, "curriculum/courses.yml", curriculum.check_structure(knowledge))
        for code, country in knowledge.countries.items():
            yield from self._country_findings(tree, f"{COUNTRIES}{code}.yml", country)
        yield from self._all_language_findings(tree, codes)
        if CONFIG in neutral and (self.root / CONFIG).is_file():
            yield from self._config_findings(tree)
        for name in NEUTRAL:
            yield from self._prose_findings(tree, f"curriculum/{name}", SOURCE)

    def _country_findings(self, tree: Tree, path: str, country: CountryFile) -> Iterator[Finding]:
        yield from self._placed(tree, path, contact.check_country(country, self.today))
        yield from self._prose_findings(tree, path, SOURCE)

    def _all_language_findings(self, tree: Tree, codes: list[str]) -> Iterator[Finding]:
        """Rules on the data files of some languages; what the cache knows isn't checked again."""
        keys = {code: digest(tree.data_key(code), "language") for code in codes}
        found = {code: self.store.get(key, list[Finding]) for code, key in keys.items()}
        unknown = [code for code in codes if found[code] is None]
        checked = for_all(partial(self._language_findings, tree), unknown, MANY_LANGUAGES)
        for code, findings in zip(unknown, checked, strict=True):
            self.store.put(keys[code], list[Finding], findings)
            found[code] = findings
        yield from (finding for findings in found.values() for finding in findings or ())

    def _language_findings(self, tree: Tree, code: str) -> list[Finding]:
        return list(self._rules_on_language(tree, code))

    def _rules_on_language(self, tree: Tree, code: str) -> Iterator[Finding]:
        knowledge, folder = tree.loaded.knowledge, f"curriculum/{code}"
        if code in knowledge.entries:
            terms = f"{folder}/terms.yml"
            forms = self._forms_of(tree, code)
            yield from self._placed(tree, terms, terminology.check_terms(knowledge, code))
            yield from self._placed(tree, terms, glossary.check_entries(knowledge, code, forms))
        if code in knowledge.labels:
            yield from self._placed(tree, f"{folder}/labels.yml", labels.check_labels(knowledge, code))
            yield from self._placed(tree, f"{folder}/labels.yml", translation.check_labels(knowledge, code))
        if code in knowledge.words:
            yield from self._placed(tree, f"{folder}/statistics.yml", evidence.check_words(knowledge, code))
        if code in knowledge.chart_words:
            yield from self._placed(tree, f"{folder}/charts.yml", picture.check_chart_words(knowledge, code))
        if code in knowledge.diagram_words:
            yield from self._placed(tree, f"{folder}/diagrams.yml", picture.check_diagram_words(knowledge, code))
        for name in PER_LANGUAGE:
            yield from self._prose_findings(tree, f"{folder}/{name}", code)

    def _tree_findings(self, tree: Tree) -> Iterator[Finding]:
        knowledge, summaries = tree.loaded.knowledge, tree.summaries
        for scheme in picture.SCHEMES:
            path = f"curriculum/{scheme}s.yml"
            yield from self._placed(tree, path, picture.check_shown(knowledge, summaries, scheme))
        yield from self._placed(tree, "curriculum/evidence.yml", complete.check_used(knowledge, summaries))
        yield from self._placed(tree, "curriculum/references.yml", complete.check_cited(knowledge, summaries))
        places = complete.check_map(knowledge, lambda address: tree.index.anchors(SOURCE, address))
        yield from self._placed(tree, "curriculum/report.yml", places)
        orphans = glossary.check_orphans(knowledge, tree.summaries)
        yield from self._placed(tree, "curriculum/concepts.yml", orphans)
        modules = curriculum.check_modules(knowledge, tree.summaries)
        yield from self._placed(tree, "curriculum/courses.yml", modules)

    def _prose_findings(self, tree: Tree, path: str, code: str) -> Iterator[Finding]:
        file = tree.loaded.files.get(path)
        if file is None:
            return
        key = digest(tree.data_key(code), "prose", path, file.text)
        yield from self.store.recall(
            key, list[Finding], lambda: list(self._check_prose(tree, Prose(path, file.text, code)))
        )

    def _check_prose(self, tree: Tree, prose: Prose) -> Iterator[Finding]:
        values = ((node.path, node.start, node.end) for node in nodes(prose.source) if node.scalar)
        scalars = prose_of(prose.path, values)
        yield from find_in_prose(prose, scalars, tree.loaded.knowledge, self._forms_of(tree, prose.language))

    def _config_findings(self, tree: Tree) -> Iterator[Finding]:
        """Navigation titles that stand in mkdocs.yml."""
        text, findings = read_text(self.root, CONFIG)
        findings += yaml_faults(text, CONFIG) if text is not None else []
        yield from findings
        if text is not None and not findings:
            yield from self._check_prose(tree, Prose(CONFIG, text, SOURCE))
            keys = (
                Scalar("nav", node.key_start, node.key_end)
                for node in nodes(text)
                if node.path[:1] == ("nav",) and isinstance(node.path[-1], str) and len(node.path) > 1
            )
            forms = self._forms_of(tree, SOURCE)
            yield from find_in_prose(Prose(CONFIG, text, SOURCE), keys, tree.loaded.knowledge, forms)

    def _svg_findings(self, tree: Tree, path: str) -> Iterator[Finding]:
        """Deprecated terms in the text of a drawing."""
        text, findings = read_text(self.root, path)
        yield from findings
        if text is None:
            return
        try:
            yield from self._text_of_drawing(tree, path, text)
        except RecursionError:
            yield _too_deep(path)

    def _text_of_drawing(self, tree: Tree, path: str, text: str) -> Iterator[Finding]:
        visible, forms = read_visible(text), self._forms_of(tree, SOURCE)
        hits = forms.never(visible.text)
        spans = [(hit.start, hit.end) for hit in hits]
        places = locate(text, visible, spans, {}, lambda source: source) if hits else None
        for hit in hits:
            offset = places.spans.get((hit.start, hit.end), 0) if places else 0
            seen = " ".join(visible.text[hit.start : hit.end].split())
            message = terminology.say_deprecated(seen, hit, tree.loaded.knowledge, SOURCE)
            better = terminology.instead_of(hit, tree.loaded.knowledge, SOURCE)
            yield Finding(path, *place(text, offset), "terminology/deprecated", Severity.ERROR, message, better)

    def _placed(self, tree: Tree, path: str, faults: Iterable[Fault]) -> Iterator[Finding]:
        file = tree.loaded.files.get(path)
        for fault in faults:
            line, column = file.place(*fault.keys) if file else (1, 1)
            yield Finding(path, line, column, fault.rule, fault.severity, fault.message)

    def _forms_of(self, tree: Tree, language: str) -> Forms:
        if language not in self._forms:
            english = None if language == SOURCE else self._forms_of(tree, SOURCE)
            self._forms[language] = Forms(tree.loaded.knowledge, language, english)
        return self._forms[language]


def _too_deep(path: str) -> Finding:
    message = "The markup of this file is nested too deeply to be read; take levels out."
    return Finding(path, 1, 1, "file/nesting", Severity.ERROR, message)
