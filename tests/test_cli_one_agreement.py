"""A ledger that holds one agreement: its name may be left out; and what is shared through the common pot, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.templates.clauses import example_text
from tests.command_samples import done, typed


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.pdf").write_text("a report", encoding="utf-8")
    done("init")


def signed(kind: str) -> None:
    Path("agreed.yaml").write_text(example_text(kind), encoding="utf-8")
    done("agreement", "sign", "agreed.yaml", "--document", "report.pdf")


def test_a_period_is_closed_without_the_name() -> None:
    signed("gate")

    assert "Closed: FY2026/27-Q1 of gate-example" in done("close", "FY2026/27-Q1")


def test_a_gate_shuts_and_opens_without_the_name() -> None:
    signed("gate")
    proof = ("--evidence", "report.pdf", "--party", "trust")

    assert "is shut" in done("suspend", "approvals", "--on", "2026-06-01", "--reason", "lapsed", *proof)
    assert "is open" in done("resume", "approvals", "--on", "2026-06-11", *proof)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("close",), "It is not said which period. Write it, as in 2026-Q1 or FY2026/27-Q1.\n"),
        (("resume",), "It is not said which gate. Name its clause; see: pledger agreement show.\n"),
        (
            ("suspend", "--reason", "lapsed"),
            "It is not said which gate. Name its clause; see: pledger agreement show.\n",
        ),
    ],
)
def test_what_is_missing_is_told(words: tuple[str, ...], missing: str) -> None:
    signed("gate")

    assert (2, "", f"pledger: {missing}") == typed(*words)


def test_profit_out_of_the_common_pot_is_not_told_as_a_cost() -> None:
    signed("development-balance".replace("-", " "))

    told = " ".join(done("record", "sales", "1,000", "--on", "2026-06-30", "--party", "company").split())

    assert "Example Hospitals NHS Trust is credited GBP 500.00 out of the common pot (E2.1)" in told
    assert "for shared costs" not in told
