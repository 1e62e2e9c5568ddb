"""`suspend` and `resume`: a gate shuts because an approval is missing, and opens when it is there."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.clause import Feed
from contracts.parts.gates import is_shut
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, own_party, suggestion, within_term
from ledger.commands.held import gate_of, movements
from ledger.errors import NotFound, Refused
from ledger.events import Provenance
from ledger.gate_events import GateOpened, GateShut


class SuspendGate(Command, frozen=True, kw_only=True):
    """The gate of a clause is shut from a day on."""

    name: ClassVar[str] = "suspend"
    gate: str
    on: date
    reason: str
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> GateShut:
        """Check gate, keeper, evidence and day. The reason is sealed by its salted hash, in `provenance.note`."""
        feed = _feed(agreement, self.gate, self.on)
        party = _keeper(agreement, provenance, feed, "shuts it")
        within_term(agreement, self.on, "The suspension")
        _check_evidence(provenance, f"The gate '{feed.of}' is shut with evidence, as the decision that shuts it")
        _check_turn(agreement, feed.of, self.on, shut=True)
        return GateShut(
            ref=new_ref(agreement, "gate", self.ref),
            on=self.on,
            party=party,
            gate=feed.of,
            reason=provenance.note or "",
            entries=(),
            provenance=provenance,
        )


class ResumeGate(Command, frozen=True, kw_only=True):
    """The gate of a clause is open from a day on, until its approval expires if it does."""

    name: ClassVar[str] = "resume"
    gate: str
    on: date
    expires: date | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> GateOpened:
        """Check gate, keeper, evidence and days."""
        feed = _feed(agreement, self.gate, self.on)
        party = _keeper(agreement, provenance, feed, "opens it")
        within_term(agreement, self.on, "The approval")
        if self.expires and self.expires < self.on:
            raise Refused(
                f"The approval would expire on {self.expires}, before it begins on {self.on}",
                where="--expires",
                fix="Write its last day",
            )
        _check_evidence(provenance, f"The gate '{feed.of}' opens with evidence: {feed.evidence}")
        _check_turn(agreement, feed.of, self.on, shut=False)
        return GateOpened(
            ref=new_ref(agreement, "gate", self.ref),
            on=self.on,
            party=party,
            gate=feed.of,
            expires=self.expires,
            entries=(),
            provenance=provenance,
        )


def _feed(agreement: Agreement, gate: str, on: date) -> Feed:
    feeds = agreement.contract.feeds_for("gate", gate, on)
    if not feeds:
        known = [feed.of for feed in agreement.contract.feeds_of("gate")]
        raise NotFound(f"{agreement.id} has no gate '{gate}'", fix=suggestion(gate, known))
    return feeds[-1]


def _keeper(agreement: Agreement, provenance: Provenance, feed: Feed, doing: str) -> str:
    party = own_party(agreement, provenance, feed.parties or agreement.contract.terms.parties, doing)
    if feed.parties and party not in feed.parties:
        keepers = ", ".join(feed.parties)
        raise Refused(f"{party} does not keep the gate '{feed.of}'", where="--party", fix=f"It is kept by: {keepers}")
    return party


def _check_evidence(provenance: Provenance, wanted: str) -> None:
    if not provenance.evidence:
        raise Refused(wanted, where="--evidence", fix="Add --evidence FILE; its hash is kept, not the file")


def _check_turn(agreement: Agreement, gate: str, on: date, *, shut: bool) -> None:
    """Refuse to shut a gate that is shut on the day, or to open one that is open."""
    if is_shut(gate_of(agreement, gate), movements(agreement, gate), on.toordinal()) is not shut:
        return
    renewal = "An approval that is renewed counts from the day after the old one expires"
    raise Refused(
        f"The gate '{gate}' is {'shut' if shut else 'open'} on {on} already",
        where="--on",
        fix=f"See since when: pledger history {agreement.id}" if shut else renewal,
    )
