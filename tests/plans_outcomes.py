"""Random profit shares, waterfalls, gain shares and late payments, with the facts that concern them."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.clause_plans import Clauses, Family, Happening, amounts, days
from tests.plans import PARTIES, shares

few = st.integers(-3, 40)
parties = st.sampled_from(PARTIES)


def happening(method: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Happening]:
    """Draw a fact of one kind."""
    return st.tuples(*arguments).map(lambda drawn: Happening(method, drawn))


@st.composite
def profits(draw: st.DrawFn, losses: tuple[str, ...]) -> Clauses:
    """Draw a profit share, and costs repaid out of the share of one party."""
    revenue = draw(
        st.sampled_from(
            [
                ["net sales of device", "net income of licence"],
                {"net sales of": "device", "deducting": {"freight": "in full"}},
            ]
        )
    )
    profit: dict[str, Any] = {"kind": "profit share", "of": {"revenue": revenue, "less": ["selling", "development"]}}
    profit |= {"shares": draw(shares(PARTIES)), "losses": draw(st.sampled_from(losses)), "held by": "company"}
    balance = {"kind": "development balance", "of": "development", "funded by": "trust", "repaid by": "company"}
    balance |= {"fraction": draw(st.sampled_from(["50%", "1/3"])), "out of": "profit"}
    balance |= {"at most": draw(st.sampled_from(["10%", "2/7", "100%"]))}
    return {"profit": profit, "balance": balance}


@st.composite
def carries(draw: st.DrawFn) -> Clauses:
    """Draw a cost share of which one party's part is carried, and the profit that repays it."""
    profit = draw(profits(("carried forward",)))["profit"]
    cost = {"kind": "cost share", "of": "development", "shares": {"trust": "1/3", "company": "2/3"}}
    carry: dict[str, Any] = {"kind": "carried interest", "of": "cost", "party": "trust", "by": "company"}
    carry |= {"fraction": draw(st.sampled_from(["75%", "1/7", "100%"]))}
    recovered = st.just({"out of": "profit", "at most": draw(st.sampled_from(["50%", "2/7", "100%"]))})
    carry |= draw(st.fixed_dictionaries({}, optional={"cap": st.sampled_from(["7", "30.01"]), "recovered": recovered}))
    return {"profit": profit, "cost": cost, "carry": carry}


profit_facts = st.one_of(
    happening("receipts", st.just("income:licence"), days, amounts),
    happening("receipts", st.just("sales:device"), days, amounts, amounts.map(lambda part: [("freight", part)])),
    happening("cost", st.just("selling"), parties, days, amounts),
    happening("cost", st.just("development"), parties, days, amounts),
)


@st.composite
def waterfalls(draw: st.DrawFn) -> Clauses:
    """Draw a waterfall with any of its switches."""
    preference = {
        "rate": draw(st.sampled_from(["8%", "1/7", "0%", "200%"])),
        "compounding": draw(st.sampled_from(["annually", "none"])),
        "rests": draw(st.sampled_from(["anniversaries of the first contribution", "contract years"])),
        "days": draw(st.sampled_from(["actual/365", "actual/actual"])),
    }
    fund: dict[str, Any] = {"kind": "waterfall", "of": "fund", "investors": draw(shares(("trust", "university")))}
    fund |= {"preferred return": preference, "order": draw(st.sampled_from(["capital first", "preference first"]))}
    fund |= {"catch up": draw(st.sampled_from(["0%", "10%", "60%", "100%"])), "held by": "company"}
    fund |= {"carried": {"to": "company", "share": draw(st.sampled_from(["20%", "1/3", "0%"]))}}
    return {"fund": fund}


fund_facts = st.one_of(
    happening("contribution", st.just("fund"), st.sampled_from(("trust", "university")), days, amounts),
    happening("distribution", st.just("fund"), days, amounts),
)


@st.composite
def holdbacks(draw: st.DrawFn) -> Clauses:
    """Draw a holdback that is released within the time that is looked at, with claims or without."""
    held: dict[str, Any] = {"kind": "holdback", "of": "fund", "from": "company", "release": draw(days).isoformat()}
    held |= {"to": draw(st.one_of(st.just("trust"), shares(("trust", "university"))))}
    held |= {"fraction": draw(st.sampled_from(["10%", "1/7", "100%"]))}
    claims = st.sampled_from([{"of": "claim", "to": "company"}, {"of": "claim", "to": "university"}])
    return {"held": held | draw(st.fixed_dictionaries({}, optional={"cap": st.just("20.01"), "claims": claims}))}


held_facts = st.one_of(
    happening("distribution", st.just("fund"), days, amounts),
    happening("cost", st.just("claim"), parties, days, amounts),
)


@st.composite
def gains(draw: st.DrawFn) -> Clauses:
    """Draw a gain share, by patient or against a baseline."""
    saving: dict[str, Any] = {"per": "patient", "verified by": "the unit"}
    if draw(st.booleans()):
        saving |= {"baseline": draw(st.sampled_from(["3.66", "1.5"])), "unit": "bed day", "worth": "4.01"}
    share: dict[str, Any] = {
        "kind": "gain share",
        "outcome": "bed days",
        "saving": saving,
        "less": "device",
        "from": "trust",
    }
    share |= {"to": draw(st.sampled_from([{"company": "50%"}, {"company": "1/7", "university": "1/3"}]))}
    limits = st.fixed_dictionaries(
        {}, optional={"readmissions": st.sampled_from(["at most 4%", "at most 50%"]), "audit": st.just("passed")}
    )
    share |= {"only if": draw(limits)}
    if draw(st.booleans()):
        share |= {"cap": {"amount": draw(st.sampled_from(["20", "0.01"])), "per": "year"}}
    return {"gain": share}


each = st.sampled_from([Fraction(0), Fraction(5, 3), Fraction(250), Fraction("1.66")])
gain_facts = st.one_of(
    happening("saving", st.just("bed days"), days, few, each, st.booleans()),
    happening("outcome", st.just("bed days"), days, few, each, st.just(True)),
    happening("cost", st.just("device"), parties, days, amounts),
    happening("quality", st.just("bed days"), st.sampled_from(["readmissions", "audit"]), days, st.integers(0, 3), few),
)


@st.composite
def shared_savings(draw: st.DrawFn) -> Clauses:
    """Draw shared savings, whose spending lies on either side of the benchmark."""
    dated = [{"from": "2024-01-01", "amount": "50"}, {"from": draw(days).isoformat(), "amount": "33.33"}]
    shared: dict[str, Any] = {"kind": "shared savings", "of": "care", "from": "trust", "share": "50%"}
    shared |= {"benchmark": draw(st.sampled_from(["60", dated[:1], dated[1:], dated]))}
    shared |= {"minimum savings rate": draw(st.sampled_from(["0%", "2%", "1/3"]))}
    shared |= {"counted": draw(st.sampled_from(["first dollar", "above the minimum"]))}
    shared |= {"to": draw(st.one_of(st.just("company"), shares(("company", "university"))))}
    losses = [{"minimum rate": "2%", "cap": "5%"}, {"minimum rate": "0%"}]
    optional = {"savings cap": st.just("1/7"), "losses": st.sampled_from(losses), "withheld": st.just({"tax": "1/3"})}
    shared |= draw(st.fixed_dictionaries({}, optional={**optional, "quality": st.sampled_from(["score", "audit"])}))
    return {"shared": shared}


shared_facts = st.one_of(
    happening("cost", st.just("care"), parties, days, amounts),
    happening("quality", st.just("care"), st.sampled_from(["score", "audit"]), days, st.integers(0, 3), few),
)


@st.composite
def rebates(draw: st.DrawFn) -> Clauses:
    """Draw a rebate for those whom nothing helped, claimed within a window or after it."""
    rebate: dict[str, Any] = {"kind": "outcome rebate", "outcome": "response", "price": "3.33", "from": "company"}
    rebate |= {"cycles": draw(st.sampled_from(["4", "1.5"])), "claim within": draw(st.sampled_from(["0", "60"]))}
    rebate["claim within"] += " days"
    return {"rebate": rebate | {"to": draw(st.one_of(st.just("trust"), shares(("trust", "university"))))}}


rebate_facts = st.tuples(days, st.sampled_from([0, 1, 60, 61, 400]), st.integers(-3, 40)).map(
    lambda x: Happening("non_response", ("response", x[0], x[0] + timedelta(days=x[1]), x[2]))
)


@st.composite
def outcome_payments(draw: st.DrawFn) -> Clauses:
    """Draw a payment for cohorts, one against a baseline and one against a control group, and for both together."""
    cohorts = {"first": {"baseline": draw(st.sampled_from(["1.55", "2"]))}, "second": {"compared with": "control"}}
    named = draw(st.lists(st.sampled_from(sorted(cohorts)), min_size=1, unique=True))
    payment: dict[str, Any] = {"kind": "outcome payment", "unit": "visit", "verified by": "the unit", "from": "trust"}
    payment |= {"cohorts": {name: cohorts[name] for name in named}}
    payment |= {"to": draw(st.one_of(st.just("company"), shares(("company", "university"))))}
    payment["bands"] = [{"at least": "10%", draw(st.sampled_from(["pays", "each"])): "3.33"}]
    payment["bands"] += [{"at least": "1/3", "pays": "10"}] if draw(st.booleans()) else []
    pooled = {"at least": draw(st.sampled_from(["0%", "7.5%"])), draw(st.sampled_from(["pays", "each"])): "1.01"}
    return {"payment": payment | ({"pooled": [pooled]} if draw(st.booleans()) else {})}


cohort_facts = st.sampled_from(["first", "second", "control"]).flatmap(
    lambda name: happening("outcome", st.just(name), days, few, each, st.booleans())
)


@st.composite
def late_payments(draw: st.DrawFn) -> Clauses:
    """Draw a royalty and a milestone, and interest on what of them is paid late."""
    royalty: dict[str, Any] = {"kind": "royalty", "on": "net sales of device", "from": "company", "rate": "10%"}
    royalty |= {"to": draw(shares(("trust", "university"))), "pay": draw(st.sampled_from(["0", "30", "200"]))}
    royalty["pay"] = f"{royalty['pay']} days after quarter end"
    milestone = {"kind": "milestone", "when": "it is done", "pays": "1000", "from": "company", "to": "trust"}
    milestone |= {"due": draw(st.sampled_from(["0 days after achievement", "100 days after achievement"]))}
    interest: dict[str, Any] = {
        "kind": "late payment interest",
        "on": draw(st.sampled_from([["royalty"], ["sum", "royalty"]])),
    }
    interest |= {"rate": draw(st.sampled_from(["statutory", "4% over Bank Rate", "100%"]))}
    interest |= {"bank rate": [{"from": "2024-06-01", "rate": "5%"}, {"from": draw(days).isoformat(), "rate": "1/7"}]}
    interest["bank rate"] = interest["bank rate"][: draw(st.integers(1, 2))]
    interest |= {"part payments": draw(st.sampled_from(["interest first", "principal first"]))}
    interest |= {"daily interest": draw(st.sampled_from(["exact", "rounded"]))}
    return {"royalty": royalty, "sum": milestone, "interest": interest}


periods = st.sampled_from(["2024-Q2", "2024-Q4", "2025-Q1", "FY2024/25-Q1", "FY2024/25-Q2", "FY2024/25-Q3"])
debts = st.one_of(st.tuples(st.just("royalty"), periods), st.tuples(st.just("sum"), periods))
between = st.sampled_from([("company", "trust"), ("company", "university"), ("trust", "company")])
late_facts = st.one_of(
    happening("receipts", st.just("sales:device"), days, amounts.map(lambda amount: amount * 10)),
    happening("milestone", st.just("sum"), days),
    happening("payment", debts, between, days, amounts),
)

WATERFALL = Family(waterfalls(), fund_facts)
GAIN = Family(gains(), gain_facts)
FUNDED = Family(profits(("funded now",)), profit_facts)
OUTCOMES = {
    "profit shared, and costs repaid out of it": Family(
        profits(("funded now", "carried forward", "not shared")), profit_facts
    ),
    "carried interests": Family(carries(), profit_facts),
    "waterfalls": WATERFALL,
    "holdbacks": Family(holdbacks(), held_facts),
    "gain shares": GAIN,
    "shared savings": Family(shared_savings(), shared_facts),
    "rebates": Family(rebates(), rebate_facts),
    "outcome payments": Family(outcome_payments(), cohort_facts),
    "late payments": Family(late_payments(), late_facts),
}
"""Clauses of profit and outcomes, each with those that it reads."""
