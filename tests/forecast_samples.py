"""Agreements and scenarios for the tests of forecasts, as a person would write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.forecast.reading import check_against, read_scenario
from contracts.forecast.standpoint import Recorded, Standpoint
from contracts.terms import AgreementTerms

PARTIES = ("company", "trust")
BEFORE = date(2025, 12, 31)
ROYALTY: dict[str, Any] = {
    "kind": "royalty",
    "on": "net sales of device",
    "from": "company",
    "to": "trust",
    "rate": "10%",
}
MILESTONE: dict[str, Any] = {
    "kind": "milestone",
    "when": "it is approved",
    "pays": "400",
    "from": "company",
    "to": "trust",
    "due": "0 days after achievement",
}
HEAD = """
scenario: base
until: 2030-12-31
discount: { rate: 10%, base date: 2026-01-01 }
"""
"""A scenario in which nothing happens."""


def contract(**clauses: dict[str, Any]) -> Contract:
    """Return an agreement between a company and a trust from 1 January 2026, in GBP."""
    terms = {
        "agreement": "plan",
        "title": "A plan",
        "currency": "GBP",
        "effective": "2026-01-01",
        "parties": {party: {"name": party.title()} for party in PARTIES},
        "clauses": clauses,
    }
    return Contract(AgreementTerms.model_validate(terms), 2)


def standing(agreement: Contract, scenario: str, recorded: Sequence[Recorded] = (), today: date = BEFORE) -> Standpoint:
    """Return where a forecast stands; of what was recorded, sales are tallied."""
    document = read_scenario(HEAD + scenario)
    check_against(document, agreement)
    tallied: list[Fact] = []
    for each in recorded:
        tallied += agreement.receipts(f"{each.kind}:{each.of}", each.on, each.amount)
    return Standpoint(agreement, tallied, recorded, today, document.terms)
