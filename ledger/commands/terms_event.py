"""`record event`: what the terms wait for has happened, and they mean something else from that day on."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, own_party, suggestion, within_term
from ledger.errors import NotFound, Refused
from ledger.events import Provenance
from ledger.facts import Status
from ledger.life_events import TermsEventRecorded


class RecordEvent(Command, frozen=True, kw_only=True):
    """An event that clauses name, as the expiry of a patent, happened on a day."""

    name: ClassVar[str] = "record event"
    event: str
    on: date
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> TermsEventRecorded:
        """Check that a clause waits for the event, and that it did not happen already."""
        known = list(dict.fromkeys(feed.of for feed in agreement.contract.feeds_of("event")))
        event = next((name for name in known if name.casefold() == self.event.casefold()), None)
        if event is None:
            raise NotFound(f"No clause of {agreement.id} waits for '{self.event}'", fix=suggestion(self.event, known))
        for fact in agreement.facts.values():
            if (fact.kind, fact.of, fact.status) == ("event", event, Status.COUNTS):
                raise Refused(
                    f"'{event}' was recorded already, as {fact.ref} on {fact.on}",
                    fix=f"If that was a mistake: pledger reverse {agreement.id}/{fact.ref} --reason ...",
                )
        within_term(agreement, self.on, "The event")
        return TermsEventRecorded(
            ref=new_ref(agreement, "event", self.ref),
            on=self.on,
            party=own_party(agreement, provenance, agreement.contract.terms.parties, "says so"),
            of=event,
            entries=(),
            provenance=provenance,
        )
