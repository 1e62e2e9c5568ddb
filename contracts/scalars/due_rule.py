"""When a duty is due: on a day, so many days after each quarter, year or month, or after an event that is recorded."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from contracts.errors import BadScalar
from contracts.scalars.day import day_in_words, day_text, parse_day
from contracts.scalars.span import DaysAfter, days_text, parse_days_after
from contracts.scalars.written import Written

RECURRING = {"quarter end": "quarter", "year end": "contract year", "month end": "month"}
"""The ends that come again and again, and what each is the end of."""


class DueRule(NamedTuple):
    """A day; or so many days after a recurring end or an event, which `anchor` names."""

    day: date | None
    days: int = 0
    anchor: str = ""
    business: bool = False

    @property
    def event(self) -> str | None:
        """Return the event that it waits for, if there is one."""
        return self.anchor if self.anchor and self.anchor not in RECURRING else None

    def after(self, day: date) -> date:
        """Return the day that lies so many days after another. Raises ContractError beyond the holidays known."""
        return DaysAfter(self.days, self.anchor, self.business).after(day.toordinal())

    def in_words(self) -> str:
        """Say it in a sentence's words: `45 days after the end of each quarter`."""
        if self.day:
            return f"on {day_in_words(self.day)}"
        if self.event:
            return f"{days_text(self.days, self.business)} after {self.event} is recorded"
        return f"{days_text(self.days, self.business)} after the end of each {RECURRING[self.anchor]}"


def parse_due_rule(text: str) -> DueRule:
    """Read when a duty is due. Raises BadScalar.

    >>> parse_due_rule("45 days after quarter end")
    DueRule(day=None, days=45, anchor='quarter end', business=False)
    """
    if " after " in text or " from " in text or " of " in text:
        days, anchor, business = parse_days_after(text)
        return DueRule(None, days, anchor, business)
    try:
        return DueRule(parse_day(text))
    except BadScalar as error:
        if any(letter.isdigit() for letter in text) and "day" not in text:
            raise
        fix = "write a date, '45 days after quarter end' (or year end, month end), or '30 days after EVENT'"
        raise BadScalar(f"'{text}' does not say when it is due", fix=fix) from error


def due_rule_text(value: DueRule) -> str:
    """Write when a duty is due."""
    return day_text(value.day) if value.day else f"{days_text(value.days, value.business)} after {value.anchor}"


Due = Annotated[
    DueRule,
    Written(
        DueRule,
        parse_due_rule,
        due_rule_text,
        "A date, or so many days after quarter end, year end, month end or an event",
        "45 days after quarter end",
    ),
]
"""A field that says when a duty is due."""
