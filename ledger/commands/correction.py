"""`accept` and `reverse`: a claim that begins to count, and a fact that counts no longer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ledger.agreement import Agreement
from ledger.commands.base import Command, known_fact, own_party
from ledger.commands.converting import refuse_resting
from ledger.commands.replaced import refuse_succeeded
from ledger.commands.taken_over import refuse_followed
from ledger.commands.withdrawal import withdrawal_of
from ledger.errors import Refused
from ledger.events import FactAccepted, FactReversed, Provenance
from ledger.facts import Status


class Accept(Command, frozen=True, kw_only=True):
    """A party accepts what another one claims."""

    name: ClassVar[str] = "accept"
    ref: str
    on: date

    def body(self, agreement: Agreement, provenance: Provenance) -> FactAccepted:
        """Check that the fact waits for acceptance, and that this party may give it."""
        fact = known_fact(agreement, self.ref)
        if fact.status is not Status.PENDING:
            how = "counts" if fact.status is Status.COUNTS else f"was {fact.status}"
            raise Refused(f"{fact.ref} does not wait for acceptance: it {how}", fix="There is nothing to do")
        accepters = agreement.contract.accepters(fact.kind, fact.of, fact.party, fact.on, self.on)
        candidates = [party for party in accepters if party not in fact.claimants]
        party = own_party(agreement, provenance, candidates, "accepts it")
        if party in fact.claimants:
            raise Refused(
                f"{party} claims {fact.ref} and may not accept its own claim",
                where="--party",
                fix=f"It is accepted by: {', '.join(accepters)}",
            )
        if party not in accepters:
            raise Refused(
                f"{party} may not accept {fact.ref}", where="--party", fix=f"It is accepted by: {', '.join(accepters)}"
            )
        if self.on < fact.on:
            raise Refused(
                f"{fact.ref} is dated {fact.on}; it cannot be accepted before that, on {self.on}",
                where="--on",
                fix="Correct the date",
            )
        return FactAccepted(ref=fact.ref, on=self.on, party=party, entries=(), provenance=provenance)


class Reverse(Command, frozen=True, kw_only=True):
    """A fact was recorded by mistake. What it booked is taken back, as from its own date."""

    name: ClassVar[str] = "reverse"
    ref: str
    reason: str

    def body(self, agreement: Agreement, provenance: Provenance) -> FactReversed:
        """Check that the fact still stands. The reason is sealed by its salted hash, given in `provenance.note`."""
        fact = known_fact(agreement, self.ref)
        if fact.status is Status.REVERSED:
            raise Refused(f"{fact.ref} was reversed already", fix="There is nothing to do")
        if fact.status is Status.RESTATED:
            later = next(other.ref for other in agreement.facts.values() if other.restates == fact.ref)
            raise Refused(
                f"{fact.ref} was restated by {later}", fix=f"Reverse {later} first; {fact.ref} then counts again"
            )
        refuse_followed(agreement, fact)
        refuse_resting(agreement, fact)
        refuse_succeeded(agreement, fact)
        if fact.kind == "milestone" and (withdrawn := withdrawal_of(agreement, fact)):
            raise Refused(f"{fact.ref} was withdrawn by {withdrawn.ref}", fix=f"Reverse {withdrawn.ref} first")
        return FactReversed(ref=fact.ref, reason=provenance.note or "", entries=(), provenance=provenance)
