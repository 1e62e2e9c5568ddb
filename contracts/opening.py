"""Taking over an agreement in mid-life: where its clauses stand on the day before, as others have kept them so far.

A clause goes on from the figures that it carries, and from what it made due so far in its rounding scope. What the
parties were told is booked in lines of their own, for the quarter before and for the years before that; whatever the
terms make of what follows is booked on top of it, so that nothing is booked twice. Where the terms, as they stand,
make something else of the figures than was told, the difference is kept and said, and never booked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

from contracts.arithmetic import EXACT, Number, Rational
from contracts.carry import NOT_ASKED, Holds
from contracts.clause import Clause, Due, Fact, State
from contracts.clause_terms import Rounding
from contracts.contract import Contract
from contracts.engine import Engine
from contracts.entries import OPENING, Entry, Line, Working
from contracts.parts.debt import Debt, packed, whole_clause
from contracts.periods import Calendar
from contracts.reading_order import in_reading_order
from contracts.rounding import NOTHING_SETTLED, Settled, settled
from contracts.tally import Tally
from contracts.view import PeriodView, segments_of

STILL_OPEN = ", and not paid by then"
"""What a line adds where it is open."""


class OpenDue(NamedTuple):
    """What is not paid yet of what a role was booked for one quarter: the last day to pay it in time, minor units.

    `interest` is what ran on it and is not paid either, exact: it bears none, but payments may settle it first. Where
    they did, more than the amount bears interest: the `principal`, exact, None where it is the amount.
    """

    period: int
    payable: int
    amount: int
    interest: Fraction = Fraction(0)
    principal: Fraction | None = None


class Told(NamedTuple):
    """What a role was booked to date, and of it in the contract year, in minor units; and exactly, before rounding.

    `exactly` is over the clause's rounding scope, None where it is the booked figure itself. What is `open` of it, by
    quarters, need be known only where interest runs on it.
    """

    to_date: int
    year_to_date: int
    exactly: Fraction | None = None
    open: tuple[OpenDue, ...] = ()


class Standing(NamedTuple):
    """Where one clause stands: what it carries by name (minor units, days by number), and what roles were told."""

    carried: Mapping[str, Fraction]
    told: Mapping[str, Told]


class Difference(NamedTuple):
    """What a role was told over the rounding scope, and what the terms make of the figures brought in."""

    clause: str
    role: str
    told: int
    worked: int


class Opening(NamedTuple):
    """An opening worked out: what the engine goes on from, the lines that were told, and the differences."""

    period: int
    standings: dict[str, tuple[State, Settled]]
    entries: list[Entry]
    differences: list[Difference]


def opening(contract: Contract, standings: Mapping[str, Standing], on: date) -> Opening:
    """Work out an opening on the first day of a contract quarter; only clauses that something happened under."""
    period = contract.calendar.period_of(on.toordinal()) - 1
    lanes = lanes_before(contract, period)
    debts = open_debts(contract, standings, lanes)
    found = Opening(period, {}, [], [])
    for name, clause in contract.clauses.items():
        own = [debt for debt in debts if debt.clause in clause.runs_on]
        if name not in standings and not own:
            continue
        standing = standings.get(name, Standing({}, {}))
        view = quarter_of(clause, contract.calendar, period)
        before = _settled(clause, standing, lanes[name], view)
        carried = chain.from_iterable(map(packed, own)) if clause.runs_on else _state(clause, standing.carried, view)
        found.standings[name] = (tuple(carried), before)
        found.entries.extend(_entries(clause, standing, lanes[name], contract.calendar, period))
        found.differences.extend(_differences(clause, standing, before))
    return found


def lanes_before(contract: Contract, period: int) -> dict[str, dict[str, Due]]:
    """Return by clause and role who may be due something, as of a quarter in which nothing happened."""
    found: dict[str, dict[str, Due]] = {}

    def others(name: str, _period: int) -> Settled:
        return NOTHING_SETTLED._replace(due={due[:3]: 0 for due in found.get(name, {}).values()})

    for clause in in_reading_order(list(contract.clauses.values())):
        view = quarter_of(clause, contract.calendar, period, others=others)
        found[clause.id] = {due.role: due for due in clause.lanes(view)} if view.segments() else {}
    return found


def open_debts(
    contract: Contract, standings: Mapping[str, Standing], lanes: Mapping[str, Mapping[str, Due]]
) -> list[Debt]:
    """Return the single debts that are open: what one party owes another under a clause and its parts for a quarter."""
    found: dict[tuple[str, str, str, int], Debt] = {}
    for name, standing in standings.items():
        for role, told in standing.told.items():
            for due in told.open:
                first = contract.calendar.start(due.period)
                _, payer, payee, *_ = lanes[name][role]
                nothing = Debt(whole_clause(name), payer, payee, first, due.payable, 0, 0)
                debt = found.get(nothing[:4], nothing)
                bearing = due.amount if due.principal is None else _number(due.principal)
                unpaid = debt.unpaid + _number(due.interest)
                found[nothing[:4]] = debt._replace(principal=debt.principal + bearing, unpaid=unpaid)
    return list(found.values())


def take(engine: Engine, found: Opening) -> None:
    """Let an engine go on from an opening."""
    engine.take_over(found.period, found.standings, found.entries)


def _nothing(_clause: str, _period: int) -> Settled:
    return NOTHING_SETTLED


def quarter_of(
    clause: Clause[Any],
    calendar: Calendar,
    period: int,
    tally: Tally | None = None,
    others: Callable[[str, int], Settled] = _nothing,
) -> PeriodView:
    """Return a quarter in which nothing happened but what is in a tally, as a clause sees it."""
    first, last = calendar.start(period), calendar.end(period)
    return PeriodView(
        period,
        (first, last),
        segments_of(clause.timeline, first, last),
        tally=tally or Tally(),
        others=others,
        payables=lambda _clause, _period: None,
        horizon=first - 1,
    )


def _state(clause: Clause[Any], carried: Mapping[str, Fraction], view: PeriodView) -> State:
    """Put what is carried in the order of the clause's state; what is not named is nothing."""
    year = clause.setting.calendar.period_of(view.last) // 4
    figures: list[Number] = []
    for carry in clause.carries(view.last) or ():
        amount = carried.get(carry.what or "", Fraction(0))
        figures.append(year if carry.holds is Holds.YEAR else _number(amount))
    return tuple(figures)


def _number(amount: Fraction) -> Number:
    return amount.numerator if amount.denominator == 1 else Rational(amount.numerator, amount.denominator)


def _scoped(clause: Clause[Any], told: Told, *, year_end: bool) -> int | None:
    """Return what was told of a role in the rounding scope that goes on after the take-over, None if none does."""
    if clause.rounding is Rounding.LIFE:
        return told.to_date
    return None if year_end or clause.rounding is Rounding.QUARTER else told.year_to_date


def _settled(clause: Clause[Any], standing: Standing, lanes: Mapping[str, Due], view: PeriodView) -> Settled:
    """Return what was settled in the rounding scope: exactly, where that is known, and in whole minor units."""
    dues = []
    worked = _worked(clause, standing, view)
    for role, due in lanes.items():
        told = standing.told.get(role, Told(0, 0))
        scoped = _scoped(clause, told, year_end=view.year_end)
        if scoped is not None:
            exactly = _number(Fraction(scoped) if told.exactly is None else told.exactly)
            dues.append(due._replace(amount=exactly if told.exactly is not None else worked.get(role, exactly)))
    return settled(NOTHING_SETTLED, dues)._replace(exact={}, due={})


def _worked(clause: Clause[Any], standing: Standing, view: PeriodView) -> dict[str, Number]:
    """Return what the terms, as they stand, make of a base that a clause carries; nothing where the way counts too."""
    (carry, *more) = [*(clause.carries(view.last) or ()), NOT_ASKED]
    amount = standing.carried.get(carry.what or "", Fraction(0))
    by_scope = clause.by_year is (clause.rounding is Rounding.YEAR) and clause.rounding is not Rounding.RECEIPT
    if carry.measure is None or len(more) > 1 or not by_scope or amount.denominator != 1 or ":" in clause.id:
        return {}
    tally = Tally()
    period = clause.setting.calendar.period_of(view.last)
    tally.add(Fact(carry.measure, view.last, amount.numerator), period)
    dues = clause.step(EXACT, clause.initial(), quarter_of(clause, clause.setting.calendar, period, tally))[1]
    return settled(NOTHING_SETTLED, dues).exact


def _differences(clause: Clause[Any], standing: Standing, before: Settled) -> Iterator[Difference]:
    for role, worked in before.whole.items():
        told = standing.told.get(role, Told(0, 0))
        scoped = told.to_date if clause.rounding is Rounding.LIFE else told.year_to_date
        if worked != scoped:
            yield Difference(clause.id, role, scoped, worked)


def _entries(
    clause: Clause[Any], standing: Standing, lanes: Mapping[str, Due], calendar: Calendar, period: int
) -> Iterator[Entry]:
    """Yield what was told as lines: what is open quarter by quarter, for which it was booked.

    The rest of the contract year stands for its last quarter, that of years before for the one before.
    """
    earlier = period if period % 4 == 3 else period // 4 * 4 - 1
    for role, told in standing.told.items():
        parts = dict.fromkeys((earlier, period), 0)
        parts[earlier] += told.to_date - told.year_to_date
        parts[period] += told.year_to_date
        for due in told.open:
            parts[period if due.period > earlier else earlier] -= due.amount
        booked = [*(OpenDue(quarter, 0, part) for quarter, part in parts.items()), *told.open]
        yield from (_entry(clause, lanes[role], due, calendar, calendar.end(period)) for due in booked if due.amount)


def _entry(clause: Clause[Any], lane: Due, told: OpenDue, calendar: Calendar, booked: int) -> Entry:
    """Return a line of what was told for a quarter; `payable` of 0 says that it is not known what of it is open."""
    begins = clause.setting.effective.toordinal()
    view = quarter_of(clause, calendar, max(told.period, calendar.period_of(begins)))
    day = date.fromordinal(booked)
    payable = date.fromordinal(told.payable) if told.payable else clause.payable_on(view) if view.segments() else None
    exact = str(told.amount)
    what = f"booked before the agreement was taken over{STILL_OPEN if told.payable else ''}"
    return Entry(
        clause=clause.id,
        role=lane.role,
        payer=lane.payer,
        payee=lane.payee,
        amount=told.amount,
        period=calendar.label(told.period),
        booked=day,
        due=payable if lane.payer != lane.payee else None,
        true_up=False,
        working=Working(
            f"{OPENING}, as kept up to {day.isoformat()}",
            (Line(what, exact, "1", exact),),
            exact,
            exact,
            told.amount,
            0,
            0,
        ),
    )
