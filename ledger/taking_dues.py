"""What the agreement remembers of a due that is claimed, invoiced, waived or disputed.

A waiver is held like money paid in advance for one due: it settles what is left of that due and never more, and what
it settles bears no interest from its day on. A dispute holds its part in the same way and settles nothing: contractual
interest keeps running, and stays on whatever turns out to be due. What is upheld when it ends was never payable, so
that it counts as settled on the day on which it had been payable, and the interest on it is taken back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from contracts.fold import Cause
from contracts.settling import due_name
from ledger.due_events import DEALINGS, HOLDING, Dealing, DisputeResolved
from ledger.event_parts import Applied
from ledger.facts import Fact, Status

if TYPE_CHECKING:
    from ledger.agreement import Agreement


def fact_of_due(body: Dealing) -> Fact:
    """Return the fact that an event records: `party` is who owes the due, `of` who is owed it."""
    kind = DEALINGS[type(body)]
    return Fact(
        ref=body.ref,
        kind=kind,
        on=body.on,
        party=body.payer,
        of=body.payee,
        amount=body.amount,
        status=Status.COUNTS,
        restates=body.dispute if isinstance(body, DisputeResolved) else None,
        claimants=(body.party,),
        against=(due_name(body.clause, body.period),),
        unapplied=body.amount if kind in HOLDING else 0,
    )


def take_dealing(agreement: Agreement, body: Dealing) -> Cause:
    """Remember what happened to a due, and hold what it holds of it."""
    fact = fact_of_due(body)
    if fact.restates:
        agreement.uncount(fact.restates, Status.RESTATED)
    hold(agreement, fact)
    return Cause(body.on.toordinal(), correction=isinstance(body, DisputeResolved))


def hold(agreement: Agreement, fact: Fact) -> None:
    """Remember a fact, with nothing settled by it so far."""
    agreement.facts[fact.ref] = fact
    if fact.kind in HOLDING:
        agreement.debts.keep(fact.ref, agreement.advance(fact.ref))


def held_again(fact: Fact) -> Fact:
    """Return a dispute whose end was taken back: it holds what it can of its due once more."""
    return replace(fact, status=Status.COUNTS, advanced=(), unapplied=fact.amount)


def settled_on(agreement: Agreement, fact: Fact, part: Applied) -> date | None:
    """Return the day from which a part of a due counts as settled, for interest; None where it does not.

    Money that was there before the period of the due began counts from its first day, with the due itself.
    """
    if fact.kind == "dispute":
        return None
    if fact.kind == "resolution":
        return agreement.debts.due(part.clause, part.period) or fact.on
    return max(fact.on, agreement.contract.calendar.parse(part.period).first)
