"""MkDocs adapter: one language's build, its Markdown, its navigation and what its templates get."""

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from oscec.generator import pages, state, templates
from oscec.render.templates import compiled_templates

Context = dict[str, Any]


def on_config(config: MkDocsConfig, **_: object) -> MkDocsConfig:
    state.start(config)
    config.theme["language"] = state.state_of(config).language
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own lists pages that stand in
    if not state.state_of(config).serving:
        # Pages come from the tree that was read: MkDocs need not list those of all languages.
        config.docs_dir += "/assets"
    config.nav = pages.titled(config.nav, config)
    config.markdown_extensions = ["oscec.markdown"]
    config.mdx_configs = {}
    return config


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> Environment:
    env.bytecode_cache = compiled_templates(state.state_of(config).tree.root, "languages")
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    if not isinstance(page, pages.WrittenPage):
        pages.turn_to(page, config)
    return pages.with_data(markdown, page, config)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    html = pages.shared_pictures(pages.for_readers(html, page), config)
    pages.read_for_search(html, page, config)
    return html


def on_nav(nav: Navigation, config: MkDocsConfig, **_: object) -> Navigation:
    pages.mark_titles(nav, config)
    return nav


def on_page_context(context: Context, page: Page, config: MkDocsConfig, **_: object) -> Context:
    return context | templates.context(config, page)


def on_template_context(context: Context, config: MkDocsConfig, **_: object) -> Context:
    return context | templates.context(config, None)


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    pages.write_search(config)
    pages.write_sitemap(config)
    state.state_of(config).write_store()


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    return pages.own_files(files, config)
