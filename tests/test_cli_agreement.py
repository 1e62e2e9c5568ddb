"""`pledger agreement`: documents written, asked for, checked, signed, listed, shown and voided."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from contracts.document import read_document
from contracts.document.loader import load
from contracts.templates import NAMES, template_text
from ledger.cli.drafting import new
from tests.command_samples import LICENCE, assert_golden, done, enter_sample_ledger, misused, refused, typed


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def test_agreements_from_the_document_to_the_list() -> None:
    assert_golden(
        "cli-agreement.txt",
        "pledger agreement check licence.yaml",
        "pledger agreement sign licence.yaml --document signed.pdf",
        "pledger agreement void signed-twice --reason 'the same agreement was signed twice'",
        "pledger agreement sign twice.yaml --document signed.pdf",
        "pledger agreement list",
        "pledger agreement show device-development",
        "pledger agreement void device-licence --reason 'we no longer want it'",
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_new_document_is_the_template_and_without_mistakes(name: str) -> None:
    told = typed("agreement", "new", "--template", name, "-o", "new.yaml")

    assert (0, "Next: pledger agreement check new.yaml\n", "Written to new.yaml.\n") == told
    assert template_text(name) == Path("new.yaml").read_text(encoding="utf-8")
    assert template_text(name) == done("agreement", "new", "--template", name.upper())
    assert done("agreement", "check", "new.yaml").endswith("agreement sign new.yaml --document SIGNED.pdf\n")


def test_every_template_may_be_named() -> None:
    (choice,) = (parameter.type for parameter in new.params if parameter.name == "template")

    assert list(NAMES) == list(getattr(choice, "choices", ()))


def test_a_document_that_exists_is_never_written_over() -> None:
    said = refused("agreement", "new", "--template", "licence", "-o", "licence.yaml")

    assert "pledger: There is a file already (licence.yaml). Choose another name, or remove it first.\n" == said
    assert LICENCE == Path("licence.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("place", "said"), [(".", "This is a folder"), ("none/new.yaml", "The folder does not exist")])
def test_nothing_is_asked_for_a_file_that_can_not_be(place: str, said: str) -> None:
    assert misused("agreement", "new", "--template", "licence", "--ask", "-o", place).startswith(f"pledger: {said}")


def _answering(answers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answers.encode())))


def test_asked_for_names_and_numbers_it_writes_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering("our-project\n" + "\n" * 9, monkeypatch)
    told = typed("agreement", "new", "--template", "co-development", "--ask")

    assert 0 == told.exit_code
    assert told.err.startswith("A short id for the agreement [")
    assert "our-project" == read_document(told.out).agreement
    assert template_text("co-development").count("\n") == told.out.count("\n")


def test_an_answer_that_can_not_be_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering("\n\n\n31/04/2026\n1 May 2026\n" + "\n" * 6, monkeypatch)
    told = typed("agreement", "new", "--template", "co-development", "--ask")

    assert "Error: '31/04/2026' does not exist: April has 30 days: write 2026-04-30 for its last day" in told.err
    assert "2026-05-01" == read_document(told.out).effective.isoformat()


def test_a_document_with_mistakes_left_is_written_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering("\n\n\n2030-01-01\n2029-01-01\n" + "\n" * 5, monkeypatch)
    told = typed("agreement", "new", "--template", "co-development", "--ask")

    assert (0, True) == (told.exit_code, "until: 2029-01-01" in told.out)
    assert "warning: the document is written, but there is 1 mistake:\nline " in told.err


def test_answers_that_end_too_early_stop_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering("our-project\n", monkeypatch)
    told = typed("agreement", "new", "--template", "co-development", "--ask", "-o", "new.yaml")

    assert 130 == told.exit_code
    assert told.err.endswith("pledger: stopped.\n")
    assert not Path("new.yaml").exists()


def test_the_schema_accepts_what_the_check_accepts() -> None:
    schema = json.loads(done("agreement", "schema"))

    jsonschema.validate(load(LICENCE).tree, schema)
    assert 0 == typed("agreement", "schema", "-o", "schema.json").exit_code
    assert schema == json.loads(Path("schema.json").read_text(encoding="utf-8"))


def test_every_mistake_is_listed_at_once() -> None:
    wrong = LICENCE.replace("effective: 2026-04-01", "effective: 2026-02-30").replace("up to: 10m", "up to: ten")
    Path("wrong.yaml").write_text(wrong.replace("to: licensor", "to: licencer"), encoding="utf-8")

    assert (
        "pledger: wrong.yaml: there are 5 mistakes.\n"
        "  line 4, effective: '2026-02-30' does not exist: February 2026 has 28 days: write 2026-02-28 for its last "
        "day\n"
        "  line 17, clauses.first-patient.to: there is no party 'licencer': did you mean 'licensor'?\n"
        "  line 27, clauses.approval.to: there is no party 'licencer': did you mean 'licensor'?\n"
        "  line 38, clauses.royalty.to: there is no party 'licencer': did you mean 'licensor'?\n"
        "  line 41, clauses.royalty.rate.bands[1].up to: 'ten' is not an amount: write 1,250,000.00, 1250000 or 1.25m\n"
        "Each kind of clause, with an example and all its words: pledger agreement clauses KIND\n"
    ) == refused("agreement", "check", "wrong.yaml")
    assert refused("agreement", "check", "wrong.yaml") == refused("agreement", "sign", "wrong.yaml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LICENCE.encode("utf-16"), "the file is saved as UTF-16 (which Windows calls Unicode): save it again as UTF-8"),
        (LICENCE.encode("cp1252"), "line 9: the file is not in UTF-8: save it again with the encoding UTF-8"),
        (b"%PDF-1.7", "this is a PDF, not an agreement document: give the YAML or JSON file"),
        (b"", "the document is empty: begin with a template: agreement, title, currency, parties, clauses"),
    ],
)
def test_other_files_are_refused_for_what_they_are(content: bytes, said: str) -> None:
    Path("other.yaml").write_bytes(content)

    assert f"pledger: other.yaml: there is 1 mistake.\n  {said}\n" == refused("agreement", "check", "other.yaml")


def test_a_file_without_end_is_not_read() -> None:
    with Path("large.yaml").open("wb") as file:
        file.truncate(5_000_000)

    assert "far too large" in misused("agreement", "check", "large.yaml")


def test_a_document_with_a_byte_order_mark_is_signed() -> None:
    Path("marked.yaml").write_bytes(b"\xef\xbb\xbf" + LICENCE.replace("device-licence", "marked").encode())

    assert done("agreement", "sign", "marked.yaml", "--document", "signed.pdf").startswith("Signed: marked, Licence")


def test_of_both_files_name_size_and_hash_are_kept() -> None:
    Path("other.yaml").write_text(LICENCE.replace("device-licence", "other"), encoding="utf-8")
    answer = json.loads(done("sign", "other.yaml", "--document", "signed.pdf", "--format", "json"))

    for field, name in (("source", "other.yaml"), ("document", "signed.pdf")):
        content = Path(name).read_bytes()
        expected = {"sha256": hashlib.sha256(content).hexdigest(), "name": name, "size": len(content)}
        assert expected == answer["event"]["body"][field]


def test_signing_without_the_signed_document_is_warned_of() -> None:
    Path("other.yaml").write_text(LICENCE.replace("device-licence", "other"), encoding="utf-8")
    told = typed("agreement", "sign", "other.yaml")

    assert 0 == told.exit_code
    assert told.err.startswith("pledger: warning: no signed document was named with --document")


def test_a_dry_run_signs_nothing() -> None:
    Path("other.yaml").write_text(LICENCE.replace("device-licence", "other"), encoding="utf-8")
    told = done("agreement", "sign", "other.yaml", "--document", "signed.pdf", "--dry-run")

    assert told.startswith("Would be signed: other, Licence of a device.")
    assert "Nothing was recorded: this was a dry run.\n" in told
    assert "other" not in done("agreement", "list")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "."], "Invalid value for 'FILE': File '.' is a directory."),
        (["check", "nowhere.yaml"], "Invalid value for 'FILE': File 'nowhere.yaml' does not exist."),
        (["check"], "Missing argument 'FILE'."),
        (["new", "--template", "lisence"], "Invalid value for '--template': 'lisence' is not one of"),
        (["sing", "licence.yaml"], "No such command 'sing'. Did you mean 'sign'?"),
        (["void", "signed-twice"], "Missing option '--reason'."),
        (["void", "signed-twice", "--reason", " "], "The reason is empty (--reason). Say in a few words why"),
        (["show", "device-licence/S1"], "'device-licence/S1' is a fact of device-licence, not an agreement."),
        (["show"], "It is not said which agreement. Name one of: device-development, device-licence, "),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], said: str) -> None:
    assert misused("agreement", *arguments).startswith(f"pledger: {said}")


def test_an_agreement_that_is_not_there_is_told_with_the_nearest() -> None:
    assert "Did you mean 'device-licence'?" in refused("agreement", "show", "device-lisence")
    assert "Did you mean 'device-licence'?" in refused("agreement", "void", "device-lisence", "--reason", "x")


def test_without_a_ledger_it_is_said_how_to_make_one() -> None:
    for command in (["list"], ["show", "x"], ["sign", "licence.yaml"], ["void", "x", "--reason", "y"]):
        said = refused("agreement", *command, "--ledger", "none.db")
        assert "pledger: There is no ledger (none.db). Make one with pledger init.\n" == said
    assert not Path("none.db").exists()


def test_every_template_is_signed_as_it_is_beside_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGER_LEDGER", "templates.db")
    done("init")
    for name in NAMES:
        file = f"template-{name}.yaml"
        assert 0 == typed("agreement", "new", "--template", name, "-o", file).exit_code
        assert "There is no mistake in it." in done("agreement", "check", file)
        assert "Signed: " in done("agreement", "sign", file, "--document", file)
    assert 1 == done("parties").count("Example Hospitals NHS Trust")
