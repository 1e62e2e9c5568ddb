"""Facts imported a second, entries worked out and sealed: `python -m tests.benchmarks.bench_import`.

The peer reads the same file with the csv module and puts its rows, unread, into a bare table in one transaction.
"""

from __future__ import annotations

import csv
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from tests.cli_samples import surroundings

FACTS = 100_000
FIRST = date(2010, 1, 1)
DAYS = 3_650
PEER = "rows of the same file read and inserted unread, per second"
CASES = ((3, 1), (10, 1), (3, 100), (10, 100))
"""Clauses that each sale goes to, and agreements that the sales are of."""


def title(clauses: int, agreements: int) -> str:
    """Say what was imported."""
    on = "one agreement" if agreements == 1 else f"{agreements} agreements"
    return f"facts imported on {on} with {clauses} clauses, per second"


def terms(name: str, clauses: int) -> str:
    """Write an agreement whose clauses all read the same sales."""
    bands = "{{bands: [{{up to: {n}m, rate: {n}%}}, {{above: {n}m, rate: {n}.5%}}]}}"
    royalty = "{kind: royalty, on: net sales of device, from: company, to: trust, rate: "
    lines = [f"  royalty-{n}: {royalty}{bands.format(n=n)}}}" for n in range(1, clauses + 1)]
    parties = "parties:\n  trust: {name: A trust}\n  company: {name: A company}\n"
    head = f"agreement: {name}\ntitle: {name}\ncurrency: GBP\neffective: {FIRST}\n"
    return f"{head}{parties}clauses:\n" + "\n".join(lines) + "\n"


def rows(agreements: int, count: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield sales over ten years: day, agreement, product and amount."""
    chance = random.Random(7)
    for _ in range(count):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        yield str(day), f"a-{chance.randrange(agreements)}", "device", f"{chance.randrange(100, 9_000_000) / 100:.2f}"


def imported_per_second(clauses: int, agreements: int, count: int = FACTS) -> tuple[float, float]:
    """Import a file with a command from a cold start; give facts a second, and those of the peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(folder, "init")
        for number in range(agreements):
            (folder / "terms.yaml").write_text(terms(f"a-{number}", clauses), "utf-8")
            _run(folder, "agreement", "sign", "terms.yaml")
        with (folder / "sales.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("date", "agreement", "of", "amount"), *rows(agreements, count)])
        began = perf_counter()
        _run(folder, "import", "sales.csv", "--kind", "sales", "--new")
        own = count / (perf_counter() - began)
        return own, count / _bare_seconds(folder)


def _run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "ledger.cli", *arguments]
    subprocess.run(command, cwd=folder, env=surroundings(), capture_output=True, check=True)


def _bare_seconds(folder: Path) -> float:
    began = perf_counter()
    with closing(sqlite3.connect(folder / "bare.db")) as bare, (folder / "sales.csv").open(encoding="utf-8") as file:
        bare.execute("CREATE TABLE sales (day TEXT, agreement TEXT, product TEXT, amount TEXT)")
        bare.executemany("INSERT INTO sales VALUES (?, ?, ?, ?)", csv.reader(file))
        bare.commit()
    return perf_counter() - began


def figures() -> dict[str, float]:
    """Return facts a second by case, and of the peer on the first."""
    found: dict[str, float] = {}
    for case in CASES:
        own, bare = imported_per_second(*case)
        found[title(*case)] = own
        found.setdefault(PEER, bare)
    return found


if __name__ == "__main__":
    for case, figure in figures().items():
        print(f"{case:65} {figure:10,.0f}")
