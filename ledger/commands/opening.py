"""`opening`: an agreement that has lived elsewhere is taken over, and goes on here from where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from contracts.document.opening import Opened, read_opening
from contracts.entries import OPENING
from contracts.money import written
from contracts.opening import Difference
from contracts.parts.debt import whole_clause
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref
from ledger.commands.paid_before import PaidBefore, refuse_otherwise_open
from ledger.errors import Refused
from ledger.events import Evidence, Provenance
from ledger.facts import Status
from ledger.opening import carried_in, worked_out
from ledger.opening_events import BaseToDate, OpeningDifference, PositionOpened, ReachedBefore

if TYPE_CHECKING:
    from ledger.together import By, Together


class OpenPosition(Command, frozen=True, kw_only=True):
    """Where the agreement stood before a day: the document as it was written, and the file that it was in.

    `explained` says that a note comes with it, which tells why other amounts were booked than the terms make.
    """

    name: ClassVar[str] = "opening"
    document: bytes
    source: Evidence
    on: date
    ref: str | None = None
    explained: bool = False

    def read(self, agreement: Agreement) -> Opened:
        """Read the document. Raises DocumentRefused with every mistake."""
        check_day(agreement, self.on)
        return read_opening(self.document, agreement.contract, self.on)

    def body(self, agreement: Agreement, provenance: Provenance) -> PositionOpened:
        """Check that nothing was recorded before, the day, the evidence, and that a difference has its reason."""
        _refuse_late(agreement)
        found = self.read(agreement)
        if not provenance.evidence:
            fix = "Add --evidence FILE: the accounts, statements or schedule that the figures are taken from"
            raise Refused("An opening is brought in on evidence", where="--evidence", fix=fix)
        carried, booked = carried_in(found.standings, agreement.contract.calendar)
        body = PositionOpened(
            ref=new_ref(agreement, OPENING, self.ref),
            on=self.on - timedelta(days=1),
            party=provenance.on_behalf_of or provenance.party or next(iter(agreement.contract.terms.parties)),
            clauses=tuple(found.standings),
            carried=carried,
            booked=booked,
            base=tuple(BaseToDate(*each, amount) for each, amount in found.base.items()),
            reached=tuple(ReachedBefore(clause, on) for clause, on in found.reached.items()),
            differences=(),
            source=self.source,
            entries=(),
            provenance=provenance,
        )
        differences = worked_out(agreement.contract, body).differences
        if differences and not self.explained:
            raise Refused(
                f"Other amounts were booked than the terms make of these figures: {_in_words(agreement, differences)}",
                where="--note",
                fix="Correct the document, or say with --note why that is so; the difference is kept, and not booked",
            )
        return replace(body, differences=tuple(OpeningDifference(*each) for each in differences))


def _in_words(agreement: Agreement, differences: Iterable[Difference]) -> str:
    digits = agreement.contract.digits
    return "; ".join(
        f"{each.role} under {each.clause} {written(each.told, digits)}, by the terms {written(each.worked, digits)}"
        for each in differences
    )


def check_day(agreement: Agreement, on: date) -> None:
    """Refuse a take-over on a day that is not the first of a contract quarter, or before any has passed."""
    terms, calendar = agreement.contract.terms, agreement.contract.calendar
    period = calendar.period_of(on.toordinal())
    first = date.fromordinal(calendar.start(period))
    if on <= terms.effective:
        raise Refused(f"{agreement.id} takes effect on {terms.effective}, and has no history before {on}", where="--on")
    if on != first:
        later = date.fromordinal(calendar.start(period + 1))
        what = f"{on} is not the first day of a contract quarter, and figures are kept by quarters"
        raise Refused(what, where="--on", fix=f"Take over on {first} or {later}")


def _refuse_late(agreement: Agreement) -> None:
    if agreement.opening:
        what = f"{agreement.id} was taken over already, as {agreement.opening.ref}"
        raise Refused(what, fix=f"If that was a mistake: pledger reverse {agreement.id}/{agreement.opening.ref}")
    counting = [fact.ref for fact in agreement.facts.values() if fact.status is not Status.REVERSED]
    if counting or agreement.through or agreement.amendments:
        before = f", such as {counting[0]}" if counting else ""
        raise Refused(
            f"Something was recorded under {agreement.id} already{before}, and an opening comes before anything else",
            fix="Record what happened before as facts, or take the agreement over in a ledger of its own",
        )


def bring_in(together: Together, agreement_id: str, command: OpenPosition, by: By) -> None:
    """Add an opening to a transaction, and the payments by which its lines were settled before."""
    agreement = together.agreement(agreement_id, command)
    together.add(agreement, together.checked(agreement, command, by), by.note)
    for payer, payment in payments_before(agreement, command):
        together.add(agreement, together.checked(agreement, payment, by._replace(party=payer, note=None)))
    refuse_otherwise_open(agreement)


def payments_before(agreement: Agreement, command: OpenPosition) -> Iterator[tuple[str, PaidBefore]]:
    """Yield what the document says was paid: who paid, and the request by which it settles the opening lines."""
    contract, before = agreement.contract, command.on - timedelta(days=1)
    for number, paid in enumerate(read_opening(command.document, contract, command.on).paid, start=1):
        amount = Amount(Decimal(paid.amount).scaleb(-contract.digits))
        ref = f"{agreement.opening.ref}.P{number}" if agreement.opening else None
        yield (
            paid.payer,
            PaidBefore(amount=amount, on=before, payee=paid.payee, against=whole_clause(paid.clause), ref=ref),
        )
