"""From a line of the scenario to facts of quarters: what is written for a period, less what was recorded in it.

The figure of a period is for the whole of it. What was recorded in a period that is not over replaces as much of the
figure; a period that is over takes nothing from the scenario. What is left is spread evenly over the days that are
left, quarter by quarter, each part dated by the middle of its days.

A curve gives every quarter its part of the year, ramped up to the middle of the quarter, grown by whole years since
the first day, and eroded by whole years begun since erosion began.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.forecast.reading import minor_of
from contracts.forecast.scenario import Curve, Expected, PartlyActual
from contracts.forecast.standpoint import Standpoint
from contracts.money import round_amount

YEAR_DAYS = Fraction(1461, 4)
"""The days of a year on the average, leap years among them."""


class Figure(NamedTuple):
    """What a line says of the days `first` to `last`, for the whole of them, in minor units; not rounded."""

    first: int
    last: int
    amount: Fraction


class Part(NamedTuple):
    """What is left of a figure for the days `first` to `last` of one quarter: `share` x (amount x factor - recorded).

    What was recorded replaces as much of the figure, and no more than all of it.
    """

    first: int
    last: int
    share: Fraction
    amount: Fraction
    recorded: int

    @property
    def middle(self) -> int:
        """Return the day by which the part is dated."""
        return (self.first + self.last) // 2

    def rest(self) -> Fraction:
        """Return what is left where the figure comes as written."""
        left, nothing = self.amount - self.recorded, Fraction(0)
        return self.share * (min(left, nothing) if self.amount < 0 else max(left, nothing))


def figures(line: Expected, stand: Standpoint, start: date | None) -> Iterator[Figure]:
    """Yield the figures of a line; `start` is the day of its milestone, where a curve begins with that."""
    if line.curve is not None:
        begins = line.curve.from_ or start
        if begins is not None:
            yield from _of_curve(line, line.curve, stand, begins)
        return
    for label, amount in (line.amounts or {}).items():
        span = stand.contract.calendar.parse(label)
        yield Figure(span.first.toordinal(), span.last.toordinal(), Fraction(minor_of(line, amount, stand.contract)))


def _of_curve(line: Expected, curve: Curve, stand: Standpoint, begins: date) -> Iterator[Figure]:
    calendar = stand.contract.calendar
    first = begins.toordinal()
    last = min(stand.last, curve.until.toordinal() if curve.until else stand.last)
    a_year = minor_of(line, curve.a_year, stand.contract)
    for period in range(calendar.period_of(first), calendar.period_of(last) + 1) if first <= last else ():
        whole = calendar.end(period) - calendar.start(period) + 1
        start, end = max(first, calendar.start(period)), min(last, calendar.end(period))
        quarter = Fraction(a_year * (end - start + 1), 4 * whole)
        yield Figure(start, end, quarter * level(curve, begins, Fraction(start + end + 1, 2)))


def level(curve: Curve, begins: date, day: Fraction) -> Fraction:
    """Return which fraction of its amount a year a curve is at, on a day.

    >>> curve = Curve.model_validate({"a year": "100", "ramp": "2 years", "growth": "10%"})
    >>> day = date(2026, 1, 1)
    >>> [level(curve, day, day.toordinal() + YEAR_DAYS * years) for years in (1, 2)]
    [Fraction(11, 20), Fraction(121, 100)]
    """
    years = (day - begins.toordinal()) / YEAR_DAYS
    found: Fraction = (1 + curve.growth) ** int(years)
    if curve.ramp is not None:
        found *= min(years / curve.ramp, Fraction(1))
    if curve.erosion is not None and day >= curve.erosion.from_.toordinal():
        eroded = int((day - curve.erosion.from_.toordinal()) / YEAR_DAYS) + 1
        found *= (1 - curve.erosion.a_year) ** eroded
    return found


def parts(line: Expected, stand: Standpoint, start: date | None) -> Iterator[Part]:
    """Yield what is left of a line's figures, quarter by quarter."""
    tomorrow = stand.today.toordinal() + 1
    for first, last, amount in figures(line, stand, start):
        left, ends = max(first, tomorrow), min(last, stand.last)
        if left > ends:
            continue
        whole = Part(left, ends, Fraction(1), amount, 0)
        if stand.scenario.partly_actual is PartlyActual.DAYS:
            whole = whole._replace(amount=amount * Fraction(last - left + 1, last - first + 1))
        else:
            whole = whole._replace(recorded=recorded_in(line, stand, first, last))
        yield from _by_quarter(stand, whole, last - left + 1)


def _by_quarter(stand: Standpoint, whole: Part, days: int) -> Iterator[Part]:
    """Cut a part where quarters end; what lies beyond the last day that is looked at is left out."""
    calendar = stand.contract.calendar
    for period in range(calendar.period_of(whole.first), calendar.period_of(whole.last) + 1):
        start, end = max(whole.first, calendar.start(period)), min(whole.last, calendar.end(period))
        yield whole._replace(first=start, last=end, share=Fraction(end - start + 1, days))


def recorded_in(line: Expected, stand: Standpoint, first: int, last: int) -> int:
    """Add up what was recorded of a line's kind, by its party, on the days of a figure."""
    days = range(first, last + 1)
    what = (line.of.kind, line.of.of, line.by)
    return sum(each.amount for each in stand.recorded if each[:3] == what and each.on.toordinal() in days)


def whole_amounts(found: list[Part]) -> list[int]:
    """Round the parts of a line one after the other on their sum, so that no penny of the line is lost.

    >>> whole_amounts([Part(1, 2, Fraction(1, 3), Fraction(100), 0)] * 3)
    [33, 34, 33]
    """
    result, sum_so_far, told = [], Fraction(0), 0
    for part in found:
        sum_so_far += part.rest()
        result.append(round_amount(sum_so_far) - told)
        told += result[-1]
    return result
