"""`pledger import`: all rows are checked, what is recorded already is stopped, and all are recorded or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import done, refused
from tests.import_samples import TERMS, csv_file, events, recorded, sign


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(tmp_path, monkeypatch)


def test_all_bad_rows_are_reported_at_once_with_their_places_and_nothing_is_recorded() -> None:
    name = csv_file(
        "sales.csv",
        "date,of,amount",
        *("31/04/2026,device,1", "13/05/2026,devise,1", "13/05/2026,device,1.234.5", "13/05/2025,device,2"),
        *("13/05/2026,device,", ",device,5", "13/05/2026,device,3", "13/05/2026,device,1,000"),
    )

    assert (
        "pledger: 7 rows are bad, and nothing was recorded (sales.csv). Correct and import it again, or add "
        "--skip-bad to record the one that is good.\n"
        "  row 2, column A (date): '31/04/2026' does not exist: April has 30 days. "
        "Write 2026-04-30 for its last day.\n"
        "  row 3, column B (of): No clause of partnership reads sales of 'devise'. Did you mean 'device'? "
        "There are: device.\n"
        "  row 4, column C (amount): '1.234.5' has its thousands in unusual places. "
        "Write 1,250,000.00, 1250000 or 1.25m.\n"
        "  row 5, column A (date): The sale is dated 2025-05-13, before partnership takes effect on 2026-04-01. "
        "Correct the date, or record it under the agreement that held then.\n"
        "  row 6, column C (amount): The amount is missing. Write it in every row; a merged cell, or a formula never "
        "calculated, counts as empty.\n"
        "  row 7, column A (date): The date is missing. Write it in every row; a merged cell, or a formula never "
        "calculated, counts as empty.\n"
        "  row 9: the row has 4 cells under 3 headings. "
        "Put quotation marks around a cell that holds the separator.\n"
    ) == refused("import", name, "--kind", "sales")
    assert [] == events()
    assert [("2026-05-13", "device", 300)] == recorded(name, "--skip-bad")


def test_of_very_many_mistakes_the_first_are_told_and_the_rest_counted() -> None:
    name = csv_file("sales.csv", "date,of,amount", *("31/04/2026,device,x" for _ in range(1000)))
    told = refused("import", name, "--kind", "sales").splitlines()
    assert "pledger: 1,000 rows are bad" in told[0]
    assert (202, "  And 1,800 more, which are told once these are corrected.") == (len(told), told[-1])


def test_the_same_file_twice_records_nothing_twice() -> None:
    name = csv_file("sales.csv", "date,of,amount", "2026-05-13,device,1234.56")
    first = done("import", name)
    again = done("import", csv_file("copy.csv", *Path(name).read_text("utf-8").splitlines()))

    assert "Recorded in one transaction from sales.csv: 1 fact." in first
    assert "This file was imported before, on " in again
    assert "1 of sales (S1), device, GBP 1,234.56, dated 2026-05-13." in again
    assert 1 == len(events())


def test_what_a_row_may_correct_is_shown_beside_it() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")
    name = csv_file("sales.csv", "date,of,amount,restates", "2026-05-13,device,1200,")

    assert (
        "column C (amount): GBP 1,200.00 may correct what is recorded: S1, sales, 2026-05-13, company, device, "
        "GBP 1,000.00. If it does, write S1 under 'restates'; if both happened, give it a reference of its own or "
        "add --new."
    ) in refused("import", name)
    assert 2 == len(recorded(name, "--new"))


def test_a_row_that_restates_takes_the_place_of_what_it_names() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")
    done("import", csv_file("sales.csv", "date,of,amount,restates", ",device,1200,S1"))

    assert ["S1", "S2"] == [body["ref"] for body in events()]
    assert "S1" == events()[1]["restates"]


def test_rows_are_recorded_in_the_order_of_their_days_and_what_restates_last() -> None:
    rows = ("2026-08-31,device,30,,b", ",device,20,a,c", "2026-05-13,device,10,,a")
    done("import", csv_file("sales.csv", "date,of,amount,restates,ref", *rows))

    assert ["a", "b", "c"] == [body["ref"] for body in events()]
    assert ["4", "2", "3"] == [body["provenance"]["source"].rpartition(":")[2] for body in events()]


def test_a_row_that_is_recorded_already_is_stopped() -> None:
    done("record", "sales", "partnership", "1,000", "--on", "2026-05-13")

    told = refused("import", csv_file("sales.csv", "date,of,amount", "2026-05-13,device,1000"))
    assert "row 2: this is recorded already: S1, sales" in told


def test_rows_that_say_the_same_are_reported_unless_they_have_references() -> None:
    row = "2026-05-13,device,5"

    assert "row 3: the row says the same as row 2." in refused(
        "import", csv_file("twice.csv", "date,of,amount", row, row)
    )
    assert 2 == len(recorded(csv_file("refs.csv", "date,of,amount,ref", f"{row},a", f"{row},b")))


def test_a_dry_run_records_nothing() -> None:
    name = csv_file("sales.csv", "date,of,amount", "2026-05-13,device,1234.56")

    assert "Would be recorded in one transaction from sales.csv: 1 fact." in done("import", name, "--dry-run")
    assert [] == events()


def test_a_party_that_the_fact_is_not_of() -> None:
    told = refused("import", csv_file("sales.csv", "date,of,amount,party", "2026-05-13,device,5,trust"))

    assert "row 2, column D (party): By the terms this is company's, not trust's." in told


def test_one_bad_row_for_one_agreement_leaves_nothing_in_another() -> None:
    Path("second.yaml").write_text(TERMS.replace("agreement: partnership", "agreement: second"), "utf-8")
    done("agreement", "sign", "second.yaml", "--document", "signed.pdf")
    rows = (
        "agreement,kind,date,of,amount",
        "partnership,sales,2026-06-01,device,100",
        "second,sales,2026-06-01,device,",
    )
    told = refused("import", csv_file("both.csv", *rows))

    assert "row 3, column E (amount): The amount is missing." in told
    assert [] == events()
    done("import", csv_file("both.csv", *rows[:2], f"{rows[2]}50"))
    assert 1 == len(events())
    assert "device, GBP 50.00" in done("history", "second").replace("\n", " ")


def test_names_that_differ_by_the_case_of_their_letters_are_those_of_the_terms() -> None:
    rows = ("2026-05-13,sales,Device,100,", "2026-05-14,costs,DEVELOPMENT,50,company", "2026-05-15,,First-Patient,,")
    done("import", csv_file("mixed.csv", "date,kind,of,amount,party", *rows))

    assert ["device", "development", "first-patient"] == [body.get("of", body.get("clause")) for body in events()]
    assert "Did you mean 'device'?" in refused(
        "import", csv_file("far.csv", "date,kind,of,amount", "2026-05-13,sales,DEVICES,1")
    )


def test_an_agreement_is_found_however_its_letters_are_written_and_no_other_is_named_in_its_column() -> None:
    rows = ("2026-05-13,PARTNERSHIP,device,5", "2026-05-14,partnership,device,6", "2026-05-15,partnershp,device,7")
    name = csv_file("several.csv", "date,agreement,of,amount", *rows)
    told = "row 4, column B (agreement): There is no agreement 'partnershp' in this ledger. Did you mean 'partnership'?"

    assert told in refused("import", name, "--kind", "sales")
    done("import", name, "--kind", "sales", "--skip-bad")
    assert [500, 600] == [body["amount"] for body in events()]


def test_what_no_clause_reads_is_named_where_nothing_says_what_kind_it_is() -> None:
    told = (
        "row 2, column B (of): No clause of partnership reads 'gizmo'. There are: development, device, first-patient."
    )
    assert told in refused("import", csv_file("gizmo.csv", "date,of,amount", "2026-05-13,gizmo,5"))
