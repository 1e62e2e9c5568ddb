"""What happened under one agreement, ready to happen again under other terms: every fact that counts, in its order.

Acceptances and closes are among it; amendments are not, because the terms are what is compared. A fact that was
reversed, restated or never accepted counts under no terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from msgspec.structs import replace

from contracts.contract import Contract
from contracts.document.opening import asked_of
from contracts.money import written
from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.commands.converting import converted_again
from ledger.commands.unpaid_before import unpaid_before
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.comparing import Happening
from ledger.conversion_events import CostConverted, IncomeConverted, RateRecorded, SalesConverted
from ledger.converting import RATE
from ledger.errors import Refused
from ledger.events import Body, CostRecorded, Event, FactAccepted, PaymentRecorded, PeriodClosed
from ledger.facts import Fact, Status
from ledger.in_kind_events import UnvaluedRecorded
from ledger.life_events import LifeEvent, PartyNovated
from ledger.life_words import LIFE_KINDS
from ledger.listed_events import FactsListed
from ledger.opening import first_day
from ledger.opening_events import PositionOpened
from ledger.replay import settled_anew
from ledger.taking import NewFact

_WITHOUT_EFFECT = CommitmentRecorded | CommitmentReleased | UnvaluedRecorded
"""What is told beside the terms: no clause makes anything of it, whatever they are."""


def happenings(agreement: Agreement, events: Iterable[Event]) -> Iterator[Happening]:
    """Yield what counts of an agreement's events, as it stands after all of them; rates before what they convert."""
    for event in sorted(events, key=_after_rates) if agreement.rates else events:
        body = event.body
        if isinstance(body, FactsListed):
            yield from _rows(agreement, body)
        ref = getattr(body, "ref", None)
        fact = agreement.facts.get(ref) if ref else None
        if isinstance(body, PeriodClosed) or (fact and fact.status is Status.COUNTS):
            yield Happening(_name(agreement.contract, body, fact), _again(body))


def _after_rates(event: Event) -> bool:
    return not isinstance(event.body, RateRecorded)


def check_opening(opening: PositionOpened, terms: AgreementTerms) -> None:
    """Refuse terms that can't go on from where an agreement stood when it was taken over: they carry other figures."""
    contract, day = Contract(terms, terms.digits), first_day(opening)
    begins = contract.calendar.start(contract.calendar.period_of(day.toordinal())) == day.toordinal()
    asked = asked_of(contract, day) if begins and terms.effective < day else {}
    known = {clause: {carry.what for carry in each.carries or ()} | set(each.lanes) for clause, each in asked.items()}
    brought = [(each.clause, each.what) for each in opening.carried]
    brought += [(each.clause, each.role) for each in opening.booked]
    for clause, what in brought:
        if what not in known.get(clause, ()):
            raise Refused(
                f"Terms of '{terms.title}' can't go on from the opening {opening.ref}: no '{what}' under '{clause}'",
                where="--facts",
                fix="Compare over the facts themselves, from a file",
            )


def _rows(agreement: Agreement, listed: FactsListed) -> Iterator[Happening]:
    """Yield the rows of a file, each by itself: some terms may take one and not the other."""
    for row in listed.facts:
        fact = agreement.facts[row.ref]
        if fact.status is Status.COUNTS:
            alone = replace(listed, facts=(row,))
            yield Happening(_name(agreement.contract, alone, fact), _again(alone))


def _again(body: Body) -> Callable[[Agreement], Body | None]:
    """Return what makes of an event what it is under an agreement's terms."""
    match body:
        case PaymentRecorded():
            return lambda agreement: settled_anew(agreement, body)
        case FactAccepted():
            return lambda agreement: body if body.ref in agreement.facts else None
        case CostConverted() | SalesConverted() | IncomeConverted():
            return lambda agreement: converted_again(agreement, body)
        case CostRecorded():
            return lambda agreement: replace(body, restates=None, shared=_shared(agreement, body.of))
        case FactsListed(kind="cost"):
            return lambda agreement: replace(body, shared=_shared(agreement, body.facts[0].of))
    return lambda agreement: _assumed(agreement, body) if isinstance(body, PartyNovated) else _bare(body)


def _assumed(agreement: Agreement, body: PartyNovated) -> PartyNovated:
    """Return a novation with what its incoming party assumes under an agreement's terms, if it assumes anything."""
    anew = replace(body, assumed=())
    return replace(anew, assumed=unpaid_before(agreement, anew)) if body.assumed else anew


def _bare(body: Body) -> Body | None:
    """Return a fact or a close without what depends on others: what it restates, and the seals of statements."""
    if isinstance(body, PeriodClosed):
        return replace(body, statements=())
    if isinstance(body, FactsListed | LifeEvent | PositionOpened):
        return body
    if not isinstance(body, NewFact) or isinstance(body, _WITHOUT_EFFECT):
        return None
    again: Any = replace(body, anew=()) if isinstance(body, RateRecorded) else body
    return cast(Body, replace(again, restates=None) if hasattr(body, "restates") else body)


def _shared(agreement: Agreement, of: str) -> bool:
    return bool(agreement.contract.feeds_for("cost", of))


def _name(contract: Contract, body: Body, fact: Fact | None) -> str:
    """Name a fact as people find it: its reference, what it is of, and its amount where it has one."""
    if fact is None:
        return "a close"
    money = fact.kind not in (*LIFE_KINDS, "milestone", "in kind", "gate", RATE, "outcome", "quality", "non-response")
    amount = f", {contract.terms.currency} {written(fact.amount, contract.digits)}" if money else ""
    return f"{fact.ref}: {fact.kind} of {fact.of}{amount}, by {fact.party} on {fact.on}"
