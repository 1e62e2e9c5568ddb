"""Random royalties with everything that can be added to them, and fees that run by days while gates open and shut."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.clause_plans import PATENT_EXPIRY, Clauses, Family, Happening, amounts, days
from tests.plans import shares

later_days = days.map(lambda day: (day + timedelta(days=180)).isoformat())
cap_spans = st.sampled_from(["life", "year"])
payees = st.one_of(st.just("trust"), shares(("trust", "university")))
unused = st.sampled_from(["carried forward", "lost"])

step_downs = st.fixed_dictionaries(
    {"step down": st.sampled_from(["50%", "1/3"]), "from": st.just(PATENT_EXPIRY) | later_days}
)
stackings = st.fixed_dictionaries(
    {
        "stacking": st.sampled_from(["50% of third-party royalties", "1/3 of third-party royalties"]),
        "floor": st.sampled_from(["50% of the unreduced royalty", "2/7 of the reduced royalty"]),
        "unused": unused,
    }
)
minimums = st.fixed_dictionaries(
    {"amount": st.just("60")},
    optional={
        "parts": st.just(["10", "20.01", "9.99", "20"]),
        "paid": st.sampled_from(["at year end", "in advance"]),
        "from": later_days,
        "first year": st.sampled_from(["by days", "in full", "none"]),
        "excess": st.sampled_from(["not carried", "carried forward"]),
        "credits count as earned": st.sampled_from(["yes", "no"]),
    },
)


withholdings = st.fixed_dictionaries(
    {"rate": st.sampled_from(["10%", "1/7"])}, optional={"grossed up": st.sampled_from(["yes", "no"])}
)


def credit(key: str, clause: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a credit of a milestone or a fee."""
    return st.fixed_dictionaries(
        {
            key: st.just(clause),
            "creditable": st.sampled_from(["50%", "1"]),
            "at most": st.sampled_from(["25% of each payment", "1/3 of each payment", "1 of each payment"]),
            "unused": unused,
        }
    )


COMBINED = {
    "net sales of": "device",
    "deducting": {"rebates": "up to 5% of gross"},
    "combinations": [
        {"product": "kit", "prices": {"ours": "60", "others": "40"}},
        {"product": "kit", "costs": {"ours": "1", "others": "2"}, "from": "2024-08-10"},
        {"product": "kit", "fraction": "1/7", "from": "2025-03-01"},
    ],
}
"""A base in which a product counts by a fraction that changes, within a quarter too."""


@st.composite
def royalties(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a royalty, and some of what may be added to it."""
    bands = {"bands": [{"up to": "20", "rate": "1/7"}, {"above": "20", "rate": "40%"}]}
    lifelong = {"per": "lifetime", **bands}
    royalty: dict[str, Any] = {"kind": "royalty", "on": draw(st.sampled_from(["net sales of device", COMBINED]))}
    royalty |= {"from": "company", "to": draw(payees), "rate": draw(st.sampled_from(["50%", "1/11", bands, lifelong]))}
    reductions = [draw(part) for part in (step_downs, stackings) if draw(st.booleans())]
    credited = [draw(credit(*part)) for part in (("milestone", "approval"), ("fee", "option")) if draw(st.booleans())]
    royalty |= {key: value for key, value in (("reductions", reductions), ("credits", credited)) if value}
    royalty |= {"minimum": draw(minimums)} if draw(st.booleans()) else {}
    royalty |= {"dating": draw(st.sampled_from(["by transaction date", "prorated by days"]))}
    royalty |= {"cap": {"amount": "25", "per": draw(cap_spans)}} if draw(st.booleans()) else {}
    return royalty | ({"withholding": draw(withholdings)} if draw(st.booleans()) else {})


deadlines = st.fixed_dictionaries(
    {"date": days.map(str), "lapses": st.just("2028-01-01")},
    optional={
        "reduced by": st.sampled_from(["5% per month", "1/7 per month"]),
        "at most": st.just("50%"),
        "counting": st.sampled_from(["full months", "part months"]),
        "measured by": st.sampled_from(["achievement", "acceptance"]),
    },
)


@st.composite
def licences(draw: st.DrawFn) -> Clauses:
    """Draw a licence: a royalty, a milestone and an option fee that may be credited against it."""
    approval: dict[str, Any] = {"kind": "milestone", "when": "it is approved", "pays": "30.01", "from": "company"}
    approval |= {"to": draw(payees), "accepted by": "company"}
    option: dict[str, Any] = {"kind": "fixed fee", "for": "the option", "amount": "12.50", "from": "company"}
    option |= {"to": draw(payees), "when": "the option is exercised"}
    if draw(st.booleans()):
        approval["deadline"] = draw(deadlines)
    return {"royalty": draw(royalties()), "approval": approval, "option": option}


licence_facts = st.one_of(
    st.tuples(st.sampled_from(["sales:device", "sales:kit"]), days, amounts).map(lambda x: Happening("receipts", x)),
    st.tuples(st.just("third-party royalties"), st.just("company"), days, amounts).map(lambda x: Happening("cost", x)),
    st.tuples(st.sampled_from(["approval", "option"]), days, days).map(lambda x: Happening("milestone", x)),
    st.tuples(st.sampled_from(["approval", "option"]), st.lists(days, min_size=3, max_size=3)).map(
        lambda x: Happening("withdrawal", (x[0], *sorted(x[1], reverse=True)))  # after it counted
    ),
)
LICENCES = Family(licences(), licence_facts)
"""Royalties with step-down, stacking, credits of milestones and fees that may be withdrawn, and a minimum."""


@st.composite
def accesses(draw: st.DrawFn) -> Clauses:
    """Draw fees that run by days, once and again and again, and two gates, which may abate them."""
    fee: dict[str, Any] = {"kind": "data access fee", "data": "records", "fee": "100", "from": "company"}
    fee |= {"to": draw(payees), "day count": draw(st.sampled_from(["days of the year", "365"]))}
    once = {**fee, "per": "once", "starting": draw(later_days)}
    renewal: dict[str, Any] = {"kind": "fixed fee", "for": "renewal", "amount": "7.77", "from": "company"}
    renewal |= {"to": draw(payees), "every": draw(st.sampled_from(["year", "quarter"])), "starting": draw(later_days)}
    clauses: Clauses = {"access": fee, "once": once, "renewal": renewal}
    for gate in ("ethics", "privacy"):
        effect = draw(st.sampled_from([{"abates": ["access"]}, {"holds": ["access"]}]))
        begins = draw(st.sampled_from(["open", "shut"]))
        clauses[gate] = {"kind": "gate", "needs": ["approval"], "begins": begins, "while shut": effect}
    return clauses


ACCESSES = Family(
    accesses(),
    st.tuples(
        st.sampled_from(["ethics", "privacy"]), days, st.booleans(), st.none() | days.map(lambda d: d + timedelta(30))
    ).map(lambda x: Happening("gate", x)),
)
"""Data access fees and fixed fees, abated by gates that open and shut."""
