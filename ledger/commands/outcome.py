"""`record outcome`: what people were saved, or what they used, as it was verified or is only claimed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from contracts.clause import Feed
from contracts.parts.saving import Saving, savings_of
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, within_term
from ledger.commands.fund import named
from ledger.commands.receipts import found_feeds
from ledger.errors import Refused, WrongUsage
from ledger.events import Provenance
from ledger.outcome_events import OutcomeRecorded

_MOST_MINOR = 10**16
"""What no outcome is worth: it would not fit the amounts of an agreement."""


class RecordOutcome(Command, frozen=True, kw_only=True):
    """So many people, and for each on average what was saved in money, or what was used in units of the baseline."""

    name: ClassVar[str] = "record outcome"
    people: int
    on: date
    of: str | None = None
    saving_each: Amount | None = None
    units_each: Decimal | None = None
    verified_by: str | None = None
    grade: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> OutcomeRecorded:
        """Check the outcome, how it is measured, who verified it, the party and the date."""
        feeds = found_feeds(agreement, "outcome", self.of, self.on)
        of = feeds[0].of
        measured = list(savings_of(of, agreement.contract.terms.clauses.values()))
        self._measured_so(of, measured)
        verified = self._verified(of, measured, feeds, provenance)
        party = named(agreement, provenance, feeds, "shows the outcome")
        within_term(agreement, self.on, "The outcome")
        return OutcomeRecorded(
            ref=new_ref(agreement, "outcome", self.ref),
            on=self.on,
            party=party,
            of=of,
            people=self.people,
            saving_each=self._saving(agreement),
            units_each=self._units(agreement, measured),
            verified=verified,
            verified_by=self.verified_by,
            grade=self.grade,
            pending=verified and bool(agreement.contract.accepters("outcome", of, party, self.on)),
            entries=(),
            provenance=provenance,
        )

    def _measured_so(self, of: str, measured: list[Saving]) -> None:
        """Check that what was given is what the clause measures."""
        if (self.saving_each is None) == (self.units_each is None):
            raise WrongUsage("An outcome is what each saved, or what each used", fix="Add either --saving or --used")
        by_saving = self.saving_each is not None
        if not any((saving.baseline is None) == by_saving for saving in measured):
            how, option = ("units used", "--used") if by_saving else ("money saved", "--saving")
            given = "--saving" if by_saving else "--used"
            raise Refused(f"The outcome '{of}' is measured by {how}", where=given, fix=f"Write it with {option}")

    def _verified(self, of: str, measured: list[Saving], feeds: list[Feed], provenance: Provenance) -> bool:
        """Tell whether it was verified, by whom it is agreed, and with the evidence; it is claimed if nobody did."""
        if self.verified_by is None:
            return False
        known = [saving.verified_by for saving in measured]
        if self.verified_by.casefold() not in map(str.casefold, known):
            raise Refused(
                f"The outcome '{of}' is verified by {' or '.join(known)}, not by {self.verified_by}",
                where="--verified-by",
                fix="Record it as it stands with --claimed; it counts once it is verified",
            )
        wanted = next((feed.evidence for feed in feeds if feed.evidence), None)
        if wanted and not provenance.evidence:
            fix = "Add --evidence FILE; its hash is kept, not the file"
            raise Refused(f"The outcome '{of}' is shown with evidence: {wanted}", where="--evidence", fix=fix)
        return True

    def _saving(self, agreement: Agreement) -> str | None:
        """Return what each saved in minor units, exactly; there may be parts of a penny."""
        if self.saving_each is None:
            return None
        contract = agreement.contract
        Amount(Decimal(0), self.saving_each.currency).minor(contract.digits, contract.terms.currency)
        each = Fraction(self.saving_each.major) * 10**contract.digits
        self._fits(each)
        return str(each)

    def _units(self, agreement: Agreement, measured: list[Saving]) -> str | None:
        """Return what each used, exactly."""
        if self.units_each is None:
            return None
        contract = agreement.contract
        units = Fraction(self.units_each)
        for saving in measured:
            worth = saving.worth.minor(contract.digits, contract.terms.currency) if saving.worth else 0
            self._fits(max(units, Fraction(saving.baseline or 0)) * max(worth, 1))
        return str(units)

    def _fits(self, each: Fraction) -> None:
        if self.people < 1:
            raise WrongUsage("There is nobody whom the outcome is of", where="--patients", fix="Write 1 or more")
        if abs(self.people * each) >= _MOST_MINOR:
            fix = "Correct the number of people, or what each saved or used"
            raise Refused("The outcome is worth more than any agreement is about", fix=fix)
