"""Every benchmark, as the tables that the README shows: `python -m tests.benchmarks`, with sizes for the second table.

Each figure stands beside its peer, which was measured in the same run and in turns with it where a busy machine or
a slow disk would matter.
"""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

from tests import postgres
from tests.benchmarks import (
    bench_cli,
    bench_engine,
    bench_forecast,
    bench_import,
    bench_late,
    bench_server,
    bench_store,
)

RAW = "raw SQLite inserts with one fsync each, per second"
SUMS = "bare sums with Fraction"


class Line(NamedTuple):
    """A line of the table: the figure and its peer by the names that the benchmarks give them."""

    figure: str
    peer: str
    unit: str = ""
    decimals: int = 0


LINES = (
    Line("durable appends, per second", RAW),
    Line(bench_server.RECORD, bench_server.PLAIN),
    Line(bench_cli.RECORD, bench_cli.PYTHON, decimals=3),
    Line(bench_cli.SHARES, bench_cli.SQLALCHEMY, decimals=3),
    *(
        Line(f"three clauses, {years} years of daily receipts before", SUMS, ", microseconds a receipt", 1)
        for years in (0, 10)
    ),
    *(Line(title, bench_late.ANEW, ", milliseconds", 2) for title in bench_late.TITLES[-2:]),
    *(Line(bench_import.title(*case), bench_import.PEER) for case in bench_import.CASES[::3]),
    Line(bench_forecast.FIGURE, bench_forecast.PEER, decimals=3),
)


def table(figures: dict[str, float]) -> list[str]:
    """Return the lines of a Markdown table; what could not be measured here is left out."""
    measured = [line for line in LINES if line.figure in figures]
    return ["| measured | figure | peer | figure |", "|---|--:|---|--:|", *(_row(line, figures) for line in measured)]


def _row(line: Line, figures: dict[str, float]) -> str:
    own, peer = (f"{figures[name]:,.{line.decimals}f}" for name in (line.figure, line.peer))
    return f"| {line.figure}{line.unit} | {own} | {line.peer} | {peer} |"


if __name__ == "__main__":
    found = {**bench_store.figures(), **bench_engine.figures(), **bench_cli.figures(), **bench_forecast.figures()}
    found |= bench_late.figures() | bench_import.figures()
    found |= bench_server.figures() if postgres.has_server() else {}
    print("\n".join([*table(found), ""]), flush=True)
    # In a process of its own: the peak of memory of a command begins with that of the process which starts it.
    subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_facts", *sys.argv[1:]], check=True)
