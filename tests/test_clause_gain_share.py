"""Gain share: verified savings, claims kept apart, quality gate, cap, and what the payer keeps."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from contracts.errors import DocumentRefused
from tests.clause_runs import Run, terms

CLAUSE = """
  shared-saving:
    kind: gain share
    article: "11"
    outcome: bed days before surgery
    saving: { per: patient, verified by: health economics unit, cash releasing: no, grade: B }
    less: device cost
    from: A
    to: { B: 50% }
    only if: { readmissions: at most 4% }
    cap: { amount: "150,000", per: year }
"""
OUTCOME = "bed days before surgery"
ON = date(2026, 6, 30)


def saved(run: Run, people: int, each: str, on: date = ON, *, verified: bool = True) -> None:
    run.take(on, *run.contract.saving(OUTCOME, on, people, Fraction(each) * 100, verified=verified))


def measured(run: Run, cases: int, out_of: int, on: date = ON) -> None:
    run.take(on, *run.contract.quality(OUTCOME, "readmissions", on, cases, out_of))


def spent(run: Run, pounds: int, on: date = ON) -> None:
    run.take(on, *run.contract.cost("device cost", "A", on, pounds * 100))


@pytest.mark.parametrize(
    ("readmitted", "supplier", "trust"), [(48, "150000.00", "250000.00"), (49, "0.00", "400000.00")]
)
def test_the_verified_saving_is_shared_under_the_cap_if_quality_allows(
    readmitted: int, supplier: str, trust: str
) -> None:
    run = Run(terms(CLAUSE))
    spent(run, 95_000, date(2026, 2, 1))
    saved(run, 1200, "412.50")
    saved(run, 1200, "569.00", verified=False)
    measured(run, readmitted, 1200)
    assert (supplier, trust) == (run.due("shared-saving", "B"), run.due("shared-saving:kept", "kept"))
    assert {
        "net saving of the year to date": "400000.00",
        "payable of it": supplier,
    } == run.balances("shared-saving", date(2026, 12, 31))
    if supplier != "0.00":
        working = run.entries[-1].working if run.entries[-1].clause == "shared-saving" else run.entries[-2].working
        assert "claimed, not counted: 682,800.00; evidence of grade B" in working.basis


def test_nothing_is_due_while_quality_was_not_measured() -> None:
    run = Run(terms(CLAUSE))
    saved(run, 100, "10")
    assert "0.00" == run.due("shared-saving", "B")
    measured(run, 0, 100)
    assert "500.00" == run.due("shared-saving", "B")


def test_quality_that_falls_later_in_the_year_takes_back_what_was_due() -> None:
    run = Run(terms(CLAUSE))
    saved(run, 100, "10")
    measured(run, 4, 100)
    measured(run, 2, 10, date(2026, 9, 1))
    assert ("500.00", "-500.00") == (
        run.due("shared-saving", "B", "2026-Q2"),
        run.due("shared-saving", "B", "2026-Q3"),
    )
    measured(run, 0, 40, date(2026, 11, 1))
    assert "500.00" == run.due("shared-saving", "B")


def test_a_cap_is_reached_inside_a_fact_and_binds_for_the_year() -> None:
    run = Run(terms(CLAUSE))
    measured(run, 0, 1)
    saved(run, 1, "299999.98", date(2026, 2, 1))
    assert "149999.99" == run.due("shared-saving", "B")
    saved(run, 1, "5.00")
    assert "150000.00" == run.due("shared-saving", "B")
    saved(run, 1, "-6.00", date(2026, 8, 1))
    assert "149999.49" == run.due("shared-saving", "B")
    measured(run, 0, 1, date(2027, 1, 2))
    saved(run, 1, "2.00", date(2027, 1, 2))
    assert "1.00" == run.due("shared-saving", "B", "2027-Q1")


def test_costs_above_the_saving_are_not_shared() -> None:
    run = Run(terms(CLAUSE))
    measured(run, 0, 1)
    saved(run, 1, "100")
    spent(run, 101)
    assert ("0.00", "-1.00") == (run.due("shared-saving", "B"), run.due("shared-saving:kept", "kept"))


BASELINE = """
  shared-saving:
    kind: gain share
    outcome: bed days before surgery
    saving:
      per: patient
      baseline: 3.66
      unit: bed day
      worth: 400
      cohort: operations of the year before
      verified by: health economics unit
    from: A
    to: { B: 15%, C: 1/3 }
"""


def test_bed_days_below_the_baseline_are_worth_money() -> None:
    run = Run(terms(BASELINE))
    run.take(ON, *run.contract.outcome(OUTCOME, ON, 200, Fraction("1.00"), verified=False))
    run.take(ON, *run.contract.outcome(OUTCOME, ON, 200, Fraction("1.66"), verified=True))
    entry = run.entries[0]
    assert "verified by health economics unit; claimed, not counted: 212,800.00" in entry.working.basis
    assert [("baseline of 200 patients in bed days", "29280000"), ("bed days used", "-13280000")] == [
        (line.what, line.quantity) for line in entry.working.lines
    ]
    saved_days = Fraction(29_280_000 - 13_280_000, 200 * 400_00)
    assert 2 == saved_days
    assert ("24000.00", "53333.33", "82666.67") == (
        run.due("shared-saving", "B"),
        run.due("shared-saving", "C"),
        run.due("shared-saving:kept", "kept"),
    )


def test_an_amended_baseline_for_the_past_revalues_the_outcomes() -> None:
    run = Run(terms(BASELINE))
    run.take(ON, *run.contract.outcome(OUTCOME, ON, 200, Fraction("1.66"), verified=True))
    run.amend(terms(BASELINE.replace("3.66", "2.66")), date(2026, 1, 1))
    assert "12000.00" == run.due("shared-saving", "B")


def test_limits_that_are_amended_keep_what_was_measured_before() -> None:
    run = Run(terms(CLAUSE))
    saved(run, 100, "10", date(2026, 2, 1))
    measured(run, 0, 100, date(2026, 2, 1))
    more = "only if: { infections: passed, readmissions: at most 4% }"
    run.amend(terms(CLAUSE.replace("only if: { readmissions: at most 4% }", more)), date(2026, 4, 1))
    saved(run, 100, "10")
    assert ("500.00", "-500.00") == (
        run.due("shared-saving", "B", "2026-Q1"),
        run.due("shared-saving", "B", "2026-Q2"),
    )
    run.take(ON, *run.contract.quality(OUTCOME, "infections", ON, 1, 1))
    assert "1000.00" == run.due("shared-saving", "B")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("at most 4%", "below 4%", "'below 4%' is not a limit"),
        ("{ B: 50% }", "{ B: 110% }", "the parts add up to 110%"),
        ("{ B: 50% }", "{ A: 50% }", "would pay itself"),
        ('"150,000"', "0", "the cap lets nothing be paid"),
        ("grade: B", "baseline: 3.66", "baseline, unit and worth go together"),
    ],
)
def test_what_does_not_go_together_is_said(old: str, new: str, what: str) -> None:
    with pytest.raises(DocumentRefused, match=what):
        terms(CLAUSE.replace(old, new))


def test_it_is_read_back() -> None:
    agreed = terms(CLAUSE)
    words = " ".join(agreed.clauses["shared-saving"].in_words(agreed.reader()))
    for sentence in (
        "Of the saving by bed days before surgery, less device cost, Alpha pays 50% to Beta, and keeps the rest.",
        "It is measured by patient; it counts once health economics unit has verified it, and no claim does.",
        "Nothing is due unless, in the contract year to date, readmissions at most 4%, as measured.",
        "In a contract year at most GBP 150,000.00 is paid in all.",
    ):
        assert sentence in words
