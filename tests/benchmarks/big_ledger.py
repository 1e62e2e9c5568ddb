"""Ledgers of many facts over many agreements: imported from a file, or recorded one by one, the same sales either way.

Each agreement has one royalty with two bands; the sales lie on the days of ten years.
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from contracts.document import read_document
from contracts.scalars import parse_amount
from ledger.application import By, Ledger, Together
from ledger.commands.lifecycle import Sign
from ledger.commands.receipts import RecordSales
from ledger.events import Evidence
from ledger.store.opening import create_ledger
from tests.benchmarks.bench_import import rows, terms

BY = By("anna", "anna", "desk-7", party="company")
PAPER = Evidence("ab" * 32, "terms.yaml", 812)
AT_ONCE = 5_000
"""Facts recorded in one transaction, each with an event of its own; one by one they would wait for the disk."""


def signed_ledger(path: Path, agreements: int) -> None:
    """Make a ledger with so many agreements and no facts."""
    create_ledger(path)
    ledger = Ledger(path)
    for number in range(agreements):
        made = read_document(terms(f"a-{number}", 1))
        ledger.record(made.agreement, Sign.of(made, PAPER, None), BY)
    ledger.close()


def write_sales(path: Path, agreements: int, count: int) -> None:
    """Write a file of sales as the import takes it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("date", "agreement", "of", "amount"), *rows(agreements, count)])


def record_one_by_one(path: Path, agreements: int, count: int) -> None:
    """Record the sales as people and programs do that record as things happen."""
    ledger = Ledger(path)
    following = iter(sorted(rows(agreements, count)))
    turn = 0
    while part := list(islice(following, AT_ONCE)):
        turn += 1
        ledger.record_together((f"turn-{turn}", turn.to_bytes(32, "big")), partial(_fill, part))
    ledger.close()


def _fill(part: list[tuple[str, str, str, str]], together: Together) -> None:
    for day, name, of, amount in part:
        command = RecordSales(amount=parse_amount(amount), on=date.fromisoformat(day), of=of)
        agreement = together.agreement(name, command)
        together.add(agreement, together.checked(agreement, command, BY))


if __name__ == "__main__":
    record_one_by_one(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
