"""Publishing: the new site takes the place of the old one, or the old one is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from oscec.published import publish


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A fresh site with French, and a published one with English and an older French."""
    for path, text in {
        "site/index.html": "old",
        "site/en/index.html": "English",
        "site/fr/index.html": "ancien",
        "fresh/index.html": "new",
        "fresh/fr/index.html": "nouveau",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path / "fresh", tmp_path / "site"


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def test_what_is_kept_moves_into_the_new_site(folders: tuple[Path, Path]) -> None:
    fresh, out = folders
    publish(fresh, out, ["en"])
    assert texts(out) == {"index.html": "new", "en/index.html": "English", "fr/index.html": "nouveau"}
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_the_first_site_has_nothing_to_replace(folders: tuple[Path, Path], tmp_path: Path) -> None:
    publish(folders[0], tmp_path / "elsewhere", [])
    assert texts(tmp_path / "elsewhere") == {"index.html": "new", "fr/index.html": "nouveau"}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
@pytest.mark.parametrize("problem", [OSError, KeyboardInterrupt])
def test_wherever_it_stops_the_published_site_is_as_it_was(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, step: int, problem: type[BaseException]
) -> None:
    fresh, out = folders
    (out / "de").mkdir()
    (out / "de" / "index.html").write_text("Deutsch", encoding="utf-8")
    before, rename, steps = texts(out), Path.rename, []

    def stop(path: Path, target: Path) -> Path:
        steps.append(path)
        if len(steps) == step:
            raise problem
        return rename(path, target)

    with monkeypatch.context() as stopped:
        stopped.setattr(Path, "rename", stop)
        with pytest.raises(problem):
            publish(fresh, out, ["en", "de"])
    assert texts(out) == before
    assert texts(fresh) == {"index.html": "new", "fr/index.html": "nouveau"}
