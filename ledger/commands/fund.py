"""`record contribution` and `record distribution`: capital that goes into a fund, and what the fund distributes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.clause import Feed
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, minor, new_ref, own_party, within_term
from ledger.commands.receipts import found_feeds
from ledger.commands.restating import Restated, restated
from ledger.errors import Refused
from ledger.events import Provenance
from ledger.fund_events import ContributionRecorded, DistributionRecorded


class RecordContribution(Command, frozen=True, kw_only=True):
    """Capital that an investor pays into a fund. What is paid back unused is negative."""

    name: ClassVar[str] = "record contribution"
    amount: Amount
    on: date | None
    of: str | None = None
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> ContributionRecorded:
        """Check fund, investor, date and amount."""
        before = restated(agreement, "contribution", self.restates, Restated(self.on, self.of))
        feeds = found_feeds(agreement, "contribution", before.of, before.day)
        party = before.party or named(agreement, provenance, feeds, "pays the capital in")
        within_term(agreement, before.on, "The contribution")
        return ContributionRecorded(
            ref=new_ref(agreement, "contribution", self.ref),
            on=before.on,
            party=party,
            of=feeds[0].of,
            amount=minor(agreement, self.amount),
            restates=before.ref,
            entries=(),
            provenance=provenance,
        )


class RecordDistribution(Command, frozen=True, kw_only=True):
    """An amount above zero that a fund distributes; the clause says to whom."""

    name: ClassVar[str] = "record distribution"
    amount: Amount
    on: date | None
    of: str | None = None
    ref: str | None = None
    restates: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> DistributionRecorded:
        """Check fund, who distributes, date and amount."""
        before = restated(agreement, "distribution", self.restates, Restated(self.on, self.of))
        feeds = found_feeds(agreement, "distribution", before.of, before.day)
        party = before.party or named(agreement, provenance, feeds, "distributes")
        within_term(agreement, before.on, "The distribution")
        amount = minor(agreement, self.amount)
        if amount < 0:
            fix = "Restate the distribution that was too high with --restates, or reverse it"
            raise Refused("A distribution is above zero", fix=fix)
        return DistributionRecorded(
            ref=new_ref(agreement, "distribution", self.ref),
            on=before.on,
            party=party,
            of=feeds[0].of,
            amount=amount,
            restates=before.ref,
            entries=(),
            provenance=provenance,
        )


def named(agreement: Agreement, provenance: Provenance, feeds: list[Feed], doing: str) -> str:
    """Return the party of a fact of a fund. Raises Refused for one that the clause doesn't name."""
    parties = list(dict.fromkeys(party for feed in feeds for party in feed.parties))
    party = own_party(agreement, provenance, parties, doing)
    if party not in parties:
        said = f"No clause of {agreement.id} says that {party} {doing}"
        raise Refused(said, where="--party", fix=f"Name one of: {', '.join(parties)}")
    return party
