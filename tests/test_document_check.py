"""The check of a document: every mistake at once, with its line, its field, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.clause_terms import ClauseTerms, Place
from contracts.document.check import _check_reads, circle
from contracts.document.draft import Draft
from contracts.document.loader import load
from contracts.errors import Mistake
from tests.document_samples import golden, mistakes_in, with_line


@pytest.mark.parametrize("name", ["mistakes", "together", "example"])
def test_every_mistake_is_listed_at_once(name: str) -> None:
    actual = "".join(f"{mistake}\n" for mistake in mistakes_in(golden(f"document-{name}.yaml")))
    assert golden(f"document-{name}.txt") == actual


def test_a_correct_document_has_no_mistakes() -> None:
    assert () == mistakes_in(with_line("rate: 6.5%", "rate: 0.065"))


def test_one_mistake_does_not_hide_another_in_the_same_clause() -> None:
    text = with_line("rate: 6.5%", "rate: 65").replace("from: licensee", "from: licencee")
    assert [
        Mistake(12, "clauses.royalty.from", "there is no party 'licencee'", "did you mean 'licensee'?"),
        Mistake(14, "clauses.royalty.rate", "'65' as a share is more than the whole", "did you mean 65%?"),
    ] == list(mistakes_in(text))


def test_a_misspelt_name_is_not_called_missing_too() -> None:
    (mistake,) = mistakes_in(with_line("rate: 6.5%", "rat: 6.5%"))
    assert Mistake(14, "clauses.royalty.rat", "'rat' is not known here", "did you mean 'rate'?") == mistake


def test_a_table_where_text_is_expected_is_told_once() -> None:
    (mistake,) = mistakes_in(with_line("title: A licence", "title: { en: A licence }"))
    assert (2, "title", "a table stands here", "write text: the agreement's title") == mistake


def test_an_agreement_of_nothing_lists_what_is_missing() -> None:
    missing = [mistake.field for mistake in mistakes_in("year: NHS")]
    assert ["agreement", "clauses", "currency", "effective", "parties", "title"] == missing


def test_ids_that_differ_in_capitals_only_are_refused() -> None:
    (mistake,) = mistakes_in(with_line("parties:", "parties:\n  Licensor: { name: Another }"))
    expected = "'licensor' differs from 'Licensor' in nothing but capitals"
    assert (7, "parties.licensor", expected, "give one of them another id") == mistake


COUNTS = {"payer": "neither", "payee": "neither"}


class Reading(ClauseTerms):
    """A clause that reads another."""

    kind: Literal["reading"] = "reading"
    reads: str

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield the clause that is read."""
        yield ("reads",), self.reads


def mistakes_of_reading(**reads: str) -> list[Mistake]:
    """Give the mistakes of clauses that each read another."""
    text = "clauses:\n" + "".join(f"  {name}: {{ reads: {other} }}\n" for name, other in reads.items())
    clauses: dict[str, ClauseTerms] = {
        name: Reading.model_validate({"reads": other, "counts as": COUNTS}) for name, other in reads.items()
    }
    loaded = load(text)
    _check_reads(Draft(None, None, None, (), clauses), loaded)
    return loaded.mistakes


def test_a_circle_of_clauses_is_named_in_order() -> None:
    what = "the clauses read each other in a circle: a reads b reads c reads a"
    expected = Mistake(2, "clauses.a", what, "let one of them read something else")
    assert [expected] == mistakes_of_reading(a="b", b="c", c="a")


def test_a_clause_that_is_not_there_can_not_be_read() -> None:
    expected = Mistake(2, "clauses.credit.reads", "there is no clause 'royality'", "did you mean 'royalty'?")
    assert [expected] == mistakes_of_reading(credit="royality", royalty="credit")[:1]


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_a_circle_is_one_or_there_is_none(reads: dict[str, list[str]]) -> None:
    found = circle(reads)
    assert all(second in reads.get(first, ()) for first, second in pairwise(found))
    assert found[:1] == found[-1:]
