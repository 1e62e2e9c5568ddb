"""Milestones that pay one sum together, at the prompt: what is still missing, and that the sum is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import done, enter_sample_ledger, misused

TOGETHER = """\
agreement: rights
title: One sum for three approvals
currency: USD
effective: 2019-11-20
until: 2021-12-31
year: calendar
parties:
  holder: { name: Holders of the Rights }
  company: { name: Example Medicines plc }
clauses:
  approvals:
    kind: all or nothing
    pays: 9m
    from: company
    to: holder
    all of: { first: 2020-12-31, second: 2020-12-31, third: 2021-03-31 }
    accepted by: company
    due: 20 days after acceptance
"""

AGAIN = """\
agreement: again
title: A milestone that is paid twice
currency: GBP
effective: 2026-01-01
year: calendar
parties:
  trust: { name: Example Hospitals NHS Trust }
  company: { name: Example Medicines plc }
clauses:
  indication: { kind: milestone, when: it is approved, pays: 100, from: company, to: trust, repeats: [1, 50%] }
"""
SCENARIO = """\
scenario: ahead
agreement: again
until: 2027-12-31
discount: { rate: 5%, base date: 2026-06-30 }
milestones: { indication: { on: 2027-05-05, probability: 50% } }
"""


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    Path("rights.yaml").write_text(TOGETHER, encoding="utf-8")
    done("agreement", "sign", "rights.yaml", "--document", "signed.pdf")


def _reached(name: str, on: str, accepted: str) -> str:
    claimed = done("record", "milestone", "rights", f"approvals:{name}", "--on", on, "--party", "holder")
    ref = claimed.partition("Recorded as ")[2].partition(":")[0]
    return " ".join(done("accept", ref, "--on", accepted, "--party", "company").split())


def test_an_acceptance_says_what_the_sum_waits_for() -> None:
    told = _reached("first", "2020-03-25", "2020-04-01")
    assert "stays as it was. The sum of approvals is not due: waiting for: second, third. Next:" in told


def test_one_that_is_late_is_told_that_the_sum_is_lost() -> None:
    _reached("first", "2020-03-25", "2020-04-01")
    told = _reached("second", "2021-02-05", "2021-02-06")
    assert "is not due: waiting for: third; not known to be reached by its last day: second." in told
    done("close", "rights", "2020-Q4", "--today", "2021-02-07")
    told = _reached("third", "2021-02-08", "2021-02-09")
    assert (
        "The sum of approvals is not due: extinguished on 1 January 2021: not reached by 31 December 2020: second."
        in told
    )


def test_what_is_accepted_after_the_last_of_them_was_reached_is_waited_for_no_more() -> None:
    _reached("first", "2020-03-25", "2020-04-01")
    _reached("second", "2020-12-31", "2021-04-10")
    assert "owes Holders of the Rights USD 9,000,000.00" in _reached("third", "2021-03-31", "2021-04-05")
    assert "waiting for" not in done("explain", "rights")


def test_which_of_them_is_reached_has_to_be_said() -> None:
    assert "It is not said which milestone" in misused("record", "milestone", "rights", "--party", "holder")


def test_a_forecast_says_that_it_takes_no_further_time_of_a_milestone() -> None:
    Path("again.yaml").write_text(AGAIN, encoding="utf-8")
    Path("ahead.yaml").write_text(SCENARIO, encoding="utf-8")
    done("agreement", "sign", "again.yaml", "--document", "signed.pdf")
    asked = ("forecast", "again", "--scenario", "ahead.yaml", "--today", "2026-06-30")
    said = "Reached before, and in a forecast taken no further time: indication."
    assert said not in done(*asked)
    done("record", "milestone", "again", "indication", "--on", "2026-03-01", "--party", "trust")
    assert said in done(*asked)
    assert said in done(*asked, "--simulate", "100")
