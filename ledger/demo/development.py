"""Third part: a cost that three parties share, what they settle up, and a milestone claimed and accepted."""

from __future__ import annotations

from ledger.demo.comparison import Claim, closing, compare
from ledger.demo.figures import HERE, document, figures_of
from ledger.demo.prompt import heading, run, short, words

DEVELOPMENT = "device-development"
QUARTER = "FY2025/26-Q1"
EVIDENCE = HERE / "evidence" / "site-initiation-report.txt"


def development() -> None:
    """Record costs and a milestone of the first quarter, compare the balances, and settle one of them."""
    known = figures_of(DEVELOPMENT)
    heading("3. Three parties share the cost of a device (worked by hand, not published)")
    run("agreement", "sign", short(document(DEVELOPMENT)))
    for party, day in (("company", "2025-05-15"), ("trust", "2025-06-10")):
        run("record", "cost", DEVELOPMENT, known[f"cost-{party}"].value, "--on", day, "--party", party)
    evidence = ("--evidence", short(EVIDENCE))
    run("record", "milestone", DEVELOPMENT, "first-patient", "--on", "2025-06-12", "--party", "trust", *evidence)
    run("accept", f"{DEVELOPMENT}/M1", "--on", "2025-06-19", "--party", "company")
    balances = closing(DEVELOPMENT, "development-cost", QUARTER)
    parties = ("company", "trust", "university")
    compare(
        "To be settled for the quarter, in GBP",
        "by hand",
        [Claim(f"{party} receives", balances[party], known[f"balance-{party}"].number) for party in parties],
    )
    words(
        "Below zero, the party pays. Whole shares leave a penny over: the company's share has the largest part of it."
    )
    run("record", "payment", DEVELOPMENT, "16,000", "--on", "2025-07-28", "--from", "trust", "--to", "company")
