"""Where the site will be."""

from __future__ import annotations

import os


def site_address() -> str:
    """The address of the site with a slash at its end; '' where nobody has said it."""
    address = os.environ.get("OSCEC_URL", "").rstrip("/")
    return f"{address}/" if address else ""
