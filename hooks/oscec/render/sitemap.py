"""What search engines read: a sitemap for each language with its real pages, an index of them, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from oscec.render.addresses import is_searched
from oscec.render.alternates import Alternates

NAME = "sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def language_sitemap(alternates: Alternates, language: str) -> str:
    """The sitemap of a language; '' where the site has no known address, or the language no page."""
    urls = "".join(_urls(alternates, language))
    if not urls:
        return ""
    return f'{_HEAD}<urlset {_SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{urls}</urlset>\n'


def _urls(alternates: Alternates, language: str) -> Iterator[str]:
    for code, address in sorted(alternates.pages):
        if code != language or not alternates.site or not is_searched(address):
            continue
        links = (
            f'    <xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(url)}/>\n'
            for other, url in alternates.links(language, address)
        )
        yield f"  <url>\n    <loc>{escape(alternates.url(language, address))}</loc>\n{''.join(links)}  </url>\n"


def sitemap_index(alternates: Alternates) -> str:
    """The sitemap of the sitemaps; '' where the site has no known address."""
    codes = [code for code in alternates.languages if language_sitemap(alternates, code)]
    maps = "".join(
        f"  <sitemap>\n    <loc>{escape(alternates.site)}{code}/{NAME}</loc>\n  </sitemap>\n" for code in codes
    )
    return f"{_HEAD}<sitemapindex {_SCHEMA}>\n{maps}</sitemapindex>\n" if codes else ""


def robots(alternates: Alternates) -> str:
    """Everything may be read by everybody; where the sitemaps are. '' where the site has no known address."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {alternates.site}{NAME}\n" if alternates.site else ""
