"""`contact/*`: what a country's services must have before a frightened reader is sent to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from oscec.check.fault import Fault
from oscec.model.country import Contact, CountryFile
from oscec.model.finding import Severity

MONTHS = 12
"""How old a check may be."""
EUROPE = "eu"
"""The file of the services of the European level; it has no emergency line of its own."""
_PHONE = re.compile(r"\+?[0-9](?:[ /-]?[0-9]){2,14}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check_country(country: CountryFile, today: date) -> Iterator[Fault]:
    """Every fault of one country's file.

    Parameters:
        country: the file.
        today: the day from which the age of a check is counted.
    """
    for number, contact in enumerate(country.contacts):
        keys = ("contacts", number)
        if contact.source is None:
            message = f"'{contact.name}' has no source; name the page on which its details were read."
            yield Fault(keys, "contact/no-source", message)
        yield from _malformed(contact, keys)
        yield from _stale(contact, keys, today)
    emergency = any(contact.role == "emergency" and contact.phone for contact in country.contacts)
    if country.country != EUROPE and not emergency:
        message = "This country has no contact of the role 'emergency' with a telephone number; add 112."
        yield Fault(("contacts",), "contact/no-emergency", message)


def _malformed(contact: Contact, keys: tuple[str | int, ...]) -> Iterator[Fault]:
    if contact.phone is not None and not _PHONE.fullmatch(contact.phone):
        message = (
            f"'{contact.phone}' is no telephone number; allowed are 3 to 15 digits, single spaces, '-' and '/' "
            "between them, and a leading '+'. Put everything else into 'note'."
        )
        yield Fault((*keys, "phone"), "contact/malformed", message)
    if contact.email is not None and not _EMAIL.fullmatch(contact.email):
        yield Fault((*keys, "email"), "contact/malformed", f"'{contact.email}' is no e-mail address.")
    addresses = [((*keys, "url"), contact.url)]
    if contact.source is not None:
        addresses.append(((*keys, "source", "url"), contact.source.url))
    addresses += [((*keys, "more_sources", n, "url"), source.url) for n, source in enumerate(contact.more_sources)]
    for where, address in addresses:
        if address is not None and not _is_address(address):
            message = f"'{address}' is no address of a page; it must begin with https:// or http:// and name a host."
            yield Fault(where, "contact/malformed", message)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises ValueError for a malformed one
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and "." in (parts.hostname or "") and not re.search(r"\s", text)


def _stale(contact: Contact, keys: tuple[str | int, ...], today: date) -> Iterator[Fault]:
    checked = date.fromisoformat(f"{contact.checked_on}-01-01"[:10])
    months = (today.year - checked.year) * 12 + today.month - checked.month - (today.day < checked.day)
    if checked > today:
        message = f"{contact.checked_on} is in the future; 'checked_on' is the day of the last check."
        yield Fault((*keys, "checked_on"), "contact/malformed", message)
    elif months >= MONTHS:
        message = (
            f"'{contact.name}' was last checked on {contact.checked_on}, {months} months ago; the limit is {MONTHS}. "
            "Read its sources again, mend what has changed and set 'checked_on'."
        )
        yield Fault((*keys, "checked_on"), "contact/stale", message, Severity.WARNING)
