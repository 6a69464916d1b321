"""What a host sends with the pages, and how it leads the short addresses on: files for several hosts.

Netlify and Cloudflare Pages read `_headers` and `_redirects` at the top of the site. The files in `hosting/` are
for whoever runs nginx, Caddy or Apache. No host has to ask anybody else where a reader is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oscec.render.door import DOORS, country_page, fallback

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What a page may load and do. Every page carries it; a host that sends it too makes it hold for every file."""

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What goes with every answer."""

ASSETS = "/assets/"
LASTING = "public, max-age=31536000, immutable"
"""How long a browser keeps the shared files: their names change with their content."""


def host_files(languages: Sequence[str], countries: Sequence[str]) -> dict[str, str]:
    """The files for hosts.

    Parameters:
        languages: those that are published.
        countries: codes of those that have a page.

    Returns:
        Path below the site -> text.
    """
    return {
        "_headers": _netlify_headers(),
        "_redirects": _netlify_redirects(languages, countries),
        "hosting/nginx-http.conf": _nginx_http(languages, countries),
        "hosting/nginx-server.conf": _nginx_server(),
        "hosting/Caddyfile": _caddy(languages, countries),
        "hosting/apache.htaccess": _apache(languages),
    }


def _lines(lines: Iterable[str], indent: str = "") -> str:
    return "".join(f"{indent}{line}\n" for line in lines)


def _others(languages: Sequence[str]) -> list[str]:
    return [code for code in languages if code != fallback(languages)]


# Netlify and Cloudflare Pages.


def _netlify_headers() -> str:
    return _lines(
        [
            "/*",
            *(f"  {name}: {value}" for name, value in HEADERS.items()),
            f"{ASSETS}*",
            f"  Cache-Control: {LASTING}",
        ]
    )


def _netlify_redirects(languages: Sequence[str], countries: Sequence[str]) -> str:
    """Netlify knows the reader's country; other hosts pass over lines with conditions."""
    return _lines(
        [
            *_netlify_doors(languages, countries),
            *(f"/{code}/* /{code}/404.html 404" for code in languages),
        ]
    )


def _netlify_doors(languages: Sequence[str], countries: Sequence[str]) -> Iterator[str]:
    for door in DOORS:
        for country in countries:
            for code in _others(languages):
                yield f"/{door} /{country_page(code, country)} 302! Country={country} Language={code}"
            yield f"/{door} /{country_page(fallback(languages), country)} 302! Country={country}"


# nginx.


def _nginx_http(languages: Sequence[str], countries: Sequence[str]) -> str:
    codes = _lines((f"{code.upper()} {code};" for code in countries), "    ")
    spoken = _lines((f'"~*^{code}(?![a-z])" {code};' for code in _others(languages)), "    ")
    return f"""\
# nginx, for the http block: include it before the server. The reader's country comes from a database on your own
# machine, through ngx_http_geoip2_module:
#     geoip2 /path/to/a/country/database.mmdb {{ $oscec_code country iso_code; }}
# Without one write this instead, and the reader chooses:
#     map "" $oscec_code {{ default ""; }}
map $oscec_code $oscec_country {{
    default "";
{codes}}}
map $http_accept_language $oscec_language {{
    default {fallback(languages)};
{spoken}}}
map $uri $oscec_cache {{
    default "";
    "~^{ASSETS}" "{LASTING}";
    "~^/({"|".join(DOORS)})/?$" "no-store";
}}
"""


def _nginx_server() -> str:
    headers = _lines(f'add_header {name} "{value}" always;' for name, value in HEADERS.items())
    return f"""\
# nginx, for the server block. A location with an add_header of its own would lose these.
# With the copies of `python -m oscec compress`, and a build of nginx that has the module: gzip_static on;
{headers}add_header Cache-Control $oscec_cache;
location ~ ^/(?<oscec_door>{"|".join(DOORS)})/?$ {{
    if ($oscec_country) {{
        return 302 /$oscec_language/help/$oscec_country/;
    }}
    try_files /$oscec_door/index.html =404;
}}
location ~ ^/(?<oscec_site>[a-z][a-z])/ {{
    error_page 404 /$oscec_site/404.html;
}}
"""


# Caddy.


def _caddy(languages: Sequence[str], countries: Sequence[str]) -> str:
    headers = _lines((f'{name} "{value}"' for name, value in HEADERS.items()), "\t\t")
    codes = _lines((f"{code.upper()} {code}" for code in countries), "\t\t")
    spoken = _lines((f'"~(?i)^{code}([^a-z]|$)" {code}' for code in _others(languages)), "\t\t")
    doors = " ".join(f"/{door} /{door}/" for door in DOORS)
    return f"""\
# Caddy: `import` this file above the site, and write `import oscec` in it. The reader's country comes from a
# database on your own machine, through github.com/zhangjiayin/caddy-geoip2; without it the reader chooses.
# With the copies of `python -m oscec compress`: file_server {{ precompressed gzip }}
(oscec) {{
\theader {{
{headers}\t}}
\theader {ASSETS}* Cache-Control "{LASTING}"
\tmap {{geoip2.country_code}} {{oscec_country}} {{
{codes}\t\tdefault ""
\t}}
\tmap {{header.Accept-Language}} {{oscec_language}} {{
{spoken}\t\tdefault {fallback(languages)}
\t}}
\t@oscec_door {{
\t\tpath {doors}
\t\tnot vars {{oscec_country}} ""
\t}}
\theader @oscec_door Cache-Control no-store
\tredir @oscec_door /{{oscec_language}}/help/{{oscec_country}}/ 302
\thandle_errors {{
\t\t@oscec_site path_regexp oscec ^/([a-z][a-z])/
\t\trewrite @oscec_site /{{re.oscec.1}}/404.html
\t\tfile_server
\t}}
}}
"""


# Apache.


def _apache(languages: Sequence[str]) -> str:
    headers = _lines(f'Header always set {name} "{value}"' for name, value in HEADERS.items())
    missing = "".join(
        f'<If "%{{REQUEST_URI}} =~ m#^/{code}/#">\n    ErrorDocument 404 /{code}/404.html\n</If>\n'
        for code in languages
    )
    return f"""\
# Apache 2.4 with mod_headers: put it into the site as `.htaccess` where AllowOverride permits it, or into the
# <Directory> of the site.
{headers}<If "%{{REQUEST_URI}} =~ m#^{ASSETS}#">
    Header set Cache-Control "{LASTING}"
</If>
{missing}"""
