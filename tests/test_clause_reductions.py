"""Reductions of a royalty: step-down and stacking, booked as lines of their own beside the unreduced royalty."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clause_samples import Life, document, minor
from tests.document_samples import mistakes_in

ROYALTY = """
royalty:
  kind: royalty
  on: net sales of device
  from: company
  to: {to}
  rate: {rate}
  reductions: {reductions}
"""
STACKING = "{ stacking: 50% of third-party royalties, floor: 50% of the unreduced royalty, unused: carried forward }"
STEP_DOWN = "{ step down: 50%, from: 2026-01-01 }"


def royalty(reductions: str, rate: str = "8%", to: str = "trust") -> str:
    """Write a royalty with reductions."""
    return ROYALTY.format(reductions=f"[{reductions}]", rate=rate, to=to)


def sold(life: Life) -> None:
    """Record three quarters of sales, and what was paid to third parties in them."""
    for month, paid in (("01", "100,000"), ("04", "180,000"), ("07", "40,000")):
        day = date.fromisoformat(f"2026-{month}-10")
        costs = life.contract.cost("third-party royalties", "company", day, minor(paid))
        life.take([*life.contract.receipts("sales:device", day, minor("2,000,000")), *costs])


def payable(life: Life, period: str = "", role: str = "") -> float:
    """Add up a royalty and its reductions."""
    parts = ("royalty", "royalty:step-down", "royalty:stacking")
    return round(sum(float(life.due(part, period, role).replace(",", "")) for part in parts), 2)


def test_what_finds_no_room_above_the_floor_is_carried_forward() -> None:
    life = Life(royalty(STACKING))
    sold(life)
    assert ("10,000.00", "0.00") == (life.balance("royalty:stacking", "2026-06-30"), life.balance("royalty:stacking"))
    assert [110_000, 80_000, 130_000] == [payable(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]


def test_what_finds_no_room_is_lost_where_that_is_agreed() -> None:
    life = Life(royalty(STACKING.replace("carried forward", "lost")))
    sold(life)
    assert [110_000, 80_000, 140_000] == [payable(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]


def test_the_sum_says_what_found_no_room() -> None:
    life = Life(royalty(STACKING))
    sold(life)
    assert [
        "royalty:stacking trust 2026-Q2: third-party royalties of 180,000.00 in the quarter, set off against the "
        "royalty down to 50% of the unreduced royalty: third-party royalties: -180,000.00 x 50% = -90,000.00; "
        "no room above the floor: 10,000.00",
        "royalty:stacking trust 2026-Q3: third-party royalties of 40,000.00 in the quarter and 10,000.00 carried "
        "into it, set off against the royalty down to 50% of the unreduced royalty: third-party royalties: "
        "-40,000.00 x 50% = -20,000.00; carried from before: -10,000.00",
    ] == [line for line in life.told() if line.startswith("royalty:stacking")][1:]


@pytest.mark.parametrize(
    ("floor", "steps", "due"),
    [
        ("50% of the unreduced royalty", "", 40_000),
        ("50% of the unreduced royalty", STEP_DOWN + ", ", 30_000),
        ("50% of the reduced royalty", STEP_DOWN + ", ", 15_000),
        ("0% of the reduced royalty", STEP_DOWN + ", ", 10_000),
    ],
)
def test_what_the_floor_is_measured_on_is_a_term(floor: str, steps: str, due: int) -> None:
    life = Life(royalty(f"{steps}{{ stacking: 50% of third-party royalties, floor: {floor} }}", rate="10%"))
    life.sales("2026-01-10", "600,000")
    life.cost("2026-01-20", "40,000", "third-party royalties")
    assert due == payable(life)


@pytest.mark.parametrize(("paid", "due"), [("159,999.98", 80_000.01), ("160,000.01", 80_000), ("160,000", 80_000)])
def test_the_floor_binds_to_the_penny(paid: str, due: float) -> None:
    life = Life(royalty(STACKING))
    life.sales("2026-01-10", "2,000,000")
    life.cost("2026-01-20", paid, "third-party royalties")
    assert due == payable(life)


def test_a_late_third_party_royalty_moves_what_was_carried() -> None:
    life = Life(royalty(STACKING))
    sold(life)
    life.cost("2026-02-20", "60,000", "third-party royalties")
    assert [80_000, 80_000, 130_000] == [payable(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]


def test_a_refund_by_the_third_party_gives_the_royalty_back() -> None:
    life = Life(royalty(STACKING))
    life.sales("2026-01-10", "2,000,000")
    life.cost("2026-01-20", "100,000", "third-party royalties")
    life.cost("2026-05-20", "(100,000)", "third-party royalties")
    assert ("-50,000.00", "50,000.00") == (
        life.due("royalty:stacking", "2026-Q1"),
        life.due("royalty:stacking", "2026-Q2"),
    )


def test_several_payees_bear_it_as_they_share_the_royalty() -> None:
    life = Life(royalty(STACKING, to="{ trust: 1/3, university: 2/3 }"))
    life.sales("2026-01-10", "10,000")
    life.cost("2026-01-20", "100", "third-party royalties")
    assert (-16.67, -33.33) == (
        float(life.due("royalty:stacking", role="trust")),
        float(life.due("royalty:stacking", role="university")),
    )


def test_a_step_down_in_mid_quarter_lowers_the_rate_of_what_is_sold_since() -> None:
    rate = "{ bands: [{ up to: 1,000, rate: 10% }, { above: 1,000, rate: 20% }] }"
    life = Life(royalty("{ step down: 25%, from: 2026-02-15 }", rate=rate))
    life.sales("2026-03-10", "1,000")
    life.sales("2026-02-14", "500")
    assert ("200.00", "-37.50") == (life.due("royalty"), life.due("royalty:step-down"))


def test_the_party_that_pays_records_what_it_pays_to_third_parties() -> None:
    (feed,) = Life(royalty(STACKING)).contract.feeds_of("cost")
    assert ("third-party royalties", ("company",)) == (feed.of, feed.parties)


def test_stacking_that_joins_by_amendment_counts_from_its_day() -> None:
    plain = royalty(STACKING).replace("  reductions:", "  # reductions:")
    life = Life(plain)
    sold(life)
    life.amend(royalty(STACKING), "2026-04-01")
    assert [160_000, 80_000, 130_000] == [payable(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]
    life.amend(plain, "2026-07-01")
    assert [160_000, 80_000, 160_000] == [payable(life, f"2026-Q{quarter}") for quarter in (1, 2, 3)]


@pytest.mark.parametrize(
    ("reductions", "what"),
    [
        (f"{STACKING}, {STEP_DOWN}", "a step-down can't come after stacking"),
        (f"{STACKING}, {STACKING}", "'stacking' stands here a second time"),
        ("{ stacking: 50% of third-party royalties, floor: 50% of sales }", "the floor is measured on 'sales'"),
        ("{ stacking: 50% }", "'50%' does not say how much of what"),
        ("{ stacking: 150% of third-party royalties }", "150% is more than the whole"),
        ("{ step down: 150%, from: patent expiry }", "150% is more than the whole"),
        ("{ step down: 50%, from: 31/02/2026 }", "does not exist"),
    ],
)
def test_what_does_not_fit_together_is_a_mistake(reductions: str, what: str) -> None:
    (mistake,) = mistakes_in(document(royalty(reductions)))
    assert what in mistake.what


def test_shares_by_band_can_not_be_reduced() -> None:
    rate = "{ bands: [{ above: 0, to: { trust: 100% } }] }"
    text = document(royalty(STACKING, rate=rate)).replace("    to: trust\n", "")
    (mistake,) = mistakes_in(text)
    assert "which has its payees band by band" in mistake.what


def test_what_a_third_of_a_product_counts_for_is_said_exactly() -> None:
    on = "{ net sales of: device, combinations: [{ product: kit, costs: { ours: 1, others: 2 } }] }"
    life = Life(royalty(STEP_DOWN).replace("net sales of device", on))
    life.sales("2026-01-10", "100,000.01", of="kit")
    life.sales("2026-04-10", "100.00")
    assert [
        "royalty trust 2026-Q1: net sales of device: kit 100,000.01 x 1/3 (1 / (1 + 2) by costs) = 33,333.33 and 2/3 "
        "of 0.01, on top of 0.00 in the contract year before this period",
        "royalty trust 2026-Q2: net sales of device: device 100.00, on top of 33,333.33 and 2/3 of 0.01 in the "
        "contract year before this period",
    ] == [line.rpartition(":")[0] for line in life.told() if line.startswith("royalty trust")]
