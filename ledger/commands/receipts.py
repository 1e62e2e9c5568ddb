"""`record sales` and `record income`: what a royalty or a revenue share is worked out on."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.clause import Feed
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, as_spelled, new_ref, suggestion, within_term
from ledger.commands.converting import converted, reported
from ledger.commands.restating import Restated, restated
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import IncomeRecorded, Provenance, SalesRecorded


def found_feeds(agreement: Agreement, kind: str, of: str | None, on: date | None) -> list[Feed]:
    """Return the feeds of a kind for what was sold or received on a day; the only one there is if that is not said."""
    if of and (found := agreement.contract.feeds_for(kind, of, on)):
        return found
    known = list(dict.fromkeys(feed.of for feed in agreement.contract.feeds_of(kind)))
    if not known:
        fix = f"See: pledger agreement show {agreement.id}"
        raise Refused(f"No clause of {agreement.id} is worked out on {_several(kind)}", fix=fix)
    if of is None and len(known) > 1:
        said = f"It is not said what the {kind} {'are' if kind == 'sales' else 'is'} of"
        raise WrongUsage(said, where="--of", fix=f"Add --of: {', '.join(known)}")
    feeds = agreement.contract.feeds_for(kind, as_spelled(of or known[0], known), on)
    if not feeds:
        said = f"No clause of {agreement.id} reads {_several(kind)} of '{of}'"
        raise NotFound(said, where="--of", fix=suggestion(of or "", known))
    return feeds


def _several(kind: str) -> str:
    """Name a kind of facts."""
    return kind if kind in ("sales", "income") else f"{kind}s"


def seller(agreement: Agreement, provenance: Provenance, feeds: list[Feed], kind: str) -> str:
    """Return the party whose sales or income it is: the one that the clauses name."""
    sellers = list(dict.fromkeys(party for feed in feeds for party in feed.parties))
    named = provenance.on_behalf_of or provenance.party
    if len(sellers) == 1:
        if provenance.on_behalf_of not in (None, sellers[0]):
            raise Refused(
                f"The {kind} {'is that' if kind == 'income' else 'are those'} of {sellers[0]}, "
                f"not of {provenance.on_behalf_of}",
                where="--on-behalf-of",
                fix=f"Leave it out, or name {sellers[0]}",
            )
        return sellers[0]
    if named in sellers:
        return str(named)
    said = f"It is not said whose {kind} {'this is' if kind == 'income' else 'these are'}"
    raise WrongUsage(said, where="--party", fix=f"Add --party, one of: {', '.join(sellers)}")


class RecordSales(Command, frozen=True, kw_only=True):
    """Sales of a product: gross where the clause takes deductions off, else net. Returns are negative."""

    name: ClassVar[str] = "record sales"
    amount: Amount
    on: date | None
    of: str | None = None
    deductions: tuple[tuple[str, Amount], ...] = ()
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> SalesRecorded:
        """Check product, seller, deductions, date and amount."""
        before = restated(agreement, "sales", self.restates, Restated(self.on, self.of))
        feeds = found_feeds(agreement, "sales", before.of, before.day)
        party = seller(agreement, provenance, feeds, "sales")
        within_term(agreement, before.on, "The sale")
        deductions = self._deductions(feeds)
        amount, less, original = reported(agreement, "sales", before.on, self.amount, deductions)
        recorded = SalesRecorded(
            ref=new_ref(agreement, "sales", self.ref),
            on=before.on,
            party=party,
            of=feeds[0].of,
            amount=amount,
            deductions=less,
            restates=before.ref,
            entries=(),
            provenance=provenance,
        )
        return converted(recorded, original)

    def _deductions(self, feeds: list[Feed]) -> tuple[tuple[str, Amount], ...]:
        """Return the deductions, which the clauses allow."""
        allowed = list(dict.fromkeys(kind for feed in feeds for kind in feed.deductions))
        for kind, _ in self.deductions:
            if kind not in allowed:
                fix = suggestion(kind, allowed) if allowed else "The clause is worked out on net sales: record them net"
                raise Refused(f"'{kind}' is not a deduction that the clause allows", where="--deduct", fix=fix)
        return self.deductions


class RecordIncome(Command, frozen=True, kw_only=True):
    """Net income of a kind that a clause shares out. Refunds are negative."""

    name: ClassVar[str] = "record income"
    amount: Amount
    on: date | None
    of: str | None = None
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> IncomeRecorded:
        """Check kind, receiver, date and amount."""
        before = restated(agreement, "income", self.restates, Restated(self.on, self.of))
        feeds = found_feeds(agreement, "income", before.of, before.day)
        party = seller(agreement, provenance, feeds, "income")
        within_term(agreement, before.on, "The income")
        amount, _, original = reported(agreement, "income", before.on, self.amount)
        recorded = IncomeRecorded(
            ref=new_ref(agreement, "income", self.ref),
            on=before.on,
            party=party,
            of=feeds[0].of,
            amount=amount,
            restates=before.ref,
            entries=(),
            provenance=provenance,
        )
        return converted(recorded, original)
