"""Amounts of money: `250,000`, `GBP 1,250,000.00`, `£569`, `1 250 000.00`, `2.5m`, `(500)`.

A comma or a dot that may mean thousands as well as decimals is refused, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import category

from contracts.currency import DOLLARS, SYMBOLS, is_currency, parse_currency
from contracts.errors import BadScalar
from contracts.scalars.number import parse_number, plain
from contracts.scalars.written import Written, tidy

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

_SYMBOL = "|".join(re.escape(symbol) for symbol in SYMBOLS)
_MARK = rf"{_SYMBOL}|[A-Za-z]{{3}}(?![A-Za-z])"
_BEFORE = re.compile(rf"(?P<mark>{_MARK})")
_PLAIN = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")
_AFTER = re.compile(rf"(?P<mark>(?<![A-Za-z])(?:{_MARK}))$")


@dataclass(frozen=True)
class Amount:
    """Exact major units, with the currency if one was written (`$` is the agreement's own dollar).

    As a field of a model it is read from text and written as `GBP 1250000.5`.
    """

    major: Decimal
    currency: str | None = None

    def minor(self, currency_digits: int, currency: str) -> int:
        """Give minor units in the agreement's currency.

        BadScalar for another currency, or for more decimals than the currency has.
        """
        if self.currency not in (None, currency) and not (self.currency == "$" and currency in DOLLARS):
            raise BadScalar(f"'{self}' is not in {currency}", fix=f"write the amount in {currency}")
        minor = self.major.scaleb(currency_digits)
        if minor != minor.to_integral_value():
            rounded = f"{self.major.quantize(Decimal(1).scaleb(-currency_digits), ROUND_HALF_UP):,f}"
            raise BadScalar(
                f"'{self}' has more decimals than the {currency_digits} of {currency}",
                fix=f"write {rounded}, or the amount that was meant",
            )
        return int(minor)

    def __str__(self) -> str:
        """Show the amount with separators: `GBP 1,250,000.5`."""
        return f"{self.currency} {self.major:,f}" if self.currency else f"{self.major:,f}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _WRITTEN.__get_pydantic_core_schema__(source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return _WRITTEN.__get_pydantic_json_schema__(schema, handler)


def parse_amount(text: str) -> Amount:
    """Read an amount of money, with or without its currency.

    >>> parse_amount("GBP 2.5m")
    Amount(major=Decimal('2500000'), currency='GBP')
    """
    if _PLAIN.fullmatch(text):  # what most files hold, and what takes the longest to tell from all the rest
        return Amount(plain(Decimal(text) + 0))
    bare, negative = _without_sign(tidy(text))
    number, currency = _without_currency(bare)
    if not negative:
        number, negative = _without_sign(number)
    major = parse_number(number, text, currency)
    return Amount(-major if negative and major else major, currency)


def amount_text(value: Amount) -> str:
    """Write an amount in the one way it is kept: currency if known, no separators, no needless zeros."""
    number = f"{value.major.normalize():f}"
    whole, _, decimals = number.partition(".")
    # Three decimals could be read as thousands, so that a fourth is written.
    padded = f"{whole}.{decimals}0" if len(decimals) == 3 else number
    return f"{value.currency} {padded}" if value.currency else padded


def _without_sign(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith("-"):
        return text[1:].strip(), True
    return text.removeprefix("+").strip(), False


def _without_currency(text: str) -> tuple[str, str | None]:
    match = _BEFORE.match(text) or _AFTER.search(text)
    if match is None:
        if sign := next((letter for letter in text if category(letter) == "Sc"), None):
            meant = f"{text.replace(sign, '').strip()} JPY"
            raise BadScalar(f"'{sign}' may be of several currencies", fix=f"write '{meant}'")
        return text, None
    mark = match["mark"].upper()
    if mark in SYMBOLS or is_currency(mark):
        return (text[: match.start()] + text[match.end() :]).strip(), SYMBOLS.get(mark, mark)
    if any(map(str.isdigit, text)):
        parse_currency(match["mark"])
    return text, None


_WRITTEN = Written(
    Amount,
    parse_amount,
    amount_text,
    "An amount of money: 250,000, GBP 1,250,000.00, £569, 2.5m or (500)",
    "250,000",
)
