"""`withdraw`: a milestone that was reached counts no longer, from a day of its own; what it had paid is given back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ledger.agreement import Agreement
from ledger.commands.base import Command, known_fact, new_ref, own_party
from ledger.errors import Refused
from ledger.events import Provenance
from ledger.facts import Fact, Status
from ledger.life_events import MilestoneWithdrawn


class WithdrawMilestone(Command, frozen=True, kw_only=True):
    """The milestone that a claim said to have been reached is withdrawn."""

    name: ClassVar[str] = "withdraw"
    claim: str
    on: date
    reason: str
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> MilestoneWithdrawn:
        """Check that the claim counts, and the day. The reason is sealed by its salted hash, in `provenance.note`."""
        claim = known_fact(agreement, self.claim)
        _check_counts(agreement, claim)
        counted = date.fromordinal(claim.tallied[0].on)
        if self.on < counted:
            raise Refused(
                f"{claim.ref} counts from {counted}; it cannot be withdrawn before that, on {self.on}",
                where="--on",
                fix=f"Correct the date; if it was claimed by mistake: pledger reverse {agreement.id}/{claim.ref}",
            )
        return MilestoneWithdrawn(
            ref=new_ref(agreement, "withdrawal", self.ref),
            on=self.on,
            party=own_party(agreement, provenance, agreement.contract.terms.parties, "withdraws it"),
            claim=claim.ref,
            clause=claim.of,
            counted=counted,
            achieved=claim.on,
            reason=provenance.note or "",
            entries=(),
            provenance=provenance,
        )


def withdrawal_of(agreement: Agreement, claim: Fact) -> Fact | None:
    """Return the withdrawal of a claim, if there is one that counts."""
    return next(
        (
            fact
            for fact in agreement.facts.values()
            if (fact.kind, fact.status, fact.against) == ("withdrawal", Status.COUNTS, (claim.ref,))
        ),
        None,
    )


def _check_counts(agreement: Agreement, claim: Fact) -> None:
    """Refuse what is no claim, or one that does not count."""
    if claim.kind != "milestone":
        fix = f"Take it back with: pledger reverse {agreement.id}/{claim.ref} --reason ..."
        raise Refused(f"{claim.ref} is a record of {claim.kind}, not of a milestone", fix=fix)
    if claim.status is not Status.COUNTS:
        fix = "There is nothing to give back; to take the claim back use pledger reverse"
        raise Refused(f"{claim.ref} does not count: it {_stands(claim)}", fix=fix)
    if earlier := withdrawal_of(agreement, claim):
        raise Refused(
            f"{claim.ref} was withdrawn already, as {earlier.ref} on {earlier.on}", fix="Nothing is left to do"
        )


def _stands(claim: Fact) -> str:
    return claim.status if claim.status is Status.PENDING else f"was {claim.status}"
