"""`pledger parties` and what it means for other commands, as people type them, with what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_samples import (
    DEVELOPMENT,
    assert_golden,
    done,
    enter_sample_ledger,
    misused,
    refused,
    typed,
)

LEI = "213800KUD8LAJWSQ9D15"
NEAR = DEVELOPMENT.replace("device-development", "next").replace("Smörgås Devices Ltd", "Smörgås Ltd")


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    monkeypatch.setenv("LOGNAME", "anna")
    Path("next.yaml").write_text(NEAR, "utf-8")


def test_the_register_at_a_prompt() -> None:
    assert_golden(
        "cli-parties.txt",
        "pledger parties --us licensor --today 2026-11-01",
        "pledger agreement sign next.yaml --document signed.pdf",
        "pledger agreement sign next.yaml --document signed.pdf --same-as company=smorgas-devices-ltd --dry-run",
        "pledger agreement sign next.yaml --document signed.pdf --same-as company=smorgas-devices-ltd",
        f"pledger parties identify smorgas-devices-ltd --lei {LEI} --by 'A. Person'",
        "pledger parties rename smorgas-devices-ltd 'Lagom Devices plc' --from 2026-10-01 --by 'A. Person'",
        "pledger parties show 'lagom devices PLC' --today 2026-11-01",
        "pledger shares --party smorgas-devices-ltd",
        "pledger verify --reperform next",
    )


def test_a_party_is_added_merged_and_found_by_its_old_id() -> None:
    answer = done("parties", "add", "Smorgas", "--from", "2026-01-01", "--new", "--charity-number", "1089464")
    assert answer.startswith(
        "Recorded: Smorgas is registered as smorgas from 1 January 2026, by its charity number 1089464."
    )
    listed = done("parties", "--today", "2026-11-01")
    assert "pledger parties merge smorgas smorgas-devices-ltd" in " ".join(listed.split())
    done("parties", "merge", "smorgas", "smorgas-devices-ltd", "--note", "one company")
    shown = done("parties", "show", "smorgas", "--today", "2026-11-01")
    assert shown.startswith("Smörgås Devices Ltd (smorgas-devices-ltd; earlier smorgas)")
    assert "one company" in shown
    sales = done("record", "sales", "device-licence", "5", "--of", "device", "--party", "smorgas", "--on", "2026-07-01")
    assert "by Smörgås Devices Ltd" in sales


def test_names_are_those_of_the_day_and_what_was_known() -> None:
    done("parties", "rename", "northern-trust", "Boreal Trust", "--from", "2026-10-01")
    assert "Boreal" not in done("parties", "--as-of", "2026-09-30")
    assert "Boreal Trust" in done("parties", "--as-of", "2026-10-01")
    assert "Boreal" not in done("parties", "--known-at", "2020-01-01", "--today", "2026-11-01")
    shares = json.loads(done("shares", "--all", "--format", "json", "--as-of", "2026-09-30"))
    assert "Northern Trust" in json.dumps(shares)


def test_every_way_to_name_a_party_works_for_facts_and_answers() -> None:
    for word in ("northern-trust", "Northern Trust", "RR8", "licensor"):
        assert "licensor" in done("statement", "device-licence", "--period", "2026-05", "--party", word)
    done(
        "record",
        "payment",
        "device-licence",
        "5",
        "--party",
        "smorgas-devices-ltd",
        "--to",
        "rr8",
        "--on",
        "2026-07-01",
    )
    Path("pledger.toml").write_text('us = "smorgas-devices-ltd"\n', "utf-8")
    done("record", "cost", "device-development", "5", "--of", "development cost", "--on", "2026-07-02")
    assert '"party":"company"' in done("history", "device-development", "--format", "json").splitlines()[-1]


def test_answers_are_rows_and_recordings_are_json() -> None:
    rows = json.loads(done("parties", "--format", "json", "--today", "2026-11-01"))
    assert "eastern-university" in json.dumps(rows)
    assert done("parties", "--format", "csv", "--today", "2026-11-01").startswith("Party,Name,Numbers,")
    told = json.loads(done("parties", "add", "Zenith Ltd", "--format", "json", "--dry-run"))
    assert (False, "party-registered.v1") == (told["recorded"], told["event"]["event"])
    keyed = ("parties", "add", "Zenith Ltd", "--from", "2026-01-01", "--idempotency-key", "z-1")
    done(*keyed)
    assert done(*keyed).startswith("This was recorded before")


REFUSED = {
    "a near name": (("add", "Smorgas"), "'Smorgas' may be a party that is known already: smorgas-devices-ltd"),
    "a number of another": (("identify", "eastern-university", "--ods", "RR8"), "The ODS code RR8 is that of northern"),
    "an id that is taken": (("add", "Zenith", "--id", "northern-trust"), "northern-trust is Northern Trust already"),
    "a second ODS code": (("identify", "northern-trust", "--ods", "RR9"), "has the ODS code RR9, and northern-trust"),
    "the name it has": (("rename", "northern-trust", "northern TRUST"), "northern-trust is called Northern Trust then"),
    "another's name": (("rename", "northern-trust", "Eastern University"), "is the name of eastern-university"),
    "itself": (("merge", "licensor", "northern-trust"), "are one already: northern-trust"),
    "nobody": (
        ("show", "nothern-trust"),
        "There is no registered party 'nothern-trust' (party). Did you mean 'northern",
    ),
}
MISUSED = {
    "no number": (("identify", "northern-trust"), "It is not said which number"),
    "a wrong LEI": (("identify", "northern-trust", "--lei", f"{LEI[:-1]}6"), "has check digits that don't fit"),
    "a wrong UKPRN": (("identify", "northern-trust", "--ukprn", "20007774"), "'20007774' is not a UKPRN"),
    "an empty name": (("rename", "northern-trust", "  "), "Nothing is written there (NAME)"),
    "a wrong id": (("add", "Zenith", "--id", "Ze nith"), "'Ze nith' is not an id"),
    "no such command": (("split", "northern-trust"), "No such command 'split'"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_the_register_refuses(words: tuple[str, ...], said: str) -> None:
    assert said in " ".join(refused("parties", *words).split())


@pytest.mark.parametrize(("words", "said"), MISUSED.values(), ids=MISUSED)
def test_what_is_put_wrongly(words: tuple[str, ...], said: str) -> None:
    assert said in " ".join(misused("parties", *words).split())


def test_same_as_and_new_are_checked() -> None:
    sign = ("agreement", "sign", "next.yaml", "--document", "signed.pdf")
    assert "'company' does not say who is who (--same-as)" in misused(*sign, "--same-as", "company")
    assert "The document has no party 'compny' (--new)" in misused(*sign, "--new", "compny")
    assert "There is no registered party 'smorgaas' (--same-as)" in refused(*sign, "--same-as", "company=smorgaas")
    done(*sign, "--new", "company")
    assert "smorgas-ltd" in done("parties", "--today", "2026-11-01")


def test_somebody_at_a_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.cli.joining.can_ask", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *args, **more: 1)
    told = typed("agreement", "sign", "next.yaml", "--document", "signed.pdf")
    assert 0 == told.exit_code
    assert "Smörgås Devices Ltd (smorgas-devices-ltd)" in told.err
    assert "it is smorgas-devices-ltd in the register" in " ".join(told.out.split())


def test_the_register_is_no_agreement() -> None:
    done("parties", "add", "Zenith Ltd")
    for command in (("history",), ("shares",), ("agreement", "show"), ("verify",)):
        assert "There is no agreement 'register:parties'" in " ".join(refused(*command, "register:parties").split())
    assert "register" not in done("agreement", "list")
    done("verify", "--reperform")


def dues(*words: str) -> list[dict[str, str]]:
    """Return the rows of what falls due."""
    answer = json.loads(done("due", *words, "--format", "json", "--today", "2026-11-01"))
    rows: list[dict[str, str]] = answer["blocks"][0]["rows"]
    return rows


def test_what_falls_due_is_shown_for_one_party() -> None:
    done("record", "sales", "signed-twice", "1,000", "--of", "device", "--on", "2026-05-10", "--party", "licensee")
    every, own = dues(), dues("--party", "RR8")
    assert {"device-licence", "signed-twice"} == {row["agreement"] for row in own}
    assert own == [row for row in every if "licensor" in (row["from"], row["to"])]
    (university,) = dues("device-development", "--party", "eastern-university")
    assert ("company", "university") == (university["from"], university["to"])
    assert "There is no party 'nobody'" in refused("due", "device-licence", "--party", "nobody")
    assert "There is no registered party 'nobody'" in refused("due", "--party", "nobody")
