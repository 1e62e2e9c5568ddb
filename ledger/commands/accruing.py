"""`accrue`: what has accrued by a day is booked as an accrual, which reverses itself on the next day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ledger.accrual_events import Accrued
from ledger.accruing import accrual, accrued
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.errors import Refused
from ledger.event_parts import Provenance


class NoAccrual(Refused):
    """There is nothing to accrue to this day, or it is too late for it."""


class NothingAccrued(NoAccrual):
    """Nothing has accrued by this day that is not booked."""


class Accrue(Command, frozen=True, kw_only=True):
    """Accrue what is not booked by the end of a day."""

    name: ClassVar[str] = "accrue"
    to: date
    today: date

    def body(self, agreement: Agreement, provenance: Provenance) -> Accrued:
        """Check the day, and work out what has accrued. Raises NoAccrual where this agreement has none."""
        if self.to > self.today:
            what = f"{self.to} has not come yet"
            raise Refused(what, where="--to", fix="Accrue to today, or to an earlier day")
        if reason := self._too_late(agreement):
            raise reason
        entries = accrued(agreement, self.to)
        if not entries:
            raise NothingAccrued(f"Nothing has accrued under {agreement.id} by {self.to} that is not booked")
        return accrual(entries, self.to, provenance)

    def _too_late(self, agreement: Agreement) -> NoAccrual | None:
        """Return what is against the day, if anything."""
        if self.to < agreement.contract.terms.effective:
            day = agreement.contract.terms.effective
            return NoAccrual(f"{agreement.id} takes effect only on {day}", where="--to", fix="Name a later day")
        if agreement.through and self.to <= agreement.through:
            return NoAccrual(
                f"{agreement.id} is closed up to {agreement.through}: its statements are fixed",
                where="--to",
                fix="Accrue to a later day, and the next time before the period is closed",
            )
        if agreement.accrued_to == self.to:
            return NoAccrual(
                f"{agreement.id} is accrued to {self.to} already",
                where="--to",
                fix=f"See it: pledger history {agreement.id}; what is recorded since then shows in the next accrual",
            )
        if agreement.accrued_to and self.to < agreement.accrued_to:
            return NoAccrual(
                f"{agreement.id} is accrued to {agreement.accrued_to}, which is later than {self.to}",
                where="--to",
                fix="Accrue to a later day",
            )
        return None
