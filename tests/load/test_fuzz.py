"""Whatever a file holds, reading and checking it ends in findings inside the file, never in a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from oscec.gate import Gate
from oscec.load.pages import read_page
from oscec.load.text import read_text
from oscec.load.yamlfile import parse_yaml, positions, validate
from oscec.model.concept import TermsFile
from oscec.model.finding import Finding
from oscec.model.reference import ReferencesFile

BASE = Path(__file__).parents[1] / "golden" / "rules" / "base"
PAGE = "docs/en/case.md"
FRONT = "---\ntitle: A page\ndescription: What it says.\n---\n\n"

few = settings(max_examples=60, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
many = settings(few, max_examples=300)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(BASE, tmp_path_factory.mktemp("fuzz") / "tree"))


def joined(*parts: str, most: int = 30) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), max_size=most).map("".join)


YAML = joined(
    *("a", "b", "id", ": ", ":", "- ", "\n", "  ", "    ", "'", '"', "[", "]", "{", "}", ", ", "? ", "#", "---"),
    *("&x ", "!!int ", "!!set ", "!", "|", ">", "%", "@", "`", "<<: ", "~", "1", "0x_", ".nan", "1:30", "yes"),
    *("2017-05-15", "\\", "é", "😀", "\t", "\u2028", "\x85", "\x07", "\ufeff"),
)
ITEMS = joined(
    *("references:\n", "terms:\n", "  - ", "    ", "id: a\n", "id: b\n", "type: book\n", "title: A\n", "issued: 1\n"),
    *(
        "container-title: ",
        "author: [{family: A}]\n",
        "  oscec:\n",
        "term: a\n",
        "status: proposed\n",
        "forms: [-]\n",
    ),
    *("deprecated: [{term: x, use: never}]\n", "[]", "{}", "\n"),
)
MARKDOWN = joined(
    *("word ", "grooming ", "sextortion ", "sex", "tion", "child ", "78% ", "8 of 17 ", "30 children ", "é", "😀"),
    *(
        "\n",
        "\n\n",
        "    ",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "| a | b |\n",
        "|---|---|\n",
        "```\n",
        "`",
    ),
    *("*", "**", "_", "~~", "==", "\\", "!", "[", "]", "(", ")", "](", "[^1]", "[^1]: ", "[a]: ", "<", ">", "<!--"),
    *("-->", "<b>", "</b>", "<div>", "</div>", "<br>", "<svg><text>", "<script>", "&", "&amp;", "&#0;", "&#x17000;"),
    *("[78%](stat:demand-content)", "[x](stat:demand-money.n)", "[](ref:europol-2017)", "[x](term:oscec)", "(term:"),
    *("[x](index.md#nothing)", "![x](../assets/shield.svg)", "[x](java&#9;script:x)", "[x](https://[)", "[x](%)"),
    *("{: #a }", "{: title='sextortion' }", "*[HTML]: word\n", "!!! note\n", '=== "Tab"\n', "??? tip\n", "- [ ] "),
    *(
        "\x00",
        "\x02",
        "\x03",
        "\u00ad",
        "\u200b",
        "\u2028",
        "\x85",
        "\ufeff",
        "\U00017000",
        "\u202e",
        "s e x t ",
        "-",
    ),
    most=60,
)


def assert_inside(findings: list[Finding], raw: bytes) -> None:
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for finding in findings:
        assert 1 <= finding.line <= len(lines) + 1, finding
        line = lines[finding.line - 1] if finding.line <= len(lines) else ""
        assert 1 <= finding.column <= len(line) + 1, finding
        assert finding.message


def write(root: Path, raw: bytes) -> None:
    (root / PAGE).write_bytes(raw)


@many
@given(text=st.one_of(YAML, ITEMS, st.text(max_size=60)))
def test_parsing_yaml_gives_data_or_one_finding(text: str) -> None:
    data, findings = parse_yaml(text, "file.yml")
    if findings:
        assert (data, len(findings)) == (None, 1)
        assert_inside(findings, text.encode("utf-8", "surrogatepass"))


@many
@given(text=st.one_of(YAML, ITEMS))
def test_validating_data_gives_findings_inside_the_text(text: str) -> None:
    data, findings = parse_yaml(text, "file.yml")
    if findings:
        return
    for model in (ReferencesFile, TermsFile):
        value, findings = validate(model, data, text, "file.yml")
        assert findings or value
        assert_inside(findings, text.encode())
    assert all(line >= 1 and column >= 1 for line, column in positions(text).values())


@many
@given(raw=st.one_of(st.binary(max_size=80), st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace"))))
@example(raw=b"\xef\xbb\xbf\n\n\xff")
@example(raw=b"one\rtwo\xff")
def test_reading_bytes_gives_text_or_one_finding(root: Path, raw: bytes) -> None:
    write(root, raw)
    text, findings = read_text(root, PAGE)
    assert (text is None) == (len(findings) == 1)
    assert_inside(findings, raw)


@many
@given(front=st.one_of(YAML, st.just("title: A page\n")), raw=st.binary(max_size=20))
def test_reading_a_page_gives_findings_inside_it(root: Path, front: str, raw: bytes) -> None:
    whole = b"---\n" + front.encode() + b"\n---\n" + raw
    write(root, whole)
    page, findings = read_page(root, PAGE)
    assert page or findings
    assert_inside(findings, whole)


@few
@given(raw=st.binary(max_size=200))
def test_checking_any_bytes_gives_findings_inside_the_page(root: Path, raw: bytes) -> None:
    for whole in (raw, FRONT.encode() + raw):
        write(root, whole)
        findings = Gate(root, use_cache=False).check_some([PAGE])
        assert {finding.path for finding in findings} <= {PAGE}
        assert_inside(findings, whole)


@settings(few, max_examples=150)
@given(body=st.one_of(MARKDOWN, st.text(max_size=80)))
def test_checking_any_markdown_gives_findings_inside_the_page(root: Path, body: str) -> None:
    whole = (FRONT + body).encode("utf-8", "replace")
    write(root, whole)
    assert_inside(Gate(root, use_cache=False).check_some([PAGE]), whole)


@settings(few, max_examples=40)
@given(body=MARKDOWN)
def test_checking_one_page_finds_what_checking_all_finds_in_it(root: Path, body: str) -> None:
    write(root, (FRONT + body).encode())
    everything = [f for f in Gate(root, use_cache=False).check_all() if f.path == PAGE]
    assert Gate(root, use_cache=False).check_some([PAGE]) == everything


@settings(few, max_examples=25)
@given(text=st.one_of(YAML, ITEMS))
@pytest.mark.parametrize("name", ["concepts.yml", "references.yml", "fr/terms.yml", "fr/labels.yml", "languages.yml"])
def test_checking_any_data_file_gives_findings_and_no_crash(name: str, text: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "tree", dirs_exist_ok=True))
    (root / "curriculum" / name).write_text(text, encoding="utf-8", newline="")
    findings = Gate(root, use_cache=False).check_all()
    if text.strip():
        assert_inside([f for f in findings if f.path == f"curriculum/{name}"], text.encode())
    else:
        assert f"curriculum/{name}" in {finding.path for finding in findings}
