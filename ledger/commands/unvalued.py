"""`record in-kind --unvalued`: a contribution that nothing agreed gives a value, kept so that it is not forgotten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from contracts.errors import ContractError
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, own_party, within_term
from ledger.errors import Refused, WrongUsage
from ledger.events import Provenance
from ledger.in_kind_events import UnvaluedRecorded

_LONGEST = 200


class RecordUnvalued(Command, frozen=True, kw_only=True):
    """A quantity of something without a value; of what a rate card values it is refused."""

    name: ClassVar[str] = "record unvalued"
    quantity: Decimal
    on: date
    item: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> UnvaluedRecorded:
        """Check item, contributor, date and quantity."""
        item = " ".join((self.item or "").split())
        if not item:
            raise WrongUsage("It is not said what was contributed", where="--item", fix="Add --item ITEM")
        if len(item) > _LONGEST:
            raise WrongUsage(f"The item has more than {_LONGEST} letters", where="--item", fix="Name it shortly")
        if not self.quantity:
            raise Refused("A quantity of nothing records nothing", fix="Write the quantity that was meant")
        parts = Fraction(self.quantity) * QUANTITY_PARTS
        if parts.denominator != 1:
            raise Refused("The quantity has more than three decimals", fix="Write at most three")
        party = own_party(agreement, provenance, agreement.contract.terms.parties, "contributed it")
        within_term(agreement, self.on, "The contribution")
        _refuse_valued(agreement, item, party, self.on)
        return UnvaluedRecorded(
            ref=new_ref(agreement, "unvalued", self.ref),
            on=self.on,
            party=party,
            item=item,
            quantity_thousandths=parts.numerator,
            entries=(),
            provenance=provenance,
        )


def _refuse_valued(agreement: Agreement, item: str, party: str, on: date) -> None:
    """Refuse what the rate card gives a value on the day: it would count for nothing without a reason."""
    if not any(party in feed.parties for feed in agreement.contract.feeds_for("in kind", item, on)):
        return
    try:
        agreement.contract.in_kind(item, party, on, Fraction(1))
    except ContractError:  # the card has no rate for it on that day
        return
    raise Refused(f"The rate card values {item} of {party}", where="--unvalued", fix="Leave --unvalued out")
