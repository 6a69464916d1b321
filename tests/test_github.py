"""What the code host reads: the workflow is safe for strangers' requests, forms and owners are whole."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from oscec.load.knowledge import load_knowledge

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(file for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml")
WORKFLOW = GITHUB / "workflows" / "pull-request.yml"


def load(file: Path) -> dict[str, Any]:
    """YAML 1.2, as the code host reads it: `on` is a word."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return data


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in load(file)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(pytest.param("vendor.github-workflows", file, id=file.stem) for file in WORKFLOWS),
        *(pytest.param("vendor.github-issue-forms", file, id=file.stem) for file in FORMS),
        pytest.param("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml", id="config"),
    ],
)
def test_the_code_hosts_schema_is_met(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_pinned_by_its_hash(file: Path) -> None:
    for step in steps(file):
        if "uses" in step:
            assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_no_script_is_put_together_from_what_others_wrote(file: Path) -> None:
    assert [step["run"] for step in steps(file) if "${{" in step.get("run", "")] == []


def test_requests_are_checked_without_rights_and_without_secrets() -> None:
    workflow = load(WORKFLOW)
    assert workflow["on"] == "pull_request"
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    lines = [line.partition("#")[0] for line in WORKFLOW.read_text(encoding="utf-8").splitlines()]
    assert not re.search(r"secrets|pull_request_target|workflow_run|github\.token", "\n".join(lines))


def test_the_program_is_that_of_the_base_branch_and_the_contribution_is_only_read() -> None:
    checkouts = {step["with"]["path"]: step["with"] for step in steps(WORKFLOW) if "checkout" in step.get("uses", "")}
    assert set(checkouts) == {"base", "contribution"}
    assert checkouts["base"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert all(checkout["persist-credentials"] is False for checkout in checkouts.values())
    for step in steps(WORKFLOW):
        assert step.get("working-directory", "base") == "base"
        for line in step.get("run", "").splitlines():
            if "contribution" in line:
                assert re.match(
                    r"rm -rf contribution/\.cache$|\.venv/bin/python -m oscec .*--root \.\./contribution", line
                )


def test_a_cache_that_was_contributed_is_gone_before_the_check() -> None:
    runs = [step["run"] for step in steps(WORKFLOW) if "run" in step]
    removed = runs.index("rm -rf contribution/.cache")
    assert removed < next(number for number, run in enumerate(runs) if "oscec check" in run)


def test_it_ends_by_itself() -> None:
    assert all(job["timeout-minutes"] <= 30 for job in load(WORKFLOW)["jobs"].values())


def test_the_parts_of_a_form_have_ids_of_their_own() -> None:
    for file in FORMS:
        ids = [part["id"] for part in load(file)["body"] if "id" in part]
        assert len(ids) == len(set(ids))


# Owners


def owners() -> dict[str, str]:
    """Pattern -> the team, in the order of the file."""
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def test_every_language_has_its_owners_for_pages_and_data() -> None:
    found = owners()
    for code in load_knowledge(ROOT, ()).knowledge.languages:
        assert found[f"/docs/{code}/"] == found[f"/curriculum/{code}/"]
    assert all(re.fullmatch(r"@oscec-training/[a-z]+", owner) for owner in found.values())


@pytest.mark.parametrize(
    "path", ["/hooks/", "/overrides/", "/mkdocs.yml", "/Makefile", "/.github/", "/requirements*.txt"]
)
def test_code_is_owned_by_the_maintainers(path: str) -> None:
    assert owners()[path] == "@oscec-training/maintainers"
    assert list(owners()).index(path) > list(owners()).index("*")
