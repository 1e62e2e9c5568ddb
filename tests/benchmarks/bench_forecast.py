"""A forecast of 10,000 paths x 40 quarters x 10 clauses; the peer is the same, path by path, through the engine.

The peer's figure is the seconds of one path, times the paths: both run the same clauses, the engine to the penny
and with the workings of every entry.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from contracts.contract import Contract
from contracts.forecast.branches import branches
from contracts.forecast.draws import Draws
from contracts.forecast.exact import outcome
from contracts.forecast.flows import Sides
from contracts.forecast.scenario import ScenarioTerms
from contracts.forecast.simulated import simulated
from contracts.forecast.standpoint import Standpoint
from contracts.terms import AgreementTerms

PATHS = 10_000
FIGURE = "forecast of 10,000 paths x 40 quarters x 10 clauses, seconds"
PEER = "the same path by path, seconds"

_BANDS = {"bands": [{"up to": "10m", "rate": "3%"}, {"up to": "25m", "rate": "4.5%"}, {"above": "25m", "rate": "6%"}]}
_ROYALTY: dict[str, object] = {"kind": "royalty", "on": "net sales of device", "from": "company", "to": "trust"}
_MILESTONE: dict[str, object] = {
    "kind": "milestone",
    "when": "it is reached",
    "pays": "500,000",
    "from": "company",
    "to": "trust",
}
CLAUSES: dict[str, dict[str, object]] = {
    "trial": _MILESTONE,
    "approval": _MILESTONE,
    "royalty": {**_ROYALTY, "rate": _BANDS},
    "university": {**_ROYALTY, "to": "university", "rate": {**_BANDS, "per": "lifetime"}},
    "flat": {**_ROYALTY, "to": {"trust": "2/3", "university": "1/3"}, "rate": "1%"},
    "income": {**_ROYALTY, "on": "net income of licence", "rate": "40%"},
    "cost": {"kind": "cost share", "of": "development", "shares": {"trust": "1/3", "company": "2/3"}},
    "profit": {
        "kind": "profit share",
        "of": {"revenue": ["net sales of device"], "less": ["selling"]},
        "shares": {"trust": "10%", "university": "5%", "company": "85%"},
        "losses": "carried forward",
        "held by": "company",
    },
    "data": {"kind": "data access fee", "data": "records", "fee": "100,000", "from": "company", "to": "trust"},
    "upkeep": {
        "kind": "fixed fee",
        "for": "upkeep",
        "amount": "10,000",
        "from": "company",
        "to": "trust",
        "every": "year",
        "starting": "2026-04-01",
    },
}
_DRAWN = {"low": "50%", "high": "150%"}
SCENARIO: dict[str, object] = {
    "scenario": "bench",
    "until": "2036-03-31",
    "discount": {"rate": "8%", "base date": "2026-04-01"},
    "expected": {
        "sales": {"of": "sales of device", "by": "company", "curve": {"from": "2026-04-01", "a year": "30m"}},
        "licence": {"of": "income of licence", "by": "company", "curve": {"from": "2026-04-01", "a year": "2m"}},
        "development": {"of": "cost of development", "by": "trust", "curve": {"from": "2026-04-01", "a year": "1m"}},
        "selling": {"of": "cost of selling", "by": "company", "curve": {"from": "2026-04-01", "a year": "9m"}},
    },
    "milestones": {
        "trial": {"on": "2027-04-01", "probability": "70%"},
        "approval": {"on": "2029-04-01", "probability": "60%", "after": "trial", "latest": "2031-04-01"},
    },
}


def standpoint() -> Standpoint:
    """Return ten clauses and a scenario of ten years, in which every line is uncertain."""
    parties = {party: {"name": party.title()} for party in ("trust", "university", "company")}
    document = {"agreement": "bench", "title": "Ten clauses", "currency": "GBP", "effective": "2026-04-01"}
    terms = AgreementTerms.model_validate({**document, "year": "NHS", "parties": parties, "clauses": CLAUSES})
    expected: dict[str, dict[str, object]] = SCENARIO["expected"]  # type: ignore[assignment]  # as written above
    drawn = {name: {**line, "uncertain": _DRAWN} for name, line in expected.items()}
    scenario = ScenarioTerms.model_validate({**SCENARIO, "expected": drawn})
    return Standpoint(Contract(terms, 2), (), (), date(2026, 3, 31), scenario)


def seconds(run: Callable[[], object], times: int = 5) -> float:
    """Return the seconds of the fastest of several runs."""
    found = []
    for _ in range(times):
        began = time.process_time()
        run()
        found.append(time.process_time() - began)
    return min(found)


def figures() -> dict[str, float]:
    """Return the seconds of a simulation, its draws included, and of the same path by path."""
    stand = standpoint()
    likeliest, sides = branches(stand)[0], Sides(stand)
    return {
        FIGURE: seconds(lambda: simulated(stand, Draws(stand, PATHS, 1))),
        PEER: seconds(lambda: outcome(stand, likeliest, sides)) * PATHS,
    }


if __name__ == "__main__":
    for name, found in figures().items():
        print(f"{name}: {found:.3f}")
