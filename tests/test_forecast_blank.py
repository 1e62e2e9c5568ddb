"""The scenario of one agreement to fill in lists what its clauses read, and looks ahead as it stands and filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from contracts.clauses import kind_names
from contracts.contract import Contract
from contracts.document import read_document
from contracts.forecast.blank import blank_scenario, drivers
from contracts.forecast.outlook import outlook
from contracts.forecast.reading import check_against, read_scenario
from contracts.forecast.standpoint import Standpoint
from contracts.templates import NAMES, template_text
from contracts.templates.clauses import example_text
from tests.command_samples import done, enter_sample_ledger

TODAY = date(2026, 5, 1)
TEXTS = {name: template_text(name) for name in NAMES} | {kind: example_text(kind) for kind in kind_names()}
EXPECTED = {
    "licence": {"sales of device"},
    "royalty": {"sales of"},
    "waterfall": {"contribution to", "distribution from"},
    "gain share": {"outcome of", "each: 1", "cost of device cost"},
    "cost share": {"cost of"},
    "contribution in kind": {"in kind of"},
}


def _contract(name: str) -> Contract:
    return Contract(read_document(TEXTS[name]), 2)


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_expected_of_the_blank_as_it_stands(name: str) -> None:
    agreement = _contract(name)
    document = read_scenario(blank_scenario(agreement, TODAY))
    check_against(document, agreement)

    lines = {(line.of, line.by) for line in document.terms.expected.values()}
    assert {(driver.of, driver.by) for driver in drivers(agreement)} == lines
    assert set(document.terms.milestones) == {feed.of for feed in agreement.feeds_of("milestone")}
    outlook(Standpoint(agreement, (), (), TODAY, document.terms))


@pytest.mark.parametrize("name", TEXTS)
def test_the_blank_looks_ahead_once_it_is_filled_in(name: str) -> None:
    agreement = _contract(name)
    text = re.sub(r"(FY\d{4}/\d\d|\b\d{4}): 0\n", r"\1: 12\n", blank_scenario(agreement, TODAY))
    document = read_scenario(text.replace("probability: 0%", "probability: 100%"))
    check_against(document, agreement)

    assert outlook(Standpoint(agreement, (), (), TODAY, document.terms))


@pytest.mark.parametrize("name", EXPECTED)
def test_what_the_clauses_read_is_listed(name: str) -> None:
    text = blank_scenario(_contract(name), TODAY)
    assert [] == [words for words in EXPECTED[name] if words not in text]


def test_what_is_reached_needs_no_line() -> None:
    assert "first-patient:" not in blank_scenario(_contract("licence"), TODAY, {"first-patient"})


def test_the_blank_of_an_agreement_at_a_prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    for agreement in ("device-licence", "device-development", "revenue-sharing"):
        blank = done("forecast", "--blank", agreement, "--today", "2026-08-01")
        Path("own.yaml").write_text(blank, "utf-8")
        done("forecast", agreement, "--scenario", "own.yaml", "--today", "2026-08-01")

    assert "cost of development cost" in done("forecast", "--blank", "device-development", "--today", "2026-08-01")
