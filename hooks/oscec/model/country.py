"""Where to get help and to report in a country: `curriculum/countries/<cc>.yml`. A country is not a language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oscec.model.base import Moment, Record, Text

CountryCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""ISO 3166-1 in small letters ('gr' for Greece); 'eu' for services of the European level."""
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Role = Literal[
    "emergency",
    "police-report",
    "child-helpline",
    "internet-helpline",
    "hotline",
    "removal",
    "victim-support",
    "child-protection",
    "missing-children",
    "guidance",
    "directory",
]
ROLES: tuple[str, ...] = Role.__args__  # type: ignore[attr-defined] # typing's own name for the alternatives
"""What a service is for, in the order in which a reader should see it."""
EXPECTED = ROLES[:9]
"""The kinds of service that a country is expected to have; a missing one is said to be unknown."""


class ContactSource(Record):
    """Where the details of a service were read."""

    title: Text
    url: Text | None = None
    date: Moment | None = None
    """When the source was written; None where it does not say."""


class Contact(Record):
    """One service. What is not stated in its sources is left out: it is unknown, not absent."""

    role: Role
    name: Text
    """Its own name, which may contain words that the site does not use."""
    operator: Text | None = None
    url: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    hours: Text | None = None
    """The hours in words; '24/7' for always."""
    chat: Text | None = None
    """Other ways to write to it."""
    languages: list[LanguageCode] = []
    free: bool | None = None
    anonymous: bool | None = None
    confidential: bool | None = None
    for_children: bool | None = None
    inhope: bool | None = None
    """True for a member of INHOPE, the network of hotlines."""
    note: Text | None = None
    """What a reader must know beside it."""
    source: ContactSource | None = None
    more_sources: list[ContactSource] = []
    confidence: Literal["high", "medium"]
    """'high': the operator, an authority or several agreeing sources; 'medium': one good source, or an old one."""
    checked_on: Moment
    """When its sources were last read."""
    checked_by: Text | None = None
    """Who opened and dialled it; None until a named person has."""


class CountryFile(Record):
    """The whole of a `countries/<cc>.yml`."""

    country: CountryCode
    contacts: Annotated[list[Contact], Field(min_length=1)]
