"""Entries worked out per receipt: three clauses on one agreement, and how the cost grows with its history.

The peer is the bare sum that the clauses stand for, written once without an engine: marginal bands of the year to
date with `fractions.Fraction`, for the same lanes, without memory, workings or entries.
"""

from __future__ import annotations

import time
from datetime import date
from fractions import Fraction

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.fold import Cause
from contracts.terms import AgreementTerms

BANDS = {
    "bands": [{"up to": "1m", "rate": "5%"}, {"up to": "3m", "rate": "7%"}, {"above": "3m", "rate": "9%"}],
}
ROYALTY = {"kind": "royalty", "on": "net sales of device", "from": "company"}
CLAUSES: dict[str, dict[str, object]] = {
    "own": {**ROYALTY, "to": "trust", "rate": BANDS},
    "flat": {**ROYALTY, "to": "trust", "rate": "3%"},
    "banded": {**ROYALTY, "to": "university", "rate": BANDS},
}
TERMS: dict[str, object] = {
    "agreement": "bench",
    "title": "Three royalties on the same sales",
    "currency": "GBP",
    "effective": "2010-01-01",
    "parties": {"trust": {"name": "Trust"}, "university": {"name": "University"}, "company": {"name": "Company"}},
    "clauses": CLAUSES,
}
RECEIPTS = 2000


SHARED = {**TERMS, "clauses": {**CLAUSES, "own": {**CLAUSES["own"], "to": {"trust": "85%", "university": "15%"}}}}


def receipt_seconds(history_days: int, terms: dict[str, object] = TERMS) -> float:
    """Return the seconds that a receipt takes on an agreement with a receipt on each of so many days before it."""
    engine = Contract(AgreementTerms.model_validate(terms), 2).engine()
    first = date(2010, 1, 1).toordinal()
    for day in range(first, first + history_days):
        engine.take([Fact("sales:device", day, 12_345)])
        engine.work(Cause(day))
    day = first + history_days + 1
    began = time.process_time()
    for number in range(RECEIPTS):
        engine.take([Fact("sales:device", day, 12_345 + number)])
        engine.work(Cause(day))
    return (time.process_time() - began) / RECEIPTS


def peer_seconds() -> float:
    """Return the seconds that the bare sums of the same receipts take with Fractions."""
    bands = [(0, Fraction(5, 100)), (100_000_000, Fraction(7, 100)), (300_000_000, Fraction(9, 100))]
    lanes = [bands, [(0, Fraction(3, 100))], bands]
    sold = 0
    began = time.process_time()
    for number in range(RECEIPTS):
        sold += 12_345 + number
        for starts in lanes:
            _marginal(sold, starts)
    return (time.process_time() - began) / RECEIPTS


def _marginal(base: int, bands: list[tuple[int, Fraction]]) -> Fraction:
    ends = [*(start for start, _ in bands[1:]), None]
    total = Fraction(0)
    for (start, rate), end in zip(bands, ends, strict=True):
        top = base if end is None else min(base, end)
        total += max(top - start, 0) * rate
    return total


def figures() -> dict[str, float]:
    """Return microseconds a receipt: the bare sums, and the engine after 0, 1 and 10 years of daily receipts."""
    result = {"bare sums with Fraction": min(peer_seconds() for _ in range(5)) * 1e6}
    for years in (0, 1, 10):
        name = f"three clauses, {years} years of daily receipts before"
        result[name] = min(receipt_seconds(years * 365) for _ in range(5)) * 1e6
    result["the same, one clause shared between two payees"] = min(receipt_seconds(0, SHARED) for _ in range(5)) * 1e6
    return result


if __name__ == "__main__":
    for name, microseconds in figures().items():
        print(f"{name}: {microseconds:.0f} us a receipt")
