"""All files that the site offers for download."""

from __future__ import annotations

from pathlib import Path

from oscec.cache import NOTHING, Store, code_digest, digest
from oscec.export import evidence, schemas, tbx, terms
from oscec.export.status import as_json
from oscec.model.knowledge import Knowledge
from oscec.model.status import Status


def data_files(knowledge: Knowledge, status: Status, store: Store = NOTHING) -> dict[str, bytes]:
    """The content of every file by its path; the same knowledge always gives the same bytes.

    Parameters:
        knowledge: the data, read for all languages.
        status: how far each language has come.
        store: remembers the schemas, which are those of the program.
    """
    of_models = store.recall(digest(code_digest(), "schemas"), dict[str, bytes], schemas.as_files)
    files = {
        "data/evidence.csv": evidence.as_csv(knowledge),
        "data/evidence.json": evidence.as_json(knowledge),
        "data/terms.csv": terms.as_csv(knowledge),
        "data/terms.json": terms.as_json(knowledge),
        "data/terms.tbx": tbx.as_tbx(knowledge),
        "data/terms-2008.tbx": tbx.as_tbx_2008(knowledge),
        "data/translation-status.json": as_json(status),
    }
    return files | {f"data/schemas/{name}": content for name, content in of_models.items()}


def write_data(knowledge: Knowledge, status: Status, folder: Path, store: Store = NOTHING) -> list[Path]:
    """Write every file below `folder`.

    Parameters:
        knowledge: the data, read for all languages.
        status: how far each language has come.
        folder: where `data/` comes to be; files that are there are written anew.
        store: remembers what depends on the program alone.

    Returns:
        The files that were written.
    """
    written = []
    for name, content in data_files(knowledge, status, store).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written
