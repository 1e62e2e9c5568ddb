"""How long a command takes from a cold start, beside Python alone: `python -m tests.benchmarks.bench_cli`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.cli_samples import surroundings

RUNS = 20
PLEDGER = ("-m", "ledger.cli")
RECORD = "cold pledger record sales, seconds"
SHARES = "cold pledger shares, seconds"
PYTHON = "python -c pass, seconds"
SQLALCHEMY = "python -c 'import sqlalchemy', seconds"
COMMANDS: dict[str, Sequence[str]] = {
    RECORD: (*PLEDGER, "record", "sales", "125,000", "--on", "2026-06-30", "--party", "licensee"),
    SHARES: (*PLEDGER, "shares"),
    PYTHON: ("-c", "pass"),
    SQLALCHEMY: ("-c", "import sqlalchemy"),
}
PREPARED: Sequence[Sequence[str]] = (
    ("init",),
    ("agreement", "new", "--template", "licence", "-o", "licence.yaml"),
    ("agreement", "sign", "licence.yaml"),
)


def figures() -> dict[str, float]:
    """Return seconds by command: medians of runs that take turns, so that a busy machine slows all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for arguments in PREPARED:
            _seconds((*PLEDGER, *arguments), folder)
        turns = [{title: _seconds(command, folder) for title, command in COMMANDS.items()} for _ in range(RUNS)]
        return {title: median(turn[title] for turn in turns) for title in COMMANDS}


def _seconds(arguments: Sequence[str], folder: Path) -> float:
    began = perf_counter()
    # Compiled once, as what pip installs is; where that is forbidden, every run would compile the project's source.
    compiled = surroundings(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(folder / "compiled"))
    subprocess.run([sys.executable, *arguments], cwd=folder, env=compiled, capture_output=True, check=True)
    return perf_counter() - began


if __name__ == "__main__":
    for title, figure in figures().items():
        print(f"{title:60} {figure:8.3f}")
