"""`record estimate`: a figure that is expected for a period, and gives way to the actual one."""

from __future__ import annotations

from typing import ClassVar

from contracts.errors import BadScalar
from contracts.periods import Span
from contracts.scalars import Amount
from ledger.accrual_events import EstimateRecorded
from ledger.accruing import estimated, estimates, last_day
from ledger.agreement import Agreement
from ledger.commands.base import Command, minor, new_ref, own_party
from ledger.commands.receipts import found_feeds, seller
from ledger.errors import Refused, WrongUsage
from ledger.event_parts import Provenance
from ledger.facts import Fact, Status

KINDS = ("sales", "income", "cost")
"""What may be estimated."""


class RecordEstimate(Command, frozen=True, kw_only=True):
    """An expected figure of sales, income or costs for a period. It takes the place of an earlier one for the same."""

    name: ClassVar[str] = "record estimate"
    kind: str
    amount: Amount
    period: str
    of: str | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> EstimateRecorded:
        """Check kind, thing, party and period; that no actual figure is there; and what is estimated already."""
        if self.kind not in KINDS:
            raise WrongUsage(f"'{self.kind}' can't be estimated", where="KIND", fix=f"Write one of: {', '.join(KINDS)}")
        span = _span(agreement, self.period)
        feeds = found_feeds(agreement, self.kind, self.of, span.last)
        of = feeds[0].of
        if self.kind == "cost":
            sharing = list(dict.fromkeys(party for feed in feeds for party in feed.parties))
            party = own_party(agreement, provenance, sharing, "will pay the cost")
            if party not in sharing:
                what = f"{party} has no share of the cost '{of}'"
                raise Refused(what, where="--party", fix=f"Name one of: {', '.join(sharing)}")
        else:
            party = seller(agreement, provenance, feeds, self.kind)
        feed = (self.kind, of, party)
        _refuse_known(agreement, feed, span)
        return EstimateRecorded(
            ref=new_ref(agreement, "estimate", self.ref),
            kind=self.kind,
            of=of,
            party=party,
            amount=minor(agreement, self.amount),
            period=span.label,
            first=span.first,
            last=span.last,
            restates=_replaced(agreement, feed, span),
            provenance=provenance,
        )


def _span(agreement: Agreement, period: str) -> Span:
    terms = agreement.contract.terms
    try:
        span = agreement.contract.calendar.parse(period)
    except BadScalar as error:
        raise WrongUsage(error.what, where="--for", fix=error.fix) from error
    if span.last < terms.effective:
        what = f"{span.label} ends before {agreement.id} takes effect on {terms.effective}"
        raise Refused(what, where="--for", fix="Name a later period")
    if agreement.opening and span.last <= agreement.opening.on:
        what = f"{span.label} ends before {agreement.id} was taken over, as it stood on {agreement.opening.on}"
        raise Refused(what, where="--for", fix="Name a later period")
    last = agreement.contract.last_day
    if last and span.first > last and not agreement.contract.survived_on(span.first):
        ended = f"the term of {agreement.id} ended" if last == terms.until else f"{agreement.id} was terminated"
        what = f"{span.label} begins after {ended} on {last}"
        raise Refused(what, where="--for", fix="Name an earlier period")
    return span


def _refuse_known(agreement: Agreement, feed: tuple[str, str, str], span: Span) -> None:
    """Refuse an estimate of what is known: it would give way at once."""
    for fact in agreement.facts.values():
        if fact.status is Status.COUNTS and (fact.kind, fact.of, fact.party) == feed and fact.on in span:
            raise Refused(
                f"Actual {feed[0]} of {feed[1]} for {span.label} {'are' if feed[0] == 'sales' else 'is'} recorded "
                f"already: {fact.ref} of {fact.on}",
                where="--for",
                fix="Estimate the periods of which nothing is recorded yet",
            )


def _replaced(agreement: Agreement, feed: tuple[str, str, str], span: Span) -> str | None:
    """Return the earlier estimate for the same days. Raises Refused for one that shares only some of them."""
    for fact in estimates(agreement):
        if (*estimated(fact), fact.party) == feed and _overlap(fact, span):
            if (fact.on, last_day(fact)) == (span.first, span.last):
                return fact.ref
            raise Refused(
                f"{fact.ref} estimates the {feed[0]} of {feed[1]} from {fact.on} to {last_day(fact)}, "
                f"which shares days with {span.label}",
                where="--for",
                fix=f"Reverse it first: pledger reverse {agreement.id}/{fact.ref} --reason ...; or name another period",
            )
    return None


def _overlap(estimate: Fact, span: Span) -> bool:
    return estimate.on <= span.last and span.first <= last_day(estimate)
