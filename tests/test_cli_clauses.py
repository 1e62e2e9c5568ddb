"""`pledger agreement clauses`: the kinds of clause, how each is written, and its example as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.clauses import kind_names
from contracts.templates.clauses import example_text
from tests.command_samples import done, enter_sample_ledger, refused, typed


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


def test_the_kinds_are_listed_each_with_what_it_is() -> None:
    listed = done("agreement", "clauses")

    assert [] == [name for name in kind_names() if f"{name}: " not in listed]
    assert listed.endswith("Next: pledger agreement clauses royalty\n")


@pytest.mark.parametrize("name", kind_names())
def test_a_kind_is_told_with_its_rule_its_example_and_its_words(name: str) -> None:
    told = done("agreement", "clauses", *name.split())

    assert "The rule" in told
    assert [] == [line for line in example_text(name).splitlines() if line not in told]
    assert "\nWords:\n" in told


@pytest.mark.parametrize("said", [("cost-share",), ("cost_share",), ("Cost", "Share"), ("cost share",)])
def test_a_kind_may_be_written_in_several_ways(said: tuple[str, ...]) -> None:
    assert done("agreement", "clauses", *said).startswith("cost share: ")


def test_an_example_is_written_as_a_document_that_checks() -> None:
    told = typed("agreement", "clauses", "royalty", "-o", "royalty.yaml")

    assert (0, "Next: pledger agreement check royalty.yaml\n", "Written to royalty.yaml.\n") == told
    assert example_text("royalty") == Path("royalty.yaml").read_text(encoding="utf-8")
    assert "There is no mistake in it." in done("agreement", "check", "royalty.yaml")


def test_a_file_that_exists_is_never_written_over() -> None:
    said = refused("agreement", "clauses", "royalty", "-o", "licence.yaml")

    assert "pledger: There is a file already (licence.yaml). Choose another name, or remove it first.\n" == said


def test_a_kind_that_there_is_not_is_answered_with_the_nearest() -> None:
    assert "pledger: There is no kind of clause 'waterfal'. Did you mean 'waterfall'?\n" == refused(
        "agreement", "clauses", "waterfal"
    )
    assert "Write one of: all or nothing, " in refused("agreement", "clauses", "zzz")
    assert "Did you mean 'conversion'?" in refused("agreement", "clauses", "FX")


@pytest.mark.parametrize(
    ("word", "kinds"),
    [("withholding", "royalty"), ("combination", "profit share, royalty, sales milestone"), ("repeats", "milestone")],
)
def test_a_word_that_is_part_of_a_kind_leads_to_it(word: str, kinds: str) -> None:
    told = refused("agreement", "clauses", word)
    assert f"'{word}'. It is a word of: {kinds}. See: pledger agreement clauses {kinds.partition(',')[0]}.\n" in told


def test_mistakes_in_clauses_name_the_command_that_says_how_they_are_written() -> None:
    example = example_text("royalty").replace("milestone: approval, ", "of: approval, ")
    Path("wrong.yaml").write_text(example, encoding="utf-8")

    assert refused("agreement", "check", "wrong.yaml").endswith("pledger agreement clauses KIND\n")
