"""First part: a royalty in bands, shared by two, held against what was published for three periods of 2021."""

from __future__ import annotations

from decimal import Decimal

from ledger.demo.comparison import Claim, booked, compare
from ledger.demo.figures import FILE, Figure, document, figures_of
from ledger.demo.prompt import excerpt, heading, run, short, sources, words

ROYALTY = "respiratory-royalty"
MILLION = 1_000_000
ROUNDED_AWAY = Decimal("0.2")
"""What the first half may differ by: its sales are the rest of a year that is published in whole millions."""


def royalty() -> None:
    """Read the agreement back, record the sales of a year, compare, and explain one figure."""
    known = figures_of(ROYALTY)
    heading("1. A royalty in bands, shared by two")
    excerpt(["royalty: "], "agreement", "check", short(document(ROYALTY)))
    run("agreement", "sign", short(document(ROYALTY)))
    _record_sales(known)
    _compare(known)
    words(
        "The sales of the first half are the published year less its two published quarters "
        f"({known['sales-2021'].value} - {known['sales-2021-Q3'].value} - {known['sales-2021-Q4'].value}); they carry "
        "the rounding of all three, and the difference of 0.2 is shown as it is."
    )
    words(
        "The rates from 6.5% to 10% are public. The edges of the bands and the 8% and 9% between are not on a public "
        "page: they rest on general knowledge and on how well they fit these figures."
    )
    sources(known.values())
    excerpt(["2021-Q3"], "explain", ROYALTY, "--entry", "E3.1")


def _record_sales(known: dict[str, Figure]) -> None:
    """Record the half and the two quarters; both of these cross the edge of a band."""
    quarters = (known["sales-2021-Q3"].number, known["sales-2021-Q4"].number)
    half = known["sales-2021"].number - sum(quarters)
    rest = "the published year less two quarters"
    first, second = (f"published by {known[f'sales-2021-{quarter}'].published_by}" for quarter in ("Q3", "Q4"))
    for amount, day, note in (
        (half, "2021-06-30", rest),
        (quarters[0], "2021-09-30", first),
        (quarters[1], "2021-12-31", second),
    ):
        said = ("--party", "gsk", "--note", note, "--evidence", short(FILE))
        run("record", "sales", ROYALTY, f"{amount}m", "--on", day, *said)


def _compare(known: dict[str, Figure]) -> None:
    owed = {period: -amount / MILLION for period, amount in booked(ROYALTY, "gsk", "2021").items()}
    published = {name[-2:]: figure.number for name, figure in known.items() if name.startswith("royalty-")}
    claims = (
        Claim("first half of 2021, 22.1 + 26.4", owed["2021-Q2"], published["Q1"] + published["Q2"], ROUNDED_AWAY),
        Claim("third quarter", owed["2021-Q3"], published["Q3"]),
        Claim("fourth quarter", owed["2021-Q4"], published["Q4"]),
    )
    compare("Royalty in USD million", "published", claims)
