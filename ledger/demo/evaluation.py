"""Fourth part: a hospital evaluates a device, gives the time of its staff, and shares the saving that was verified."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from ledger.demo.comparison import Claim, compare, open_dues, shared
from ledger.demo.figures import HERE, Figure, document, figures_of
from ledger.demo.prompt import answer, excerpt, heading, run, run_like, short, sources, words

EVALUATION = "device-evaluation"
OPENED, SEEN = "2025-05-01", "2026-04-15"
MONTHS = [(2025, month) for month in range(4, 13)] + [(2026, month) for month in range(1, 4)]
"""The months of the year; in the first of them the approvals are missing, and no patient is treated."""

PAID = {7: "3641.60", 10: "5462.40", 1: "5462.40"}
"""What the hospital pays, by the month after each quarter; of the first quarter two months had patients."""

Command = tuple[str, ...]


def evaluation() -> None:
    """Live through a year month by month, and compare the saving per patient, the year's sums and what is still due."""
    known = figures_of(EVALUATION)
    heading("4. A hospital evaluates a device (shaped like a published evaluation)")
    words(
        "Month by month nurses give time, patients are treated, their bed days verified, and the month is closed. "
        "Bed days and saving per patient are published; the parties, patients, hours and caps are ours."
    )
    run("agreement", "sign", short(document(EVALUATION)))
    _live_through(known)
    _compare(known)
    grade = known["grade"]
    words(f"Behind the 2.0 and the 569 stand {grade.what.removeprefix('the evidence: ')} ({grade.value}).")
    sources(known.values())
    excerpt(["Risk beside reward"], "shares", EVALUATION)
    excerpt(["Due"], "due", EVALUATION, "--today", SEEN)


def _live_through(known: dict[str, Figure]) -> None:
    april, (given, accepted, *may), *later = (list(_month(known, number)) for number in range(len(MONTHS)))
    for command in april:
        run(*command)
    run("resume", EVALUATION, "approvals", "--on", OPENED, "--party", "trust", *_shown("approvals.txt"))
    answer(*given)
    answer(*accepted)
    run_like(may, chain(*later), "and so on to March 2026; for each quarter but the last the hospital has paid.")


def _month(known: dict[str, Figure], number: int) -> Iterator[Command]:
    """Yield what is recorded for a month: hours and their acceptance, patients once the gate is open, and the close."""
    year, month = MONTHS[number]
    last = date(year, month, monthrange(year, month)[1])
    on, by_trust = ("--on", last.isoformat()), ("--party", "trust")
    yield ("record", "in-kind", EVALUATION, known["hours"].value, *on, *by_trust, *_shown("timesheet.txt"))
    accepted = (last + timedelta(days=8)).isoformat()
    yield ("accept", f"{EVALUATION}/K{number + 1}", "--on", accepted, "--party", "company")
    if number:
        patients, report = known["patients"].value, _shown("verification-report.txt")
        verified = ("--used", known["with-device"].value, "--verified-by", "health economics unit", *report)
        yield ("record", "outcome", EVALUATION, "--patients", patients, *verified, *on, *by_trust)
        yield ("record", "quality", EVALUATION, "readmissions", "--cases", "0", "--out-of", patients, *on, *by_trust)
    if month in PAID:
        yield ("record", "payment", EVALUATION, PAID[month], *on, "--from", "trust", "--to", "company")
    yield ("close", EVALUATION, f"{last:%Y-%m}")


def _shown(file: str) -> Command:
    return "--evidence", short(HERE / "evidence" / file)


def _compare(known: dict[str, Figure]) -> None:
    given = shared(EVALUATION, "risk", "in_kind")["trust"]
    kept, paid = shared(EVALUATION, "reward", "saving")["trust"], shared(EVALUATION, "reward", "received")["company"]
    left = open_dues(EVALUATION, SEEN)
    company = paid + sum(left.values(), Decimal(0))
    each = (kept + company) / ((len(MONTHS) - 1) * known["patients"].number)
    compare(
        "Saved per patient, as verified",
        "published",
        (
            Claim("bed days, 3.66 less 1.66", each / known["worth"].number, known["bed-days-saved"].number),
            Claim("GBP", each, known["saving"].number),
        ),
    )
    compare(
        "The year to March 2026, in GBP",
        "by hand",
        (
            Claim("time that the hospital gave", given, known["time-in-kind"].number),
            Claim("verified saving", kept + company, known["verified"].number),
            Claim("the company's part, 20% up to a cap", company, known["company"].number),
            Claim("kept by the hospital", kept, known["trust"].number),
            Claim("due, not paid yet", sum(left.values(), Decimal(0)), known["open"].number),
        ),
    )
