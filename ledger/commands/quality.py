"""`record quality`: what was measured beside an outcome, so many cases out of so many."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.clause import Feed
from ledger.agreement import Agreement
from ledger.commands.base import Command, new_ref, suggestion, within_term
from ledger.commands.fund import named
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import Provenance
from ledger.outcome_events import QualityRecorded

_MOST_CASES = 10**12
"""More than there are people, or anything that is counted one by one."""


class RecordQuality(Command, frozen=True, kw_only=True):
    """A measurement: `what` was found in some cases out of all; `of` is the outcome beside which it is limited."""

    name: ClassVar[str] = "record quality"
    what: str
    cases: int
    out_of: int
    on: date
    of: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> QualityRecorded:
        """Check that a clause limits what was measured, and party, date and cases."""
        feeds = self._feeds(agreement)
        self._counted()
        party = named(agreement, provenance, feeds, "measures it")
        within_term(agreement, self.on, "The measurement")
        limited = feeds[0].of
        return QualityRecorded(
            ref=new_ref(agreement, "quality", self.ref),
            on=self.on,
            party=party,
            of=limited.removesuffix(f":{self.what}"),
            what=self.what,
            cases=self.cases,
            out_of=self.out_of,
            pending=bool(agreement.contract.accepters("quality", limited, party, self.on)),
            entries=(),
            provenance=provenance,
        )

    def _feeds(self, agreement: Agreement) -> list[Feed]:
        known = agreement.contract.feeds_of("quality")
        of = dict.fromkeys(feed.of for feed in known if feed.of.endswith(f":{self.what}"))
        wanted = [feed for limited in of for feed in agreement.contract.feeds_for("quality", limited, self.on)]
        if self.of is not None:
            wanted = [feed for feed in wanted if feed.of == f"{self.of}:{self.what}"]
        names = list(dict.fromkeys(feed.of.rpartition(":")[2] for feed in known))
        if not wanted:
            beside = f" beside '{self.of}'" if self.of else ""
            said = f"No clause of {agreement.id} limits '{self.what}'{beside}"
            raise NotFound(said, fix=suggestion(self.what, names))
        outcomes = list(dict.fromkeys(feed.of.removesuffix(f":{self.what}") for feed in wanted))
        if len(outcomes) > 1:
            fix = f"Add --of, one of: {', '.join(outcomes)}"
            raise WrongUsage("It is not said beside which outcome it was measured", where="--of", fix=fix)
        return wanted

    def _counted(self) -> None:
        """Check the cases."""
        if self.out_of < 1:
            raise WrongUsage("Nothing was measured", where="--out-of", fix="Write out of how many, 1 or more")
        if not 0 <= self.cases <= self.out_of:
            raise Refused(
                f"{self.cases:,} cases can't be found out of {self.out_of:,}",
                where="--cases",
                fix=f"Write 0 to {self.out_of:,} cases",
            )
        if self.out_of > _MOST_CASES:
            raise Refused("That is more than can be counted one by one", where="--out-of", fix="Correct the number")
