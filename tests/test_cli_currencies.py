"""Other currencies at the prompt: amounts as people write them, rates in files, the same facts under other terms."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.agreement_samples import EXPORT
from tests.command_samples import done, enter_sample_ledger, refused, typed

FILE = """\
date,kind,of,amount,currency,party,exchange rate,for period
2026-02-01,sales,pump,"400,000",EUR,licensee,,
2026-02-02,sales,pump,"300,000",USD,licensee,,
2026-02-02,sales,pump,"1,000",,licensee,,
,rate,EUR,,,licensor,0.8550,2026-Q1
,rate,USD,,,licensor,0.79,2026-Q1
"""
RATE = ("record", "rate", "export-licence")


@pytest.fixture(autouse=True)
def _signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    done("agreement", "sign", "export-licence.yaml", "--document", "signed.pdf")


@pytest.mark.parametrize(
    "amount", [("400,000", "EUR"), ("EUR", "400,000"), ("EUR 400,000",), ("€400,000",), ("400k eur",)]
)
def test_an_amount_is_written_with_its_currency_in_any_way(amount: tuple[str, ...]) -> None:
    done(*RATE, "EUR", "0.8550", "--for", "2026-Q1", "--party", "licensor")
    told = done("record", "sales", "export-licence", *amount, "--on", "2026-02-10", "--party", "licensee")
    assert "GBP 342,000.00 (EUR 400,000.00 at 0.8550)" in " ".join(told.split())
    assert "GBP 20,520.00" in told


def test_a_file_brings_rates_and_what_they_convert_in_any_order() -> None:
    Path("abroad.csv").write_text(FILE, encoding="utf-8")
    told = " ".join(done("import", "abroad.csv", "export-licence").split())
    assert "3 of sales (S1 to S3), pump, GBP 580,000.00" in told
    assert "2 of rate (FX1 to FX2), EUR, USD, dated 2026-03-31" in told
    done("verify", "--reperform", "--laws")


def test_a_row_without_a_rate_is_named_with_the_command_that_records_one() -> None:
    Path("abroad.csv").write_text(FILE.replace("USD,licensee", "CHF,licensee"), encoding="utf-8")
    told = " ".join(refused("import", "abroad.csv", "export-licence").split())
    assert "row 3: There is no rate of CHF for 2026-Q1, and it is converted at the average of the quarter." in told
    assert "First: pledger record rate export-licence CHF RATE --for 2026-Q1 --evidence FILE" in told


def test_the_same_facts_are_converted_anew_under_other_terms() -> None:
    Path("abroad.csv").write_text(FILE, encoding="utf-8")
    done("import", "abroad.csv", "export-licence")
    done(*RATE, "0.8600", "--restates", "FX1", "--party", "licensor")
    fixed = EXPORT.replace(
        "average of the quarter, source: Bank of England", "contract, rates: { EUR: 0.8, USD: 0.75 }"
    )
    Path("fixed.yaml").write_text(fixed, encoding="utf-8")
    told = " ".join(done("compare", "export-licence.yaml", "fixed.yaml", "--facts", "export-licence").split())
    assert "licensor 34,920.00 32,760.00 -2,160.00" in told
    assert "EUR 400,000.00 x 0.8600 = 344,000.00 and USD 300,000.00 x 0.7900 = 237,000.00" in told


def test_an_amendment_does_not_convert_anew_what_was_converted() -> None:
    Path("abroad.csv").write_text(FILE, encoding="utf-8")
    done("import", "abroad.csv", "export-licence")
    Path("monthly.yaml").write_text(EXPORT.replace("average of the quarter", "average of the month"), encoding="utf-8")
    told = refused("amend", "monthly.yaml", "--effective", "2026-01-01", "--yes")
    assert "S1 of 2026-02-01 was converted, and the amended terms would do that otherwise" in told
    done("amend", "monthly.yaml", "--effective", "2026-04-01", "--yes")
    assert "Write --for 2026-Q1" in refused(*RATE, "CHF", "0.9", "--for", "2026-02", "--party", "licensor")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ZZZ", "1", "--on", "2026-02-01"), "'ZZZ' is not a currency"),
        (("GBP", "1", "--for", "2026-Q1"), "GBP is the currency of export-licence itself"),
        (("EUR", "1,5", "--for", "2026-Q1"), "'1,5' is not an exchange rate: write 1.5"),
        (("EUR", "0", "--for", "2026-Q1"), "a rate of nothing"),
        (("EUR", "1", "--for", "2026-Q1", "--on", "2026-01-01"), "A rate is of a day or of a period"),
        (("EUR",), "The rate is missing"),
        (("EUR", "-1"), "'-1' is not an exchange rate: write what one unit is worth"),
        (("1", "--for", "2026-Q1"), "It is not said of which currency"),
    ],
)
def test_rates_that_are_none_are_refused(words: tuple[str, ...], said: str) -> None:
    told = typed(*RATE, *words, "--party", "licensor")
    assert told.exit_code in (1, 2)
    assert said in told.err
    assert "" == told.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("400,000", "EURO"), "'EURO' is not a currency: did you mean 'EUR'?"),
        (("export-licence", "400,000", "XYZ"), "'XYZ' is not a currency: write its code of three letters"),
        (("export-licence", "$400,000"), "'$ 400,000' does not say whose dollars they are: write USD 400,000, or the"),
        (("¥ 400,000",), "if it is the amount: write '400,000 JPY'"),
        (("export-licence", "¥400,000"), "'¥' may be of several currencies: write '400,000 JPY'"),
    ],
)
def test_a_word_that_is_no_currency_is_named(words: tuple[str, ...], said: str) -> None:
    told = typed("record", "sales", *words, "--on", "2026-02-10", "--party", "licensee")
    assert (2, "") == (told.exit_code, told.out)
    assert said in told.err


def test_a_row_says_one_currency_and_one_that_is_known() -> None:
    rows = "date,kind,of,amount,currency\n2026-02-01,sales,pump,€4000,USD\n2026-02-02,sales,pump,3000,EURO\n"
    Path("abroad.csv").write_text(rows, encoding="utf-8")
    told = refused("import", "abroad.csv", "export-licence", "--party", "licensee")
    assert "row 2, column E (currency): 'EUR 4,000' and 'USD' are two currencies. Write the one that is meant." in told
    assert "row 3, column E (currency): 'EURO' is not a currency. Did you mean 'EUR'?\n" in f"{told}\n"


def test_a_file_of_nothing_but_rates_is_read() -> None:
    Path("rates.csv").write_text("kind,currency,exchange rate,for period\nrate,EUR,0.87,2026-Q2\n", encoding="utf-8")
    assert "1 of rate (FX1), EUR" in done("import", "rates.csv", "export-licence", "--party", "licensor")


def test_a_combination_names_what_was_converted_of_the_sales_of_each_product() -> None:
    kit = "{ net sales of: pump, combinations: [{ product: kit, costs: { ours: 1, others: 3 } }] }"
    text = EXPORT.replace("agreement: export-licence", "agreement: kits").replace("net sales of pump", kit)
    text = text.replace("effective: 2026-01-01", "effective: 2026-02-15\nyear: anniversary")
    Path("kits.yaml").write_text(text, encoding="utf-8")
    done("agreement", "sign", "kits.yaml", "--document", "signed.pdf")
    asked = ("record", "rate", "kits", "EUR", "0.8550", "--party", "licensor", "--for")
    assert "Write --for FY2026/27-Q1" in refused(*asked, "2026-Q1")
    done(*asked, "FY2026/27-Q1")
    sold = ("record", "sales", "kits", "1,000", "EUR", "--of", "kit", "--on", "2026-02-20", "--party", "licensee")
    told = " ".join(done(*sold).split())
    assert "costs) = 213.75, in the sales of kit EUR 1,000.00 x 0.8550 = 855.00, on top of" in told


def test_a_workbook_takes_rates_and_amounts_in_other_currencies() -> None:
    typed("workbook", "export-licence", "-o", "book.xlsx")
    book = load_workbook("book.xlsx")
    assert ["Date", "Product", "Amount", "Currency", "Reference"] == [cell.value for cell in book["Sales"][1]][:5]
    assert ["Date", "Currency", "Exchange rate", "For period"] == [cell.value for cell in book["Rates"][1]][:4]
    book["Rates"].append([None, "EUR", 0.855, "2026-Q1"])
    book["Sales"].append([datetime(2026, 2, 10), "pump", 400_000, "EUR"])
    book["Sales"].append([datetime(2026, 2, 11), "pump", 1_000])
    book.save("filled.xlsx")
    told = done("import", "filled.xlsx", "export-licence", "--party", "licensee")
    assert "2 of sales (S1 to S2), pump, GBP 343,000.00" in told
    typed("workbook", "device-licence", "-o", "own.xlsx")
    assert "Rates" not in load_workbook("own.xlsx").sheetnames
