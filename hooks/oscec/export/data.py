"""All files that the site offers for download."""

from __future__ import annotations

from pathlib import Path

from oscec.export import evidence, schemas, tbx, terms
from oscec.export.status import as_json
from oscec.model.knowledge import Knowledge
from oscec.model.status import Status


def data_files(knowledge: Knowledge, status: Status) -> dict[str, bytes]:
    """The content of every file by its path; the same knowledge always gives the same bytes."""
    files = {
        "data/evidence.csv": evidence.as_csv(knowledge),
        "data/evidence.json": evidence.as_json(knowledge),
        "data/terms.csv": terms.as_csv(knowledge),
        "data/terms.json": terms.as_json(knowledge),
        "data/terms.tbx": tbx.as_tbx(knowledge),
        "data/terms-2008.tbx": tbx.as_tbx_2008(knowledge),
        "data/translation-status.json": as_json(status),
    }
    return files | {f"data/schemas/{name}": content for name, content in schemas.as_files().items()}


def write_data(knowledge: Knowledge, status: Status, folder: Path) -> list[Path]:
    """Write every file below `folder`.

    Parameters:
        knowledge: the data, read for all languages.
        status: how far each language has come.
        folder: where `data/` comes to be; files that are there are written anew.

    Returns:
        The files that were written.
    """
    written = []
    for name, content in data_files(knowledge, status).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written
