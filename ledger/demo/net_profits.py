"""Fifth part: a royalty trust's interest in net profits, held against the dollars of three published quarters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from ledger.demo.comparison import Claim, booked, compare, open_dues
from ledger.demo.figures import Figure, document, figures_of
from ledger.demo.prompt import excerpt, heading, run, run_like, short, sources, words

INTEREST = "net-profits-interest"
QUARTERS = {"2020-Q2": ("04", "05", "06"), "2022-Q2": ("04", "05", "06"), "2022-Q4": ("10", "11", "12")}
"""The quarters of which a whole statement, or all but its last lines, was published; and their months."""

PAID = {"2020-Q2": ("reserve", "trust", "operator"), "2022-Q2": ("2022-Q2 trust", "operator", "trust")}
"""What was paid for a quarter in the July after it: out of the trust's reserve, or to the trust."""

PROCEEDS, COSTS = ("oil", "gas"), ("lease operating", "production taxes", "development")
AFTER_LOSS, AFTER_ALL = "2020-08-01", "2023-01-15"

Command = tuple[str, ...]


def net_profits() -> None:
    """Record and close three quarters, compare the trust's 80%, and show what is left to be paid."""
    known = figures_of(INTEREST)
    heading("5. A royalty trust has 80% of net profits, and bears 80% of a loss")
    words(
        "Oil and gas bring in money, costs go off it, and the months are closed. A quarter's loss is paid out of a "
        "reserve. Only the quarters that were found published are recorded."
    )
    run("agreement", "sign", short(document(INTEREST)))
    _record(known)
    _compare(known)
    words(
        "In the quarter with a loss nothing was payable to the trust: its reserve met its part. The operator pays the "
        "costs, so that nearly all of the risk stands with it."
    )
    sources(known.values())
    excerpt(["Balances"], "statement", INTEREST, "--period", "2022", "--party", "trust")
    excerpt(["Risk beside reward"], "shares", INTEREST)
    excerpt(["Due"], "due", INTEREST, "--today", AFTER_ALL)


def _record(known: dict[str, Figure]) -> None:
    (first, *others), second, third = (list(_quarter(known, quarter)) for quarter in QUARTERS)
    run_like([first], others[:-1], "and so on for gas and three kinds of cost; April, May and June are closed")
    run(*others[-1])
    run_like((), chain(second, third), "and so on for both quarters of 2022, the first of which was paid")


def _quarter(known: dict[str, Figure], quarter: str) -> Iterator[Command]:
    """Yield what is recorded for a quarter: proceeds and costs on its last day, the close of each month, a payment."""
    year, months = quarter[:4], QUARTERS[quarter]
    last = f"{year}-{months[-1]}-{'30' if months[-1] == '06' else '31'}"
    for of in (*PROCEEDS, *COSTS):
        kind, said = ("sales", ()) if of in PROCEEDS else ("cost", ("--party", "operator"))
        yield ("record", kind, INTEREST, known[f"{quarter} {of}"].value, "--of", of, "--on", last, *said)
    yield from (("close", INTEREST, f"{year}-{month}") for month in months)
    if quarter in PAID:
        figure, payer, payee = PAID[quarter]
        on = ("--on", f"{year}-07-30")
        yield ("record", "payment", INTEREST, known[figure].value, *on, "--from", payer, "--to", payee)


def _compare(known: dict[str, Figure]) -> None:
    gained = {**booked(INTEREST, "trust", "2020-Q2"), **booked(INTEREST, "trust", "2022")}
    compare(
        "80% of the net proceeds, in USD",
        "published",
        [Claim(quarter, gained[quarter], known[f"{quarter} trust"].number) for quarter in QUARTERS],
    )
    available = (("2020-Q2", AFTER_LOSS), ("2022-Q4", AFTER_ALL))
    compare(
        "Payable to the trust, in USD",
        "published",
        [
            Claim(quarter, sum(open_dues(INTEREST, day).values(), Decimal(0)), known[f"{quarter} available"].number)
            for quarter, day in available
        ],
    )
