"""The words of every clause kind, and the worked example of each."""

from __future__ import annotations

import pytest

from contracts.clauses import kind, kind_names
from contracts.document import read_document
from contracts.document.words import IN_EVERY_CLAUSE, Word, first_line, rule, words_of
from contracts.templates.clauses import example_text
from contracts.terms_model import written_name


@pytest.mark.parametrize("name", kind_names())
def test_every_kind_has_an_example_without_a_mistake(name: str) -> None:
    assert name in [clause.kind for clause in read_document(example_text(name)).clauses.values()]


@pytest.mark.parametrize("name", kind_names())
def test_every_word_of_a_kind_is_told_with_its_meaning(name: str) -> None:
    fields = {written_name(field) for field in kind(name).terms_model.model_fields}
    words = words_of(name)

    assert fields - set(IN_EVERY_CLAUSE) == {word.name for word in words if word.depth == 0}
    assert [] == [word.name for word in words if not word.meaning]


@pytest.mark.parametrize("name", kind_names())
def test_every_kind_has_its_rule_in_prose(name: str) -> None:
    assert first_line(name).endswith(".")
    assert rule(name)[0].startswith("The rule")
    assert [] == [said for said in rule(name) if ">>>" in said or ".py" in said or said.endswith(":")]


def test_a_part_stands_once_under_its_word_however_it_may_be_written() -> None:
    words = words_of("cost share")
    start = next(number for number, word in enumerate(words) if word.name == "cap")

    assert Word(0, "cap", "a table or a list of tables", False, None, words[start].meaning) == words[start]
    assert ["party", "amount", "per", "first year", "excess"] == [
        word.name for word in words[start + 1 : start + 9] if word.depth == 1
    ]
    assert "'quarter', 'year' or 'life'" == words[start + 3].shape
    assert "year" == words[start + 3].default


def test_there_is_no_example_of_a_kind_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        example_text("tontine")
    with pytest.raises(KeyError):
        words_of("tontine")
