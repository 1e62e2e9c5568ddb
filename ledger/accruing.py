"""What has accrued by a day and is not booked: worked out by the same engine, on a copy, and recorded nowhere.

On the copy time passes up to the day, and estimates that still count are taken for facts. What the engine would then
book is what has accrued:

- what runs by days (interest, access fees) has accrued up to and with the day;
- what falls due on a day (a fixed fee, a minimum in advance) has accrued whole once that day has come, never in part;
- what royalties fall short of a minimum is held against the days of its time up to the day;
- an estimate counts by the days of its period that have passed, and gives way as a whole to the first actual figure
  of the same kind, thing and party that is dated in its period and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from contracts.bank_holidays import expected_beyond
from contracts.clause import Fact as Tallied
from contracts.contract import Contract
from contracts.entries import Entry
from contracts.fold import Cause
from contracts.money import round_half_away
from ledger import snapshot
from ledger.accrual_events import Accrued, Reversal
from ledger.agreement import Agreement
from ledger.event_parts import Provenance
from ledger.facts import Fact, Status


def can_accrue(agreement: Agreement) -> bool:
    """Tell whether anything may have accrued: a clause goes by time, or an estimate stands."""
    return any(clause.timed for clause in agreement.contract.clauses.values()) or any(estimates(agreement))


def estimates(agreement: Agreement) -> Iterator[Fact]:
    """Yield the estimates that no later one has replaced, whether or not an actual figure has come."""
    yield from (fact for fact in agreement.facts.values() if fact.kind == "estimate" and fact.status is Status.COUNTS)


def open_estimates(agreement: Agreement) -> list[Fact]:
    """Return the estimates that still count: no actual figure for their period counts."""
    standing = list(estimates(agreement))
    if not standing:
        return []
    feeds = {_feed(agreement, *estimated(fact), fact) for fact in standing}
    actual: dict[tuple[str, str, str], set[date]] = {}
    for fact in agreement.facts.values():
        feed = _feed(agreement, fact.kind, fact.of, fact)
        if fact.status is Status.COUNTS and feed in feeds:
            actual.setdefault(feed, set()).add(fact.on)
    return [fact for fact in standing if not _came(fact, actual.get(_feed(agreement, *estimated(fact), fact), ()))]


def _feed(agreement: Agreement, kind: str, of: str, fact: Fact) -> tuple[str, str, str]:
    """Return what a fact is of, and in which role: who fills it may have changed between an estimate and the figure."""
    return kind, of, agreement.contract.role_of(kind, of, fact.party, fact.on)


def _came(estimate: Fact, days: Iterable[date]) -> bool:
    return any(estimate.on <= day <= last_day(estimate) for day in days)


def estimated(estimate: Fact) -> tuple[str, str]:
    """Return the kind of fact that an estimate is of, and of what."""
    kind, _, of = estimate.of.partition(":")
    return kind, of


def last_day(estimate: Fact) -> date:
    """Return the last day of an estimate's period."""
    return estimate.until or estimate.on


def accrued(agreement: Agreement, day: date) -> tuple[Entry, ...]:
    """Return what has accrued by the end of a day and is not booked, each lane of a period once, with its working.

    The agreement stays as it is. What a party would keep itself is left out.
    """
    return accrued_in(snapshot.unpacked(agreement.id, snapshot.packed(agreement)), day)


@expected_beyond()
def accrued_in(spare: Agreement, day: date) -> tuple[Entry, ...]:
    """Return the same of an agreement that is thrown away afterwards: it is left as if all that were booked."""
    spare.differences()  # one that was just loaded remembers what was booked, and has to work out from what
    for fact in open_estimates(spare):
        spare.engine.take(_by_days(spare, fact, day))
    spare.engine.accrue(day.toordinal())
    entries, _ = spare.worked(Cause(day.toordinal()))
    return tuple(
        replace(entry, booked=day, true_up=False)
        for entry in _merged(entries)
        if entry.amount and entry.payer != entry.payee
    )


def _by_days(agreement: Agreement, estimate: Fact, day: date) -> Iterator[Tallied]:
    """Yield what an estimate comes to by a day, each quarter's part dated its last day, or the day asked for.

    The days that count are those on which the figure can come: after a take-over, and until its clauses end.
    """
    calendar = agreement.contract.calendar
    first, last, end = (each.toordinal() for each in _days(agreement, estimate))
    end = min(end, day.toordinal())
    before = 0
    for quarter in range(calendar.period_of(first), calendar.period_of(end) + 1) if first <= end else ():
        until = min(calendar.end(quarter), end)
        come = round_half_away(estimate.amount * (until - first + 1), last - first + 1)
        yield from _moved(agreement.contract, estimate, date.fromordinal(until), come - before)
        before = come


def _moved(contract: Contract, estimate: Fact, on: date, amount: int) -> list[Tallied]:
    kind, of = estimated(estimate)
    if kind == "cost":
        return contract.cost(of, estimate.party, on, amount)
    return contract.receipts(f"{kind}:{of}", on, amount)


def _days(agreement: Agreement, estimate: Fact) -> tuple[date, date, date]:
    """Return the first and last day over which an estimate is spread, and the last on which any of it comes.

    A term that ends was known when it was made, and a termination was not.
    """
    terms, last = agreement.contract.terms, last_day(estimate)
    first = max(estimate.on, terms.effective)
    if agreement.opening:
        first = max(first, agreement.opening.on + timedelta(days=1))
    ends = _end(agreement.contract, *estimated(estimate))
    if ends and terms.until:
        last = min(last, max(ends, terms.until))
    return first, last, min(last, ends or last)


def _end(contract: Contract, kind: str, of: str) -> date | None:
    """Return the last day on which a clause wants a figure recorded, None for no end."""
    wanting = [
        name
        for name, clause in contract.clauses.items()
        if any((feed.kind, feed.of) == (kind, of) for feed in clause.feeds)
    ]
    ends = [contract.last_day_of(name) for name in wanting]
    return max((end for end in ends if end), default=None) if all(ends) else None


def _merged(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Return one entry for each lane and period: what advances settle is worked out a second time.

    The later working stands, counting from what was booked before the first.
    """
    merged: dict[tuple[str, str, str, str, str], Entry] = {}
    for entry in entries:
        key = (entry.clause, entry.role, entry.payer, entry.payee, entry.period)
        merged[key] = _joined(merged[key], entry) if key in merged else entry
    return merged.values()


def _joined(first: Entry, second: Entry) -> Entry:
    working = replace(second.working, before=first.working.before)
    return replace(second, amount=first.amount + second.amount, working=working)


def accrual(entries: tuple[Entry, ...], day: date, provenance: Provenance) -> Accrued:
    """Return the event of an accrual: both legs, the second on the next day."""
    return Accrued(
        on=day,
        accruals=entries,
        reverses=day + timedelta(days=1),
        reversals=tuple(
            Reversal(entry.clause, entry.role, entry.payer, entry.payee, -entry.amount, entry.period)
            for entry in entries
        ),
        provenance=provenance,
    )
