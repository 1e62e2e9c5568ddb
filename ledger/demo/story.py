"""The demonstration from beginning to end: five agreements, what they show together, and what to try next."""

from __future__ import annotations

from pathlib import Path

from ledger.cli.failures import guarded
from ledger.cli.streams import make_safe, say
from ledger.demo.development import DEVELOPMENT, development
from ledger.demo.evaluation import EVALUATION, evaluation
from ledger.demo.figures import FILE, document
from ledger.demo.net_profits import net_profits
from ledger.demo.prompt import LEDGER, answer, excerpt, heading, program, short, typed, words
from ledger.demo.revenue_sharing import revenue_sharing
from ledger.demo.royalty import ROYALTY, royalty
from ledger.errors import Refused
from ledger.store.opening import open_ledger
from projections.database import views_path


def tell() -> int:
    """Run the demonstration and return its exit code: not 0 if anything that it claims does not hold."""
    make_safe()
    return guarded(story)


def story() -> None:
    """Tell it. Raises LedgerError for the first claim that does not hold."""
    _clear(Path(LEDGER))
    words(
        f"Five agreements, signed and filled from published terms and figures. The ledger is {LEDGER}, made anew; "
        f"every figure stands with its source, or with what it rests on instead, in {short(FILE)}."
    )
    answer("init")
    royalty()
    revenue_sharing()
    development()
    evaluation()
    net_profits()
    heading("6. Risk beside reward, currency by currency; and every sum performed again")
    excerpt(["Shares in", "Risk:"], "shares", "--all")
    excerpt(["Risk beside reward"], "shares", DEVELOPMENT)
    excerpt(["Verified", "  size", "  root"], "verify", "--reperform")
    _try_next()


def _clear(ledger: Path) -> None:
    """Remove an earlier demonstration with its views. Raises Refused for a ledger with other agreements."""
    if ledger.exists():
        with open_ledger(ledger, read_only=True) as file:
            own = [name for name in file.recorder.list_agreements() if not document(name).is_file()]
        if own:
            fix = "Move it away, or show the demonstration in another folder"
            raise Refused(f"{ledger} is no demonstration: it holds {', '.join(own)}", where=str(ledger), fix=fix)
    for place in (ledger, views_path(ledger)):
        for suffix in ("", "-journal", "-wal", "-shm"):
            place.with_name(f"{place.name}{suffix}").unlink(missing_ok=True)


def _try_next() -> None:
    heading("Try next")
    for who, arguments in (
        ("contract manager", ("due", EVALUATION, "--today", "2026-04-15")),
        ("auditor", ("explain", DEVELOPMENT, "--party", "trust")),
        ("finance", ("statement", ROYALTY, "--period", "2021", "-o", "demo.xlsx")),
    ):
        say(f"{who}:")
        say(typed(*arguments, program=program()))  # unbroken, to be copied
