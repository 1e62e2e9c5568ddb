"""`record milestone`: a party claims, with evidence, that a milestone was reached."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from ledger.agreement import Agreement
from ledger.commands.base import Command, as_spelled, new_ref, own_party, suggestion, within_term
from ledger.commands.withdrawal import withdrawal_of
from ledger.errors import NotFound, Refused
from ledger.events import MilestoneClaimed, Provenance
from ledger.facts import Fact, Status


class ClaimMilestone(Command, frozen=True, kw_only=True):
    """The milestone of a clause was reached on a day."""

    name: ClassVar[str] = "record milestone"
    clause: str
    on: date
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> MilestoneClaimed:
        """Check that the milestone exists, is not claimed already, and comes with the evidence agreed."""
        feeds = agreement.contract.feeds_for("milestone", self.clause, self.on)
        if not feeds:
            known = [feed.of for feed in agreement.contract.feeds_of("milestone")]
            several = [name for name in known if name.partition(":")[2].casefold() == self.clause.casefold()]
            if (spelled := several[0] if len(several) == 1 else as_spelled(self.clause, known)) != self.clause:
                return replace(self, clause=spelled).body(agreement, provenance)
            raise NotFound(f"{agreement.id} has no milestone '{self.clause}'", fix=suggestion(self.clause, known))
        (feed,) = feeds
        self._not_twice(agreement)
        within_term(agreement, self.on, "The milestone")
        if feed.evidence and not provenance.evidence:
            raise Refused(
                f"The milestone '{self.clause}' is claimed with evidence: {feed.evidence}",
                where="--evidence",
                fix="Add --evidence FILE; its hash is kept, not the file",
            )
        party = own_party(agreement, provenance, feed.parties, "claims the milestone")
        self._somebody_else_accepts(feed.accepters, party)
        return MilestoneClaimed(
            ref=new_ref(agreement, "milestone", self.ref),
            on=self.on,
            party=party,
            clause=self.clause,
            pending=bool(feed.accepters),
            entries=(),
            provenance=provenance,
        )

    def _not_twice(self, agreement: Agreement) -> None:
        before = agreement.opening.reached if agreement.opening else ()
        repeats = getattr(agreement.contract.terms.clauses.get(self.clause), "repeats", None)
        reached = next((each for each in before if each.clause == self.clause), None)
        if reached and not repeats:
            what = f"The milestone '{self.clause}' was reached on {reached.on}, before the agreement was taken over"
            raise Refused(what, fix="It is paid once")
        claims = [fact for fact in agreement.facts.values() if self._is_claimed_by(agreement, fact)]
        if len(claims) >= len(repeats or "1"):
            fact, times = claims[-1], f" {len(claims)} times, which is as often as it is paid," if repeats else ""
            raise Refused(
                f"The milestone '{self.clause}' was claimed already,{times} as {fact.ref} on {fact.on} ({fact.status})",
                fix=f"If that was a mistake: pledger reverse {agreement.id}/{fact.ref} --reason ...",
            )

    def _is_claimed_by(self, agreement: Agreement, fact: Fact) -> bool:
        if (fact.kind, fact.of) != ("milestone", self.clause) or fact.status is Status.REVERSED:
            return False
        return not withdrawal_of(agreement, fact)

    def _somebody_else_accepts(self, accepters: tuple[str, ...], claimant: str) -> None:
        if accepters and set(accepters) == {claimant}:
            raise Refused(
                f"{claimant} alone accepts this milestone and may not accept its own claim",
                where="--party",
                fix="Let the party that is paid make the claim, with --party",
            )
