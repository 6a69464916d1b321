"""`/.well-known/security.txt` (RFC 9116): where weaknesses of the site are reported."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from oscec.model.language import SOURCE
from oscec.render.addresses import published

NAME = ".well-known/security.txt"
_VALID = timedelta(days=360)
"""The standard asks for less than a year."""


def security_text(site: str, contact: str, epoch: int) -> str:
    """The file; '' where nobody can be named.

    Parameters:
        site: the address of the site, with a slash at its end; '' where it is not known.
        contact: where a weakness is reported in private: an address that begins with https: or mailto:; '' for
            the page on which the site says how.
        epoch: when the site was made, in seconds since 1970.
    """
    contact = contact or (f"{site}{SOURCE}/{published('about.md')}#tell-us" if site else "")
    if not contact:
        return ""
    lines = [
        f"Contact: {contact}",
        f"Expires: {datetime.fromtimestamp(epoch, UTC) + _VALID:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {SOURCE}",
    ]
    if site:
        lines.append(f"Canonical: {site}{NAME}")
    return "".join(f"{line}\n" for line in lines)
