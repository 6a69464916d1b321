"""MkDocs adapter: one language's build, its Markdown, its navigation and what its templates get."""

from oscec import build


def on_config(config, **_):
    build.start(config)
    config.theme["language"] = build.state_of(config).language
    config.nav = build.titled(config.nav, config)
    config.markdown_extensions = ["oscec.markdown"]
    config.mdx_configs = {}
    return config


def on_page_markdown(markdown, page, config, **_):
    build.turn_to(page, config)
    return markdown


def on_page_context(context, page, config, **_):
    return context | build.context(config, page)


def on_template_context(context, config, **_):
    return context | build.context(config, None)


def on_files(files, config, **_):
    return build.own_files(files, config)
