"""A novation that is recorded late: figures are those of a novation that was known in time, and still add up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_samples import done

TERMS = """
agreement: joint
title: Joint work
currency: GBP
effective: 2026-01-01
until: 2035-12-31
parties:
  company: { name: Alpha Ltd }
  trust: { name: North Trust }
  university: { name: South University }
clauses:
  royalty:
    kind: royalty
    on: { net sales of: device, deducting: { freight: in full } }
    from: company
    to: trust
    rate: 10%
  trial:
    kind: cost share
    of: trial
    shares: { company: 50%, trust: 25%, university: 25% }
"""
FACTS = (
    ("cost", "100", "--of", "trial", "--on", "2026-08-01", "--party", "university"),
    ("cost", "60", "--of", "trial", "--on", "2026-09-01", "--party", "university"),
    ("sales", "1,000", "--on", "2026-08-14", "--party", "company"),
    ("sales", "3,000", "--on", "2026-08-15", "--party", "company", "--deduct", "freight=100"),
)
REPLACED = {"university": "college", "company": "newco"}
NOVATIONS = tuple(
    (
        "--from",
        party,
        "--to",
        to,
        "--name",
        to.title(),
        "--effective",
        "2026-08-15",
        "--consent",
        "trust",
        "--document",
        "joint.yaml",
    )
    for party, to in REPLACED.items()
)


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("joint.yaml").write_text(TERMS, encoding="utf-8")


def _lived(ledger: str, *, late: bool) -> dict[str, Any]:
    """Record what happened, the novations first or last, and return what is shared."""
    done("init", "--ledger", ledger)
    done("agreement", "sign", "joint.yaml", "--document", "joint.yaml", "--ledger", ledger)
    steps = [_novate, _record]
    for step in reversed(steps) if late else steps:
        step(ledger, late)
    return dict(json.loads(done("shares", "joint", "--ledger", ledger, "--today", "2026-10-01", "--format", "json")))


def _novate(ledger: str, _: bool) -> None:
    standing = {"university": ("company",), "company": ("college",)}
    for said, others in zip(NOVATIONS, standing.values(), strict=True):
        consents = [word for other in others for word in ("--consent", other)]
        done("novate", "joint", *said, *consents, "--yes", "--ledger", ledger)


def _record(ledger: str, late: bool) -> None:
    for kind, amount, *said in FACTS:
        named = (
            said if late or said[said.index("--on") + 1] < "2026-08-15" else [REPLACED.get(word, word) for word in said]
        )
        done("record", kind, "joint", amount, *named, "--ledger", ledger)


def test_figures_are_those_of_a_novation_that_was_known_in_time() -> None:
    in_time, late = _lived("early.db", late=False), _lived("late.db", late=True)
    for block in ("shares", "risk", "returns", "retained"):
        assert _rows(in_time, block) == _rows(late, block), block


def test_a_commitment_is_used_up_by_whoever_spends_in_the_role() -> None:
    for late in (False, True):
        _lived(f"{late}.db", late=late)
        said = ("joint", "1,000", "--of", "trial", "--on", "2026-07-01", "--party", "university")
        done("record", "commitment", *said, "--ledger", f"{late}.db")
        answer = json.loads(
            done("shares", "joint", "--ledger", f"{late}.db", "--today", "2026-10-01", "--format", "json")
        )
        committed = [row["committed"]["amount"] for row in _rows(answer, "risk")]
        assert ["0.00", "210.00", "0.00", "210.00", "420.00"] == committed, late  # 1,000 - 100 - 60, in the shares


@pytest.mark.parametrize(("measure", "expected"), [("cash", "15.00"), ("retained", "2,610.00")])
def test_a_figure_is_taken_apart_into_the_facts_that_count_for_the_party(measure: str, expected: str) -> None:
    _lived("late.db", late=True)
    party = "college" if measure == "cash" else "newco"
    told = done("explain", "joint", "--measure", measure, "--party", party, "--ledger", "late.db")
    (together,) = (line for line in told.splitlines() if "Together" in line)
    assert together.split()[-1] == expected


def test_a_novation_that_is_taken_back_leaves_facts_with_whom_they_name() -> None:
    _lived("late.db", late=True)
    done("reverse", "joint/NV2", "--reason", "not signed", "--ledger", "late.db")
    done("reverse", "joint/NV1", "--reason", "not signed", "--ledger", "late.db")
    found = json.loads(done("shares", "joint", "--ledger", "late.db", "--today", "2026-10-01", "--format", "json"))
    assert ["80.00", "40.00", "40.00"] == [row["cash"]["amount"] for row in _rows(found, "risk")[:3]]


def test_a_credit_of_who_came_in_stays_a_credit() -> None:
    _lived("late.db", late=True)
    at = ("joint", "--ledger", "late.db")
    done("record", "payment", *at, "290", "--on", "2026-08-20", "--from", "newco", "--to", "trust")
    done("record", "sales", *at, "--on", "2026-08-25", "--party", "newco", "--", "-500")
    told = json.loads(done("statement", *at, "--period", "2026-Q3", "--format", "json"))
    newcos = [row["clause"] for row in _rows(told, "settling") if "newco" in row.values()]
    assert "royalty" not in newcos
    assert [("newco", "50.00")] == [(row["party"], row["amount"]["amount"]) for row in _rows(told, "credits")]


def _rows(answer: dict[str, Any], table: str) -> list[dict[str, Any]]:
    (found,) = (each for each in answer["blocks"] if each.get("table") == table)
    return list(found["rows"])
