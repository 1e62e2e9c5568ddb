"""`record commitment` and `record release`: what a party has promised to spend, and what it is let off."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from contracts.commitments import Promise, unspent
from contracts.money import written
from contracts.scalars import Amount
from ledger.agreement import Agreement
from ledger.commands.base import Command, known_fact, minor, new_ref, own_party, suggestion, within_term
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.errors import Refused, WrongUsage
from ledger.events import Provenance
from ledger.facts import Fact, Status


class RecordCommitment(Command, frozen=True, kw_only=True):
    """A cost of a category that can't be cancelled any more, or capital promised to a fund and not called yet."""

    name: ClassVar[str] = "record commitment"
    amount: Amount
    on: date
    of: str | None = None
    until: date | None = None
    unshared: bool = False
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> CommitmentRecorded:
        """Check what it is for, whose it is, and its days."""
        of = self.of or _only(agreement)
        kind = _kind(agreement, of, self.unshared)
        within_term(agreement, self.on, "The commitment")
        if self.until and self.until < self.on:
            what = f"The commitment would end on {self.until}, before it begins on {self.on}"
            raise Refused(what, where="--until", fix="Write its last day")
        return CommitmentRecorded(
            ref=new_ref(agreement, "commitment", self.ref),
            on=self.on,
            party=_party(agreement, provenance, (kind, of, self.on)),
            of=of,
            amount=_above_zero(minor(agreement, self.amount), "A commitment"),
            funding=kind == "contribution",
            until=self.until,
            entries=(),
            provenance=provenance,
        )


class RecordRelease(Command, frozen=True, kw_only=True):
    """So much of a commitment, or all that is left of it, no longer has to be spent."""

    name: ClassVar[str] = "record release"
    commitment: str
    on: date
    amount: Amount | None = None
    ref: str | None = None

    def body(self, agreement: Agreement, provenance: Provenance) -> CommitmentReleased:
        """Check that so much of the commitment is left, by the facts that count."""
        promise = known_fact(agreement, self.commitment)
        _check(promise)
        if self.on < promise.on:
            what = f"{promise.ref} is dated {promise.on}; it cannot be released before that, on {self.on}"
            raise Refused(what, where="--on", fix="Correct the date")
        within_term(agreement, self.on, "The release")
        left = left_of(agreement, promise)
        amount = _above_zero(minor(agreement, self.amount), "A release") if self.amount else left
        if not 0 < amount <= left:
            money = f"{agreement.contract.terms.currency} {written(left, agreement.contract.digits)}"
            what = f"Of {promise.ref} {money} is left" if left else f"Nothing is left of {promise.ref}"
            raise Refused(f"{what}; no more can be released", fix=f"See: pledger shares {agreement.id}")
        return CommitmentReleased(
            ref=new_ref(agreement, "release", self.ref),
            on=self.on,
            party=promise.party,
            commitment=promise.ref,
            amount=amount,
            entries=(),
            provenance=provenance,
        )


def left_of(agreement: Agreement, promise: Fact) -> int:
    """Return what is left of a commitment once releases and spending are taken off."""
    counting = [fact for fact in agreement.facts.values() if fact.status is Status.COUNTS]
    same = [fact for fact in counting if (fact.kind, fact.party, fact.of) == ("commitment", promise.party, promise.of)]
    released = {fact.ref: 0 for fact in same}
    for fact in counting:
        if fact.kind == "release" and fact.of in released:
            released[fact.of] += fact.amount
    promises = [Promise(fact.ref, fact.on, fact.until, fact.amount - released[fact.ref]) for fact in same]
    kind = _spent_as(agreement, promise.of)
    by_day: dict[date, int] = {}
    for fact in counting:
        if (fact.kind, fact.party, fact.of) == (kind, promise.party, promise.of):
            by_day[fact.on] = by_day.get(fact.on, 0) + fact.amount
    return unspent(promises, by_day.items())[promise.ref]


def _spent_as(agreement: Agreement, of: str) -> str:
    """Return the kind of fact that uses a commitment up: money paid into a fund of this name, else costs."""
    contract = agreement.contract
    return "contribution" if contract.feeds_for("contribution", of) and not contract.feeds_for("cost", of) else "cost"


def _only(agreement: Agreement) -> str:
    contract = agreement.contract
    known = list(dict.fromkeys(feed.of for feed in (*contract.feeds_of("cost"), *contract.feeds_of("contribution"))))
    if len(known) != 1:
        fix = f"Add --of, one of: {', '.join(known)}" if known else "Add --of CATEGORY --unshared"
        raise WrongUsage("It is not said what the commitment is for", where="--of", fix=fix)
    return known[0]


def _kind(agreement: Agreement, of: str, unshared: bool) -> str:
    """Return the kind of fact that will use it up. Raises Refused for a category that no clause reads."""
    contract = agreement.contract
    kind = _spent_as(agreement, of)
    if not contract.feeds_for(kind, of) and not unshared:
        known = dict.fromkeys(feed.of for feed in (*contract.feeds_of("cost"), *contract.feeds_of("contribution")))
        raise Refused(
            f"No clause of {agreement.id} shares the cost '{of}', and none has a fund of that name",
            where="--of",
            fix=f"{suggestion(of, known)}. For a cost that the party bears alone add --unshared",
        )
    return kind


def _party(agreement: Agreement, provenance: Provenance, what: tuple[str, str, date]) -> str:
    bound = list(dict.fromkeys(party for feed in agreement.contract.feeds_for(*what) for party in feed.parties))
    party = own_party(agreement, provenance, bound or agreement.contract.terms.parties, "is committed")
    if bound and party not in bound:
        said = f"{party} has no part in '{what[1]}', so that it could not spend what it commits"
        raise Refused(said, where="--party", fix=f"Name one of: {', '.join(bound)}")
    return party


def _check(promise: Fact) -> None:
    if promise.kind != "commitment":
        what = f"{promise.ref} is a record of {promise.kind}, not a commitment"
        raise Refused(what, fix="Name the reference of a commitment, as N1")
    if promise.status is not Status.COUNTS:
        raise Refused(f"{promise.ref} does not count: it is {promise.status}", fix="There is nothing to do")


def _above_zero(amount: int, what: str) -> int:
    if amount < 0:
        raise Refused(f"{what} is above zero", fix="Release what is no longer to be spent with: pledger record release")
    return amount
