"""Random lives of an agreement with clauses of every kind: events, gates, withdrawals, dealings with dues, an end.

Every fact has a reference of its own, so that the same life can be recorded in any order that keeps what corrects a
fact behind it. What is refused is left out, as a ledger would refuse it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from contracts.errors import ContractError
from contracts.scalars import parse_amount
from ledger.agreement import Agreement
from ledger.commands.accruing import Accrue
from ledger.commands.amending import Amend
from ledger.commands.approval import ApproveOverspend
from ledger.commands.base import Command
from ledger.commands.claiming import ClaimDue, InvoiceDue
from ledger.commands.closing import ClosePeriod
from ledger.commands.commitment import RecordCommitment, RecordRelease
from ledger.commands.correction import Accept, Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.disputing import Dispute, Resolve
from ledger.commands.duty import ExcuseDuty, FulfilDuty
from ledger.commands.ended import refuse_ended
from ledger.commands.estimate import RecordEstimate
from ledger.commands.fund import RecordContribution, RecordDistribution
from ledger.commands.gate import ResumeGate, SuspendGate
from ledger.commands.held import refuse_held
from ledger.commands.in_kind import RecordInKind
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.outcome import RecordOutcome
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.commands.terminating import Terminate
from ledger.commands.terms_event import RecordEvent
from ledger.commands.waiving import Waive
from ledger.commands.withdrawal import WithdrawMilestone
from ledger.dues import open_dues
from ledger.errors import LedgerError
from ledger.events import Event, Evidence
from tests.plans import LONG_AFTER, PARTIES, PROVENANCE, signed
from tests.plans_measures import CLAUSES as MEASURED
from tests.plans_measures import TO_TRUST
from tests.projection_samples import REPORT, document

CLAUSES: dict[str, dict[str, Any]] = {
    **MEASURED,
    "royalty": {
        **MEASURED["royalty"],
        "to": {"trust": "60%", "university": "40%"},
        "reductions": [{"step down": "1/3", "from": "patent expiry"}],
        "minimum": {"amount": "700"},
    },
    "costs": {
        **MEASURED["costs"],
        "budget": {"amount": "900", "tolerance": "10%"},
        "cap": [{"party": "trust", "amount": "400", "per": "year", "excess": {"borne by": "company"}}],
    },
    "access": {"kind": "data access fee", "data": "records", "fee": "365", **TO_TRUST},
    "ethics": {"kind": "gate", "needs": ["approval"], "while shut": {"abates": ["access"]}},
    "report": {"kind": "obligation", "on": "company", "duty": "a report", "due": "30 days after quarter end"},
    "interest": {"kind": "late payment interest", "on": ["royalty", "approval"], "rate": "8%"},
}
"""One clause of every kind but the profit share and its balance, which stand in families of their own."""

AMENDED: dict[str, dict[str, Any]] = {
    **CLAUSES,
    "royalty": {**CLAUSES["royalty"], "rate": "9%", "to": {"trust": "1/7", "university": "6/7"}},
    "costs": {**CLAUSES["costs"], "shares": {"trust": "50%", "company": "50%"}},
    "access": {**CLAUSES["access"], "fee": "730"},
    "fund": {**CLAUSES["fund"], "carried": {"to": "company", "share": "1/3"}},
}
"""The same with other rates, shares and sums."""

FIRST = date(2026, 1, 1)
days = st.integers(0, 500).map(lambda number: FIRST + timedelta(days=number))
amounts = st.integers(1, 90_000).map(lambda minor: parse_amount(f"{minor // 100}.{minor % 100:02}"))
either_way = st.tuples(amounts, st.booleans()).map(
    lambda drawn: parse_amount(f"-{drawn[0].major}" if drawn[1] else f"{drawn[0].major}")
)


class Step(NamedTuple):
    """A request and who makes it; `after` is the number of the step whose fact it corrects, None if it stands alone."""

    command: Command
    party: str
    after: int | None = None


class Deal(NamedTuple):
    """What is done about one of the dues that are open when its turn comes, by whom it concerns."""

    how: str
    on: date
    amount: Any
    which: int
    ref: str


Life = Sequence[Step | Deal]

FACTS: dict[str, tuple[st.SearchStrategy[Command], st.SearchStrategy[str]]] = {
    "cost": (
        st.builds(RecordCost, amount=either_way, on=days, of=st.sampled_from(["development", "trial"])),
        st.sampled_from(("trust", "company")),
    ),
    "in kind": (st.builds(RecordInKind, quantity=st.integers(1, 9), on=days, item=st.just("hour")), st.just("trust")),
    "sales": (st.builds(RecordSales, amount=either_way, on=days), st.just("company")),
    "claim": (st.builds(ClaimMilestone, clause=st.just("approval"), on=days), st.just("trust")),
    "outcome": (
        st.builds(
            RecordOutcome, people=st.integers(1, 9), on=days, saving_each=amounts, verified_by=st.just("the unit")
        ),
        st.just("trust"),
    ),
    "capital": (st.builds(RecordContribution, amount=amounts, on=days), st.just("university")),
    "distribution": (st.builds(RecordDistribution, amount=amounts, on=days), st.just("company")),
    "approval": (st.builds(ApproveOverspend, clause=st.just("costs"), amount=amounts, on=days), st.just("trust")),
    "commitment": (st.builds(RecordCommitment, amount=amounts, on=days, of=st.just("development")), st.just("trust")),
    "patent": (st.builds(RecordEvent, event=st.just("patent expiry"), on=days), st.just("company")),
    "suspend": (st.builds(SuspendGate, gate=st.just("ethics"), on=days, reason=st.just("x")), st.just("trust")),
    "resume": (
        st.builds(
            ResumeGate, gate=st.just("ethics"), on=days, expires=st.none() | days.map(lambda d: d + timedelta(600))
        ),
        st.just("trust"),
    ),
    "fulfil": (
        st.builds(FulfilDuty, duty=st.just("report"), on=days, period=st.sampled_from(["2026-Q1", "2026-Q2"])),
        st.just("company"),
    ),
    "excuse": (
        st.builds(ExcuseDuty, duty=st.just("report"), on=days, reason=st.just("x"), period=st.just("2026-Q3")),
        st.just("trust"),
    ),
    "estimate": (
        st.builds(
            RecordEstimate, kind=st.just("sales"), amount=amounts, period=st.sampled_from(["2027-01", "2026-Q4"])
        ),
        st.just("company"),
    ),
    "payment": (st.builds(RecordPayment, amount=amounts, on=days, payee=st.just("trust")), st.just("company")),
    "end": (
        st.builds(
            Terminate, on=days.map(lambda day: day + timedelta(300)), ground=st.just("notice"), reason=st.just("x")
        ),
        st.just("trust"),
    ),
}
"""What can be recorded of an agreement, and by whom."""

A_YEAR: Life = (
    Step(RecordSales(amount=parse_amount("9000"), on=date(2026, 3, 1), ref="A1"), "company"),
    Step(RecordSales(amount=parse_amount("7000"), on=date(2026, 12, 31), ref="A2"), "company"),
    Step(RecordCost(amount=parse_amount("2000"), on=date(2026, 12, 31), of="development", ref="A3"), "trust"),
    Step(RecordContribution(amount=parse_amount("100"), on=date(2026, 1, 2), ref="A4"), "university"),
    Step(RecordDistribution(amount=parse_amount("300"), on=date(2026, 12, 31), ref="A5"), "company"),
    Step(ClosePeriod(period="2026", today=LONG_AFTER), "trust"),
)
"""A year on which whatever turns the terms, at any of its days, has an effect."""

PAID_AND_SENT_BACK: Life = (
    Step(RecordPayment(amount=parse_amount("50"), on=date(2027, 2, 1), payee="trust", ref="A6"), "company"),
    Step(Reverse(ref="A6", reason="the bank sent it back"), "company"),
)

MOVES_NO_TOTALS = ("payment", "estimate", "commitment", "fulfil", "excuse")
CLOSES = st.builds(
    ClosePeriod, period=st.sampled_from(["2026-Q1", "2026-Q3", "2026", "2027-Q1"]), today=st.just(LONG_AFTER)
)
AMENDMENTS = days.map(
    lambda day: Amend.of(
        document("plan", list(PARTIES), AMENDED, title="Another"), day, Evidence("1" * 64, "amended.yaml", 1), None
    )
)
ACCRUALS = st.builds(Accrue, to=days, today=st.just(LONG_AFTER))
DEALS = ("waive", "dispute", "claim", "invoice", "pay")


def called(command: Command, ref: str) -> Command:
    """Return a request under a reference of its own."""
    return replace(command, **{"ref": ref})


@st.composite
def _corrected(draw: st.DrawFn, number: int, step: Step) -> Step:
    """Draw what corrects a step: its reversal, its acceptance, its withdrawal or release, whatever it can be."""
    if isinstance(step.command, ClaimMilestone) and draw(st.booleans()):
        on = step.command.on + timedelta(days=draw(st.integers(0, 200)))
        return Step(WithdrawMilestone(claim=f"X{number}", on=on, reason="x", ref=f"X{number}.w"), "trust", number)
    if isinstance(step.command, RecordCommitment) and draw(st.booleans()):
        on = step.command.on + timedelta(days=draw(st.integers(0, 200)))
        release = RecordRelease(commitment=f"X{number}", on=on, amount=draw(st.none() | amounts), ref=f"X{number}.r")
        return Step(release, "trust", number)
    if isinstance(step.command, RecordCost) and step.command.of == "trial" and draw(st.booleans()):
        return Step(Accept(ref=f"X{number}", on=draw(days) + timedelta(days=500)), "company", number)
    return Step(Reverse(ref=f"X{number}", reason="x"), step.party, number)


@st.composite
def lives(draw: st.DrawFn, *, dealings: bool = True) -> Life:
    """Draw a life: facts, what corrects them, closes, accruals, and what is done about dues."""
    kinds = st.sampled_from([kind for kind in FACTS if dealings or kind not in MOVES_NO_TOTALS])
    steps: list[Step | Deal] = []
    for number in range(draw(st.integers(5, 16))):
        command, party = FACTS[draw(kinds)]
        steps.append(Step(called(draw(command), f"X{number}"), draw(party)))
    for number in sorted(draw(st.sets(st.integers(0, len(steps) - 1), max_size=5))):
        step = steps[number]
        assert isinstance(step, Step)
        steps.append(draw(_corrected(number, step)))
    steps += [Step(close, "trust") for close in draw(st.lists(CLOSES, max_size=2))]
    steps += [Step(amended, "trust") for amended in draw(st.lists(AMENDMENTS, max_size=1))]
    if dealings:
        steps += [Step(accrual, "trust") for accrual in draw(st.lists(ACCRUALS, max_size=1))]
        for number in range(draw(st.integers(0, 6))):
            how = draw(st.sampled_from(DEALS))
            steps.append(Deal(how, draw(days), draw(amounts), draw(st.integers(0, 9)), f"D{number}"))
    return steps


def in_reach(order: Sequence[int], steps: Life) -> list[int]:
    """Put every step behind the one that it corrects."""
    result: list[int] = []
    for number in order:
        step = steps[number]
        needed = [step.after] if isinstance(step, Step) and step.after is not None else []
        result += [each for each in (*needed, number) if each not in result]
    return result


def new() -> Agreement:
    """Sign the agreement, in memory."""
    return signed(document("plan", list(PARTIES), CLAUSES))


def live(agreement: Agreement, step: Step | Deal) -> bool:
    """Record a step as the application would, and tell whether it was not refused."""
    found = step if isinstance(step, Step) else _dealt(agreement, step)
    if found is None:
        return False
    provenance = replace(PROVENANCE, party=found.party, evidence=(REPORT,), note="ab" * 32)
    try:
        body = found.command.body(agreement, provenance)
        refuse_held(agreement, body)
        refuse_ended(agreement, body)
    except (LedgerError, ContractError):
        return False
    agreement.trigger(body)
    return True


def _dealt(agreement: Agreement, deal: Deal) -> Step | None:
    """Return what is done about one of the open dues; a dispute that stands may be resolved instead."""
    standing = [fact for fact in agreement.facts.values() if fact.kind == "dispute" and fact.status.value == "counts"]
    if deal.how == "dispute" and standing and deal.which % 2:
        on = max(deal.on, standing[0].on)
        return Step(Resolve(dispute=standing[0].ref, on=on, ref=deal.ref), standing[0].claimants[0])
    dues = open_dues(agreement)
    if not dues:
        return None
    due = dues[deal.which % len(dues)]
    name, amount = f"{due.name}:{due.payer}:{due.payee}", deal.amount
    least = deal.amount if deal.amount.major * 100 <= due.amount else parse_amount(f"{due.amount / 100:.2f}")
    made = {
        "waive": Step(Waive(due=name, on=deal.on, amount=least, ref=deal.ref), due.payee),
        "dispute": Step(Dispute(due=name, on=deal.on, amount=least, reason="x", ref=deal.ref), due.payer),
        "claim": Step(ClaimDue(due=name, on=deal.on, ref=deal.ref), due.payee),
        "invoice": Step(InvoiceDue(due=name, on=deal.on, amount=least, ref=deal.ref), due.payee),
        "pay": Step(RecordPayment(amount=amount, on=deal.on, against=name, ref=deal.ref), due.payer),
    }
    return made[deal.how]


def lived(steps: Life, order: Sequence[int] | None = None) -> tuple[Agreement, list[Event], set[int]]:
    """Live through a life; return the agreement, its events as a ledger numbers them, and which steps were recorded."""
    agreement = new()
    recorded = {number for number in order or range(len(steps)) if live(agreement, steps[number])}
    at = "2026-01-01T00:00:00.000000Z"
    events = [replace(each, id=number, recorded_at=at) for number, each in enumerate(agreement.pending_events, 1)]
    return agreement, events, recorded
