"""`pledger opening` on a real ledger: blank, filled in, with differences, taken back, and put wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agreement_samples import FUND_OPENING
from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused, typed

TAKE_OVER = ("opening", "opening.yaml", "device-fund", "--on", "2027-01-01", "--evidence", "report.pdf")

ROYALTY = """\
agreement: pump-licence
title: Licence of a pump
currency: GBP
effective: 2024-01-01
parties:
  trust: { name: Northern Trust }
  company: { name: Smörgås Devices Ltd }
clauses:
  royalty:
    kind: royalty
    on: net sales of pump
    from: company
    to: { trust: 1/3, company: 2/3 }
    rate: 5%
"""

STOOD = """\
agreement: pump-licence
clauses:
  royalty:
    carried:
      net sales of pump in the contract year: 2m
    entitled:
      trust: { to date: 30,000, year to date: 30,000 }
      company: { to date: 66,666.67, year to date: 66,666.67 }
"""


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    done("agreement", "sign", "device-fund.yaml", "--document", "signed.pdf")


def _sign_pump() -> None:
    Path("pump.yaml").write_text(ROYALTY, encoding="utf-8")
    Path("stood.yaml").write_text(STOOD, encoding="utf-8")
    done("agreement", "sign", "pump.yaml", "--document", "signed.pdf")


def test_a_payment_from_before_the_take_over_is_among_those_that_were_brought_in() -> None:
    done(*TAKE_OVER)
    paid = ("device-fund", "100", "--on", "2026-12-31", "--from", "manager", "--to", "investor")
    told = refused("record", "payment", *paid)
    assert "dated 2026-12-31, before device-fund was taken over (--on)." in told.replace("\n", " ")


def test_the_answers_at_a_prompt() -> None:
    assert_golden(
        "cli-opening.txt",
        "pledger opening --blank device-fund --on 2027-01-01",
        " ".join(("pledger", *TAKE_OVER)),
        "pledger record distribution device-fund 1,000,000 --on 2027-03-31 --party manager --today 2027-04-01",
        "pledger explain device-fund --period 2026-Q4",
    )


def test_the_blank_can_be_brought_in_as_it_is_once_its_days_are_filled_in() -> None:
    done_blank = typed("opening", "--blank", "device-fund", "--on", "2027-01-01", "-o", "blank.yaml")
    assert 0 == done_blank.exit_code
    blank = Path("blank.yaml")
    blank.write_text(blank.read_text("utf-8").replace("DATE", "2026-12-31"), encoding="utf-8")

    assert "Nothing had been booked" in done("opening", "blank.yaml", *TAKE_OVER[2:])


def test_the_same_opening_twice_is_refused_and_one_that_was_reversed_may_be_brought_in_again() -> None:
    done(*TAKE_OVER)
    assert "was taken over already, as B1" in refused(*TAKE_OVER)
    assert "Reverse what followed first" in refused("reverse", "device-fund/B1", "--reason", "a slip")
    done("reverse", "device-fund/B1.P1", "--reason", "a slip")
    done("reverse", "device-fund/B1", "--reason", "a slip")
    assert {"0.00"} == _due("device-fund")
    done(*TAKE_OVER)

    assert "as it was booked" in " ".join(done("verify", "--reperform").split())


def _due(agreement: str) -> set[str]:
    statement = json.loads(done("statement", agreement, "--period", "2026-Q4", "--format", "json"))
    rows = next(block["rows"] for block in statement["blocks"] if block.get("table") == "balances")
    return {row["closing"]["amount"] for row in rows} or {"0.00"}


def test_a_difference_needs_its_reason_and_is_never_booked_by_what_follows() -> None:
    _sign_pump()
    opened = ("opening", "stood.yaml", "pump-licence", "--on", "2024-07-01", "--evidence", "report.pdf")
    assert "trust under royalty 30,000.00, by the terms 33,333.33" in refused(*opened)
    told = done(*opened, "--note", "the trust waived the rest in 2024")
    assert "Opening difference under royalty, trust: GBP 30,000.00 was booked" in " ".join(told.split())
    done("record", "sales", "pump-licence", "300", "--on", "2024-09-30", "--party", "company")

    entries = json.loads(done("statement", "pump-licence", "--period", "2024-Q3", "--format", "json"))
    assert "5.00" in json.dumps(entries)
    assert "opening difference under royalty: trust was booked GBP 30,000.00" in " ".join(
        done("history", "pump-licence", "--format", "csv").split()
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (FUND_OPENING.replace("returns:", "return:"), "did you mean 'returns'"),
        (FUND_OPENING.replace("900,000", "much"), "line 5, clauses.returns.carried.capital not returned"),
        (FUND_OPENING.replace("2026-12-31", "31/31/2026"), "line 7"),
        (FUND_OPENING.replace("capital not returned", "capital"), "'capital' is not known here"),
        (FUND_OPENING.replace("investor: {", "lender: {"), "'lender' is not known here"),
        (FUND_OPENING.replace("from: manager", "from: nobody"), "there is no party 'nobody'"),
        (FUND_OPENING.replace("amount: 75,000", "amount: -75,000"), "a payment is above zero"),
        (FUND_OPENING.replace("to date: 100,000", "to date: 100,000, year to date: 1"), "leave it out"),
        (FUND_OPENING.replace("to date: 100,000", "to date: 0.001"), "line 10"),
        (FUND_OPENING.replace("agreement: device-fund", "agreement: other"), "write device-fund"),
        ("clauses: []", "this is no table"),
        ("agreement: device-fund\nclauses:\n  returns: [1]\n", "this is no table"),
        ("", "opening.yaml"),
    ],
)
def test_every_mistake_in_the_document_is_told_with_its_line(wrong: str, said: str) -> None:
    Path("opening.yaml").write_text(wrong, encoding="utf-8")
    told = typed(*TAKE_OVER)

    assert told.exit_code in (1, 2)
    assert said in told.err


def test_what_is_put_wrongly_is_refused() -> None:
    assert "--on DATE" in misused("opening", "opening.yaml", "device-fund")
    assert "No document was named" in misused("opening", "--on", "2027-01-01")
    assert "Write one to fill in" in refused("opening", "none.yaml", "device-fund", "--on", "2027-01-01")
    assert "has no history before" in refused("opening", "--blank", "device-fund", "--on", "2026-04-01")
    assert "Something was recorded under device-licence already" in refused(
        "opening", "opening.yaml", "device-licence", "--on", "2027-01-01", "--evidence", "report.pdf"
    )


def test_what_was_spent_before_stands_in_the_risk_of_whoever_bore_it() -> None:
    opened = (
        "agreement: device-development\nclauses:\n  development-cost:\n    base to date:\n"
        "      development cost paid by company: 200,000\n    entitled:\n"
        "      share:university: { to date: 80,000 }\n      share:company: { to date: 120,000 }\n"
        "      outlay:company: { to date: 200,000 }\n    paid:\n"
        "      - { from: university, to: company, amount: 80,000 }\n"
    )
    Path("opening.yaml").write_text(opened, encoding="utf-8")
    Path("ledger.db").unlink()
    done("init")
    done("agreement", "sign", "development.yaml", "--document", "signed.pdf")
    done("opening", "opening.yaml", "--on", "2026-10-01", "--evidence", "report.pdf")
    shares = json.loads(done("shares", "--format", "json"))
    risk = next(block["rows"] for block in shares["blocks"] if block.get("table") == "risk")

    assert {"university": "80000.00", "company": "120000.00"} == {row["party"]: row["cash"]["amount"] for row in risk}
    done("reverse", "device-development/B1.P1", "--reason", "a slip")
    done("reverse", "device-development/B1", "--reason", "a slip")
    after = json.loads(done("shares", "--format", "json"))
    left = next(block["rows"] for block in after["blocks"] if block.get("table") == "risk")
    assert {"0.00"} == {row["cash"]["amount"] for row in left}


INTEREST = "  interest: { kind: late payment interest, on: royalty, rate: 8% }\n"

OPEN = """\
agreement: pump-licence
clauses:
  royalty:
    carried: { net sales of pump in the contract year: £ 40,000 }
    entitled:
      company: { to date: "1,333.33", year to date: "1,333.33" }
      trust:
        to date: £ 666.67
        year to date: £ 666.67
        open: [{ for: 2024-Q1, amount: £ 300, payable: 2024-06-14, interest: 1.05 }]
    paid: [{ from: company, to: trust, amount: 366.67 }]
  interest:
    entitled:
      royalty:company to trust: { to date: 1.05, year to date: 1.05 }
"""

TAKEN = ("opening", "open.yaml", "pump-licence", "--on", "2024-07-01", "--evidence", "report.pdf")


def _sign_with_interest(document: str) -> None:
    Path("pump.yaml").write_text(ROYALTY + INTEREST, encoding="utf-8")
    Path("open.yaml").write_text(document, encoding="utf-8")
    done("agreement", "sign", "pump.yaml", "--document", "signed.pdf")


def test_what_is_open_is_due_as_it_was_and_bears_interest_until_it_is_paid() -> None:
    _sign_with_interest(OPEN)
    assert "GBP 300.00, not paid by then and payable by 14 June 2024" in " ".join(done(*TAKEN).split())
    due = json.loads(done("due", "pump-licence", "--today", "2024-07-15", "--format", "json"))
    rows = next(block["rows"] for block in due["blocks"] if block.get("table") == "due")
    assert [("royalty@2024-Q1", "300.00"), ("interest@2024-Q2", "1.05")] == [
        (row["reference"], row["amount"]["amount"]) for row in rows
    ]
    paid = ("record", "payment", "pump-licence", "300", "--on", "2024-07-31", "--against", "royalty@2024-Q1")
    done(*paid, "--party", "company")

    assert "300.00 x 8% x 31/365 = 2.03" in " ".join(done("close", "pump-licence", "2024-Q3").split())
    assert "not paid by then: 300.00" in done("explain", "pump-licence", "--period", "2024-Q1")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "2024-Q1,",
            "2024-Q3,",
            "line 10, clauses.royalty.entitled.trust.open[1].for: '2024-Q3' is not before the take",
        ),
        ("2024-Q1,", "2024-01,", "'2024-01' is no quarter of the contract: write a quarter, such as 2024-Q2"),
        ("£ 300", "£ 300.001", "line 10, clauses.royalty.entitled.trust.open[1].amount"),
        ("£ 300", "-300", "what is open is above zero"),
        ("£ 300", "700", "more is open for the contract year than was booked for it, by GBP 33.33"),
        ("£ 300", "200", "company owes trust GBP 300.00 of what was booked, and GBP 200.00 of it is listed as open"),
        ("interest: 1.05 }", "principal: 1.05 }", "less bears interest than is open"),
        ("payable: 2024-06-14", "due: 2024-06-14", "'payable' is missing"),
        ("open: [", "open: 3 # [", "open dues are a list"),
    ],
)
def test_open_dues_that_cannot_be_are_told_with_their_line(right: str, wrong: str, said: str) -> None:
    _sign_with_interest(OPEN.replace(right, wrong))

    assert said in " ".join(refused(*TAKEN).split())
