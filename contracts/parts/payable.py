"""When a clause's dues are payable: so many days after a quarter's end, directly or after the report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from contracts.clause_terms import Problem
from contracts.scalars import DaysAfter

QUARTER_END = "quarter end"
REPORT = "report"
ACCEPTANCE = "acceptance"
ACHIEVEMENT = "achievement"


def problem(field: str, after: DaysAfter, *anchors: str) -> Iterable[Problem]:
    """Yield a problem if the days count from something that the clause does not have."""
    if after.anchor not in anchors:
        choices = " or ".join(f"'{after.counted} after {anchor}'" for anchor in anchors)
        yield Problem((field,), f"the days count from '{after.anchor}'", f"write {choices}")


def payable_day(quarter_end: int, report: DaysAfter, pay: DaysAfter) -> date:
    """Return the last day to pay what a quarter made due."""
    if report.business or pay.business:  # what is only expected of bank holidays not published yet must not be kept
        return _counted(quarter_end, report, pay)
    return _kept(quarter_end, report, pay)


def _counted(quarter_end: int, report: DaysAfter, pay: DaysAfter) -> date:
    return pay.after(report.ordinal(quarter_end) if pay.anchor == REPORT else quarter_end)


_kept = lru_cache(maxsize=10_000)(_counted)
