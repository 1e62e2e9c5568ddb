"""Contract periods: quarters of the contract year, their labels, and the spans that people ask for.

A period is an integer, `contract year * 4 + quarter (0..3)`, so that comparing and counting are plain sums. Days are
`date.toordinal()` integers inside the engine, and dates outside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from contracts.errors import BadScalar


class YearKind(StrEnum):
    """When a contract year begins: 1 January, 1 April, or the anniversary of the effective date."""

    CALENDAR = "calendar"
    NHS = "NHS"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True)
class Span:
    """A stretch of days that people name, both ends included."""

    label: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Calendar:
    """The contract years and quarters of one agreement."""

    def __init__(self, kind: YearKind, effective: date) -> None:
        self.kind = kind
        self.effective = effective
        self._begins = {
            YearKind.CALENDAR: date(effective.year, 1, 1),
            YearKind.NHS: date(effective.year, 4, 1),
            YearKind.ANNIVERSARY: effective,
        }[kind]
        self._calendar_labels = (self._begins.month, self._begins.day) == (1, 1)
        self._starts: dict[int, int] = {}
        self._labels: dict[int, str] = {}
        self._known: list[int] = []
        self._known_from = 0

    def start(self, period: int) -> int:
        """Return the first day of a period."""
        found = self._starts.get(period)
        if found is None:
            year, quarter = divmod(period, 4)
            later, month = divmod(self._begins.month - 1 + 3 * quarter, 12)
            day = min(self._begins.day, monthrange(year + later, month + 1)[1])
            found = self._starts[period] = date(year + later, month + 1, day).toordinal()
        return found

    def end(self, period: int) -> int:
        """Return the last day of a period."""
        return self.start(period + 1) - 1

    def period_of(self, day: int) -> int:
        """Return the period that a day falls in; constant time once the years around it are known."""
        if not self._known or not self._known[0] <= day < self._known[-1]:
            self._learn(day)
        return self._known_from + bisect_right(self._known, day) - 1

    def _learn(self, day: int) -> None:
        """Keep the starts of all periods from the earliest day seen to the latest."""
        days = [day, *self._known[:1], *self._known[-1:]]
        first, last = date.fromordinal(min(days)).year - 1, date.fromordinal(max(days)).year + 2
        self._known_from = first * 4
        self._known = [self.start(period) for period in range(first * 4, last * 4)]

    def is_year_end(self, day: int) -> bool:
        """Whether a contract year ends with a day."""
        return self.period_of(day) // 4 != self.period_of(day + 1) // 4

    def label(self, period: int) -> str:
        """Name a period: `2026-Q2` in calendar years, else `FY2026/27-Q2`."""
        found = self._labels.get(period)
        if found is None:
            year, quarter = divmod(period, 4)
            found = self._labels[period] = f"{self.year_label(year)}-Q{quarter + 1}"
        return found

    def year_label(self, year: int) -> str:
        """Name a contract year: `2026` or `FY2026/27`."""
        return str(year) if self._calendar_labels else f"FY{year}/{(year + 1) % 100:02}"

    def parse(self, text: str) -> Span:
        """Read `2026`, `2026-Q2`, `2026-05` (calendar), `FY2026/27` or `FY2026/27-Q2` (contract year)."""
        wanted = text.strip()
        if contract := re.fullmatch(r"FY((?:19|20|21)\d{2})/(\d{2})(?:-Q([1-4]))?", wanted):
            return self._contract_span(wanted, int(contract[1]), int(contract[2]), contract[3])
        if calendar := re.fullmatch(r"((?:19|20|21)\d{2})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?", wanted):
            return _calendar_span(wanted, int(calendar[1]), calendar[2], calendar[3])
        raise BadScalar(
            what=f"'{text}' is not a period",
            fix="write 2026, 2026-Q2 or 2026-05 (calendar), FY2026/27 or FY2026/27-Q2 (the contract year)",
        )

    def _contract_span(self, label: str, year: int, ends: int, quarter: str | None) -> Span:
        if (year + 1) % 100 != ends:
            raise BadScalar(
                what=f"'{label}' names two years that do not follow each other",
                fix=f"write FY{year}/{(year + 1) % 100:02}",
            )
        first = year * 4 + (int(quarter) - 1 if quarter else 0)
        last = first if quarter else first + 3
        return Span(label, date.fromordinal(self.start(first)), date.fromordinal(self.end(last)))


def _calendar_span(label: str, year: int, quarter: str | None, month: str | None) -> Span:
    if quarter:
        first, months = date(year, 3 * int(quarter) - 2, 1), 3
    elif month:
        first, months = date(year, int(month), 1), 1
    else:
        first, months = date(year, 1, 1), 12
    return Span(label, first, first + relativedelta(months=months) - timedelta(days=1))
