"""`make accessibility`: run the tests that look for barriers and write what they found for the site to publish."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import yaml

ROOT = Path(__file__).parents[1]
TESTS = ("tests/browser/test_axe.py", "tests/browser/test_lighthouse.py")
FILE = ROOT / "curriculum" / "accessibility.yml"
HEAD = "# What the tests for accessibility found. `make accessibility` writes this file; don't edit it.\n"


def main() -> int:
    """Write the file; 1 where a test gave no result."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        run = [sys.executable, "-m", "pytest", "-n", "auto", "-k", "not published", f"--junitxml={results}", *TESTS]
        failed = subprocess.run(run, cwd=ROOT, check=False).returncode
        properties = ElementTree.parse(results).iter("property")  # noqa: S314 - pytest has just written it
        found = [(part.attrib["name"], part.attrib["value"]) for part in properties]
    if failed:
        print(f"{FILE.name} stays as it was: a test failed.", file=sys.stderr)
        return 1
    runs, barriers, scores = Counter[str](), Counter[str](), dict[str, int]()
    for name, value in found:
        what, _, number = value.rpartition(" ")
        if name == "axe":
            runs[what] += 1
            barriers[what] += int(number)
        elif name == "lighthouse":
            scores[what] = int(number)
    tools = sorted({tuple(value.rsplit(" ", 1)) for name, value in found if name == "tool"})
    data = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "tools": [{"name": name, "version": version} for name, version in tools],
        "pages": [
            {"page": page, "runs": runs[page], "barriers": barriers[page]}
            | ({"lighthouse": scores[page]} if page in scores else {})
            for page in yaml.safe_load((ROOT / "tests" / "browser" / "kinds.yml").read_text(encoding="utf-8"))
        ],
    }
    FILE.write_text(HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
