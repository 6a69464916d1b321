"""What hosts get beside the pages: headers, ways on from the short addresses, security.txt."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oscec.above import write_above
from oscec.model.knowledge import Knowledge
from oscec.render.alternates import Alternates, real_pages
from oscec.render.door import DOORS, choices, country_codes
from oscec.render.hosts import HEADERS, LASTING, POLICY, host_files
from oscec.render.securitytxt import security_text

ROOT = Path(__file__).parents[1]
LANGUAGES = ("de", "en", "fr")
SITE = "https://training.example/"
EPOCH = 1_795_000_000


@pytest.fixture(scope="module")
def files(knowledge: Knowledge) -> dict[str, str]:
    return host_files(LANGUAGES, country_codes(knowledge))


def rules(text: str) -> list[list[str]]:
    """The lines of `_redirects`, in words."""
    return [line.split() for line in text.splitlines()]


def lead(text: str, door: str, country: str, language: str) -> str | None:
    """Where Netlify leads a reader of a country and a language: the first line whose conditions hold."""
    held = {f"Country={country}", f"Language={language}"}
    return next((rule[1] for rule in rules(text) if rule[0] == f"/{door}" and set(rule[3:]) <= held), None)


@pytest.mark.parametrize("door", DOORS)
def test_netlify_leads_every_country_to_its_page_in_the_reader_s_language(
    files: dict[str, str], knowledge: Knowledge, door: str
) -> None:
    for country in country_codes(knowledge):
        for language, site in (("de", "de"), ("fr", "fr"), ("en", "en"), ("mt", "en")):
            assert lead(files["_redirects"], door, country, language) == f"/{site}/help/{country}/"
    assert lead(files["_redirects"], door, "us", "en") is None


def test_netlify_shows_a_missing_page_in_its_language_and_forces_what_stands_before_a_file(
    files: dict[str, str],
) -> None:
    for source, target, status, *conditions in rules(files["_redirects"]):
        if conditions:
            assert status == "302!"
        else:
            assert (target, status) == (source.replace("*", "404.html"), "404")


@pytest.mark.parametrize("name", ["hosting/nginx-http.conf", "hosting/Caddyfile"])
def test_nginx_and_caddy_know_every_country_and_language(
    files: dict[str, str], knowledge: Knowledge, name: str
) -> None:
    pairs = re.findall(r"^\s+([A-Z]{2}) ([a-z]{2});?$", files[name], re.MULTILINE)
    assert pairs == [(code.upper(), code) for code in country_codes(knowledge)]
    spoken = dict(re.findall(r'"~(\S+)" ([a-z]{2});?$', files[name], re.MULTILINE))
    patterns = {code: re.compile(pattern.removeprefix("*"), re.IGNORECASE) for pattern, code in spoken.items()}
    assert set(patterns) == set(LANGUAGES) - {"en"}
    for asked, code in (("fr-BE,fr;q=0.9", "fr"), ("DE", "de"), ("den,fr", None), ("en,fr", None), ("", None)):
        assert next((code for code, pattern in patterns.items() if pattern.match(asked)), None) == code
    assert files[name].count("{") == files[name].count("}")


@pytest.mark.parametrize(
    "name", ["_headers", "hosting/nginx-server.conf", "hosting/Caddyfile", "hosting/apache.htaccess"]
)
def test_every_host_sends_every_header(files: dict[str, str], name: str) -> None:
    for header, value in HEADERS.items():
        assert re.search(rf'\b{header}:? "?{re.escape(value)}"?', files[name]), header
    caching = files["hosting/nginx-http.conf"] if "nginx" in name else files[name]
    assert LASTING in caching


def test_the_headers_are_strict() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith(POLICY)
    assert "frame-ancestors 'none'" in policy
    for loose in ("unsafe-inline", "unsafe-eval'", "*", "http:", "https:", "data:"):
        assert loose not in policy.replace("'wasm-unsafe-eval'", "")
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert int(HEADERS["Strict-Transport-Security"].removeprefix("max-age=")) >= timedelta(days=365).total_seconds()


def test_security_txt_says_where_and_until_when() -> None:
    lines = dict(line.split(": ", 1) for line in security_text(SITE, "", EPOCH).splitlines())
    assert lines["Contact"] == f"{SITE}en/about/#tell-us"
    assert lines["Canonical"] == f"{SITE}.well-known/security.txt"
    made, expires = datetime.fromtimestamp(EPOCH, UTC), datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=300) < expires - made < timedelta(days=365)
    assert "Contact: mailto:a@b.example\n" in security_text("", "mailto:a@b.example", EPOCH)
    assert "Canonical" not in security_text("", "mailto:a@b.example", EPOCH)
    assert security_text("", "", EPOCH) == ""


def test_a_country_is_called_by_its_own_names_and_leads_to_english_where_a_language_is_not_published(
    knowledge: Knowledge,
) -> None:
    found = {choice.code: choice.ways for choice in choices(knowledge, LANGUAGES)}
    assert len(found) == 27
    ways = [(way.name, way.language, way.url) for way in found["be"]]
    assert ways == [
        ("België", "nl", "en/help/be/"),
        ("Belgique", "fr", "fr/help/be/"),
        ("Belgien", "de", "de/help/be/"),
        ("Belgium", "en", "en/help/be/"),
    ]
    assert [way.language for way in found["ie"]] == ["en", "ga"]


@pytest.mark.parametrize("site", ["", SITE])
def test_the_top_of_the_site_has_all_of_it(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    monkeypatch.delenv("OSCEC_SECURITY", raising=False)
    write_above(ROOT, tmp_path, knowledge, Alternates(site, LANGUAGES, real_pages(knowledge, [])))
    written = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert {"index.html", "help/index.html", "report/index.html", *host_files(LANGUAGES, ())} <= written
    assert (".well-known/security.txt" in written) == bool(site)
    assert ("robots.txt" in written) == bool(site)
    assert (tmp_path / "help/index.html").read_bytes() == (tmp_path / "report/index.html").read_bytes()
