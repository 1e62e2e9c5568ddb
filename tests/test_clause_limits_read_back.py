"""Limits of costs and contributions in kind, read back in plain English."""

from __future__ import annotations

from contracts.document.read_back import in_plain_english
from tests.clause_samples import terms

CLAUSES = """
cost:
  kind: cost share
  of: development cost
  shares: { trust: 1/6, university: 1/6, company: 2/3 }
  cap: { party: trust, amount: 250,000, per: year, excess: { deferred: { borne by: company, repaid from: profit } } }
  budget: { amount: 1,200,000, per: year, tolerance: 10%, excess: { borne by: whoever incurred it } }
  balance: { every: quarter, pay: 30 days }
profit:
  kind: profit share
  of: { revenue: net income of licence }
  held by: company
  shares: { trust: 40%, company: 60% }
  losses: carried forward
staff-time:
  kind: contribution in kind
  by: trust
  rates:
    - { item: research nurse hour, rate: 38.50, from: 2026-04-01, overhead: 70% }
    - { item: scan, rate: 410, from: 2026-04-01 }
  cap: { amount: 15,000, first year: by days }
  accepted by: company
"""


def sentences(heading: str) -> tuple[str, ...]:
    """Give what is read back under a heading, without how it counts and its defaults."""
    (found,) = (part for part in in_plain_english(terms(CLAUSES)) if part.heading.startswith(heading))
    return tuple(sentence for sentence in found.sentences if not sentence.startswith(("By default", "Left out")))


def test_a_cost_share_says_its_limits_and_their_order() -> None:
    assert (
        "The parties bear the development cost in these shares: The trust 1/6, The university 1/6, The company 2/3.",
        "The budget is GBP 1,200,000.00 in each contract year. What is spent is shared up to the budget, 10% above it, "
        "and any overspend that one of them has approved for that time, however late.",
        "What is spent above that is not shared; it is borne by whoever incurred it, cost by cost.",
        "The trust bears at most GBP 250,000.00 of its share in each contract year. What is above is borne by The "
        "company and kept as a balance without interest, which The trust repays only out of what it receives under "
        "'profit', with at most 100% of it.",
        "The budget is applied first: a cap limits a party's share of what the budget leaves to be shared.",
        "A cost counts when it is recorded; nobody needs to accept it.",
        "They settle up every quarter: who paid less than its share pays within 30 days after the quarter's end, who "
        "paid more receives.",
        "Shares are rounded by contract year, so that they add up to the cost to the penny.",
        "What is booked counts as risk for whoever owes it, and as cost recovery for whoever is owed it (the default "
        "of its kind).",
    ) == sentences("cost:")


def test_contributions_in_kind_say_how_they_are_valued() -> None:
    assert (
        "The trust contributes in kind, valued by this rate card:",
        "  research nurse hour: GBP 38.50 from 1 April 2026, with 70% overhead on top",
        "  scan: GBP 410.00 from 1 April 2026",
        "A contribution counts once its evidence is shown (a timesheet or delivery note) and The company has accepted "
        "it; until then it is worth nothing.",
        "Each line is rounded to a whole penny, and overhead is worked out on the rounded lines.",
        "At most GBP 15,000.00 counts in each contract year, in the first in proportion to its days.",
        "Its value is a contribution to the venture; nobody owes it, and nothing is payable.",
        "What is booked counts as risk in kind for whoever owes it, and as neither risk nor reward for whoever is owed "
        "it (the default of its kind).",
    ) == sentences("staff-time:")
