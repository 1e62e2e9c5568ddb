"""Names that stand for something (`first-patient`), yes and no, and codes of currencies."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from contracts.currency import parse_currency
from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def parse_slug(text: str) -> str:
    """Read an agreement's id: small letters without accents, digits, dots and hyphens, at most 63 of them."""
    plain = tidy(text)
    if _SLUG.fullmatch(plain):
        return plain
    raise _no_id(text, "small letters, digits, dots and hyphens", plain.lower())


def parse_id(text: str) -> str:
    """Read the id of a party or a clause: letters without accents, digits, dots, hyphens and underscores."""
    plain = tidy(text)
    if _ID.fullmatch(plain):
        return plain
    raise _no_id(text, "letters, digits, dots, hyphens and underscores", plain)


def parse_claim(text: str) -> str:
    """Read what a milestone is claimed as: the id of its clause, or `clause:milestone` where that has several.

    >>> parse_claim("approvals: first-medicine")
    'approvals:first-medicine'
    """
    clause, colon, milestone = text.partition(":")
    return f"{parse_id(clause)}:{parse_id(milestone)}" if colon else parse_id(text)


def _no_id(text: str, allowed: str, wish: str) -> BadScalar:
    without_accents = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode("ascii")
    proposal = re.sub(r"[^A-Za-z0-9.]+", "-", without_accents).strip("-.")[:63]
    return BadScalar(f"'{text}' is not an id ({allowed})", fix=f"write {proposal or 'something like first-patient'}")


def parse_yes_no(text: str) -> bool:
    """Read a switch: `yes` or `no`."""
    found = _YES_NO.get(tidy(text).lower())
    if found is None:
        raise BadScalar(f"'{text}' is neither yes nor no", fix="write yes or no")
    return found


def yes_no_text(value: bool) -> str:
    """Write a switch as `yes` or `no`."""
    return "yes" if value else "no"


Slug = Annotated[str, Written(str, parse_slug, str, "An id: small letters, digits, dots, hyphens", "first-patient")]
"""A field that is the id of an agreement."""

Id = Annotated[str, Written(str, parse_id, str, "An id: letters, digits, dots, hyphens, underscores", "first-patient")]
"""A field that is the id of a party or a clause."""

ClaimId = Annotated[str, Written(str, parse_claim, str, "A milestone, or clause:milestone", "first-patient")]
"""A field that is what a milestone is claimed as."""

YesNo = Annotated[bool, Written(bool, parse_yes_no, yes_no_text, "yes or no", "yes")]
"""A field that is written yes or no."""

CurrencyCode = Annotated[str, Written(str, parse_currency, str, "A currency by its ISO 4217 code", "GBP")]
"""A field that is the code of a currency."""
