"""`pledger record`, `accept`, `reverse` and `adopt-engine`: what they answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_samples import surroundings
from tests.command_samples import (
    DEVELOPMENT,
    LICENCE,
    assert_golden,
    done,
    enter_sample_ledger,
    misused,
    refused,
    typed,
)

SALES = ("record", "sales", "device-licence")
COST = ("record", "cost", "device-development")
JULY = ("--on", "2026-07-01")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def test_a_licence_is_lived_under() -> None:
    assert_golden(
        "cli-record-licence.txt",
        "pledger record sales device-licence £40,000 --on '1 July 2026' --dry-run",
        "pledger record sales device-licence £40,000 --on '1 July 2026' --ref Q2",
        "pledger record sales device-licence '(500)' --on 2026-07-15 --note 'returned stock'",
        "pledger record sales device-licence 4,000,000 --restates S1",
        "pledger record milestone device-licence approval --on 2026-07-20 --party licensor --evidence certificate.pdf",
        "pledger accept device-licence/M2 --on 2026-07-25 --party licensee",
        "pledger record payment device-licence 600,000 --on 2026-08-01 --from licensee",
        "pledger record payment device-licence 30,000 --on 2026-09-13 --from licensee --to licensor --against royalty",
        "pledger reverse Q2 --reason 'recorded for the wrong product'",
        "pledger reverse P1 --reason 'the bank sent it back'",
    )


def test_what_is_recorded_twice_is_said() -> None:
    paid = ("record", "payment", "device-licence", "100", "--from", "licensee", "--on")
    done(*paid, "2026-08-01")
    assert "The same" not in done(*paid, "2026-08-02")
    assert "The same is recorded already, as device-licence/P1.\n" in done(*paid, "1 August 2026", "--dry-run")
    assert (
        "The same is recorded already, as device-licence/P1. If it happened only once: "
        "pledger reverse device-licence/P3 --reason ..."
    ) in " ".join(done(*paid, "2026-08-01").split())
    done("reverse", "device-licence/P1", "--reason", "a slip")
    done("reverse", "device-licence/P3", "--reason", "a slip")
    assert "The same" not in done(*paid, "2026-08-01")


def test_costs_are_shared() -> None:
    assert_golden(
        "cli-record-cost.txt",
        "pledger record cost device-development 1,000.01 --on 2026-07-01 --party company --of 'development cost'",
        "pledger record cost device-development 480.50 --on 2026-07-02 --of travel --unshared --us university",
        "pledger record cost device-development -250 --on 2026-07-03 --party company",
        "pledger record payment device-development 5,000 --on 2026-08-01 --from company --against C1",
        "pledger record income revenue-sharing 40,000 --on 2026-06-30",
    )


def test_costs_that_the_other_party_accepts() -> None:
    accepted = "    shares: { university: 40%, company: 60% }\n    accepted by: [university, company]\n"
    document = DEVELOPMENT.replace("    shares: { university: 40%, company: 60% }\n", accepted)
    Path("claims.yaml").write_text(document.replace("device-development", "claims"), encoding="utf-8")
    done("sign", "claims.yaml", "--document", "signed.pdf")

    assert_golden(
        "cli-record-claims.txt",
        "pledger record cost claims 1,000 --on 2026-07-01 --party company",
        "pledger accept claims/C1 --on 2026-07-02 --party company",
        "pledger accept claims/C1 --on 2026-07-02 --party university",
        "pledger record cost claims 1,200 --restates C1",
        "pledger accept claims/C2 --on 2026-07-03 --party university",
        "pledger reverse claims/C2 --reason 'the first figure was right'",
        "pledger record cost claims 50 --on 2026-07-04 --party university --dry-run",
    )


@pytest.mark.parametrize("amount", ["3000", "3,000.00", "£3,000", "GBP 3,000", "3k", "3 000", "£ 3000.00"])
def test_money_is_read_as_people_write_it(amount: str) -> None:
    expected = done(*SALES, "3,000.00", *JULY, "--dry-run")

    assert expected == done(*SALES, amount, *JULY, "--dry-run")
    assert expected == done(*SALES, "--amount", amount, *JULY, "--dry-run")


@pytest.mark.parametrize("amount", ["-300000", "(300,000)", "-£300,000.00", "−300,000", "-0.3m"])  # noqa: RUF001  # Excel's minus
def test_negative_amounts_are_returns(amount: str) -> None:
    assert "returns of device, GBP 300,000.00, on 1 July 2026" in " ".join(done(*SALES, amount, *JULY).split())


def test_a_party_may_be_named_by_its_name_and_letters_may_be_small_or_large() -> None:
    told = done(*COST, "10", "--party", "EASTERN university", *JULY)

    assert "paid by Eastern University." in " ".join(told.split())
    assert done("accept", "DEVICE-LICENCE/m1", "--on", "2026-06-12").startswith("Accepted: device-licence/M1 by ")


def test_a_fact_without_a_date_is_dated_today_and_says_so() -> None:
    told = done(*SALES, "5", "--today", "2026-07-01")

    assert "GBP 5.00, on 1 July 2026" in told
    assert "It is dated today, because no date was given with --on.\n" in told
    assert "dated today" not in done(*SALES, "5", *JULY)


def test_a_date_in_the_future_is_recorded_with_a_warning() -> None:
    told = typed(*SALES, "5", "--on", "2026-08-01", "--today", "2026-07-31")

    assert (0, True) == (told.exit_code, "on 1 August 2026" in told.out)
    assert told.err.startswith("pledger: warning: 2026-08-01 lies in the future.")


def test_the_only_agreement_need_not_be_named() -> None:
    done("--ledger", "one.db", "init")
    assert "There is no agreement in this ledger yet" in misused("--ledger", "one.db", "record", "sales", "5")
    done("--ledger", "one.db", "sign", "licence.yaml", "--document", "signed.pdf")
    done("--ledger", "one.db", "sign", "twice.yaml", "--document", "signed.pdf")
    done("--ledger", "one.db", "void", "signed-twice", "--reason", "signed twice")

    assert done("--ledger", "one.db", "record", "sales", "5", *JULY).startswith("Recorded as device-licence/S1: ")
    evidence = ("--evidence", "report.pdf", "--party", "licensor")
    told = done("--ledger", "one.db", "record", "milestone", "first-patient", *JULY, *evidence)
    assert told.startswith("Recorded as device-licence/M1: ")


def test_our_own_party_is_taken_where_none_is_named() -> None:
    Path("pledger.toml").write_text('us = "company"\n', encoding="utf-8")

    assert "paid by Smörgås Devices Ltd." in " ".join(done(*COST, "10", *JULY).split())


def test_deductions_make_sales_net() -> None:
    base = "{ net sales of: device, deducting: { rebates: in full, freight: up to 5% of gross } }"
    document = LICENCE.replace("on: net sales of device", f"on: {base}").replace("device-licence", "gross")
    Path("gross.yaml").write_text(document, encoding="utf-8")
    done("sign", "gross.yaml", "--document", "signed.pdf")
    deducted = ("--deduct", "rebates=120,000", "--deduct", "freight=£60,000")
    told = " ".join(done("record", "sales", "gross", "1,000,000", *JULY, *deducted).split())

    assert "GBP 1,000,000.00, less rebates GBP 120,000.00, freight GBP 60,000.00, on 1 July 2026" in told
    assert "owes Northern Trust GBP 24,900.00" in told
    said = refused("record", "sales", "gross", "5", *JULY, "--deduct", "rebate=1")
    assert "'rebate' is not a deduction that the clause allows (--deduct). Did you mean 'rebates'?" in said


def test_a_request_sent_twice_is_recorded_once_and_answered_again() -> None:
    first = done(*SALES, "5", *JULY, "--idempotency-key", "k")
    size = json.loads(done("verify", "--format", "json"))["size"]
    again = done(*SALES, "5", *JULY, "--idempotency-key", "k")

    assert again.startswith("This was recorded before, on ")
    assert again.endswith(first)
    assert size == json.loads(done("verify", "--format", "json"))["size"]
    assert "The idempotency key 'k' was used before" in refused(*SALES, "6", *JULY, "--idempotency-key", "k")


def test_a_dry_run_books_nothing_and_names_no_entry() -> None:
    before = done("verify")
    told = done(*SALES, "5", *JULY, "--dry-run")

    assert told.startswith("Would be recorded as device-licence/S2: ")
    assert "(E" not in told
    assert told.endswith(
        "Nothing was recorded: this was a dry run.\nNext: run it again without --dry-run to record it.\n"
    )
    assert before == done("verify")


def test_as_json_it_answers_the_canonical_line_and_the_entries() -> None:
    told = done(*SALES, "5", *JULY, "--format", "json")
    answer = json.loads(told)

    assert (True, False, "device-licence/S2", ["E8.1"]) == tuple(
        answer[key] for key in ("recorded", "repeated", "reference", "entries")
    )
    line = done("history", "device-licence", "--format", "json").splitlines()[-1]
    assert line in told
    assert answer["event"] == json.loads(line)


def test_as_json_a_dry_run_has_neither_id_nor_instant() -> None:
    answer = json.loads(done(*SALES, "5", *JULY, "--format", "json", "--dry-run"))

    assert (False, None) == (answer["recorded"], answer["entries"])
    assert ["agreement", "version", "event", "body"] == list(answer["event"])


def test_a_reason_is_kept_where_it_can_be_erased() -> None:
    done("reverse", "device-licence/S1", "--reason", "Ms Jones entered it twice")

    assert "Ms Jones" in done("history", "device-licence", "--format", "csv")
    assert "Ms Jones" not in done("history", "device-licence", "--format", "json")


def test_another_engine_is_adopted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("ledger.application", "ledger.commands.lifecycle"):
        monkeypatch.setattr(f"{module}.ENGINE_VERSION", 99)
    told = done("adopt-engine", "device-licence", "--reason", "a new release")

    assert told.startswith("Adopted: engine 99 for device-licence, in place of engine ")
    assert "It works out the same entries; nothing is booked.\n" in told
    assert "device-licence is on engine 99 already" in refused("adopt-engine", "device-licence", "--reason", "again")


HEAVY = {"sqlalchemy", "numpy", "rich", "yaml", "xlsxwriter", "rapidfuzz", "cleanco"}


@pytest.mark.parametrize(
    "arguments",
    [
        (*SALES, "5"),
        (*COST, "5", "--party", "company", "--evidence", "report.pdf"),
        ("accept", "device-licence/M1"),
        ("reverse", "device-licence/S1", "--reason", "x", "--format", "json"),
        (*SALES, "5", "--party", "nobody"),
    ],
)
def test_recording_imports_neither_tables_nor_databases(arguments: tuple[str, ...]) -> None:
    program = f"import sys; from ledger.cli.main import main; main({arguments!r}); print(*sys.modules, sep=chr(10))"
    ran = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(), capture_output=True, check=True, encoding="utf-8"
    )

    assert "unforeseen" not in ran.stderr
    assert set() == HEAVY & set(ran.stdout.splitlines())
