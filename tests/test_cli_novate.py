"""`pledger novate` at the prompt: before and after, what is recorded then, what is answered and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused

NOVATE = ("novate", "device-licence", "--from", "licensee", "--effective", "2026-08-15")
NEWCO = ("--to", "newco", "--name", "Newco Devices Ltd", "--consent", "licensor", "--yes")


@pytest.fixture(autouse=True)
def _at_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    monkeypatch.setenv("LOGNAME", "anna")


def test_a_licence_whose_licensee_is_replaced_in_the_middle_of_a_quarter() -> None:
    assert_golden(
        "cli-novate.txt",
        "pledger record sales device-licence 9,000,000 --on 2026-08-31 --of device",
        'pledger novate device-licence --from licensee --to newco --name "Newco Devices Ltd" --company-number 07654321 '
        "--effective 2026-08-15 --consent licensor --document amendment.pdf --dry-run",
        'pledger novate device-licence --from licensee --to newco --name "Newco Devices Ltd" --company-number 07654321 '
        "--effective 2026-08-15 --consent licensor --document amendment.pdf --yes",
        "pledger record sales device-licence 1,000,000 --on 2026-08-01 --of device",
        "pledger record sales device-licence 1,000,000 --on 2026-09-30 --of device",
        "pledger accept M1 --on 2026-09-01 --party licensee",
        "pledger accept M1 --on 2026-09-01 --party newco",
        "pledger due device-licence --today 2026-11-22",
        "pledger agreement show device-licence",
        "pledger parties",
        'pledger reverse device-licence/NV1 --reason "not signed"',
    )


def test_everything_comes_out_again_and_a_mistake_is_taken_back() -> None:
    done("record", "sales", "device-licence", "9,000,000", "--on", "2026-08-31", "--of", "device")
    before = done("due", "device-licence", "--today", "2026-12-20", "--format", "json")
    done(*NOVATE, *NEWCO)
    assert "each came out as" in done("verify", "--reperform", "--laws").replace("\n", " ")
    done("reverse", "device-licence/NV1", "--reason", "it was not signed")
    after = done("due", "device-licence", "--today", "2026-12-20", "--format", "json")
    assert _totals(before) == _totals(after)
    assert "each came out as" in done("verify", "--reperform", "--laws").replace("\n", " ")


def test_what_was_assumed_comes_back_when_the_novation_is_taken_back() -> None:
    before = done("due", "device-licence", "--today", "2026-12-20", "--format", "json")
    done("record", "sales", "device-licence", "1,000,000", "--on", "2026-08-31", "--of", "device", "--ref", "later")
    done(*NOVATE, *NEWCO, "--accrued", "moves")
    assert "each came out as" in done("verify", "--reperform", "--laws").replace("\n", " ")
    done("reverse", "device-licence/NV1", "--reason", "it was not signed")
    done("reverse", "device-licence/later", "--reason", "it was not sold")
    assert _totals(before) == _totals(done("due", "device-licence", "--today", "2026-12-20", "--format", "json"))
    assert "each came out as" in done("verify", "--reperform", "--laws").replace("\n", " ")


def test_forecasts_and_comparisons_know_who_stands_where() -> None:
    done(*NOVATE, *NEWCO)
    done("record", "sales", "device-licence", "1,000,000", "--on", "2026-08-31", "--of", "device")

    assert "newco" in done("forecast", "device-licence", "--scenario", "base.yaml")
    assert "newco" in done("forecast", "device-licence", "--scenario", "base.yaml", "--simulate", "100")
    told = done("compare", "licence.yaml", "amended.yaml", "--facts", "device-licence")
    assert "newco" in told
    assert "Both take every fact." in told


def _totals(answer: str) -> object:
    return next(block for block in json.loads(answer)["blocks"] if block.get("table") == "totals")


def test_what_accrued_moves_when_it_is_assumed_and_one_clause_goes_alone() -> None:
    told = done(*NOVATE, *NEWCO, "--accrued", "moves", "--clause", "royalty")

    assert "Newco Devices Ltd to Northern Trust: GBP 0.00 -> GBP 105,000.00" in told.replace("\n", " ")
    assert "what was paid stays with Smörgås Devices Ltd" in told.replace("\n", " ")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (NEWCO[:4], "consent of every other party; it is not said of licensor"),
        (
            (*NEWCO, "--clause", "royaltie"),
            "no clause 'royaltie' (--clause). Did you mean 'royalty'?",
        ),
        (("--to", "licensee", "--consent", "licensor", "--yes"), "licensee cannot take its own place"),
        (
            (*NEWCO[:2], "--name", "Northern Trust", *NEWCO[4:]),
            "is a party to it already, as 'licensor'",
        ),
        (
            (*NEWCO[:2], "--name", "Northern Trust Limited", *NEWCO[4:]),
            "'Northern Trust Limited' is Northern Trust, a party to device-licence already, as 'licensor' (--name).",
        ),
        (
            (*NEWCO, "--clause", "first-patient", "--from", "stranger"),
            "'stranger' is not a party to the agreement",
        ),
        ((*NEWCO, "--effective", "2026-03-31"), "The novation would hold from 2026-03-31, before device-licence"),
        ((*NEWCO, "--effective", "2041-04-01"), "device-licence ended on 2041-03-31"),
    ],
)
def test_what_cannot_be_is_refused(said: tuple[str, ...], expected: str) -> None:
    assert expected in refused(*NOVATE, *said).replace("\n", " ")


def test_a_new_party_has_a_name() -> None:
    assert "has no name" in misused(*NOVATE, "--to", "newco", "--consent", "licensor", "--yes")
