"""`pledger forecast` on a real ledger: tables, files, the same bytes again, and what is asked wrongly."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from contracts.forecast.template import scenario_text
from tests.command_samples import LICENCE, assert_golden, done, enter_sample_ledger, misused, refused, typed

ASKED = ("forecast", "device-licence", "--scenario", "base.yaml", "--today", "2026-08-15")
_SHOWN = ("from", "until", "ratio")
JOINT = """
scenario: joint
agreement: device-development
until: 2027-12-31
discount: { rate: 5%, base date: 2026-01-01 }
expected:
  work: { of: cost of development, by: university, amounts: { 2026: 100k } }
"""


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def _answered(*arguments: str) -> dict[str, list[dict[str, object]]]:
    blocks = json.loads(done(*arguments, "--format", "json"))["blocks"]
    return {block["table"]: block["rows"] for block in blocks if "table" in block}


def test_the_answer_at_a_prompt() -> None:
    assert_golden("cli-forecast.txt", "pledger forecast device-licence --scenario base.yaml --today 2026-08-15")


def test_a_scenario_to_begin_with_is_written_and_read_again() -> None:
    assert scenario_text() == done("forecast", "--blank")
    assert typed("forecast", "--blank", "-o", "mine.yaml").err.startswith("Written to mine.yaml")
    assert _answered(*ASKED) == _answered(*(word.replace("base.yaml", "mine.yaml") for word in ASKED))


def test_the_only_agreement_that_is_meant_need_not_be_named() -> None:
    assert _answered(*ASKED) == _answered("forecast", *ASKED[2:])


def test_a_forecast_is_recorded_nowhere() -> None:
    before = done("history", "device-licence", "--format", "csv")
    done(*ASKED)
    assert before == done("history", "device-licence", "--format", "csv")


def test_what_came_after_today_is_no_actual() -> None:
    def reward(today: str) -> object:
        return _answered(*ASKED[:-1], today)["together"][0]["reward"]

    assert reward("2026-04-01") != reward("2026-08-15")


def test_a_seed_gives_the_same_bytes_again() -> None:
    pytest.importorskip("numpy")
    first, again, other = (done(*ASKED, "--simulate", "300", "--seed", seed, "--format", "json") for seed in "112")
    assert first == again
    assert first != other


def test_a_simulation_shows_how_values_spread_and_what_they_depend_on() -> None:
    pytest.importorskip("numpy")
    answered = _answered(*ASKED, "--simulate", "300")
    assert ["values", "reward_by_year", "cash_by_year", "reward_shares", "sensitivity", "crossed"] == list(answered)
    assert 1 == answered["sensitivity"][0]["rank"]


def test_a_forecast_goes_into_a_workbook() -> None:
    assert "Written to ahead.xlsx" in typed(*ASKED, "-o", "ahead.xlsx").err
    assert Path("ahead.xlsx").read_bytes().startswith(b"PK")


def test_several_agreements_each_have_their_scenario() -> None:
    Path("joint.yaml").write_text(JOINT, encoding="utf-8")
    several = ("forecast", "--all", "--scenario", "base.yaml", "--scenario", "joint.yaml", "--today", "2026-08-15")
    told = done(*several)
    assert "device-development: By year and party, expected" in told
    assert "Over all these agreements, expected" in told
    assert "Written to ahead.xlsx" in typed(*several, "-o", "ahead.xlsx").err


def test_a_look_back_compares_what_was_said_with_what_came() -> None:
    (line,) = [row for row in _answered(*ASKED[:-1], "2027-05-01", "--backtest")["lines"] if row["line"] == "trial"]
    assert ("2026-04-01", "2027-03-31", {"share": "0.0000", "exact": "0"}) == tuple(line[name] for name in _SHOWN)
    assert "A look back draws nothing" in misused(*ASKED, "--backtest", "--simulate", "200")


@pytest.mark.parametrize("simulated", [(), ("--simulate", "200")], ids=["ways", "paths"])
def test_charts_are_drawn_and_are_the_same_again(simulated: tuple[str, ...]) -> None:
    pytest.importorskip("matplotlib")
    for name in ("first.svg", "again.svg", "chart.png"):
        assert f"Written to {name}" in typed(*ASKED, *simulated, "--chart", name).err
    assert Path("first.svg").read_bytes() == Path("again.svg").read_bytes()
    assert Path("chart.png").read_bytes().startswith(b"\x89PNG")
    assert "does not say which format" in misused(*ASKED, "--chart", "chart.doc")


def test_a_chart_of_a_practice_ledger_says_so_on_it() -> None:
    pytest.importorskip("matplotlib")
    done("practice", "practice.db")
    for ledger, name in (("ledger.db", "real.svg"), ("practice.db", "practice.svg")):
        assert f"Written to {name}" in typed(*ASKED, "--ledger", ledger, "--chart", name).err

    assert "practice ledger" not in Path("real.svg").read_text(encoding="utf-8")
    assert "This is a practice ledger" in Path("practice.svg").read_text(encoding="utf-8")


def test_without_numpy_a_simulation_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith(("contracts.forecast", "contracts.arrays"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.delitem(sys.modules, "projections.forecast_simulated", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", None)
    said = refused(*ASKED, "--simulate", "300")
    assert "This needs numpy, which is not installed" in said
    assert "pip install 'partnership-ledger[forecast]'" in said


def test_what_is_asked_wrongly_is_told() -> None:
    assert "A scenario is missing (--scenario). Write one: pledger forecast --blank" in misused("forecast")
    assert "There is no agreement 'device-lisence'. Did you mean" in refused("forecast", "device-lisence", *ASKED[2:])
    assert "is not in the range" in misused(*ASKED, "--simulate", "5")
    Path("base.yaml").write_text(scenario_text().replace("agreement: device-licence", "agreement: other"), "utf-8")
    assert "base.yaml: there is 1 mistake.\n  line 10, agreement: the scenario is about 'other'" in refused(*ASKED)
    assert "There is no agreement 'other' to look ahead from" in misused("forecast", "--all", *ASKED[2:])
    Path("base.yaml").write_text("scenario: x\nuntil: 2030-13-01\n", "utf-8")
    assert "line 2, until: '2030-13-01' does not exist: there are 12 months" in refused(*ASKED)


def test_days_beyond_the_bank_holidays_published_are_expected_and_nothing_is_booked_by_them() -> None:
    late = "  late: { kind: late payment interest, on: royalty, rate: 8% }\n"
    text = LICENCE.replace("agreement: device-licence", "agreement: by-banks")
    Path("banks.yaml").write_text(f"{text}    pay: 10 business days after report\n{late}", encoding="utf-8")
    done("agreement", "sign", "banks.yaml", "--document", "signed.pdf")
    sales = ("record", "sales", "by-banks", "1m", "--party", "licensee", "--today", "2028-06-01")
    done(*sales, "--on", "2026-05-01")
    scenario = JOINT.replace("device-development", "by-banks").replace("2027-12-31", "2028-12-31")
    scenario = scenario.replace("cost of development, by: university", "sales of device, by: licensee")
    scenario = scenario.replace("{ 2026: 100k }", "{ 2028: 100k }")
    Path("banks-ahead.yaml").write_text(scenario, encoding="utf-8")
    assert "3,000.00" in done("forecast", "by-banks", "--scenario", "banks-ahead.yaml", "--today", "2027-12-31")
    assert "royalty@FY2026/27-Q1" in done("due", "by-banks", "--today", "2028-06-01")
    told = refused(*sales, "--on", "2028-05-05")
    assert "10 business days after 2028-08-14: the bank holidays of then are not known here" in told
