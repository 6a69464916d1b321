"""The templates of generated pages and of figures, and where compiled templates are kept."""

from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from oscec.cache import FOLDER

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def compiled_templates(root: Path, part: str) -> FileSystemBytecodeCache | None:
    """Where templates are kept compiled for the next build; None without such a place.

    Parameters:
        root: the repository.
        part: of the site; a template that two parts use is compiled with the filters of each.
    """
    folder = root / FOLDER / "templates" / part
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))
