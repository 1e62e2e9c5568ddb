"""How everything grows with the facts of 500 agreements: `python -m tests.benchmarks.bench_facts 10000 100000 1000000`.

The same sales are imported from a file (up to 1,000 facts an event) and recorded one by one (an event each, with its
entries). Every command runs from a cold start in a process of its own; its peak memory is that of its largest process.
The peers total the same sales by agreement: beancount from its journal, DuckDB from Parquet (the limit), and hledger
and ledger, where they are installed, from the same journal.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from tests.benchmarks.bench_import import rows
from tests.benchmarks.big_ledger import signed_ledger, write_sales
from tests.cli_samples import surroundings

AGREEMENTS = 500
SIZES = (10_000, 100_000)

PLEDGER = (sys.executable, "-m", "ledger.cli")
COMMANDS: dict[str, Sequence[str]] = {
    "pledger views rebuild": ("views", "rebuild"),
    "pledger verify": ("verify",),
    "pledger verify --reperform": ("verify", "--reperform"),
    "pledger shares, cold": ("shares",),
    "pledger statement of one agreement, cold": ("statement", "a-0", "--period", "2015-Q2"),
    "pledger history of one agreement, cold": ("history", "a-0"),
    "pledger explain of one agreement, cold": ("explain", "a-0"),
}
BEANCOUNT = """
import sys
from collections import defaultdict
from beancount.core.data import Transaction
from beancount.loader import load_file
totals = defaultdict(int)
for entry in load_file(sys.argv[1])[0]:
    if isinstance(entry, Transaction):
        totals[entry.postings[0].account] += entry.postings[0].units.number
print(len(totals))
"""
DUCKDB = """
import duckdb, sys
print(len(duckdb.sql(f"SELECT agreement, sum(amount) FROM '{sys.argv[1]}' GROUP BY ALL").fetchall()))
"""


class Ran(NamedTuple):
    """How long a command took from a cold start, and its processors, in seconds; its peak of memory in MiB."""

    seconds: float
    processors: float
    peak: float


Figures = dict[str, dict[int, Ran]]
"""By what was measured, and how many facts there were."""


def measured(sizes: Sequence[int]) -> Figures:
    """Measure everything at every size."""
    found: Figures = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            for title, ran in _at(size, Path(name)):
                found.setdefault(title, {})[size] = ran
                took = f"{ran.seconds:9.2f} s, of processors {ran.processors:9.2f} s, {ran.peak:7.0f} MiB"
                print(f"{size:>9,}  {title:70} {took}", file=sys.stderr)
    return found


def _at(size: int, folder: Path) -> Iterator[tuple[str, Ran]]:
    write_sales(folder / "sales.csv", AGREEMENTS, size)
    for how, fill in (("imported", _import), ("one by one", _record)):
        ledger = folder / f"{how}.db".replace(" ", "-")
        signed_ledger(ledger, AGREEMENTS)
        for arguments in COMMANDS.values():  # so that what is measured finds all of it compiled
            ran((*PLEDGER, "--ledger", str(ledger), *arguments), folder)
        yield f"{how}: {'pledger import' if fill is _import else 'recorded by a program'}", fill(ledger, size)
        for title, arguments in COMMANDS.items():
            yield f"{how}: {title}", ran((*PLEDGER, "--ledger", str(ledger), *arguments), folder)
    yield from _peers(size, folder)


def _import(ledger: Path, _: int) -> Ran:
    command = (*PLEDGER, "--ledger", str(ledger), "import", "sales.csv", "--kind", "sales", "--new")
    return ran(command, ledger.parent)


def _record(ledger: Path, size: int) -> Ran:
    command = (sys.executable, "-m", "tests.benchmarks.big_ledger", str(ledger), str(AGREEMENTS), str(size))
    return ran(command, ledger.parent)


def _peers(size: int, folder: Path) -> Iterator[tuple[str, Ran]]:
    journal, table = folder / "sales.beancount", folder / "sales.parquet"
    _write_journal(journal, size, '{day} * "sale"\n  Income:{name} -{amount} GBP\n  Assets:Bank {amount} GBP\n')
    yield "peer: beancount", ran((sys.executable, "-c", BEANCOUNT, str(journal)), folder)
    subprocess.run([sys.executable, "-c", _TO_PARQUET, str(folder / "sales.csv"), str(table)], check=True)
    yield "peer: DuckDB over Parquet, the limit", ran((sys.executable, "-c", DUCKDB, str(table)), folder)
    plain = folder / "sales.journal"
    _write_journal(plain, size, "{day} sale\n  income:{name}  GBP -{amount}\n  assets:bank\n")
    for program in ("hledger", "ledger"):
        if shutil.which(program):
            yield f"peer: {program}", ran((program, "-f", str(plain), "balance", "--depth", "2"), folder)


_TO_PARQUET = """
import duckdb, sys
duckdb.sql(f"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}' (FORMAT parquet)")
"""


def _write_journal(path: Path, size: int, form: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".beancount":
            for account in ("Assets:Bank", *(f"Income:A-{number}" for number in range(AGREEMENTS))):
                file.write(f"2000-01-01 open {account}\n")
        for day, name, _, amount in rows(AGREEMENTS, size):
            file.write(form.format(day=day, name=name.title(), amount=amount))


def ran(command: Sequence[str], folder: Path) -> Ran:
    """Run a command to its end; CalledProcessError where it fails."""
    # Compiled once, as what pip installs is; where that is forbidden, every run would compile the project's source.
    compiled = surroundings(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(folder / "compiled"))
    began = perf_counter()
    with subprocess.Popen(command, cwd=folder, env=compiled, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ran(perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def table(found: Figures) -> list[str]:
    """Return the lines of a Markdown table: seconds at every size; facts a second and peak memory at the largest."""
    sizes = sorted({size for several in found.values() for size in several})
    last = sizes[-1]
    lines = [
        f"| seconds, at facts | {' | '.join(f'{size:,}' for size in sizes)} | facts/s | peak MiB |",
        f"|---|{'--:|' * (len(sizes) + 2)}",
    ]
    for title, several in found.items():
        seconds = " | ".join(f"{several[size].seconds:,.2f}" for size in sizes)
        lines.append(f"| {title} | {seconds} | {last / several[last].seconds:,.0f} | {several[last].peak:,.0f} |")
    missing = [program for program in ("hledger", "ledger") if not shutil.which(program)]
    return lines + ([f"\nNot installed here: {', '.join(missing)}."] if missing else [])


if __name__ == "__main__":
    print("\n".join(table(measured([int(size) for size in sys.argv[1:]] or SIZES))))
