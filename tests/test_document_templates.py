"""Templates: correct as they stand, and filled in with answers without losing a comment."""

from __future__ import annotations

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.document import read_document
from contracts.errors import BadScalar
from contracts.templates import NAMES, template_text
from contracts.templates.questions import filled, questions
from ledger.cli.drafting import new


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_correct_as_it_stands(name: str) -> None:
    assert read_document(template_text(name)).clauses


def test_the_help_names_them_all() -> None:
    (offered,) = (parameter.type for parameter in new.params if parameter.name == "template")
    assert isinstance(offered, click.Choice)
    assert [*NAMES] == [*offered.choices]


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_offered_are_those_of_the_template(name: str) -> None:
    terms = read_document(template_text(name))
    assert template_text(name) == filled(name, {})
    assert template_text(name) == filled(name, {question.name: question.default for question in questions(name)})
    assert {terms.agreement, terms.title} <= {question.default for question in questions(name)}


@pytest.mark.parametrize("name", NAMES)
def test_questions_have_names_of_their_own(name: str) -> None:
    names = [question.name for question in questions(name)]
    assert len(names) == len(set(names))


def test_answers_stand_in_the_file_with_its_comments() -> None:
    text = filled("licence", {"product": "inhaler", "second-edge": "30,000,000", "title": "Licence: an inhaler # 1"})
    assert "on: net sales of inhaler        # the product, by the name" in text
    assert 'title: "Licence: an inhaler # 1"\n' in text
    assert 2 == text.count('"30,000,000"')
    assert template_text("licence").count("#") + 1 == text.count("#")
    assert "Licence: an inhaler # 1" == read_document(text).title


def test_the_second_share_is_what_the_first_leaves() -> None:
    text = filled("co-development", {"first-share": "1/3"})
    assert "university: 1/3\n      company: 2/3\n" in text
    assert read_document(text).clauses


@pytest.mark.parametrize("name", NAMES)
def test_every_question_finds_its_place(name: str) -> None:
    named = {question.name: "Something" for question in questions(name) if question.name.endswith("-name")}
    assert {"Something"} == {party.name for party in read_document(filled(name, named)).parties.values()}
    for question in questions(name):
        spaced = filled(name, {question.name: f" {question.default}"})
        assert read_document(template_text(name)) == read_document(spaced)


def test_an_answer_may_fill_several_places() -> None:
    text = filled("data-access", {"data": "retinal scans", "royalty-rate": "3%"})
    assert 3 == text.count("data: retinal scans\n")
    assert "    rate: 3%\n" in text


def test_a_bad_answer_is_refused_with_advice() -> None:
    with pytest.raises(BadScalar, match="does not exist"):
        filled("licence", {"effective": "2026-02-30"})
    with pytest.raises(BadScalar, match="more than the whole"):
        filled("co-development", {"first-share": "120%"})


def test_there_are_no_other_templates() -> None:
    with pytest.raises(KeyError):
        template_text("../errors")


@example("null")
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1).filter(str.strip))
def test_any_name_can_be_answered(answer: str) -> None:
    text = filled("licence", {"licensor-name": answer})
    party = read_document(text).parties["licensor"]
    assert answer.split() == party.name.split()
