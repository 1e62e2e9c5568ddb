"""Minimum annual royalty: what royalties fall short of it, or what is paid in advance and then credited.

The rule for a shortfall: minimum to date less what was earned in the year (and carried into it), not below nothing,
less what was topped up before in the year; worked out when the year is closed, or each quarter that has a part of
its own. The rule for an advance: it is due when its time begins; credited is what was earned in the year, up to what
was due in advance. Both read royalties as they were booked, so that a year's minimum binds to the penny.

Units: minor units. Rounding: the payees together, by contract year.

A minimum of 100,000 and royalties of 75,000: 25,000 at year end; or 100,000 in advance, 75,000 of it credited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from contracts.arithmetic import EXACT, Exact, Number
from contracts.carry import Carry, Holds
from contracts.clause import Balance, Due, State, View
from contracts.entries import Line
from contracts.money import written
from contracts.parts.minimum import Excess, Instalment, Minimum, MinimumTime, Paid
from contracts.parts.royalty_part import RoyaltyPart, Step, per_role

ADVANCE = "advance:"
CREDITED = "credited:"


class _Terms(NamedTuple):
    source: Any
    part: Minimum
    amount: int
    parts: tuple[int, ...]


class _Year(NamedTuple):
    """A contract year so far: earned, carried into it, of the minimum fallen due, and topped up or credited."""

    year: int
    earned: Number
    carried: Number
    fallen_due: Number
    settled: Number


class _Worked(NamedTuple):
    """A quarter: the year before and after it, what fell due in it, and what is not called for, if it is looked at."""

    before: _Year
    after: _Year
    instalments: list[Instalment]
    above: Number | None


class MinimumFormula(RoyaltyPart):
    """The formula; it remembers the contract year so far."""

    timed = True

    def reading(self, terms: Any) -> Iterable[str]:
        """Yield what counts as earned: the royalty less its reductions, and less credits if they don't count."""
        yield from self.reduced(terms)
        if not terms.minimum.credits_count_as_earned:
            yield from self.credited(terms)

    def compiled(self, terms: Any) -> _Terms:
        """Return the amounts in minor units."""
        digits, currency = self.setting.digits, self.setting.currency
        parts = tuple(part.minor(digits, currency) for part in terms.minimum.parts or ())
        return _Terms(terms, terms.minimum, terms.minimum.amount.minor(digits, currency), parts)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield nothing: royalties are read as they were booked."""
        return ()

    def initial(self) -> State:
        """Begin with nothing earned."""
        return _Year(0, 0, 0, 0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Top up what falls short, or call the advance and credit it."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(ops, state, view)
        moved = worked.after.settled - worked.before.settled
        if terms.part.paid is Paid.YEAR_END:
            return worked.after, self.dues(terms.source, moved)
        advance = worked.after.fallen_due - worked.before.fallen_due
        return worked.after, [
            *self.dues(terms.source, advance, ADVANCE),
            *self.dues(terms.source, -moved, CREDITED),
        ]

    def _time(self, terms: _Terms, view: View) -> MinimumTime:
        began = self.timeline[0][0]
        begins = max(began, terms.part.from_.toordinal()) if terms.part.from_ else began
        return MinimumTime(terms.part, self.setting.calendar, begins, view, self.last)

    def _worked(self, ops: Exact, state: State, view: View) -> _Worked:
        terms: _Terms = view.segments()[-1].terms
        time = self._time(terms, view)
        before = self._this_year(ops, _Year._make(state), terms, time.period // 4)
        earned = before.earned + (sum(view.told(name) for name in self.reading(terms.source)) if time.counts else 0)
        instalments = time.instalments(terms.amount, terms.parts)
        due = before.fallen_due
        for _, amount, share in instalments:
            due = due + amount * EXACT.number(share)
        after = before._replace(earned=earned, fallen_due=due)
        if not time.measured:
            return _Worked(before, after, instalments, None)
        covered = ops.lo(earned + before.carried, after.fallen_due)
        settled = covered if terms.part.paid is Paid.ADVANCE else after.fallen_due - covered
        return _Worked(before, after._replace(settled=settled), instalments, earned + before.carried - covered)

    def _this_year(self, ops: Exact, last: _Year, terms: _Terms, year: int) -> _Year:
        """Go on in the same year, or begin another, carrying what was earned above the minimum if that is agreed."""
        if last.year == year:
            return last
        above = ops.hold(ops.hi(last.earned + last.carried - last.fallen_due, 0))
        return _Year(year, 0, above if terms.part.excess is Excess.CARRIED else 0, 0, 0)

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield the contract year so far: that of the day, whether anything was worked out in it or not."""
        year, terms = _Year._make(state), self.terms_on(on)
        if terms is not None:
            year = self._this_year(EXACT, year, terms, self.setting.calendar.period_of(on) // 4)
        yield Balance("earned in the contract year", year.earned)
        yield Balance("carried from the year before", year.carried)
        yield Balance("minimum fallen due in the contract year", year.fallen_due)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name the contract year so far, which says at its end what is carried into the next."""
        year, *figures = (
            "contract year",
            "earned in the contract year",
            "carried from the year before",
            "minimum fallen due in the contract year",
            "topped up or credited in the contract year",
        )
        return [Carry(year, Holds.YEAR), *map(Carry, figures)]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what is due of the minimum, less what was earned."""
        terms: _Terms = view.segments()[-1].terms
        worked = self._worked(EXACT, state, view)
        year = self.setting.calendar.year_label(worked.after.year)
        minimum = written(terms.amount, self.setting.digits)
        for role, payee in per_role(roles):
            if role.startswith(ADVANCE):
                steps, basis = _called(worked), f"minimum royalty of {minimum} for {year}, in advance"
            elif role.startswith(CREDITED):
                steps, basis = _credited(worked), f"royalties booked for {year}, credited against the advance"
            else:
                steps, basis = (
                    _topped_up(worked),
                    f"minimum royalty of {minimum} for {year}, less royalties booked for it",
                )
            yield basis, self.shared(terms.source, payee, steps)

    def payable_on(self, view: View) -> date | None:
        """Return the day on which an advance is due, else the last day to pay what the quarter made due."""
        terms: _Terms = view.segments()[-1].terms
        time = self._time(terms, view)
        if terms.part.paid is Paid.ADVANCE and time.instalments(terms.amount, terms.parts):
            return date.fromordinal(max(view.first, time.begins))
        return super().payable_on(view)


def _called(worked: _Worked) -> list[Step]:
    return [Step(*instalment) for instalment in worked.instalments]


def _credited(worked: _Worked) -> list[Step]:
    if worked.above is None:
        return []
    return [
        Step("earned in the year to date", -worked.after.earned),
        Step("carried from the year before", -worked.after.carried),
        Step("above what was paid in advance", worked.above),
        Step("credited earlier in the year", worked.before.settled),
    ]


def _topped_up(worked: _Worked) -> list[Step]:
    if worked.above is None:
        return []
    return [
        Step("minimum of earlier quarters", worked.before.fallen_due),
        *(Step(*instalment) for instalment in worked.instalments),
        Step("earned in the year to date", -worked.after.earned),
        Step("carried from the year before", -worked.after.carried),
        Step("earned above the minimum", worked.above),
        Step("topped up earlier in the year", -worked.before.settled),
    ]
