"""Registered ids of organisations: NHS organisation codes, UK company, provider and charity numbers, and LEIs."""

from __future__ import annotations

import re
from typing import Annotated

from contracts.errors import BadScalar
from contracts.scalars.written import Written, tidy

_ODS = re.compile(r"(?=.*[A-Z])[A-Z0-9]{3,8}")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_UKPRN = re.compile(r"1[0-9]{7}")
_CHARITY = re.compile(r"[0-9]{6,7}|SC[0-9]{6}|NIC[0-9]{6}")
_COMPANY = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}[A-Z]|R0[0-9]{6}")


def parse_ods(text: str) -> str:
    """Read an organisation code of the NHS Organisation Data Service, such as `RJ1`; its form only."""
    code = tidy(text).upper()
    if _ODS.fullmatch(code):
        return code
    raise BadScalar(f"'{text}' is not an ODS code", fix="write three to eight letters and digits, such as RJ1")


def parse_company_number(text: str) -> str:
    """Read a company number of the UK's Companies House, such as `01234567` or `SC123456`; its form only."""
    number = tidy(text).upper().replace(" ", "")
    if _COMPANY.fullmatch(number):
        return number
    padded = number.zfill(8)
    fix = f"write {padded}" if padded.isdigit() and len(padded) == 8 else "write 01234567 or SC123456"
    raise BadScalar(f"'{text}' is not a UK company number", fix=fix)


def parse_lei(text: str) -> str:
    """Read a Legal Entity Identifier (ISO 17442) and check its check digits."""
    from stdnum import exceptions, lei  # here, because few agreements name one

    code = tidy(text).upper().replace(" ", "")
    if not _LEI.fullmatch(code):
        raise BadScalar(f"'{text}' is not an LEI", fix="write its 20 letters and digits")
    try:
        return str(lei.validate(code))
    except exceptions.ValidationError as error:
        raise BadScalar(
            f"'{text}' has check digits that don't fit: a digit or letter is wrong", fix="compare it with gleif.org"
        ) from error


def parse_ukprn(text: str) -> str:
    """Read a UK Provider Reference Number, such as `10007774`; its form only."""
    number = tidy(text).replace(" ", "")
    if _UKPRN.fullmatch(number):
        return number
    raise BadScalar(f"'{text}' is not a UKPRN", fix="write its eight digits, of which the first is 1")


def parse_charity_number(text: str) -> str:
    """Read the number of a charity of England and Wales, Scotland (SC) or Northern Ireland (NIC); its form only."""
    number = tidy(text).upper().replace(" ", "")
    if _CHARITY.fullmatch(number):
        return number
    raise BadScalar(f"'{text}' is not a charity number", fix="write 202918, 1089464, SC012345 or NIC100002")


OdsCode = Annotated[str, Written(str, parse_ods, str, "A code of the NHS Organisation Data Service", "RJ1")]
"""A field that is an organisation code of the NHS."""

CompanyNumber = Annotated[str, Written(str, parse_company_number, str, "A number at Companies House", "01234567")]
"""A field that is a company number of the UK."""

Ukprn = Annotated[str, Written(str, parse_ukprn, str, "A UK Provider Reference Number", "10007774")]
"""A field that is a number of the UK Register of Learning Providers."""

CharityNumber = Annotated[str, Written(str, parse_charity_number, str, "A charity number of the UK", "1089464")]
"""A field that is a number of one of the UK's registers of charities."""

Lei = Annotated[str, Written(str, parse_lei, str, "A Legal Entity Identifier (ISO 17442)", "213800KUD8LAJWSQ9D15")]
"""A field that is a Legal Entity Identifier."""
