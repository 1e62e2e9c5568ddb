"""Random histories of an agreement with one clause of every kind that moves a measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from contracts.errors import ContractError
from contracts.scalars.amount import parse_amount
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.commitment import RecordCommitment, RecordRelease
from ledger.commands.correction import Accept, Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.fund import RecordContribution, RecordDistribution
from ledger.commands.in_kind import RecordInKind
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.outcome import RecordOutcome
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.commands.unvalued import RecordUnvalued
from ledger.commands.waiving import Waive
from ledger.errors import LedgerError
from ledger.events import Event
from tests.plans import PARTIES, PROVENANCE, Step, signed
from tests.projection_samples import REPORT, document

ACCEPTED = {"accepted by": "company"}
TO_TRUST = {"from": "company", "to": "trust"}
CLAUSES: dict[str, dict[str, Any]] = {
    "costs": {"kind": "cost share", "of": "development", "shares": {"trust": "1/3", "company": "2/3"}},
    "claims": {
        "kind": "cost share",
        "of": "trial",
        "shares": {"trust": "50%", "company": "50%"},
        "accepted by": "company",
    },
    "card": {
        "kind": "contribution in kind",
        "by": "trust",
        "rates": [{"item": "hour", "rate": "33.33", "from": "2026-01-01"}],
        "evidence required": "no",
    },
    "data": {
        "kind": "contribution in kind",
        "by": "university",
        "rates": [{"item": "scan", "rate": "10", "from": "2026-06-01"}],
        "accepted by": "trust",
    },
    "royalty": {
        "kind": "royalty",
        "on": "net sales of device",
        "from": "company",
        "to": {"trust": "60%", "university": "1/3", "company": "1/15"},
        "rate": "7.25%",
    },
    "approval": {"kind": "milestone", "when": "approved", "pays": "1,000.01", **TO_TRUST},
    "upfront": {
        "kind": "fixed fee",
        "for": "the option",
        "amount": "99.99",
        "from": "company",
        "to": "trust",
        "on": "2026-02-01",
    },
    "service": {
        "kind": "fixed fee",
        "for": "service",
        "amount": "12.50",
        "from": "trust",
        "to": "university",
        "every": "quarter",
        "starting": "2026-01-31",
    },
    "gain": {
        "kind": "gain share",
        "outcome": "bed days",
        "saving": {"per": "patient", "verified by": "the unit"},
        "from": "trust",
        "to": {"company": "50%"},
    },
    "fund": {
        "kind": "waterfall",
        "of": "fund",
        "investors": "university",
        "preferred return": {"rate": "8%"},
        "carried": {"to": "company", "share": "20%"},
        "held by": "company",
    },
    "backing": {
        "kind": "guarantee",
        "for": "the loan",
        "by": "company",
        "to": "trust",
        "up to": "5,000.01",
        "probability": "1/3",
    },
    "promise": {
        "kind": "guarantee",
        "nature": "indemnity",
        "for": "claims",
        "by": "trust",
        "to": "company",
        "up to": "77",
    },
}
"""One clause of every kind that moves a measure."""

days = st.integers(0, 500).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
amounts = st.integers(1, 200_000).map(lambda minor: parse_amount(f"{minor // 100}.{minor % 100:02}"))
signed_amounts = st.tuples(amounts, st.booleans()).map(
    lambda drawn: parse_amount(f"-{drawn[0].major}") if drawn[1] else drawn[0]
)
quantities = st.integers(1, 5000).map(lambda parts: Decimal(parts) / 1000)
COMMANDS: Sequence[st.SearchStrategy[Command]] = (
    st.builds(RecordCost, amount=signed_amounts, on=days, of=st.sampled_from(["development", "trial"])),
    st.builds(RecordCost, amount=amounts, on=days, of=st.just("own"), unshared=st.just(True)),
    st.builds(RecordInKind, quantity=quantities, on=days, item=st.sampled_from(["hour", "scan"])),
    st.builds(RecordUnvalued, quantity=quantities, on=days, item=st.sampled_from(["data", "scan"])),
    st.builds(RecordSales, amount=signed_amounts, on=days),
    st.builds(ClaimMilestone, clause=st.just("approval"), on=days),
    st.builds(RecordPayment, amount=amounts, on=days, payee=st.sampled_from(PARTIES)),
    st.builds(RecordContribution, amount=amounts, on=days, of=st.just("fund")),
    st.builds(RecordDistribution, amount=amounts, on=days, of=st.just("fund")),
    st.builds(
        RecordOutcome,
        people=st.integers(1, 9),
        on=days,
        of=st.just("bed days"),
        saving_each=amounts,
        verified_by=st.just("the unit"),
    ),
    st.builds(
        RecordCommitment,
        amount=amounts,
        on=days,
        of=st.sampled_from(["development", "trial", "fund"]),
        until=st.none() | days,
    ),
    st.builds(RecordRelease, commitment=st.sampled_from(["N1", "N2"]), on=days, amount=st.none() | amounts),
    st.builds(
        Waive,
        due=st.tuples(
            st.sampled_from(["royalty", "approval", "upfront", "costs"]),
            st.sampled_from(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]),
        ).map("@".join),
        on=days,
        amount=st.none() | amounts,
    ),
    st.builds(Accept, ref=st.sampled_from(["C1", "C2", "K1", "K2"]), on=days),
    st.builds(Reverse, ref=st.sampled_from(["C1", "S1", "P1", "P2", "N1", "R1", "F1", "K1"]), reason=st.just("slip")),
    st.builds(ClosePeriod, period=st.sampled_from(["2026-Q1", "2026-Q3"]), today=st.just(date(2100, 1, 1))),
)
OWNERS: dict[type[Command], str] = {
    RecordSales: "company",
    RecordContribution: "university",
    RecordDistribution: "company",
    RecordOutcome: "trust",
    Accept: "company",
    Waive: "trust",
}
"""Whose fact it has to be, if not anybody's."""


def by_its_owner(drawn: tuple[Command, str]) -> Step:
    """Let the party record it that may, so that few commands are refused."""
    command, party = drawn
    if isinstance(command, RecordInKind):
        return Step(command, "trust" if command.item == "hour" else "university")
    return Step(command, OWNERS.get(type(command), party))


histories = st.lists(
    st.tuples(st.one_of(*COMMANDS), st.sampled_from(PARTIES)).map(by_its_owner), min_size=8, max_size=30
)


def lived(steps: Sequence[Step]) -> tuple[Agreement, list[Event]]:
    """Record what is not refused, in memory; return the agreement, and its events as the ledger would number them."""
    agreement = signed(document("plan", list(PARTIES), CLAUSES))
    for step in steps:
        try:
            provenance = replace(PROVENANCE, party=step.party, evidence=(REPORT,), note="ab" * 32)
            agreement.trigger(step.command.body(agreement, provenance))
        except (LedgerError, ContractError):
            continue
    events = [replace(event, id=number) for number, event in enumerate(agreement.pending_events, 1)]
    return agreement, events
