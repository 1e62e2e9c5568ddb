"""`pledger record`, `accept`, `reverse` and `adopt-engine`: what they refuse, and how they say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import done, enter_sample_ledger, misused, refused

SALES = ("record", "sales", "device-licence")
COST = ("record", "cost", "device-development")
JULY = ("--on", "2026-07-01")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("$500", "'$ 500' is not in GBP: write the amount in GBP."),
        ("EUR 500", "'EUR 500' is not in GBP: write the amount in GBP."),
        ("500.005", "'500.005' can be read in two ways: write 500,005 or 500.00."),
        ("five", "'five' is not an amount: write 1,250,000.00, 1250000 or 1.25m."),
        ("", "'' is not an amount: write 1,250,000.00, 1250000 or 1.25m."),
    ],
)
def test_an_amount_that_can_not_be_read_is_wrong_usage(amount: str, said: str) -> None:
    assert f"pledger: {said}\n" == misused(*SALES, amount, *JULY)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31/04/2026", "'31/04/2026' does not exist: April has 30 days: write 2026-04-30 for its last day."),
        ("46113", "'46113' is a spreadsheet's number of a day: write 2026-04-01."),
        ("", "'' is not a date: write it as 2026-03-31 or 31 March 2026."),
        ("yesterday", "'yesterday' is not a date: write it as 2026-03-31 or 31 March 2026."),
    ],
)
def test_a_date_that_can_not_be_read_is_wrong_usage(day: str, said: str) -> None:
    assert misused(*SALES, "5", "--on", day).startswith(f"pledger: Invalid value for '--on': {said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*SALES, "0"), "An amount of nothing records nothing."),
        (("record", "sales", "device-lisence", "5"), "There is no agreement 'device-lisence' in this ledger. Did you "),
        ((*SALES, "5", "--on", "2026-03-31"), "The sale is dated 2026-03-31, before device-licence takes effect"),
        ((*SALES, "5", "--of", "devices"), "No clause of device-licence reads sales of 'devices' (--of). Did you mean"),
        ((*SALES, "5", "--party", "nhs"), "'nhs' is not a party to the agreement. There are: licensor, licensee"),
        ((*SALES, "5", "--on-behalf-of", "licensor"), "The sales are those of licensee, not of licensor"),
        ((*SALES, "5", "--deduct", "rebates=1"), "'rebates' is not a deduction that the clause allows"),
        ((*SALES, "5", "--restates", "S9"), "device-licence has no fact S9."),
        ((*SALES, "5", "--restates", "M1"), "M1 is a record of milestone, not of sales (--restates)."),
        ((*SALES, "5", "--ref", "s1"), "The reference s1 is taken in device-licence (--ref)."),
        ((*COST, "5", "--of", "travel"), "No clause of device-development shares the cost 'travel' (--of)."),
        (("record", "milestone", "device-licence", "aproval"), "device-licence has no milestone 'aproval'. Did you"),
        (("record", "milestone", "device-licence", "approval"), "The milestone 'approval' is claimed with evidence"),
        (("accept", "M1", "--party", "licensor"), "licensor claims M1 and may not accept its own claim (--party)."),
        (("accept", "device-licence/S1"), "S1 does not wait for acceptance: it counts."),
        (("accept", "M1", "--on", "2026-05-01"), "M1 is dated 2026-06-01; it cannot be accepted before that"),
        (("accept", "M7"), "No agreement has a fact M7. Write it as agreement/reference"),
        (("reverse", "nothing/S1", "--reason", "x"), "There is no agreement 'nothing' in this ledger."),
        (("adopt-engine", "device-licence", "--reason", "x"), "device-licence is on engine "),
        (("record", "payment", "device-licence", "-3", "--from", "licensee"), "A payment is above zero."),
        (
            ("record", "payment", "device-licence", "3", "--from", "licensee", "--against", "rojalty"),
            "device-licence has neither a clause nor a fact 'rojalty' (--against). Did you mean 'royalty'?",
        ),
    ],
)
def test_what_the_agreement_or_the_ledger_refuses(arguments: tuple[str, ...], said: str) -> None:
    before = done("verify")

    assert refused(*arguments, "--today", "2026-07-01").startswith(f"pledger: {said}")
    assert before == done("verify")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("record", "sales"), "The amount is missing. Write it after the agreement"),
        (SALES, "The amount is missing. Write it after the agreement"),
        ((*SALES, "5", "--amount", "6"), "The amount is given twice (--amount). Leave out '5' or --amount"),
        (("record", "sales", "5"), "It is not said which agreement. Name one of: device-development, "),
        (("record", "sales", "device2"), "The amount is missing, or can't be read (device2)."),
        (("record", "sales", "", "5"), "The agreement is empty."),
        (("record", "sales", "device-licence/S1", "5"), "'device-licence/S1' is a fact of device-licence, not an"),
        ((*SALES, "5", "--idempotency-key", " "), "Nothing is written there (--idempotency-key)."),
        ((*SALES, "5", "--party", ""), "Nothing is written there (--party)."),
        ((*SALES, "5", "--evidence", "."), "Invalid value for '--evidence': File '.' is a directory."),
        ((*SALES, "5", "--evidence", "none.pdf"), "Invalid value for '--evidence': File 'none.pdf' does not exist."),
        ((*SALES, "5", "--ref", "a b"), "'a b' cannot be a reference (--ref)."),
        ((*SALES, "5", "--deduct", "rebates"), "A deduction is a kind and an amount (--deduct rebates)."),
        ((*COST, "100"), "It is not said which party paid the cost (--party). Add --party, one of: university, "),
        (("record", "milestone", "device-licence"), "It is not said which milestone. Name its clause after the"),
        (("record", "milestone"), "It is not said which milestone."),
        (("record", "payment", "device-licence", "5"), "It is not said which party pays (--party)."),
        (("record", "payment", "device-licence", "5", "--from", " "), "Nothing is written there (--party)."),
        (("accept", ""), "The reference is empty."),
        (("accept", "device-licence/"), "The reference is empty."),
        (("reverse", "S1"), "Missing option '--reason'."),
        (("reverse", "S1", "--reason", ""), "The reason is empty (--reason)."),
        (("record", "sails"), "No such command 'sails'. Did you mean 'sales'?"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str) -> None:
    assert misused(*arguments).startswith(f"pledger: {said}")
