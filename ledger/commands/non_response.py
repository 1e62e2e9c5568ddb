"""`record non-response`: people whom a treatment did not help, and the day on which that was claimed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, within_term
from ledger.commands.fund import named
from ledger.commands.receipts import found_feeds
from ledger.errors import Refused, WrongUsage
from ledger.events import Provenance
from ledger.outcome_events import NonResponseClaimed

_MOST_PEOPLE = 10**10
"""More than there are."""


class RecordNonResponse(Command, frozen=True, kw_only=True):
    """So many people in whom on one day an outcome was found to be missing, claimed on another day or the same."""

    name: ClassVar[str] = "record non-response"
    people: int
    on: date
    claimed: date
    of: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> NonResponseClaimed:
        """Check the people, both days, the party, and the evidence that is agreed."""
        feeds = found_feeds(agreement, "non-response", self.of, self.on)
        of = feeds[0].of
        self._counted()
        party = named(agreement, provenance, feeds, "claims for a missing response")
        within_term(agreement, self.on, "The missing response")
        wanted = next((feed.evidence for feed in feeds if feed.evidence), None)
        if wanted and not provenance.evidence:
            fix = "Add --evidence FILE; its hash is kept, not the file"
            raise Refused(f"A missing '{of}' is claimed with evidence: {wanted}", where="--evidence", fix=fix)
        return NonResponseClaimed(
            ref=new_ref(agreement, "non-response", self.ref),
            on=self.on,
            party=party,
            of=of,
            people=self.people,
            claimed=self.claimed,
            pending=bool(agreement.contract.accepters("non-response", of, party, self.on)),
            entries=(),
            provenance=provenance,
        )

    def _counted(self) -> None:
        if self.people < 1:
            raise WrongUsage("There is nobody to claim for", where="--patients", fix="Write 1 or more")
        if self.people > _MOST_PEOPLE:
            raise Refused("There are not so many people", where="--patients", fix="Correct the number")
        if self.claimed < self.on:
            fix = f"Write {self.on} or a later day"
            raise Refused(f"It can't be claimed before the day itself, {self.on}", where="--claimed-on", fix=fix)
