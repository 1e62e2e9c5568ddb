"""Parity against the floor that the agreement itself sets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from projections.asking import NOW
from projections.loaded import loaded
from projections.rendering.report import Amount
from projections.unpaid import unpaid_report, unpaid_under
from projections.views import events_until
from tests.projection_samples import SHARED, Book, document, new_book, table, views_of

ROYALTY = {
    "kind": "royalty",
    "on": "net sales of device",
    "from": "seller",
    "to": {"company": "70%", "trust": "30%"},
    "rate": "10%",
}
COSTS = {**SHARED, "shares": {"company": "40%", "trust": "60%"}}


def _told(book: Book) -> dict[str, dict[str, Any]]:
    store = book.ledger.store
    several = list(loaded(events_until(store, store.head().size)))
    with views_of(book) as connection:
        day = date(2026, 7, 1)
        unpaid = [unpaid_under(connection, each, day) for each in several]
        return table(unpaid_report(connection, unpaid, day, NOW), "unpaid")


@pytest.mark.parametrize(
    ("floor", "short"),
    [("0.8", 1_800_00), ("0.5", None), ("0.51", 60_00), ("1", 3_000_00)],
)
def test_below_its_floor_a_party_is_told_by_how_much_its_reward_is_short(
    tmp_path: Path, floor: str, short: int | None
) -> None:
    """The trust bears 60% and has 3,000 of 10,000: parity 0.5; at 0.8 it would have 0.8 x 60% x 10,000 = 4,800."""
    parties = ["company", "trust", "seller"]
    more: dict[str, Any] = {"parity floor": {"trust": floor}}
    with new_book(tmp_path) as book:
        book.sign(document("joint", parties, {"costs": COSTS, "royalty": ROYALTY}, **more))
        book.cost("joint", "company", "1,000", "2026-02-01")
        book.sales("joint", "seller", "100,000", "2026-02-01")
        found = _told(book).get("parity below the agreement's floor")

    if short is None:
        assert found is None
    else:
        assert found is not None
        assert ("trust", Amount(short, "GBP", 2)) == (found["to"], found["amount"])
        assert str(found["why"]).startswith("parity is 0.5000, the agreement's floor")
