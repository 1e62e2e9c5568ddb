"""`close`: a period has ended; time may pass, and what the parties are told of it is fixed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.errors import BadScalar
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.errors import Refused, WrongUsage
from ledger.events import PeriodClosed, Provenance


class ClosePeriod(Command, frozen=True, kw_only=True):
    """Close a quarter, month or year, and all that lies before it."""

    name: ClassVar[str] = "close"
    period: str
    today: date

    def body(self, agreement: Agreement, provenance: Provenance) -> PeriodClosed:
        """Check that the period has ended, and is not closed yet."""
        try:
            span = agreement.contract.calendar.parse(self.period)
        except BadScalar as error:
            raise WrongUsage(error.what, where="PERIOD", fix=error.fix) from error
        if span.last >= self.today:
            raise Refused(f"{span.label} ends on {span.last} and has not passed yet", fix="Close it after its last day")
        if agreement.through and span.last <= agreement.through:
            raise Refused(
                f"{agreement.id} is closed up to {agreement.through} already",
                fix="What is recorded late for a closed period enters the statements after it",
            )
        if span.last < agreement.contract.terms.effective:
            raise Refused(f"{agreement.id} takes effect only on {agreement.contract.terms.effective}", where="PERIOD")
        return PeriodClosed(period=span.label, through=span.last, statements=(), entries=(), provenance=provenance)
