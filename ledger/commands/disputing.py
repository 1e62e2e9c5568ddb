"""`dispute` and `resolve`: a due that is contested is ring-fenced until it is settled who is right."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, minor, new_ref, own_party
from ledger.commands.dealing import after_effect, at_most_open, money
from ledger.due_events import Disputed, DisputeResolved
from ledger.dues import Due, find_due, is_due_name
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import Provenance
from ledger.facts import Fact, Status


class Dispute(Command, frozen=True, kw_only=True):
    """A party contests all or part of a due. The reason is sealed by its salted hash, given in `provenance.note`."""

    name: ClassVar[str] = "dispute"
    due: str
    on: date
    reason: str
    amount: Amount | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> Disputed:
        """Check the due, the party, the day and the amount."""
        due = find_due(agreement, self.due)
        party = own_party(agreement, provenance, (due.payer,), "disputes it")
        if party not in (due.payer, due.payee):
            raise Refused(
                f"{party} neither owes {due.name} nor is owed it, and cannot dispute it",
                where="--party",
                fix=f"It is disputed by {due.payer} or {due.payee}",
            )
        after_effect(agreement, self.on, "The dispute")
        return Disputed(
            ref=new_ref(agreement, "dispute", self.ref),
            on=self.on,
            party=party,
            clause=due.clause,
            period=due.period,
            payer=due.payer,
            payee=due.payee,
            amount=at_most_open(agreement, self.amount, due, "disputed"),
            reason=provenance.note or "",
            entries=(),
            provenance=provenance,
        )


class Resolve(Command, frozen=True, kw_only=True):
    """A dispute ended: `upheld` is what the payer need not pay; None says that the dispute was withdrawn.

    `dispute` is the dispute's own reference, or names the due if it has one dispute.
    """

    name: ClassVar[str] = "resolve"
    dispute: str
    on: date
    upheld: Amount | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> DisputeResolved:
        """Check the dispute, the party, the day and the amount: who is owed concedes it, or a decision is shown."""
        fact = _disputed(agreement, self.dispute)
        (name,) = fact.against
        clause, _, period = name.partition("@")
        due = Due(clause, period, fact.party, fact.of, sum(part.amount for part in fact.advanced))
        if self.on < fact.on:
            raise Refused(f"{fact.ref} is dated {fact.on}; it cannot end before that, on {self.on}", where="--on")
        return DisputeResolved(
            ref=new_ref(agreement, "resolution", self.ref),
            on=self.on,
            party=self._party(agreement, provenance, fact),
            dispute=fact.ref,
            clause=due.clause,
            period=due.period,
            payer=due.payer,
            payee=due.payee,
            amount=self._upheld(agreement, due, fact.ref),
            entries=(),
            provenance=provenance,
        )

    def _upheld(self, agreement: Agreement, due: Due, ref: str) -> int:
        if self.upheld is None:
            return 0
        wanted = minor(agreement, self.upheld)
        if wanted < 0:
            raise Refused("What is upheld is above zero", where="--upheld", fix="Write it without a minus sign")
        if wanted > due.amount:
            raise Refused(
                f"{money(agreement, wanted)} cannot be upheld: {ref} disputes {money(agreement, due.amount)}",
                where="--upheld",
                fix="Write at most what is disputed; the rest falls due again",
            )
        return wanted

    def _party(self, agreement: Agreement, provenance: Provenance, fact: Fact) -> str:
        """Return who ends the dispute: who gives way, the payee to what is upheld, or either by a decision shown."""
        upheld = self.upheld is not None
        yields = fact.of if upheld else fact.claimants[0]
        party = own_party(agreement, provenance, (yields,), "ends the dispute")
        if party not in (fact.party, fact.of):
            fix = f"It is ended by {fact.party} or {fact.of}"
            raise Refused(f"{party} has no part in the dispute {fact.ref}", where="--party", fix=fix)
        if party != yields and not provenance.evidence:
            what = f"what is upheld against {yields} is conceded by {yields}" if upheld else f"{yields} withdraws it"
            raise Refused(
                f"{party} cannot end {fact.ref} alone: {what}, or a decision is shown",
                where="--evidence",
                fix=f"Add --evidence FILE with the decision, or --party {yields} if it gives way",
            )
        return party


def _disputed(agreement: Agreement, text: str) -> Fact:
    """Return the dispute meant. Raises NotFound, Refused or WrongUsage."""
    open_ = [fact for fact in agreement.facts.values() if fact.kind == "dispute" and fact.status is Status.COUNTS]
    name = text.strip().casefold()
    if not is_due_name(text) and (written := agreement.facts.written(text.strip())):
        fact = agreement.facts[written]
        if fact.kind != "dispute":
            raise Refused(f"{fact.ref} is no dispute: it is a {fact.kind}", fix=_open(agreement, open_))
        if fact not in open_:
            raise Refused(f"The dispute {fact.ref} has ended: it is {fact.status}", fix=_open(agreement, open_))
        return fact
    clause_period = ":".join(name.split(":")[:-2]) if name.partition("@")[2].count(":") == 2 else name
    found = [fact for fact in open_ if fact.against[0].casefold() == clause_period]
    if len(found) > 1:
        fix = f"Name one of: {', '.join(fact.ref for fact in found)}"
        raise WrongUsage(f"Several disputes are over {text}", fix=fix)
    if not found:
        raise NotFound(f"{agreement.id} has no dispute {text} that is open", fix=_open(agreement, open_))
    return found[0]


def _open(agreement: Agreement, open_: list[Fact]) -> str:
    return f"Disputes that are open: {', '.join(f'{fact.ref} over {fact.against[0]}' for fact in open_) or 'none'}"
