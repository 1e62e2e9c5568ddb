"""An agreement that was taken over: replayed, kept in a snapshot, worked out again, amended, closed and taken back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.document import read_document
from contracts.engine import ENGINE_VERSION
from contracts.scalars import Amount
from ledger import snapshot
from ledger.accruing import accrued
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.amending import Amend
from ledger.commands.base import Command
from ledger.commands.closing import ClosePeriod
from ledger.commands.correction import Reverse
from ledger.commands.opening import OpenPosition, payments_before
from ledger.commands.receipts import RecordSales
from ledger.duties import duties
from ledger.errors import Refused
from ledger.events import Event, Evidence, Provenance
from ledger.replay import as_of
from tests.plans import LONG_AFTER, signed, totals

FILE = Evidence("3" * 64, "opening.yaml", 3)
BY = Provenance("p-0", "user", "host", "company", None, "prompt", (FILE,), None, ENGINE_VERSION, 1)

TERMS = """\
agreement: licence
title: A licence
currency: GBP
effective: 2023-02-17
year: NHS
parties: { trust: { name: Trust }, company: { name: Company } }
clauses:
  royalty:
    kind: royalty
    on: net sales of device
    from: company
    to: { trust: 1/3, company: 2/3 }
    rate: { bands: [{ up to: 100, rate: 5% }, { above: 100, rate: 1/7 }] }
    minimum: { amount: 60 }
"""

PAID = {"from": "company", "to": "trust", "amount": "100"}

minor = st.integers(0, 40_000)
later = st.dates(date(2025, 7, 1), date(2027, 3, 31))
sales = st.lists(st.tuples(later, st.integers(-900, 30_000).filter(bool)), max_size=5)


def _taken_over(sold: int, told: int) -> Agreement:
    agreement = signed(read_document(TERMS))
    document = (
        "agreement: licence\nclauses:\n  royalty:\n    carried:\n"
        f"      net sales of device in the contract year: {sold / 100:.2f}\n"
        f"    entitled:\n      trust: {{ to date: {told / 50:.2f}, year to date: {told / 100:.2f} }}\n"
        "  royalty:minimum:\n    carried:\n"
        f"      earned in the contract year: {told / 100:.2f}\n"
    )
    follow(agreement, OpenPosition(document=document.encode(), source=FILE, on=date(2025, 7, 1), explained=True))
    return agreement


def follow(agreement: Agreement, command: Command) -> None:
    """Record a command, in memory."""
    agreement.trigger(command.body(agreement, BY))


def _sale(on: date, amount: int) -> RecordSales:
    return RecordSales(amount=Amount(Decimal(amount).scaleb(-2)), on=on)


def _replayed(events: list[Event]) -> Agreement:
    agreement = Agreement("licence")
    for event in events:
        agreement.apply(event)
    return agreement


@example(sold=0, told=4519, facts=[(date(2025, 7, 1), 4519)], closed=True)
@given(sold=minor, told=minor, facts=sales, closed=st.booleans())
def test_a_take_over_is_kept_by_replay_and_snapshot_and_comes_out_again(
    sold: int, told: int, facts: list[tuple[date, int]], closed: bool
) -> None:
    agreement = _taken_over(sold, told)
    for fact in facts:
        follow(agreement, _sale(*fact))
    if closed:
        follow(agreement, ClosePeriod(period="FY2025/26", today=LONG_AFTER))
    events = list(agreement.pending_events)
    others = [_replayed(events), snapshot.unpacked("licence", snapshot.packed(_replayed(events)))]
    last = _sale(date(2026, 2, 28), 12_345)
    follow(agreement, last)

    for other in others:
        assert [] == other.differences()
        follow(other, last)
        assert agreement.pending_events[-1].body == other.pending_events[-1].body
    assert len(events) == reperform(events).events


@given(sold=minor, told=minor)
def test_a_take_over_that_is_taken_back_leaves_nothing(sold: int, told: int) -> None:
    agreement = _taken_over(sold, told)
    follow(agreement, Reverse(ref="B1", reason="a slip"))

    assert {} == totals(agreement.pending_events)
    assert {} == {name: owed for name, owed in agreement.debts.balances("trust").items() if owed}
    follow(agreement, _sale(date(2023, 3, 1), 10_000))
    assert {167, 333} == {entry.amount for entry in agreement.pending_events[-1].body.entries}  # type: ignore[union-attr]  # sales book entries


def test_nothing_of_the_time_before_is_worked_out_again_by_an_amendment() -> None:
    agreement = _taken_over(20_000, 700)
    dearer = read_document(TERMS.replace("5%", "50%").replace("title: A", "title: Another"))
    with pytest.raises(Refused, match="before licence was taken over"):
        follow(agreement, Amend.of(dearer, date(2025, 4, 1), FILE, None))
    follow(agreement, Amend.of(dearer, date(2025, 7, 1), FILE, None))

    assert () == agreement.pending_events[-1].body.entries  # type: ignore[union-attr]  # an amendment has entries


OTHERS = """\
  fee: { kind: fixed fee, for: service, amount: 10, from: company, to: trust, every: quarter, starting: 2023-04-01 }
  report: { kind: obligation, on: company, duty: report, due: 30 days after quarter end }
  interest: { kind: late payment interest, on: fee, rate: 8% }
"""


def _with_others() -> Agreement:
    agreement = signed(read_document(TERMS + OTHERS))
    opened = {
        "royalty": "nothing yet",
        "royalty:minimum": "nothing yet",
        "fee": {"entitled": {"trust": {"to date": "100", "year to date": "10"}}, "paid": [PAID]},
        "interest": {"entitled": {"fee:company to trust": {"to date": "3", "year to date": "1"}}},
    }
    document = json.dumps({"agreement": "licence", "clauses": opened}).encode()
    command = OpenPosition(document=document, source=FILE, on=date(2025, 7, 1))
    follow(agreement, command)
    for _, payment in payments_before(agreement, command):
        follow(agreement, payment)
    return agreement


def test_nothing_accrues_anew_up_to_the_day_before_a_take_over() -> None:
    assert () == accrued(_with_others(), date(2025, 6, 30))


def test_duties_of_the_time_before_are_not_asked_for() -> None:
    due = [duty.occurrence.due for duty in duties(_with_others(), "report", date(2025, 12, 1))]

    assert [date(2025, 7, 30), date(2025, 10, 30), date(2026, 1, 30)] == due


def test_as_of_a_day_before_the_take_over_nothing_is_known() -> None:
    events = list(_taken_over(20_000, 700).pending_events)

    assert 1 == len(list(as_of(events, date(2025, 6, 29))))
    assert 2 == len(list(as_of(events, date(2025, 6, 30))))
