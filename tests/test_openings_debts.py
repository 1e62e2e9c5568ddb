"""Open dues taken over: interest runs on, payments settle them, corrections hold, as if kept from the start."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import event, given
from hypothesis import strategies as st

from contracts.arithmetic import text
from contracts.document import read_document
from contracts.engine import ENGINE_VERSION
from contracts.fold import Fold
from contracts.parts.debt import unpacked
from contracts.scalars import Amount
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Reverse
from ledger.commands.opening import OpenPosition, payments_before
from ledger.commands.paid_before import refuse_otherwise_open
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordSales
from ledger.dues import open_dues
from ledger.events import Event, Evidence, Provenance
from ledger.replay import as_of
from tests.examples import examples
from tests.plans import LONG_AFTER, signed, totals

FILE = Evidence("4" * 64, "opening.yaml", 4)
START = date(2026, 1, 1)

TERMS = """\
agreement: licence
title: A licence
currency: GBP
effective: 2025-01-01
parties: {{ trust: {{ name: Trust }}, company: {{ name: Company }}, university: {{ name: University }} }}
clauses:
  royalty:
    kind: royalty
    on: net sales of device
    from: company
    to: {{ trust: 1/3, university: 2/3 }}
    rate: 10%
    pay: {pay} days after quarter end
  interest:
    kind: late payment interest
    on: royalty
    rate: {rate}
    bank rate: [{{ from: 2024-12-31, rate: 4.75% }}, {{ from: 2025-06-30, rate: 4.25% }}]
    part payments: {settles}
"""


class Step(NamedTuple):
    """What is tried on a day of the year: sales, a payment of some open due, a reversal, or the close of a quarter."""

    kind: str
    day: int
    minor: int
    which: int


def steps(year: int) -> st.SearchStrategy[list[Step]]:
    """Draw the steps of a year, in their order."""
    kinds = st.sampled_from(["sales", "sales", "pay", "pay", "reverse", "close"])
    first = date(year, 1, 1).toordinal()
    days = st.integers(first, first + 364)
    step = st.builds(Step, kinds, days, st.integers(1, 90_000), st.integers(0, 9))
    return st.lists(step, min_size=3, max_size=9).map(lambda drawn: sorted(drawn, key=lambda each: each.day))


terms = st.builds(
    lambda *parts: TERMS.format(**dict(zip(("pay", "rate", "settles"), parts, strict=True))),
    st.sampled_from(["0", "30", "120"]),
    st.sampled_from(["8%", "statutory", "4% over Bank Rate"]),
    st.sampled_from(["interest first", "principal first"]),
)


def command_of(agreement: Agreement, step: Step, ref: str) -> tuple[Command, str] | None:
    """Return a request and the party that makes it, None where there is nothing that it could be about."""
    on, amount = date.fromordinal(step.day), Amount(Decimal(step.minor).scaleb(-2))
    dues = [due for due in open_dues(agreement) if due.clause == "royalty"]
    after = [fact for fact in agreement.facts.values() if fact.on >= START and fact.status.value == "counts"]
    if step.kind == "sales":
        return RecordSales(amount=amount, on=on, ref=ref), "company"
    if step.kind == "close":
        return ClosePeriod(period=f"{on.year}-Q{(on.month + 2) // 3}", today=LONG_AFTER), "trust"
    if step.kind == "reverse" and after and on >= START:
        return Reverse(ref=after[step.which % len(after)].ref, reason="a slip"), after[step.which % len(after)].party
    if step.kind == "pay" and dues:
        due = dues[step.which % len(dues)]
        part = Amount(Decimal(min(step.minor, due.amount)).scaleb(-2))
        return RecordPayment(amount=part, on=on, against=f"{due.name}:{due.payer}:{due.payee}", ref=ref), due.payer
    return None


def follow(agreement: Agreement, command: Command, party: str) -> None:
    """Record a command, in memory."""
    provenance = Provenance("p-0", "user", "host", party, None, "prompt", (FILE,), None, ENGINE_VERSION, 1)
    agreement.trigger(command.body(agreement, provenance))


def live(agreements: Sequence[Agreement], happened: Sequence[Step]) -> None:
    """Let the same happen under every agreement, in the words of the first."""
    for number, step in enumerate(happened):
        found = command_of(agreements[0], step, f"F{step.day}.{number}")
        if found and isinstance(found[0], ClosePeriod):
            close(found[0].period, *agreements)
        elif found:
            for agreement in agreements:
                follow(agreement, *found)


def close(period: str, *agreements: Agreement) -> None:
    """Close a period that is not closed yet."""
    command = ClosePeriod(period=period, today=LONG_AFTER)
    for agreement in agreements:
        if not _closed(agreement, command):
            follow(agreement, command, "trust")


def _closed(agreement: Agreement, command: ClosePeriod) -> bool:
    last = agreement.contract.calendar.parse(command.period).last
    return agreement.through is not None and last <= agreement.through


def document(agreement: Agreement) -> bytes:
    """Write down where an agreement stands at the end of 2025: what was booked, what was paid, what is open."""
    sold = sum(fact.amount for fact in agreement.facts.values() if fact.kind == "sales")
    royalties, interest = _told(agreement, "royalty"), _told(agreement, "interest")
    royalty: dict[str, Any] = {"base to date": {"net sales of device by company": _major(sold)}, "entitled": royalties}
    royalty["paid"] = [
        {"from": fact.party, "to": fact.of, "amount": _major(fact.amount)}
        for fact in agreement.facts.values()
        if fact.kind == "payment"
    ]
    for role, told in royalties.items():
        told["open"] = list(_open(agreement, role))
    exactly = fold.rows[fold.periods[-1]].settled.cumulative if (fold := _interest(agreement)).periods else {}
    for role, amount in exactly.items():
        interest.setdefault(role, {"to date": "0"})["exactly"] = str(Fraction(text(amount)) / 100)
    return json.dumps(
        {"agreement": "licence", "clauses": {"royalty": royalty, "interest": {"entitled": interest}}}
    ).encode()


def _told(agreement: Agreement, clause: str) -> dict[str, dict[str, Any]]:
    told: dict[str, int] = {}
    for name, _, (role, _, _), amount in agreement.engine.booked():
        if name == clause:
            told[role] = told.get(role, 0) + amount
    return {role: {"to date": _major(amount)} for role, amount in told.items()}


def _open(agreement: Agreement, payee: str) -> Iterator[dict[str, str]]:
    """Yield what is open of what a payee was booked, and what bears interest of it."""
    amounts = {due.period: due.amount for due in open_dues(agreement) if due.clause == "royalty" and due.payee == payee}
    fold, calendar = _interest(agreement), agreement.contract.calendar
    for debt in unpacked(fold.rows[fold.periods[-1]].state) if fold.periods else ():
        if debt.payee == payee:
            period = calendar.label(calendar.period_of(debt.period))
            principal, unpaid = (str(Fraction(text(number)) / 100) for number in (debt.principal, debt.unpaid))
            payable = date.fromordinal(debt.payable).isoformat()
            said = {"for": period, "amount": _major(amounts.get(period, 0)), "payable": payable}
            yield {**said, "interest": unpaid, "principal": principal}


def _interest(agreement: Agreement) -> Fold:
    return agreement.engine.folds["interest"]


def _major(minor: int) -> str:
    return f"{minor / 100:.2f}"


def take_over(written: str, opened: bytes) -> Agreement:
    """Take the agreement over into a ledger of its own, in memory."""
    agreement = signed(read_document(written))
    command = OpenPosition(document=opened, source=FILE, on=START)
    follow(agreement, command, "trust")
    for payer, payment in payments_before(agreement, command):
        follow(agreement, payment, payer)
    refuse_otherwise_open(agreement)
    return agreement


@examples(60)
@given(written=terms, before=steps(2025), after=steps(2026))
def test_dues_taken_over_go_on_as_those_that_were_kept_from_the_start(
    written: str, before: list[Step], after: list[Step]
) -> None:
    kept = signed(read_document(written))
    live([kept], [step for step in before if step.kind != "reverse"])
    close("2025-Q4", kept)
    taken = take_over(written, document(kept))
    assert _royalties(kept) == _royalties(taken)
    live([kept, taken], after)
    close("2026-Q4", kept, taken)

    event(f"open dues: {bool(taken.opening and any(each.open for each in taken.opening.booked))}")
    assert _from_start(kept) == _from_start(taken)
    assert _royalties(kept) == _royalties(taken)
    assert kept.debts.balances("trust") == taken.debts.balances("trust")
    assert len(taken.pending_events) == reperform(taken.pending_events).events
    assert [] == snapshot.unpacked("licence", snapshot.packed(taken)).differences()
    assert 1 == len(list(as_of(taken.pending_events, date(2025, 12, 30))))
    assert open_dues(taken) == open_dues(_replayed(as_of(taken.pending_events, LONG_AFTER)))


def _royalties(agreement: Agreement) -> set[Any]:
    return {due for due in open_dues(agreement) if due.clause == "royalty"}


def _replayed(events: Iterable[Event]) -> Agreement:
    agreement = Agreement("licence")
    for each in events:
        agreement.apply(each)
    return agreement


def _from_start(agreement: Agreement) -> dict[Any, int]:
    return {key: amount for key, amount in totals(agreement.pending_events).items() if key[-1] >= "2026"}
