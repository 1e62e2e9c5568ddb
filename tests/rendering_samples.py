"""One report with everything that a report may hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from projections.rendering import report as r

SHARES = r.Table(
    "shares",
    (
        r.text("party", "Party"),
        r.money("risk", "Risk", "GBP"),
        r.money("reward", "Reward", "GBP"),
        r.share("risk_share", "Risk share"),
        r.share("reward_share", "Reward share"),
        r.share("parity", "Parity"),
    ),
    (
        ("A hospital trust", 23_500_000, -125_000_000, Fraction(1, 3), Fraction(1, 2), Fraction(3, 2)),
        ("Université de Zürich, département des affaires médicales", 0, 5, Fraction(2, 3), Fraction(1, 2), None),
    ),
    title="Shares in GBP",
    total=("All", 23_500_000, -124_999_995, Fraction(1), Fraction(1), None),
)
DUES = r.Table(
    "dues",
    (
        r.text("because", "Because"),
        r.day("due", "Due"),
        r.money("amount", "Amount"),
        r.integer("event", "Event"),
    ),
    (
        ('=HYPERLINK("x")', date(2026, 3, 31), r.Amount(-300, "JPY", 0), 7),
        ("Milestone, first patient", None, r.Amount(1_234, "KWD", 3), 8),
    ),
    title="Due",
)
BARS = r.Bars(
    "Risk beside reward",
    (
        r.BarGroup("A hospital trust", (r.Bar("risk", Fraction(1, 3)), r.Bar("reward", Fraction(1, 2)))),
        r.BarGroup("A company", (r.Bar("risk", Fraction(1)), r.Bar("reward", None))),
    ),
)
WORKING = r.Prose(
    "working",
    (
        r.ProseLine(0, "Royalty for FY2026/27: 3% of net sales of GBP 1,250,000.00 is GBP 37,500.00."),
        r.ProseLine(1, "85/100 of it is the trust's: GBP 31,875.00, under article 10.1, page 14."),
    ),
    title="Working",
)
SAMPLE = r.Report(
    "Shares of ankle-device-2026",
    (SHARES, BARS, DUES, WORKING),
    notes=("One contribution is unvalued: 12 nurse hours of 2026-05-04.",),
    footing=r.Footing(
        instant="2026-11-22T04:36:03.123456Z",
        position=42,
        root="0123456789abcdef" * 4,
        known_at="2026-11-22T23:59:59.999999Z",
        as_of=date(2026, 11, 22),
        bases=(("risk", "cash + in kind"), ("reward", "received + accrued")),
    ),
)
