"""`fulfil` and `excuse`: a duty was done for a period, or is let go."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.scalars.due_rule import RECURRING
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, own_party, suggestion
from ledger.duties import Duty, duties, obligations
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import Provenance
from ledger.life_events import DutyEvidenced, DutyExcused


class FulfilDuty(Command, frozen=True, kw_only=True):
    """A party did a duty, with the evidence agreed; `period` may be left out where one alone is open."""

    name: ClassVar[str] = "fulfil"
    duty: str
    on: date
    period: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> DutyEvidenced:
        """Check duty, period, party and evidence."""
        found = _found(agreement, self.duty, self.period, self.on)
        period, opens = found.occurrence.period, found.occurrence.opens
        if found.terms.due.anchor in RECURRING and self.on < opens:
            what = f"{period} has not ended on {self.on}; the duty '{self.duty}' is done for it from {opens} on"
            raise Refused(what, where="--on", fix="Correct the date, or name an earlier period with --for")
        party = own_party(agreement, provenance, (found.party,), "has the duty")
        if party != found.party:
            what = f"The duty '{self.duty}' is that of {found.party}, not of {party}"
            raise Refused(what, where="--party", fix=f"Name {found.party}, or record it --on-behalf-of it")
        if found.terms.evidence and not provenance.evidence:
            raise Refused(
                f"The duty '{self.duty}' is shown with evidence: {found.terms.evidence}",
                where="--evidence",
                fix="Add --evidence FILE; its hash is kept, not the file",
            )
        return DutyEvidenced(
            ref=new_ref(agreement, "duty", self.ref),
            on=self.on,
            party=party,
            duty=self.duty,
            period=period,
            pending=found.terms.accepted_by is not None,
            entries=(),
            provenance=provenance,
        )


class ExcuseDuty(Command, frozen=True, kw_only=True):
    """Another party lets a duty go for a period."""

    name: ClassVar[str] = "excuse"
    duty: str
    on: date
    reason: str
    period: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> DutyExcused:
        """Check duty, period and party. The reason is sealed by its salted hash, in `provenance.note`."""
        found = _found(agreement, self.duty, self.period, self.on)
        others = [party for party in agreement.contract.terms.parties if party != found.party]
        party = own_party(agreement, provenance, others, "excuses it")
        if party == found.party:
            what = f"{party} has the duty '{self.duty}' and cannot excuse itself"
            raise Refused(what, where="--party", fix=f"Name one of: {', '.join(others)}")
        return DutyExcused(
            ref=new_ref(agreement, "excuse", self.ref),
            on=self.on,
            party=party,
            duty=self.duty,
            period=found.occurrence.period,
            reason=provenance.note or "",
            entries=(),
            provenance=provenance,
        )


def _found(agreement: Agreement, duty: str, period: str | None, on: date) -> Duty:
    """Return the duty for the period that is meant, which is still to be done."""
    known = obligations(agreement)
    if duty not in known:
        raise NotFound(f"{agreement.id} has no obligation '{duty}'", fix=suggestion(duty, known))
    found = list(duties(agreement, duty, on))
    if period is None:
        return _only_open(agreement, duty, found)
    named = next((each for each in found if each.occurrence.period.casefold() == period.casefold()), None)
    if named is None:
        labels = [each.occurrence.period for each in found]
        what = f"The duty '{duty}' has no period '{period}' up to {on}"
        raise NotFound(what, where="--for", fix=suggestion(period, labels))
    if named.fact:
        what = f"The duty '{duty}' for {named.occurrence.period} stands as {named.state} already, by {named.fact.ref}"
        raise Refused(what, fix=f"If that was a mistake: pledger reverse {agreement.id}/{named.fact.ref} --reason ...")
    return named


def _only_open(agreement: Agreement, duty: str, found: list[Duty]) -> Duty:
    waiting = [each for each in found if each.open]
    ready = [each for each in waiting if each.state.value != "planned"] or waiting
    if len(ready) == 1:
        return ready[0]
    if not ready:
        what = f"Nothing is left to do of the duty '{duty}'"
        if event := obligations(agreement)[duty].due.event:
            what = f"The duty '{duty}' waits for '{event}', or is done"
        raise Refused(what, fix=f"See: pledger obligations {agreement.id}")
    labels = ", ".join(each.occurrence.period for each in ready)
    raise WrongUsage("It is not said for which period", where="--for", fix=f"Add --for, one of: {labels}")
