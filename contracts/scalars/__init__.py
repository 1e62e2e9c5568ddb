"""Percentages, fractions, money, dates and numbers of days, as people write them.

Each kind has a `parse_...` that raises BadScalar with what is wrong and what would be right, an inverse that
gives the one text it is kept as (`parse(text(x)) == x`), and a type for pydantic models that reads and writes
that text. The same parsers read documents and what is typed at a prompt: blanks around, no-break spaces and a
byte order mark are no mistakes.
"""

from contracts.scalars.amount import Amount, amount_text, parse_amount
from contracts.scalars.day import Day, day_in_words, day_text, parse_day
from contracts.scalars.fraction import Fractional, fraction_text, parse_fraction
from contracts.scalars.portion import PerMonth, Portion, PortionOf
from contracts.scalars.span import (
    After,
    AfterQuarterEnd,
    Days,
    DaysAfter,
    days_after_text,
    days_text,
    parse_days,
    parse_days_after,
)
from contracts.scalars.survival import ENDS, Survival, Survives, parse_survival, survival_text
from contracts.scalars.word import (
    ClaimId,
    CurrencyCode,
    Id,
    Slug,
    YesNo,
    parse_id,
    parse_slug,
    parse_yes_no,
    yes_no_text,
)

__all__ = [
    "ENDS",
    "After",
    "AfterQuarterEnd",
    "Amount",
    "ClaimId",
    "CurrencyCode",
    "Day",
    "Days",
    "DaysAfter",
    "Fractional",
    "Id",
    "PerMonth",
    "Portion",
    "PortionOf",
    "Slug",
    "Survival",
    "Survives",
    "YesNo",
    "amount_text",
    "day_in_words",
    "day_text",
    "days_after_text",
    "days_text",
    "fraction_text",
    "parse_amount",
    "parse_day",
    "parse_days",
    "parse_days_after",
    "parse_fraction",
    "parse_id",
    "parse_slug",
    "parse_survival",
    "parse_yes_no",
    "survival_text",
    "yes_no_text",
]
