"""Law 12: a journal read by an independent program balances, and gives each party's totals as the ledger has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from msgspec.structs import replace
from sqlalchemy import Connection

from contracts.classification import Counts
from ledger.agreement import Agreement
from ledger.events import Event
from ledger.facts import Status
from projections.asking import find_agreement
from projections.balances import balances_at
from projections.catch_up import NOTHING
from projections.journal import sections
from projections.journal_accounts import Names
from projections.rendering.journal_text import Notation, to_journal
from projections.standing import standings
from projections.views import views_over
from tests import plans_dues
from tests.journals import Sums, by_beancount, ending
from tests.plans import PARTIES, Plan, lived, plans

LONG_AFTER = date(2200, 1, 1)


@settings(max_examples=30, deadline=None)
@given(plans())
def test_costs_royalties_payments_and_corrections_are_what_beancount_reads(plan: Plan) -> None:
    agreement, events = lived(plan, plan.orders[0])
    numbered = [replace(event, id=number) for number, event in enumerate(events, 1)]
    check(agreement, numbered, PARTIES)


@settings(max_examples=30, deadline=None)
@given(plans_dues.STEPS)
def test_waivers_advances_and_disputes_are_what_beancount_reads(steps: Sequence[plans_dues.Step]) -> None:
    for agreement, events in list(plans_dues.histories(steps))[-1:]:
        check(agreement, events, plans_dues.PARTIES)


def check(agreement: Agreement, events: Sequence[Event], parties: Sequence[str]) -> None:
    """Compare what beancount reads with shares, statements, entries and payments, party by party."""
    with views_over(events, NOTHING) as connection:
        read = by_beancount("".join(to_journal(Notation.BEANCOUNT, (), sections(connection, [agreement.id]))))
        check_open(connection, agreement.id, parties, read)
    for party, (due, paid) in moved(agreement, events, parties).items():
        named = Names().of(party)
        assert due == earned(read, named)
        assert paid == ending(read, f"{named}:Cash")


def check_open(connection: Connection, agreement: str, parties: Sequence[str], read: Sums) -> None:
    """Compare what is open and what is paid in advance, with the statement by clause and with the shares together."""
    clauses = Names()
    for clause in find_agreement(connection, agreement).clauses:
        clauses.of(clause)
    balances = balances_at(connection, agreement, LONG_AFTER)
    for party, standing in standings(connection, agreement, parties).items():
        named = Names().of(party)
        assert major(standing.unsettled) == ending(read, f"{named}:Receivable") + ending(read, f"{named}:Payable")
        assert major(standing.unapplied) == ending(read, f"{named}:Advances")
        for clause in {clause for clause, who in balances if who == party}:
            told = (exactly(read, f"{named}:{side}:{clauses.of(clause)}") for side in ("Receivable", "Payable"))
            assert major(balances[clause, party]) == sum(told)


def moved(agreement: Agreement, events: Sequence[Event], parties: Sequence[str]) -> dict[str, tuple[Decimal, Decimal]]:
    """Return what each party is due from others, and was paid by them, from the events and facts themselves."""
    due, paid = dict.fromkeys(parties, 0), dict.fromkeys(parties, 0)
    for event in events:
        for entry in getattr(event.body, "entries", ()):
            for party, sign in ((entry.payer, -1), (entry.payee, 1)):
                if party in due:
                    due[party] += sign * entry.amount
    for fact in agreement.facts.values():
        if fact.kind == "payment" and fact.status is Status.COUNTS:
            paid[fact.party] -= fact.amount
            paid[fact.of] += fact.amount
    return {party: (major(due[party]), major(paid[party])) for party in parties}


def earned(read: Sums, party: str) -> Decimal:
    """Add up what entries made due: income less expenses, whatever they count as, without what was waived."""
    natures = {"-".join(word.capitalize() for word in counts.split()) for counts in Counts}
    return -sum((ending(read, f"{party}:{nature}") for nature in natures), Decimal())


def exactly(read: Sums, account: str) -> Decimal:
    """Add up one account, without those below it."""
    return sum((amount for name, amount in read.items() if name.split()[0].endswith(f":{account}")), Decimal())


def major(amount_minor: int) -> Decimal:
    """Return an amount in pounds."""
    return Decimal(amount_minor).scaleb(-2)
