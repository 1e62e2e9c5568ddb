"""`record in-kind`: a party contributed time, goods or data, which a rate card values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from contracts.clause import Feed
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.agreement import Agreement
from ledger.commands.base import Command, as_spelled, new_ref, own_party, suggestion, within_term
from ledger.commands.restating import Restated, restated
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import InKindRecorded, Provenance

_MOST_MINOR = 10**16
"""What no contribution is worth: it would not fit the amounts of an agreement."""


class RecordInKind(Command, frozen=True, kw_only=True):
    """A quantity of an item of the rate card, with at most three decimals; a negative one takes some back."""

    name: ClassVar[str] = "record in-kind"
    quantity: Decimal
    on: date | None
    item: str | None = None
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> InKindRecorded:
        """Check item, contributor, date and quantity. Raises ContractError for an item without a rate on the day."""
        before = restated(agreement, "in kind", self.restates, Restated(self.on, self.item), "--item")
        feeds = self._feeds(agreement, before.of, before.day)
        item = feeds[0].of
        party = before.party or self._party(agreement, provenance, feeds)
        within_term(agreement, before.on, "The contribution")
        self._valued(agreement, item, party, before.on)
        return InKindRecorded(
            ref=new_ref(agreement, "in kind", self.ref),
            on=before.on,
            party=party,
            item=item,
            quantity_thousandths=int(self.quantity * QUANTITY_PARTS),
            evidenced=bool(provenance.evidence),
            pending=bool(agreement.contract.accepters("in kind", item, party, before.on)),
            restates=before.ref,
            entries=(),
            provenance=provenance,
        )

    def _feeds(self, agreement: Agreement, item: str | None, on: date | None) -> list[Feed]:
        known = list(dict.fromkeys(feed.of for feed in agreement.contract.feeds_of("in kind")))
        if not known:
            fix = f"See: pledger agreement show {agreement.id}"
            raise Refused(f"No clause of {agreement.id} values contributions in kind", fix=fix)
        if item is None and len(known) > 1:
            fix = f"Add --item, one of: {', '.join(known)}"
            raise WrongUsage("It is not said what was contributed", where="--item", fix=fix)
        feeds = agreement.contract.feeds_for("in kind", as_spelled(item or known[0], known), on)
        if not feeds:
            what = f"No rate card of {agreement.id} has '{item}'"
            raise NotFound(what, where="--item", fix=suggestion(item or "", known))
        return feeds

    def _party(self, agreement: Agreement, provenance: Provenance, feeds: list[Feed]) -> str:
        contributors = list(dict.fromkeys(party for feed in feeds for party in feed.parties))
        party = own_party(agreement, provenance, contributors, "contributed it")
        if party not in contributors:
            what = f"No rate card values {feeds[0].of} of {party}"
            raise Refused(what, where="--party", fix=f"It is contributed by: {', '.join(contributors)}")
        return party

    def _valued(self, agreement: Agreement, item: str, party: str, on: date) -> None:
        """Check that the quantity counts for something, and for no more than an agreement can hold."""
        if not self.quantity:
            raise Refused("A quantity of nothing records nothing", fix="Write the quantity that was meant")
        quantity = Fraction(self.quantity)
        agreement.contract.in_kind(item, party, on, quantity)
        if abs(agreement.contract.worth_in_kind(item, party, on, quantity)) >= _MOST_MINOR:
            fix = "Correct the quantity; it is in units of the item"
            raise Refused("The contribution is worth more than any agreement is about", fix=fix)
