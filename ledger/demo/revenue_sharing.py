"""Second part: a university shares its income in bands that count for life, held against the printed example."""

from __future__ import annotations

from ledger.demo.comparison import Claim, booked, compare
from ledger.demo.figures import document, figures_of
from ledger.demo.prompt import excerpt, heading, run, short, sources, words

SHARING = "revenue-sharing"
FIRST_DAY, SECOND_DAY = "2025-03-31", "2025-06-30"


def revenue_sharing() -> None:
    """Record the printed example with its advance, compare, and go on with an illustrative receipt."""
    known = figures_of(SHARING)
    heading("2. A university shares its income in bands that count for life")
    run("agreement", "sign", short(document(SHARING)))
    to_individuals = ("--from", "university", "--to", "individuals")
    run("record", "payment", SHARING, known["advance"].value, "--on", FIRST_DAY, *to_individuals)
    run("record", "income", SHARING, known["example-income"].value, "--on", FIRST_DAY, "--party", "university")
    due = booked(SHARING, "individuals", "2025-Q1")["2025-Q1"]
    printed = known["example-individuals"].number
    claim = Claim("individuals, advance included", due, printed)
    compare("Of net income of 15,000, in GBP", "published", [claim])
    words(
        "The advance of 4,000 is paid first and counts against the first band; it does not come on top. The dates are "
        "ours, and the next receipt is illustrative: the scheme publishes none."
    )
    sources(known.values())
    excerpt(["Inventors"], "statement", SHARING, "--period", "2025-Q1", "--party", "individuals")
    further = ("--on", SECOND_DAY, "--party", "university", "--note", "illustrative")
    run("record", "income", SHARING, known["further-income"].value, *further)
