"""The agreement: the aggregate that remembers what was recorded, and says what each new fact makes due.

An event is either applied as it was recorded (replay) or worked out anew (a command, a reperformance): both take
the same facts, and differ only in where the entries come from. What guards the commands stands in `guards`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from msgspec.structs import replace

from contracts.contract import Contract
from contracts.debts import Debts
from contracts.engine import ENGINE_VERSION
from contracts.entries import OPENING, Entry
from contracts.fold import Cause
from contracts.settling import Advance
from contracts.terms import AgreementTerms
from ledger.accrual_events import Accrued, EstimateRecorded
from ledger.amending import take_amendment
from ledger.closing import seals, take_close
from ledger.due_events import HOLDING, Dealing, Disputed, DisputeResolved, EntitlementClaimed, Invoiced, Waived
from ledger.events import (
    AgreementAmended,
    AgreementSigned,
    AgreementVoided,
    Applied,
    Body,
    EngineAdopted,
    Event,
    FactAccepted,
    FactReversed,
    PaymentRecorded,
    PeriodClosed,
    Settled,
)
from ledger.facts import Fact, Status, negative
from ledger.in_advance import settled_in_advance
from ledger.life_events import LifeEvent, PartyNovated
from ledger.listed_events import FactsListed
from ledger.novating import note_novation
from ledger.opening import take_back, take_opening
from ledger.opening_events import PositionOpened
from ledger.party_events import RegisterBody
from ledger.remembered import Facts
from ledger.taking import NewFact, PlainFact, estimate_of, fact_of, facts_of, payment_of
from ledger.taking_dues import held_again, hold, settled_on, take_dealing
from ledger.taking_life import MOVING, TURNING, life_fact, turn

FactBody: TypeAlias = NewFact | LifeEvent | Dealing | FactsListed | PaymentRecorded | FactAccepted | FactReversed

BooksNothing: TypeAlias = AgreementSigned | AgreementVoided | RegisterBody | EstimateRecorded | Accrued
"""Events without entries: nothing is worked out for them."""

NO_DAY = date.min
"""The day of a cause that has none of its own: entries then take the last day that moved their period."""


class Agreement:
    """One agreement: its contract, facts by reference, entries booked, and events not yet saved.

    `also_called` gives the ids of its parties that a word means which is in no document: an id, number or former name.
    """

    def __init__(self, agreement_id: str) -> None:
        self.id = agreement_id
        self.version = 0
        self.signed: AgreementSigned | None = None
        self.voided = False
        self.terms_version = 1
        self.amendments: list[AgreementAmended] = []
        self.novations: list[PartyNovated] = []
        self.through: date | None = None
        self.accrued_to: date | None = None
        self.opening: PositionOpened | None = None
        self.engine_version = ENGINE_VERSION
        self.facts = Facts()
        self.rates: dict[tuple[str, date, date], str] = {}
        self.pending_events: list[Event] = []
        self.also_called: Callable[[str], Sequence[str]] = lambda _: ()

    def collect_events(self) -> list[Event]:
        """Hand over the events that were triggered and not yet saved."""
        collected, self.pending_events = self.pending_events, []
        return collected

    def bind(self, signed: AgreementSigned) -> None:
        """Make the signed terms ready to work with."""
        self.signed = signed
        self.contract = Contract(AgreementTerms.from_json(bytes(signed.terms)), signed.minor_digits)
        self.engine = self.contract.engine()
        self.debts = Debts(self.contract.clauses)

    def apply(self, event: Event) -> None:
        """Replay an event as it was recorded, entries included."""
        self.version = event.originator_version
        self._take(event.body)
        if isinstance(event.body, PlainFact) or not isinstance(event.body, BooksNothing):
            self.engine.book(event.body.entries)
            self.debts.book(event.body.entries)
            for settled in event.body.settled:
                self.spend(settled)
        self.engine_version = event.body.provenance.engine

    def trigger(self, body: Body) -> Body:
        """Work out what a new event makes due, and keep it to be saved."""
        worked = self.reperform(body)
        self.engine_version = worked.provenance.engine
        self.version += 1
        self.pending_events.append(Event(self.id, self.version, worked))
        return worked

    def reperform(self, body: Body) -> Body:
        """Take an event's facts, work out its entries, and return the event with them."""
        earliest, before = NO_DAY.toordinal(), list[Entry]()
        if self.signed:  # what was replayed or recalled is worked out first, or what is new would seem to be as old
            earliest = self.engine.horizon + 1
            if self.engine.is_behind():
                self.debts.book(before := self.differences(earliest))
        cause = self._take(body)
        if self.signed:  # an opening that is taken back gives its time back
            cause = Cause(cause.on, cause.correction, min(earliest, self.engine.horizon + 1), cause.several)
        if not isinstance(body, PlainFact) and isinstance(body, BooksNothing):
            return body
        entries, settled = self.worked(cause)
        worked = replace(body, entries=(*before, *entries), settled=settled)
        return replace(worked, statements=seals(self, body.through)) if isinstance(body, PeriodClosed) else worked

    def worked(self, cause: Cause) -> tuple[tuple[Entry, ...], tuple[Settled, ...]]:
        """Work out and book what has changed, and what payments made in advance settle of it."""
        entries = tuple(self.engine.work(cause))
        self.debts.book(entries)
        settled = part = settled_in_advance(self, cause)
        while part:  # what was paid in time bears no interest, and interest that is not due frees what settled it
            more = tuple(self.engine.work(cause))
            self.debts.book(more)
            entries += more
            part = settled_in_advance(self, cause) if more else ()
            settled += part
        return entries, settled

    def advance(self, payment: str) -> Advance:
        """Return what is left of a payment, or of a waiver or dispute, to be held against what falls due."""
        fact = self.facts[payment]
        return Advance(fact.party, fact.of, fact.against, fact.unapplied, fact.kind, fact.on)

    def spend(self, settled: Settled) -> Settled:
        """Let a payment made in advance settle something, or give it back, as an event has it."""
        fact = self.facts[settled.payment]
        what = (settled.clause, settled.role, settled.period)
        self.debts.spend(settled.payment, self.advance(settled.payment), what, settled.amount)
        self._pay(fact, (Applied(*what, settled.amount),), 1)
        parts = {(part.clause, part.role, part.period): part.amount for part in fact.advanced}
        parts[what] = parts.get(what, 0) + settled.amount
        self.facts[settled.payment] = replace(
            fact,
            advanced=tuple(Applied(*key, amount) for key, amount in parts.items() if amount),
            unapplied=fact.unapplied - settled.amount,
        )
        return settled

    def differences(self, earliest: int = 1) -> list[Entry]:
        """Work out, from facts and terms, what was not booked as this engine would; empty in good order.

        The agreement in hand books them: it must be thrown away, or trigger `EngineAdopted` with them.
        """
        return self.engine.work(Cause(NO_DAY.toordinal(), correction=True, earliest=earliest))

    def _take(self, body: Body) -> Cause:
        """Remember what an event says, tally what it moves, and return what its entries are booked for."""
        match body:
            case _ if isinstance(body, PlainFact):  # of these there are by far the most
                return self._take_new(fact_of(body, self.contract))
            case AgreementSigned():
                self.bind(body)
            case AgreementVoided():
                self.voided = True
            case EstimateRecorded():
                self._take_new(estimate_of(body))
            case Accrued():
                self.accrued_to = body.on
            case EngineAdopted():
                pass
            case PeriodClosed():
                return take_close(self, body)
            case PositionOpened():
                return take_opening(self, body)
            case AgreementAmended():
                return take_amendment(self, body)
            case _ if not isinstance(body, RegisterBody):
                return self._take_fact(body)
        return Cause(NO_DAY.toordinal(), correction=isinstance(body, EngineAdopted))

    def _take_fact(self, body: FactBody) -> Cause:
        match body:
            case PaymentRecorded():
                return self._take_payment(body)
            case FactAccepted():
                return self._take_acceptance(body)
            case FactReversed():
                return self._take_reversal(body)
            case FactsListed():
                for fact in facts_of(body, self.contract):
                    self._remember(fact)
                return Cause(body.last.toordinal(), several=True)
            case EntitlementClaimed() | Invoiced() | Waived() | Disputed() | DisputeResolved():
                return take_dealing(self, body)
            case _:
                if isinstance(body, PartyNovated):
                    note_novation(self, body)
                return self._take_new(
                    life_fact(body, self.contract) if isinstance(body, LifeEvent) else fact_of(body, self.contract)
                )

    def _take_new(self, fact: Fact) -> Cause:
        if fact.restates and fact.status is Status.COUNTS:
            self.uncount(fact.restates, Status.RESTATED)
        self._remember(fact)
        anew = fact.restates is not None or fact.kind in MOVING  # these move what was booked
        return Cause(fact.on.toordinal(), correction=anew)

    def _take_payment(self, body: PaymentRecorded) -> Cause:
        self.facts[body.ref] = payment_of(body)
        self.debts.keep(body.ref, self.advance(body.ref))
        self._settle(self.facts[body.ref], body.applied, 1)
        return Cause(body.on.toordinal())

    def _settle(self, fact: Fact, applied: tuple[Applied, ...], sign: int) -> None:
        """Let parts of a payment settle what they were applied to, or with sign -1 no longer."""
        for part in applied:
            settled = (part.clause, part.role, part.period)
            self.debts.settle(settled, fact.party, fact.of, sign * part.amount)
            if sign > 0:
                self.debts.put(fact.ref, settled, part.amount)
        self._pay(fact, applied, sign)

    def _pay(self, fact: Fact, applied: tuple[Applied, ...], sign: int) -> None:
        """Tally when what was due was paid: money paid in advance was there from the day of the payment."""
        for part in applied:
            if (on := settled_on(self, fact, part)) is not None:
                settled = (part.clause, part.period)
                self.engine.take(self.contract.payment(settled, (fact.party, fact.of), on, sign * part.amount))

    def _take_acceptance(self, body: FactAccepted) -> Cause:
        fact = self.facts[body.ref]
        if fact.kind == "milestone":  # a claim makes its sum due from its acceptance, a cost from its own day
            fact = replace(fact, tallied=tuple(self.contract.milestone(fact.of, body.on, fact.on)))
        if fact.restates:
            self.uncount(fact.restates, Status.RESTATED)
        self._remember(replace(fact, status=Status.COUNTS))
        day = body.on if fact.kind == "milestone" else fact.on
        return Cause(day.toordinal(), correction=fact.restates is not None)

    def _take_reversal(self, body: FactReversed) -> Cause:
        fact = self.facts[body.ref]
        self.uncount(body.ref, Status.REVERSED)
        if fact.kind == OPENING:
            take_back(self)
        if fact.restates and fact.status is Status.COUNTS:
            earlier = self.facts[fact.restates]
            if fact.kind == "resolution":
                hold(self, held_again(earlier))
            else:
                self._remember(replace(earlier, status=Status.COUNTS))
        day = fact.tallied[0].on if fact.kind == "milestone" and fact.tallied else fact.on.toordinal()
        return Cause(day, correction=True)

    def recall(self, fact: Fact) -> None:
        """Take a fact back from a snapshot, in the order in which the facts were recorded."""
        self._remember(fact)
        if fact.status is Status.COUNTS and (fact.kind == "payment" or fact.kind in HOLDING):
            left = fact.unapplied + sum(part.amount for part in fact.advanced)
            advance = self.advance(fact.ref)._replace(left=left)
            self.debts.keep(fact.ref, advance)
            self._settle(fact, fact.applied, 1)
            self._pay(fact, fact.advanced, 1)
            for part in fact.advanced:
                self.debts.spend(fact.ref, advance, (part.clause, part.role, part.period), part.amount)
                advance = advance._replace(left=advance.left - part.amount)

    def _remember(self, fact: Fact) -> None:
        self.facts[fact.ref] = fact
        if fact.status is Status.COUNTS:
            self.engine.take(fact.tallied)
            if fact.kind in TURNING:
                turn(self, fact)

    def uncount(self, ref: str, status: Status) -> None:
        """Let a fact count no longer, nor what it settled."""
        fact = self.facts[ref]
        if fact.status is Status.COUNTS:
            self.engine.take(negative(fact.tallied))
            self._settle(fact, (*fact.applied, *fact.advanced), -1)
            self.debts.forget(ref)
        self.facts[ref] = replace(fact, status=status)
        if fact.kind in TURNING:
            turn(self, fact)
