"""A due beyond its payment at the prompt: claimed, invoiced, waived and disputed, by whatever it is called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused

DUE = "device-licence/royalty@FY2026/27-Q1"
LICENSOR = ("--party", "licensor")
WAIVED = ("waive", DUE, "5,000", "--authority", "the board", "--on", "2026-08-01", *LICENSOR)
DISPUTED = ("dispute", DUE, "10,000", "--reason", "returns", "--on", "2026-08-02", "--party", "licensee")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    monkeypatch.setenv("LOGNAME", "anna")


def _rows(table: str, *command: str) -> list[dict[str, Any]]:
    blocks = json.loads(done(*command, "--format", "json"))["blocks"]
    found: list[dict[str, Any]] = next(block["rows"] for block in blocks if block["table"] == table)
    return found


def test_a_due_from_its_invoice_to_the_end_of_a_dispute() -> None:
    assert_golden(
        "cli-dues.txt",
        f"pledger claim {DUE} --on 2026-07-20 --party licensor",
        f"pledger invoice {DUE} --on 2026-07-21 --number INV-7 --party licensor",
        f'pledger waive {DUE} 5,000 --authority "the board, minute 12" --on 2026-08-01 --party licensor',
        f'pledger dispute {DUE} 10,000 --reason "returns" --on 2026-08-02 --party licensee',
        "pledger record payment device-licence 95,000 --on 2026-08-03 --from licensee --to licensor",
        "pledger due device-licence --today 2026-10-01",
        "pledger resolve device-licence/DI1 --upheld 4,000 --on 2026-09-01 --party licensor",
        "pledger unpaid device-licence --today 2026-10-01",
        "pledger statement device-licence --period FY2026/27-Q2",
        "pledger reverse device-licence/RE1 --reason slip",
    )


@pytest.mark.parametrize("ref", ["device-licence/S1", DUE.upper().replace("DEVICE-LICENCE", "device-licence"), DUE])
def test_a_due_is_named_by_itself_or_by_a_fact_behind_it(ref: str) -> None:
    assert "GBP 104,500.00 is open" in done("waive", ref, "500", "--authority", "the board", *LICENSOR).replace(
        "\n", " "
    )


def test_a_due_is_named_by_an_entry_that_booked_it() -> None:
    entry = next(row["reference"] for row in _account() if row["what"] == "entry")
    assert "GBP 104,500.00 is open" in done("waive", entry, "500", "--authority", "x", *LICENSOR).replace("\n", " ")
    done("record", "payment", "device-licence", "200,000", "--against", entry, "--from", "licensee")
    assert [] == _rows("due", "due", "device-licence")


def _account() -> list[dict[str, Any]]:
    return _rows("account:licensor:royalty", "statement", "device-licence", "--period", "FY2026/27-Q1")


def test_a_payment_against_a_due_settles_it_and_nothing_else() -> None:
    done("record", "payment", "device-licence", "200,000", "--on", "2026-08-01", "--against", DUE, "--from", "licensee")
    done("accept", "device-licence/M1", "--on", "2026-08-02", "--party", "licensee")

    owed = _rows("due", "due", "device-licence", "--today", "2026-08-15")
    assert ["first-patient"] == [row["clause"] for row in owed]


def test_the_authority_may_be_a_document() -> None:
    told = done("waive", DUE, "--authority", "report.pdf", "--on", "2026-08-01", *LICENSOR)
    assert "Evidence: report.pdf" in told
    assert "report.pdf" in done("history", "device-licence")


def test_as_of_the_day_before_nothing_was_waived_or_disputed() -> None:
    done(*WAIVED)
    done(*DISPUTED)
    waived, disputed = (
        _rows("reckoning", "unpaid", "device-licence", "--as-of", day)[0] for day in ("2026-08-01", "2026-08-02")
    )

    assert ("5000.00", "0.00") == tuple(waived[name]["amount"] for name in ("waived", "disputed"))
    assert ("5000.00", "10000.00") == tuple(disputed[name]["amount"] for name in ("waived", "disputed"))
    assert "0.00" == disputed["residual"]["amount"]


def test_shares_say_what_was_waived_and_what_is_disputed() -> None:
    done(*WAIVED)
    done(*DISPUTED)
    told = " ".join(done("shares", "device-licence").split())

    assert "GBP 5,000.00 that licensee owed was waived by licensor, and is accrued no longer." in told
    assert "GBP 10,000.00 that licensee owes licensor is disputed; it stays accrued until the dispute ends." in told


def test_views_and_reperformance_agree() -> None:
    done(*WAIVED)
    done(*DISPUTED)
    done("resolve", DUE, "--withdrawn", "--on", "2026-09-01", "--party", "licensee")
    done("reverse", "device-licence/W1", "--reason", "slip")
    before = done("shares", "device-licence")
    done("views", "rebuild")

    assert before == done("shares", "device-licence")
    assert "each came out" in done("verify", "--reperform").replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("claim", "device-licence/royalty@FY2030/31-Q1"), "device-licence has no due royalty@FY2030/31-Q1"),
        (("claim", "device-licence/royalt@FY2026/27-Q1"), "Did you mean 'royalty@FY2026/27-Q1'?"),
        (("claim", "device-licence/X9"), "device-licence has no fact X9"),
        (("claim", "E999.1"), "The ledger has no entry E999.1"),
        (("claim", "device-licence/M1", *LICENSOR), "Nothing is open that M1 made due"),
        (("invoice", DUE, "--amount", "105,000.01", *LICENSOR), "GBP 105,000.01 of it cannot be invoiced"),
        (("waive", DUE, "-5", "--authority", "x", *LICENSOR), "What is waived is above zero"),
        (("waive", DUE, "0", "--authority", "x", *LICENSOR), "An amount of nothing records nothing"),
        (("waive", DUE, "--authority", "x", "--party", "licensee"), "licensee is not owed royalty@FY2026/27-Q1"),
        (("waive", DUE, "--authority", "x", "--on", "2026-03-31", *LICENSOR), "before device-licence takes effect"),
        (("dispute", DUE, "200,000", "--reason", "x", "--party", "licensee"), "cannot be disputed"),
        (("resolve", "device-licence/S1", "--withdrawn"), "S1 is no dispute: it is a sales"),
        (("resolve", DUE, "--withdrawn"), "has no dispute royalty@FY2026/27-Q1 that is open"),
        (("record", "payment", "device-licence", "5", "--against", DUE, "--from", "licensor"), "is owed by licensee"),
    ],
)
def test_what_can_not_be_is_refused(words: tuple[str, ...], message: str) -> None:
    assert message in refused(*words).replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("waive", DUE), "--authority"),
        (("waive", DUE, "--authority", " "), "Nothing is written there (--authority)"),
        (("dispute", DUE), "--reason"),
        (("resolve", "device-licence/DI1"), "It is not said how the dispute ended"),
        (("claim", ""), "The reference is empty"),
        (("claim", "device-licence/@"), "'@' does not name a due"),
    ],
)
def test_what_is_not_said_is_asked_for(words: tuple[str, ...], message: str) -> None:
    assert message in misused(*words).replace("\n", " ")


def test_what_is_settled_is_told_so() -> None:
    done(*WAIVED[:2], *WAIVED[3:])
    assert "Nothing of royalty@FY2026/27-Q1 is open" in refused("claim", DUE, *LICENSOR).replace("\n", " ")
    assert "Nothing of royalty@FY2026/27-Q1 is open" in refused(*DISPUTED).replace("\n", " ")


def test_a_dispute_ends_once() -> None:
    done(*DISPUTED)
    too_much = ("resolve", "device-licence/DI1", "--upheld", "10,000.01", *LICENSOR)
    assert "DI1 disputes GBP 10,000.00" in refused(*too_much).replace("\n", " ")
    done("resolve", "device-licence/DI1", "--withdrawn", "--party", "licensee")
    assert "The dispute DI1 has ended" in refused("resolve", "device-licence/DI1", "--withdrawn").replace("\n", " ")
    assert "Reverse RE1 first" in refused("reverse", "device-licence/DI1", "--reason", "x").replace("\n", " ")
