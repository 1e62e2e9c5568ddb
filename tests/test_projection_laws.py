"""Laws of the views, over random histories of costs, claims, corrections, sales and payments."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import Refused
from ledger.facts import Status
from projections.rendering.json_text import to_json
from projections.shares import agreement_shares
from projections.views import basis_at, events_until, rebuild_views, views_over
from tests.examples import examples
from tests.projection_samples import ROYALTY, SHARED, Book, column, document, new_book, views_of

CLAUSES = {
    "costs": SHARED,
    "claims": {**SHARED, "of": "claimed work", "accepted by": ["a", "b", "c"]},
    "royalty": {**ROYALTY, "from": "c", "to": {"a": "85%", "b": "15%"}},
}


class Step(NamedTuple):
    """Something that somebody might record; it may be refused."""

    what: str
    party: str
    other: str
    minor: int
    day: int

    @property
    def amount(self) -> str:
        """The amount as it is typed."""
        return f"{self.minor // 100}.{self.minor % 100:02}"

    @property
    def on(self) -> str:
        """The date, on one of the first 28 days of a month."""
        return f"2026-{self.day // 28 + 1:02}-{self.day % 28 + 1:02}"


WHAT = ["cost", "claim", "accept", "restate", "reverse", "sales", "pay", "own cost"]
STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(WHAT),
        party=st.sampled_from("abc"),
        other=st.sampled_from("abc"),
        minor=st.integers(min_value=1, max_value=10**7),
        day=st.integers(min_value=0, max_value=335),
    ),
    max_size=15,
)


def take(book: Book, step: Step) -> None:
    """Record a step; one that concerns a fact takes some fact of the agreement."""
    facts = list(book.ledger.agreement("joint").facts.values())
    fact = facts[step.minor % len(facts)] if facts else None
    if step.what in ("cost", "claim", "own cost"):
        of = {"cost": "development", "claim": "claimed work", "own cost": "own work"}[step.what]
        book.cost("joint", step.party, step.amount, step.on, of=of, unshared=step.what == "own cost")
    elif step.what == "sales":
        book.sales("joint", "c", step.amount, step.on)
    elif step.what == "pay":
        book.pay("joint", step.party, step.other, step.amount, step.on)
    elif fact and step.what == "accept":
        book.accept("joint", step.party, fact.ref, "2026-12-31")
    elif fact and step.what == "reverse":
        book.reverse("joint", fact.ref)
    elif fact and fact.kind == "cost":
        book.cost("joint", fact.party, step.amount, step.on, of=fact.of, restates=fact.ref)


def take_all(book: Book, steps: list[Step]) -> None:
    """Record what is not refused, and bring the views up to date after each step."""
    book.sign(document("joint", ["a", "b", "c"], CLAUSES))
    for step in steps:
        try:
            take(book, step)
        except Refused:
            continue
        with views_of(book):
            pass


def answer(book: Book) -> str:
    with views_of(book) as connection:
        return to_json(agreement_shares(connection, "joint"))


@examples(30)
@given(STEPS)
def test_views_kept_views_rebuilt_and_views_over_the_events_are_the_same(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        take_all(book, steps)
        kept = answer(book)
        rebuild_views(book.ledger.file)
        assert kept == answer(book)
        recorder = book.ledger.store
        position = recorder.head().size
        with views_over(events_until(recorder, position), basis_at(recorder, position)) as connection:
            assert kept == to_json(agreement_shares(connection, "joint"))


@examples(30)
@given(STEPS)
def test_cash_risk_sums_to_the_costs_that_count_and_balances_to_nothing(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        take_all(book, steps)
        facts = book.ledger.agreement("joint").facts.values()
        with views_of(book) as connection:
            report = agreement_shares(connection, "joint")
    costs = {status: sum(f.amount for f in facts if f.kind == "cost" and f.status is status) for status in Status}
    cash, claimed = column(report, "risk", "cash"), column(report, "beside_risk", "claimed")
    assert costs[Status.COUNTS] == sum(int(str(amount)) for amount in cash.values())
    assert costs[Status.PENDING] == sum(int(str(amount)) for amount in claimed.values())
    for measure in ("unsettled", "unapplied"):
        assert 0 == sum(int(str(amount)) for amount in column(report, "reward", measure).values())
    sold = sum(fact.amount for fact in facts if fact.kind == "sales" and fact.status is Status.COUNTS)
    rewards = sum(
        int(str(amount)) for name in ("received", "accrued") for amount in column(report, "reward", name).values()
    )
    kept = column(report, "retained", "retained")["c"] if sold or rewards else 0
    assert sold == int(str(kept or 0)) + rewards
