"""Journals read by the accounting programs that they are written for, and added up by account."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest

Sums: TypeAlias = dict[str, Decimal]
"""By account and currency, as `Assets:Joint:A:Cash GBP`; without those that are nought."""


def by_beancount(text: str) -> Sums:
    """Let beancount read a journal without a complaint, and add its accounts up."""
    pytest.importorskip("beancount", reason="beancount is not installed, as on Windows")
    from beancount.core.data import Transaction
    from beancount.loader import load_string

    found, errors, _ = load_string(text)
    assert [] == [error.message for error in errors]
    sums: Sums = {}
    for transaction in found:
        if isinstance(transaction, Transaction):
            moved = {posting.account: posting.units for posting in transaction.postings}
            assert len(moved) == len(transaction.postings)
            amounts = {f"{name} {units.currency}": units.number or Decimal() for name, units in moved.items() if units}
            assert Decimal() == sum(amounts.values(), Decimal())
            for lane, amount in amounts.items():
                sums[lane] = sums.get(lane, Decimal()) + amount
    return _without_noughts(sums)


def by_hledger(path: Path) -> Sums:
    """Let hledger check a journal strictly, and add its accounts up."""
    _run("hledger", path, "check", "--strict")
    printed = _run("hledger", path, "balance", "--flat", "--no-total", "--output-format", "csv")
    return _sums(row for row in list(csv.reader(io.StringIO(printed)))[1:])


def by_ledger(path: Path) -> Sums:
    """Let ledger read a journal strictly and without a warning, and add its accounts up."""
    form = ("--flat", "--no-total", "--format", "%(account)\t%(total)\n")
    printed = _run("ledger", path, "--pedantic", "balance", *form)
    return _sums(line.split("\t") for line in printed.splitlines())


PROGRAMS: dict[str, Callable[[Path], Sums]] = {"hledger": by_hledger, "ledger": by_ledger}


def ending(sums: Sums, account: str) -> Decimal:
    """Add up the accounts at and below those whose names hold some words: `Licensor:Cash`."""
    return sum((amount for name, amount in sums.items() if f":{account}:" in f":{name.split()[0]}:"), Decimal())


def _sums(rows: Iterable[Sequence[str]]) -> Sums:
    sums: Sums = {}
    for account, amount in rows:
        number, currency = amount.split()
        sums[f"{account} {currency}"] = Decimal(number.replace(",", ""))
    return _without_noughts(sums)


def _without_noughts(sums: Sums) -> Sums:
    return {lane: amount for lane, amount in sums.items() if amount}


def _run(program: str, path: Path, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    command, surroundings = (found, "-f", str(path), *arguments), {**os.environ, "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=surroundings)
    assert (0, "") == (ran.returncode, ran.stderr)
    return ran.stdout
