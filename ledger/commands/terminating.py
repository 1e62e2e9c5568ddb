"""`terminate`: a day is the agreement's last, before its term ends."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref
from ledger.commands.ended import facts_after
from ledger.errors import Refused
from ledger.events import Provenance
from ledger.facts import Fact, Status
from ledger.life_events import AgreementTerminated

_NAMED = 5
"""How many facts that stand in the way are named."""


class Terminate(Command, frozen=True, kw_only=True):
    """The agreement ends with a day: new facts after it are refused, and what time alone makes due ends with it."""

    name: ClassVar[str] = "terminate"
    on: date
    ground: str
    reason: str
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> AgreementTerminated:
        """Check the day. The reason is sealed by its salted hash, in `provenance.note`."""
        self._check_day(agreement)
        if after := facts_after(agreement, self.on):
            raise Refused(
                f"{_listed(after)} dated after {self.on} and would not count",
                where="--on",
                fix="Reverse what did not happen, write a later day, or first amend a clause that survives",
            )
        return AgreementTerminated(
            ref=new_ref(agreement, "termination", self.ref),
            on=self.on,
            party=provenance.on_behalf_of or provenance.party or "",
            ground=self.ground,
            reason=provenance.note or "",
            entries=(),
            provenance=provenance,
        )

    def _check_day(self, agreement: Agreement) -> None:
        terms = agreement.contract.terms
        for fact in agreement.facts.values():
            if (fact.kind, fact.status) == ("termination", Status.COUNTS):
                raise Refused(
                    f"{agreement.id} was terminated already, as {fact.ref}; its last day is {fact.on}",
                    fix=f"To take that back: pledger reverse {agreement.id}/{fact.ref} --reason ...",
                )
        if self.on < terms.effective:
            raise Refused(
                f"{agreement.id} takes effect on {terms.effective}; it cannot end before that, on {self.on}",
                where="--on",
                fix="Correct the date; if it was signed by mistake: pledger agreement void",
            )
        if terms.until and self.on >= terms.until:
            raise Refused(
                f"The term of {agreement.id} ends on {terms.until} by itself",
                where="--on",
                fix="Write an earlier day, or leave it: nothing has to be terminated",
            )


def _listed(facts: list[Fact]) -> str:
    named = ", ".join(f"{fact.ref} ({fact.kind} of {fact.of}, {fact.on})" for fact in facts[:_NAMED])
    more = f" and {len(facts) - _NAMED} more" if len(facts) > _NAMED else ""
    return f"{named}{more} {'is' if len(facts) == 1 else 'are'}"
