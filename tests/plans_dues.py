"""Random histories of dues that are paid, waived, disputed and reversed, for the laws that hold over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from contracts.debts import BALANCE
from contracts.scalars import parse_amount
from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.commands.claiming import ClaimDue, InvoiceDue
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.disputing import Dispute, Resolve
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.commands.waiving import Waive
from ledger.due_events import HOLDING
from ledger.dues import open_dues
from ledger.errors import LedgerError
from ledger.events import Event
from ledger.facts import Status
from tests.plans import PROVENANCE, signed
from tests.projection_samples import document

PARTIES = ("company", "trust", "university")
TERMS: AgreementTerms = document(
    "joint",
    list(PARTIES),
    {
        "royalty": {
            "kind": "royalty",
            "on": "net sales of device",
            "from": "company",
            "to": {"trust": "2/3", "university": "1/3"},
            "rate": "10%",
            "report": "0 days after quarter end",
            "pay": "30 days after quarter end",
            "minimum": {"amount": "50"},
        },
        "costs": {
            "kind": "cost share",
            "of": "development",
            "shares": {"company": "50%", "trust": "30%", "university": "20%"},
        },
        "interest": {"kind": "late payment interest", "on": "royalty", "rate": "8%"},
    },
)


class Step(NamedTuple):
    """What is tried: which kind of request, how much, on which day, and which of the things that there are."""

    kind: str
    amount: int
    day: int
    which: int


KINDS = ("sales", "sales", "cost", "pay", "pay due", "waive", "dispute", "dispute", "resolve", "reverse", "close")
_RETURNED = 20
"""Which sales are returns."""

STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from((*KINDS, "claim", "invoice")),
        st.integers(1, 300_00),
        st.integers(0, 500),
        st.integers(0, 30),
    ),
    min_size=4,
    max_size=16,
)


def command_of(agreement: Agreement, step: Step) -> tuple[Command, str] | None:
    """Return the request and the party that makes it; None where there is nothing that it could be about."""
    on = date(2026, 1, 1) + timedelta(days=step.day)
    amount = parse_amount(f"{step.amount / 100:.2f}")
    party, other = PARTIES[step.which % 3], PARTIES[(step.which + 1) % 3]
    sold = parse_amount(f"{'-' if step.which > _RETURNED else ''}{step.amount / 10:.2f}")
    period = ("2026-Q1", "2026-Q2", "2026")[step.which % 3]
    made: dict[str, tuple[Command, str]] = {
        "sales": (RecordSales(amount=sold, on=on), "company"),
        "cost": (RecordCost(amount=amount, on=on, of="development"), party),
        "pay": (RecordPayment(amount=amount, on=on, payee=other), party),
        "close": (ClosePeriod(period=period, today=date(2100, 1, 1)), party),
    }
    if step.kind in made:
        return made[step.kind]
    return (_of_a_fact if step.kind in ("reverse", "resolve") else _of_a_due)(agreement, step, on)


def _of_a_fact(agreement: Agreement, step: Step, on: date) -> tuple[Command, str] | None:
    kinds = {"resolve": ("dispute",)}.get(step.kind)
    standing = [
        fact
        for fact in agreement.facts.values()
        if fact.status is Status.COUNTS and (kinds is None or fact.kind in kinds)
    ]
    if not standing:
        return None
    fact = standing[step.which % len(standing)]
    if step.kind == "reverse":
        return Reverse(ref=fact.ref, reason="x"), fact.party
    upheld = parse_amount(f"{step.amount / 100:.2f}") if step.which % 2 else None
    return Resolve(dispute=fact.ref, on=max(on, fact.on), upheld=upheld), fact.of if upheld else fact.claimants[0]


def _of_a_due(agreement: Agreement, step: Step, on: date) -> tuple[Command, str] | None:
    dues = open_dues(agreement)
    if not dues:
        return None
    due = dues[step.which % len(dues)]
    name = f"{due.name}:{due.payer}:{due.payee}"
    amount = parse_amount(f"{min(step.amount, due.amount) / 100:.2f}")
    made: dict[str, tuple[Command, str]] = {
        "pay due": (RecordPayment(amount=parse_amount(f"{step.amount / 100:.2f}"), on=on, against=name), due.payer),
        "waive": (Waive(due=name, on=on, amount=amount), due.payee),
        "dispute": (Dispute(due=name, on=on, amount=amount, reason="x"), due.payer),
        "claim": (ClaimDue(due=name, on=on), due.payee),
        "invoice": (InvoiceDue(due=name, on=on, amount=amount), due.payee),
    }
    return made[step.kind]


def ask(agreement: Agreement, command: Command, party: str) -> bool:
    """Record a request as the application would, and tell whether it was not refused."""
    try:
        body = command.body(agreement, replace(PROVENANCE, party=party, note="ab" * 32))
    except LedgerError:
        return False
    agreement.trigger(body)
    return True


def histories(steps: Sequence[Step]) -> Iterator[tuple[Agreement, list[Event]]]:
    """Yield the agreement after every step that was recorded, with all its events."""
    agreement = signed(TERMS)
    events = [replace(event, id=1, recorded_at="2026-01-01T00:00:00.000000Z") for event in agreement.collect_events()]
    for step in steps:
        found = command_of(agreement, step)
        if found and ask(agreement, *found):
            events += [
                replace(event, id=len(events) + 1, recorded_at="2026-01-01T00:00:00.000000Z")
                for event in agreement.collect_events()
            ]
            yield agreement, events


Key = tuple[str, str, str, str, str]


def by_due(agreement: Agreement) -> dict[Key, dict[str, int]]:
    """Return by clause, role, period, payer and payee what is due, paid, waived and disputed; without the pot."""
    found: dict[Key, dict[str, int]] = {}

    def add(key: Key, what: str, amount: int) -> None:
        lanes = found.setdefault(key, {"due": 0, "paid": 0, "waived": 0, "disputed": 0})
        lanes[what] += amount

    for clause, period, (role, payer, payee), amount in agreement.engine.booked():
        if payer != payee and {payer, payee} <= {*PARTIES}:
            add((clause, role, period, payer, payee), "due", amount)
    for fact in agreement.facts.values():
        if fact.status is Status.COUNTS and (fact.kind == "payment" or fact.kind in HOLDING):
            what = {"payment": "paid", "dispute": "disputed"}.get(fact.kind, "waived")
            for part in (*fact.applied, *fact.advanced):
                if part.role != BALANCE:
                    add((part.clause, part.role, part.period, fact.party, fact.of), what, part.amount)
    return found
