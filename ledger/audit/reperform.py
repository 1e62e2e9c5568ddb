"""Reperformance: working every entry out again from facts and terms, and comparing with what was booked.

Events that another version of the engine worked out cannot be worked out again by this one: their sums are checked
as they stand, and what this engine would have booked shows where the agreement adopts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from contracts.engine import ENGINE_VERSION
from contracts.entries import Entry
from contracts.money import written
from contracts.sums import Fault, faults, reason
from ledger.accrual_events import Accrued
from ledger.accruing import accrual, accrued
from ledger.agreement import Agreement
from ledger.audit.reconvert import OF_OTHER_CURRENCIES, misconverted
from ledger.errors import VerificationFailed
from ledger.events import Event
from ledger.party_events import REGISTER


class Reperformed(NamedTuple):
    """How many events and entries were worked out again, and how many of them another engine had booked."""

    events: int
    entries: int
    by_other_engines: int


def reperform(events: Iterable[Event]) -> Reperformed:
    """Work every entry out again. Raises VerificationFailed at the first event that differs."""
    agreements: dict[str, Agreement] = {}
    count = entries = other = 0
    for event in events:
        if event.originator_id == REGISTER:  # it makes nothing due
            continue
        agreement = agreements.get(event.originator_id)
        if agreement is None:
            agreement = agreements[event.originator_id] = Agreement(event.originator_id)
        booked: tuple[Entry, ...] = getattr(event.body, "entries", ())
        if isinstance(event.body, Accrued):
            _check_accrual(event, event.body, agreement)
        _check_sums(event, booked)
        if type(event.body) in OF_OTHER_CURRENCIES:
            for what in misconverted(agreement, event.body):
                raise _differs(event, what, "the rates then were others")
        if event.body.provenance.engine == ENGINE_VERSION:
            _check_entries(event, booked, agreement)
        else:
            agreement.apply(event)
            other += 1
        count += 1
        entries += len(booked)
    return Reperformed(count, entries, other)


def _check_sums(event: Event, booked: Iterable[Entry]) -> None:
    """Check that every entry's own sum adds up, without the engine."""
    for number, entry in enumerate(booked, 1):
        for step, found, expected in _faults(entry):
            raise VerificationFailed(
                f"The sum of entry E{event.id}.{number} does not add up: {step}: {found}, not {expected}",
                where=f"event {event.id}, agreement {event.originator_id}",
                fix="Compare the ledger with a backup",
                event_id=event.id,
                agreement=event.originator_id,
            )


def _faults(entry: Entry) -> list[Fault]:
    try:
        return faults(entry)
    except (ValueError, ZeroDivisionError) as error:
        return [Fault("one of its figures", str(error), "an integer or a fraction")]


def _check_entries(event: Event, booked: tuple[Entry, ...], agreement: Agreement) -> None:
    """Work an event's entries out again, and compare them one by one."""
    again = agreement.reperform(event.body)
    if again == event.body:
        return
    worked: tuple[Entry, ...] = getattr(again, "entries", ())
    if worked == booked:
        if getattr(again, "settled", ()) != getattr(event.body, "settled", ()):
            raise _differs(event, "What advances settle with", "the debts then were others")
        if getattr(again, "statements", ()) != getattr(event.body, "statements", ()):
            raise _differs(event, "The seal of a statement", "the closing balances then were others")
        return
    for number, (was, now) in enumerate(zip(booked, worked, strict=False), 1):
        if was != now:
            raise _differs(event, f"Entry E{event.id}.{number}", _otherwise(was, now, agreement))
    number = min(len(booked), len(worked)) + 1
    more = (booked if len(booked) > len(worked) else worked)[number - 1]
    raise _differs(
        event,
        f"Entry E{event.id}.{number}",
        f"{'booked' if len(booked) > len(worked) else 'worked out'} only: {_brief(more, agreement)}",
    )


def _check_accrual(event: Event, body: Accrued, agreement: Agreement) -> None:
    """Work an accrual out again from the agreement before it, and check that all of it is taken back."""
    _check_sums(event, body.accruals)
    again = accrual(body.accruals, body.on, body.provenance)
    if body.provenance.engine == ENGINE_VERSION:
        again = accrual(accrued(agreement, body.on), body.on, body.provenance)
    if again.accruals != body.accruals:
        was, now = (sum(entry.amount for entry in each.accruals) for each in (body, again))
        currency, digits = agreement.contract.terms.currency, agreement.contract.digits
        sums = f"accrued {currency} {written(was, digits)} in all, worked out {currency} {written(now, digits)}"
        raise _differs(event, "The accrual", sums)
    if (again.reverses, again.reversals) != (body.reverses, body.reversals):
        raise _differs(event, "The reversal of the accrual", "it takes back something else than was accrued")


def _otherwise(was: Entry, now: Entry, agreement: Agreement) -> str:
    """Say what was booked and what is worked out: amounts, or where these are alike the sums and days behind them."""
    booked, worked = _brief(was, agreement), _brief(now, agreement)
    if booked != worked:
        return f"booked {booked}, worked out {worked}"
    sums = [f"'{reason(each, agreement.contract.digits)}', payable {each.due or 'on no day'}" for each in (was, now)]
    return f"{booked} both times, but booked as {sums[0]}, and worked out as {sums[1]}"


def _brief(entry: Entry, agreement: Agreement) -> str:
    currency, digits = agreement.contract.terms.currency, agreement.contract.digits
    return f"{currency} {written(entry.amount, digits)} for {entry.period} under {entry.clause}/{entry.role}"


def _differs(event: Event, part: str, what: str) -> VerificationFailed:
    return VerificationFailed(
        f"{part} is not what facts and terms give: {what}",
        where=f"event {event.id}, agreement {event.originator_id}",
        fix="Compare the ledger with a backup",
        event_id=event.id,
        agreement=event.originator_id,
    )
