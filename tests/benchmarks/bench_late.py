"""A fact nine years late, on an agreement with ten clauses that read each other.

The peer is the same agreement worked out again from nothing with the late fact among the others, which is what has to
be done where nothing is kept of the periods before: facts taken, quarters closed together, every entry with its sum.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.engine import Engine
from contracts.fold import Cause
from contracts.terms import AgreementTerms

PAID = {"from": "company", "to": "trust"}
BANDS = {"bands": [{"up to": "1m", "rate": "5%"}, {"up to": "3m", "rate": "7%"}, {"above": "3m", "rate": "9%"}]}
CLAUSES: dict[str, dict[str, object]] = {
    "royalty": {
        "kind": "royalty",
        "on": "net sales of device",
        **PAID,
        "rate": BANDS,
        "reductions": [{"stacking": "50% of third-party royalties", "floor": "50% of the unreduced royalty"}],
        "credits": [{"milestone": "approval", "creditable": "50%", "at most": "25% of each payment"}],
        "minimum": {"amount": "50,000"},
    },
    "licence": {"kind": "royalty", "on": "net income of licence", **PAID, "rate": "20%"},
    "approval": {"kind": "milestone", "when": "it is approved", "pays": "200,000", **PAID},
    "service": {
        "kind": "fixed fee",
        "for": "service",
        "amount": "2,500",
        "every": "quarter",
        "starting": "2010-01-31",
        **PAID,
    },
    "access": {"kind": "data access fee", "data": "records", "fee": "10,000", **PAID},
    "costs": {
        "kind": "cost share",
        "of": "development",
        "shares": {"trust": "1/3", "company": "2/3"},
        "budget": {"amount": "2m", "tolerance": "10%"},
        "cap": {"party": "trust", "amount": "400,000", "excess": {"borne by": "company"}},
    },
    "profit": {
        "kind": "profit share",
        "of": {"revenue": "net sales of device", "less": ["development", "selling"]},
        "shares": {"trust": "30%", "company": "70%"},
        "losses": "carried forward",
        "held by": "company",
    },
    "balance": {
        "kind": "development balance",
        "of": "development",
        "funded by": "trust",
        "repaid by": "company",
        "fraction": "50%",
        "out of": "profit",
        "at most": "25%",
    },
    "fund": {
        "kind": "waterfall",
        "of": "fund",
        "investors": {"trust": "60%", "university": "40%"},
        "preferred return": {"rate": "8%"},
        "catch up": "100%",
        "carried": {"to": "company", "share": "20%"},
        "held by": "company",
    },
    "interest": {"kind": "late payment interest", "on": "royalty", "rate": "8%"},
}
"""Nobody pays the royalty, so that interest runs on the debts of all its quarters to the end."""
TERMS: dict[str, object] = {
    "agreement": "bench",
    "title": "Ten clauses that read each other",
    "currency": "GBP",
    "effective": "2010-01-01",
    "parties": {"trust": {"name": "Trust"}, "university": {"name": "University"}, "company": {"name": "Company"}},
    "clauses": CLAUSES,
}
BEGAN, CLOSED, LATE = date(2010, 1, 1), date(2018, 12, 31), date(2010, 4, 20)
TIMES = 20
RUNS = 3
ANEW = "the same agreement worked out again from nothing"
INCOME, COST, DISTRIBUTION, SALES = TITLES = (
    "nine years late: income, which one royalty reads",
    "nine years late: a cost",
    "nine years late: a distribution",
    "nine years late: sales, with interest on 36 debts open ever since",
)


def contract() -> Contract:
    """Sign the agreement."""
    return Contract(AgreementTerms.model_validate(TERMS), 2)


def history(signed: Contract) -> Iterator[Fact]:
    """Yield nine years of facts: sales every ten days, a cost every week, income and distributions now and then."""
    yield from signed.milestone("approval", date(2011, 5, 3))
    yield from signed.contribution("fund", "trust", date(2010, 2, 1), 50_000_000)
    for number in range((CLOSED - BEGAN).days):
        day = BEGAN + timedelta(days=number)
        if number % 7 == 3:
            yield from signed.cost("development", "trust" if number % 2 else "company", day, 1_200_000 + number)
        if number % 10 == 2:
            yield from signed.receipts("sales:device", day, 9_876_543 + number)
        if number % 30 == 5:
            yield from signed.receipts("income:licence", day, 777_777)
            yield from signed.cost("third-party royalties", "company", day, 90_011)
        if number % 91 == 45:
            yield from signed.distribution("fund", day, 2_500_003)


def worked(signed: Contract, *late: Fact) -> tuple[Engine, float]:
    """Work the agreement out from nothing; return its engine, and the seconds that it took."""
    facts = [*history(signed), *late]
    began = time.process_time()
    engine = signed.engine()
    engine.take(facts)
    engine.close(CLOSED.toordinal())
    engine.work(Cause(CLOSED.toordinal(), several=True))
    return engine, time.process_time() - began


def late_facts(signed: Contract, amount: int) -> dict[str, list[Fact]]:
    """Return what may come nine years late: facts that move a year of one clause, or all that follows in several."""
    return {
        INCOME: signed.receipts("income:licence", LATE, amount),
        COST: signed.cost("development", "company", LATE, amount),
        DISTRIBUTION: signed.distribution("fund", LATE, amount),
        SALES: signed.receipts("sales:device", LATE, amount),
    }


def late_seconds(signed: Contract, kind: str) -> float:
    """Return the seconds that a fact takes which comes nine years late."""
    engine, _ = worked(signed)
    took = []
    for number in range(TIMES):
        engine.take(late_facts(signed, 123_456 + number)[kind])
        began = time.process_time()
        engine.work(Cause(LATE.toordinal(), earliest=CLOSED.toordinal() + 1))
        took.append(time.process_time() - began)
    return min(took)


def figures() -> dict[str, float]:
    """Return milliseconds a fact, by what comes late, and those of working everything out from nothing."""
    signed = contract()
    kinds = late_facts(signed, 1)
    result = {kind: late_seconds(signed, kind) * 1e3 for kind in kinds}
    result[ANEW] = min(worked(contract(), *kinds[COST])[1] for _ in range(RUNS)) * 1e3
    return result


if __name__ == "__main__":
    for name, milliseconds in figures().items():
        print(f"{name}: {milliseconds:.2f} ms")
