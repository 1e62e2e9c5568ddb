"""Random milestones that pay together or not at all, and sums for the first years in which sales are high."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.clause_plans import Clauses, Family, Happening, amounts, days
from tests.plans import shares

NAMES = ("first", "second", "third")
last_days = days.map(lambda day: (day + timedelta(days=250)).isoformat())
payees = st.one_of(st.just("trust"), shares(("trust", "university")))


@st.composite
def milestones(draw: st.DrawFn) -> Clauses:
    """Draw a set of milestones with their last days, and thresholds of sales counted by year and over the life."""
    named = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    together: dict[str, Any] = {"kind": "all or nothing", "pays": "100.01", "from": "company", "to": draw(payees)}
    together["all of"] = {name: draw(last_days) for name in named}
    again: dict[str, Any] = {"kind": "milestone", "when": "it is approved", "pays": "10.01", "from": "company"}
    again |= {"to": draw(payees), "repeats": draw(st.sampled_from([["1", "1/3"], ["1/2", "1/3", "1/7"]]))}
    clauses: Clauses = {"together": together, "again": again}
    for per in ("year", "life"):
        edges = sorted(draw(st.sets(st.integers(1, 90), min_size=1, max_size=3)))
        thresholds = [{"reach": str(edge), "pays": draw(st.sampled_from(["10", "7.77"]))} for edge in edges]
        sold: dict[str, Any] = {"kind": "sales milestone", "on": "net sales of device", "from": "company", "per": per}
        sold |= {"to": draw(payees), "thresholds": thresholds, "several": draw(st.sampled_from(["all", "highest"]))}
        clauses[f"sold-{per}"] = sold
    return clauses


claimed = st.sampled_from(["again", *(f"together:{name}" for name in NAMES)])
MILESTONES = Family(
    milestones(),
    st.one_of(
        st.tuples(st.just("sales:device"), days, amounts).map(lambda x: Happening("receipts", x)),
        st.tuples(claimed, days, days).map(lambda x: Happening("milestone", x)),
        st.tuples(claimed, st.lists(days, min_size=3, max_size=3)).map(
            lambda x: Happening("withdrawal", (x[0], *sorted(x[1], reverse=True)))  # after it counted
        ),
    ),
)
"""Milestones that pay one sum together, and thresholds of sales that rise above each other and fall again."""
