"""What a downloaded file says of its licence and its source."""

from __future__ import annotations

AUTHORS = "oSCEC training contributors"

LICENCE = (
    f"CC BY 4.0, https://creativecommons.org/licenses/by/4.0/legalcode. Credit: {AUTHORS}. "
    "Quotations and titles of works belong to their authors."
)

ACKNOWLEDGEMENT = (
    "Based on: Europol, Online sexual coercion and extortion as a form of crime affecting children: Law enforcement "
    "perspective, 2017, © European Union Agency for Law Enforcement Cooperation. Reproduction is authorised provided "
    "the source is acknowledged. Europol has neither made nor approved this file."
)
