"""What the hooks of one language's build share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from oscec.assets import Assets
from oscec.gate import Gate
from oscec.generator.address import site_address
from oscec.model.language import SOURCE
from oscec.model.page import Page
from oscec.model.status import PageState
from oscec.render import addresses, marked, search
from oscec.render.addresses import COURSES, MODULES
from oscec.render.alternates import Alternates, real_pages
from oscec.render.body import Bodies, Body
from oscec.render.links import SiteLinks
from oscec.render.search import Passage
from oscec.render.templates import TEMPLATES, compiled_templates
from oscec.tree import Tree, body_key

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


_KEY = "oscec"


@dataclass
class State:
    """What the hooks of one language's build share."""

    tree: Tree
    language: str
    alternates: Alternates
    """The pages of all languages that are built together."""
    serving: bool
    links: SiteLinks
    bodies: Bodies
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

    def body(self, page: Page, address: str, markdown: str) -> Body:
        """What the site shows of a page at an address, made at most once.

        Parameters:
            page: the page.
            address: for learners or for trainers.
            markdown: its text with what is made from the data.
        """
        tree = self.tree
        if page.path in tree.bodies and (address, markdown) == (page.address, page.markdown):
            return tree.bodies[page.path]
        key = body_key(tree.page_keys[page.path], address, markdown)
        ids = tree.heading_ids(page)
        return tree.loaded.store.recall(key, Body, lambda: self.bodies.render(page, address, markdown, ids)[1])

    def write_store(self) -> None:
        """Keep what was made."""
        self.tree.loaded.store.write()

    @cached_property
    def assets(self) -> Assets:
        """The files that all languages share."""
        return Assets(self.tree.root)


TREES: dict[Path, Tree] = {}
"""Trees that were read and checked before the languages' processes were forked."""


def start(config: MkDocsConfig) -> State:
    """Read the tree and set up one language's build; called by the first hook's `on_config`."""
    root = Path(config.config_file_path).parent
    settings = config.extra.get("build", {})
    language = settings.get("language") or os.environ.get("OSCEC_LANG", SOURCE)
    tree = TREES.get(root) or Gate(root).read_all()
    serving = bool(settings.get("serving"))
    state = State(
        tree=tree,
        language=language,
        alternates=alternates_of(tree, settings.get("languages", [language]), "" if serving else site_address()),
        serving=serving,
        links=SiteLinks(tree.loaded.knowledge),
        bodies=Bodies(tree.loaded.knowledge),
        sources=sources_of(tree, language),
    )
    TEMPLATES.bytecode_cache = compiled_templates(root, "pages")
    config.extra[_KEY] = state
    return state


def state_of(config: MkDocsConfig) -> State:
    """The state that `start` made."""
    state = config.extra[_KEY]
    assert isinstance(state, State)  # noqa: S101 - narrows the type; `start` put it there
    return state


def sources_of(tree: Tree, language: str) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for code in (SOURCE, language):
        found.update({page.address: page for page in tree.pages.values() if page.language == code and page.meta})
    taught = {address: page for address, page in found.items() if address.startswith((MODULES, COURSES))}
    return found | {addresses.for_trainers(address): page for address, page in taught.items()}


def alternates_of(tree: Tree, languages: Iterable[str], site: str) -> Alternates:
    """The pages of the languages that are built together."""
    return Alternates(site, tuple(languages), real_pages(tree.loaded.knowledge, tree.translated))


def language_of(source: Page | None, state: State) -> str:
    """The language of a page's text: English where no translation is."""
    return source.language if source else state.language
