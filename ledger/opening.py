"""Taking an agreement over in mid-life: what an opening lets its engine go on from, and how it is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from contracts.contract import Contract
from contracts.entries import OPENING
from contracts.fold import Cause
from contracts.opening import OpenDue, Opening, Standing, Told, opening, take
from contracts.periods import Calendar
from ledger.facts import Fact, Status
from ledger.opening_events import BookedToDate, CarriedFigure, OpenBefore, PositionOpened

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def worked_out(contract: Contract, body: PositionOpened) -> Opening:
    """Return what the engine goes on from, and the lines that were told."""
    standings = {
        clause: Standing(
            {each.what: Fraction(each.figure) for each in body.carried if each.clause == clause},
            {each.role: _told(each, contract.calendar) for each in body.booked if each.clause == clause},
        )
        for clause in body.clauses
    }
    return opening(contract, standings, body.on + timedelta(days=1))


def _told(booked: BookedToDate, calendar: Calendar) -> Told:
    exactly = None if booked.exactly is None else Fraction(booked.exactly)
    dues = (_open(due, calendar) for due in booked.open)
    return Told(booked.to_date, booked.year_to_date, exactly, tuple(dues))


def _open(due: OpenBefore, calendar: Calendar) -> OpenDue:
    period = calendar.period_of(calendar.parse(due.period).first.toordinal())
    principal = None if due.principal is None else Fraction(due.principal)
    return OpenDue(period, due.payable.toordinal(), due.amount, Fraction(due.interest), principal)


def _open_before(due: OpenDue, calendar: Calendar) -> OpenBefore:
    payable, principal = date.fromordinal(due.payable), None if due.principal is None else str(due.principal)
    return OpenBefore(calendar.label(due.period), payable, due.amount, str(due.interest), principal)


def carried_in(
    standings: dict[str, Standing], calendar: Calendar
) -> tuple[tuple[CarriedFigure, ...], tuple[BookedToDate, ...]]:
    """Write down where clauses stand as an event keeps it."""
    carried = (
        CarriedFigure(clause, what, str(figure))
        for clause, standing in standings.items()
        for what, figure in sorted(standing.carried.items())
    )
    booked = (
        BookedToDate(
            clause,
            role,
            told.to_date,
            told.year_to_date,
            None if told.exactly is None else str(told.exactly),
            tuple(_open_before(due, calendar) for due in told.open),
        )
        for clause, standing in standings.items()
        for role, told in standing.told.items()
    )
    return tuple(carried), tuple(booked)


def take_opening(agreement: Agreement, body: PositionOpened) -> Cause:
    """Let the agreement go on from an opening: time has passed up to the day before it."""
    agreement.facts[body.ref] = Fact(
        ref=body.ref, kind=OPENING, on=body.on, party=body.party, of="position", amount=0, status=Status.COUNTS
    )
    set_opening(agreement, body)
    return Cause(body.on.toordinal())


def set_opening(agreement: Agreement, body: PositionOpened) -> None:
    """Let engine and contract know of an opening, as far as facts don't tell them."""
    agreement.opening = body
    agreement.through = body.on
    agreement.contract.taken_over = first_day(body)
    take(agreement.engine, worked_out(agreement.contract, body))


def take_back(agreement: Agreement) -> None:
    """Take an opening back, which nothing has followed."""
    agreement.opening = None
    agreement.through = None
    agreement.contract.taken_over = None
    agreement.engine.give_back()


def first_day(body: PositionOpened) -> date:
    """Return the day from which on facts are recorded here."""
    return body.on + timedelta(days=1)
