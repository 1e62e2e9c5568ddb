"""`record cost`: a party spent something, which a cost share divides, or which it bears itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.clause import Feed
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, as_spelled, new_ref, own_party, suggestion, within_term
from ledger.commands.converting import converted, reported
from ledger.commands.ended import committed
from ledger.commands.restating import Restated, restated
from ledger.errors import Refused, WrongUsage
from ledger.events import CostRecorded, Provenance


class RecordCost(Command, frozen=True, kw_only=True):
    """A cost of a category; `unshared` says that no clause shares it, so that a slip is not taken for that."""

    name: ClassVar[str] = "record cost"
    amount: Amount
    on: date | None
    of: str | None = None
    unshared: bool = False
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> CostRecorded:
        """Check category, party, date and amount."""
        before = restated(agreement, "cost", self.restates, Restated(self.on, self.of))
        feeds = self._feeds(agreement, before.of, before.day)
        of = feeds[0].of if feeds else str(before.of)
        party = before.party or self._party(agreement, provenance, feeds, of)
        amount, _, original = reported(agreement, "cost", before.on, self.amount)
        if before.ref is None and not committed(agreement, (party, of), before.on, amount):
            within_term(agreement, before.on, "The cost")
        recorded = CostRecorded(
            ref=new_ref(agreement, "cost", self.ref),
            on=before.on,
            party=party,
            of=of,
            amount=amount,
            shared=bool(feeds),
            pending=any(feed.accepters for feed in feeds),
            restates=before.ref,
            entries=(),
            provenance=provenance,
        )
        return converted(recorded, original)

    def _feeds(self, agreement: Agreement, of: str | None, on: date | None) -> list[Feed]:
        contract = agreement.contract
        shared = list(dict.fromkeys(feed.of for feed in contract.feeds_of("cost")))
        if of is None:
            if self.unshared:
                raise WrongUsage("A cost that nobody shares says what it is for", fix="Add --of CATEGORY")
            if len(shared) != 1:
                raise WrongUsage(
                    "It is not said what the cost is for",
                    where="--of",
                    fix=f"Add --of, one of: {', '.join(shared)}" if shared else "Add --of CATEGORY --unshared",
                )
            of = shared[0]
        feeds = contract.feeds_for("cost", of if self.unshared else as_spelled(of, shared), on)
        if not feeds and not self.unshared:
            raise Refused(
                f"No clause of {agreement.id} shares the cost '{of}'",
                where="--of",
                fix=f"{suggestion(of, shared)}. For a cost that the party bears alone add --unshared",
            )
        return feeds

    def _party(self, agreement: Agreement, provenance: Provenance, feeds: list[Feed], of: str) -> str:
        sharing = [party for feed in feeds for party in feed.parties]
        party = own_party(agreement, provenance, sharing or agreement.contract.terms.parties, "paid the cost")
        if feeds and party not in sharing:
            alone = len(set(sharing)) == 1
            raise Refused(
                f"The cost '{of}' is {sharing[0]}'s own; no clause reads one of {party}"
                if alone
                else f"{party} has no share of the cost '{of}', so that it could not be paid back",
                where="--party",
                fix=f"Name one of: {', '.join(dict.fromkeys(sharing))}",
            )
        return party
