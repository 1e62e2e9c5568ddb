"""What a party is or could be entitled to and has not received, by cause, each with its amount and its day.

Overdue sums come from the ledger's own account of debts. What time alone has made due and nobody has billed is found by
closing, on a copy of the agreement, every quarter that has ended. An amount that nobody agreed, as interest where no
clause charges any, is undefined and never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from contracts.clause import VENTURE
from contracts.clauses.contribution_in_kind import ContributionInKindTerms
from contracts.clauses.late_payment_interest import LatePaymentInterestTerms
from contracts.clauses.outcome_rebate import OutcomeRebate
from contracts.entries import Entry
from contracts.money import written
from contracts.parts.claim_window import measure
from contracts.parts.debt import whole_clause
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.events import PeriodClosed
from ledger.facts import Fact, Status
from projections.claims import claims
from projections.dealt import asked_for, ref_of
from projections.loaded import Loaded


class Cause(StrEnum):
    """Why something was not received."""

    NEVER_ASKED = "overdue, never invoiced"
    OVERDUE = "overdue, not paid"
    INTEREST = "interest not charged"
    MINIMUM = "minimum not billed"
    TIME = "due by time, not billed"
    CLAIM = "claimed, not accepted"
    LATE = "claimed too late"
    EVIDENCE = "contributed, not evidenced"
    CONTRIBUTION = "contributed, paid by no clause"
    PARITY = "parity below the agreement's floor"


class Leak(NamedTuple):
    """One thing not received: who would owe it ("" where nobody does), whose it is, since when, how much, and why.

    `ref` names the due, where there is one. `amount_minor` is None where nothing says how much it would be.
    """

    cause: Cause
    payer: str
    party: str
    under: str
    since: date
    amount_minor: int | None
    why: str
    ref: str = ""


def leaks(loaded: Loaded, today: date) -> Iterator[Leak]:
    """Yield everything not received, in no order."""
    yield from _overdue(loaded, today)
    yield from _interest(loaded, today)
    yield from _not_billed(loaded, today)
    yield from _claims(loaded, today)
    yield from _claimed_late(loaded)
    yield from _contributions(loaded)


def _overdue(loaded: Loaded, today: date) -> Iterator[Leak]:
    for owed in loaded.open:
        if owed.due is not None and owed.due < today:
            asked = asked_for(loaded, owed)
            late = f"{_days(owed.due, today)} late, for {owed.period}"
            who, ref = (owed.payer, owed.payee, owed.clause, owed.due), ref_of(loaded, owed)
            if asked.amount:
                yield Leak(Cause.OVERDUE, *who, asked.amount, f"{late}, {asked.words}", ref)
            if owed.amount > asked.amount:
                why = f"{late}, neither claimed nor invoiced"
                yield Leak(Cause.NEVER_ASKED, *who, owed.amount - asked.amount, why, ref)


def _interest(loaded: Loaded, today: date) -> Iterator[Leak]:
    """Yield what was paid late, or is late, under clauses on which no clause charges interest."""
    bearing = _bearing(loaded)
    for owed in loaded.open:
        if owed.due is not None and owed.due < today and whole_clause(owed.clause) not in bearing:
            why = f"{_money(loaded, owed.amount)} is {_days(owed.due, today)} late; no clause charges interest"
            yield Leak(Cause.INTEREST, owed.payer, owed.payee, owed.clause, owed.due, None, why)
    for fact in _counting(loaded, "payment"):
        for part in (*fact.applied, *fact.advanced):
            due = loaded.agreement.debts.due(part.clause, part.period)
            if due is not None and fact.on > due and whole_clause(part.clause) not in bearing:
                paid = f"{_money(loaded, part.amount)} was paid {_days(due, fact.on)} late, with {fact.ref}"
                why = f"{paid}; no clause charges interest"
                yield Leak(Cause.INTEREST, fact.party, fact.of, part.clause, due, None, why)


def _bearing(loaded: Loaded) -> set[str]:
    """Return the clauses that bear interest when paid late, and those that charge it, which bear none."""
    found = set()
    for name, terms in loaded.agreement.contract.terms.clauses.items():
        if isinstance(terms, LatePaymentInterestTerms):
            found |= {name, *terms.clauses}
    return found


def _not_billed(loaded: Loaded, today: date) -> Iterator[Leak]:
    """Yield what closing the quarters that have ended would book."""
    sums: dict[tuple[str, str, str, str], int] = {}
    days: dict[tuple[str, str, str, str], date] = {}
    through = _ended(loaded, today)
    for entry in _if_closed(loaded, through) if through else ():
        if VENTURE not in (entry.payer, entry.payee) and entry.payer != entry.payee:
            key = (entry.clause, entry.period, entry.payer, entry.payee)
            sums[key] = sums.get(key, 0) + entry.amount
            days[key] = entry.due or entry.booked
    for key, amount in sums.items():
        if amount > 0:
            clause, period, payer, payee = key
            why = f"for {period}, which is not closed; worked out up to {through}"
            yield Leak(_by_time(loaded, clause), payer, payee, clause, days[key], amount, why)


def _ended(loaded: Loaded, today: date) -> date | None:
    """Return the last day of the last quarter that has ended, None where the agreement is closed up to it."""
    contract = loaded.agreement.contract
    last = date.fromordinal(contract.calendar.end(contract.calendar.period_of(today.toordinal()) - 1))
    closed = loaded.agreement.through
    return None if last < contract.setting.effective or (closed and last <= closed) else last


def _if_closed(loaded: Loaded, through: date) -> tuple[Entry, ...]:
    if not any(clause.timed for clause in loaded.agreement.contract.clauses.values()):
        return ()  # nothing falls due with time alone, and there is nothing to be tried out on a copy
    close = PeriodClosed(period="", through=through, statements=(), entries=(), provenance=loaded.provenance)
    worked = loaded.copy().reperform(close)
    entries: tuple[Entry, ...] = getattr(worked, "entries", ())
    return entries


def _by_time(loaded: Loaded, clause: str) -> Cause:
    if isinstance(loaded.agreement.contract.terms.clauses.get(clause), LatePaymentInterestTerms):
        return Cause.INTEREST
    return Cause.MINIMUM if clause.partition(":")[2] == "minimum" else Cause.TIME


def _claims(loaded: Loaded, today: date) -> Iterator[Leak]:
    for claim in claims(loaded, today):
        who = f"to be accepted by {' or '.join(claim.accepters)}"
        yield Leak(Cause.CLAIM, "", claim.fact.party, claim.said, claim.fact.on, claim.amount, f"{claim.proved}, {who}")


def _claimed_late(loaded: Loaded) -> Iterator[Leak]:
    """Yield what would have been given back for people who were claimed after the last day."""
    rebates = [clause for clause in loaded.agreement.contract.clauses.values() if isinstance(clause, OutcomeRebate)]
    for fact in _counting(loaded, "non-response") if rebates else ():
        people = sum(moved.amount for moved in fact.tallied if moved.measure == measure(fact.of))
        claimed = fact.until or fact.on
        for clause in rebates:
            last = clause.last_day(fact.of, fact.on)
            if last is not None and claimed > last:
                why = f"{fact.ref}, of {fact.on}, claimed on {claimed}, {_days(last, claimed)} after the last day"
                for (payer, payee), amount in clause.lost(fact.on, people).items():
                    yield Leak(Cause.LATE, payer, payee, clause.id, last, amount, why)


def _contributions(loaded: Loaded) -> Iterator[Leak]:
    for ref in loaded.unshared:
        fact = loaded.agreement.facts[ref]
        if fact.status is Status.COUNTS:
            why = f"{ref}, a cost that no clause shares"
            yield Leak(Cause.CONTRIBUTION, "", fact.party, f"cost of {fact.of}", fact.on, fact.amount, why)
    for fact in _counting(loaded, "in kind"):
        if not fact.tallied:
            worth = loaded.agreement.contract.worth_in_kind(
                fact.of, fact.party, fact.on, Fraction(fact.amount, QUANTITY_PARTS)
            )
            why = f"{fact.ref} counts for nothing until its evidence is shown"
            yield Leak(Cause.EVIDENCE, "", fact.party, fact.of, fact.on, worth, why)
    yield from _in_kind(loaded)


def _in_kind(loaded: Loaded) -> Iterator[Leak]:
    """Yield what was contributed in kind under clauses that no other clause reads, so that nothing pays for it."""
    contract = loaded.agreement.contract
    read = {whole_clause(name) for clause in contract.clauses.values() for name in clause.after}
    worth: dict[tuple[str, str], int] = {}
    for clause, _, (_, payer, payee), amount in loaded.agreement.engine.booked():
        terms = contract.terms.clauses.get(clause)
        if payer == payee and clause not in read and isinstance(terms, ContributionInKindTerms):
            worth[clause, payer] = worth.get((clause, payer), 0) + amount
    for (clause, party), amount in worth.items():
        days = [fact.on for fact in _counting(loaded, "in kind") if fact.party == party]
        if amount and days:
            why = f"accepted, and owed by nobody; last on {max(days)}"
            yield Leak(Cause.CONTRIBUTION, "", party, clause, min(days), amount, why)


def _counting(loaded: Loaded, kind: str) -> list[Fact]:
    return [fact for fact in loaded.agreement.facts.values() if fact.kind == kind and fact.status is Status.COUNTS]


def _money(loaded: Loaded, amount: int) -> str:
    contract = loaded.agreement.contract
    return f"{contract.terms.currency} {written(amount, contract.digits)}"


def _days(since: date, until: date) -> str:
    number = (until - since).days
    return f"{number:,} day{'' if number == 1 else 's'}"
