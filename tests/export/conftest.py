"""What the tests of the downloads share: a reader of tables that is not ours."""

from __future__ import annotations

import io
from collections.abc import Callable

import polars
import pytest


@pytest.fixture(scope="session")
def read_table() -> Callable[[bytes], list[dict[str, str]]]:
    """The rows of a CSV file as polars reads them, everything as text."""

    def read(content: bytes) -> list[dict[str, str]]:
        return polars.read_csv(io.BytesIO(content), infer_schema=False, empty_string_is_null=False).to_dicts()

    return read
