"""Every word that the site itself says: `curriculum/<lang>/labels.yml`."""

from __future__ import annotations

from oscec.model.base import Record, Text


class LabelsFile(Record):
    """The whole of a `labels.yml`; English names the keys that the other languages may have."""

    labels: dict[str, Text]
    lists: dict[str, list[Text]] = {}
    nav: dict[str, Text] = {}
