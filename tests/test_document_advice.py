"""What a document may be mistaken for having meant, and bands written by where they begin."""

from __future__ import annotations

from fractions import Fraction

import pytest

from contracts.clauses.royalty import RoyaltyTerms
from contracts.document import read_document
from contracts.document.advice import MEANT
from contracts.errors import DocumentRefused
from contracts.parts.schedule import Slice, slices
from contracts.templates.clauses import example_text
from contracts.terms_model import written_name


def mistakes(kind: str, right: str, wrong: str) -> dict[str, str]:
    """Give what is advised at each place, once the example of a kind has a mistake."""
    document = example_text(kind)
    assert document.count(right) == 1
    with pytest.raises(DocumentRefused) as refused:
        read_document(document.replace(right, wrong))
    return {mistake.field: mistake.fix for mistake in refused.value.mistakes}


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "place", "fix"),
    [
        ("profit share", "held by: company ", "tiers: x ", "clauses.profit.tiers", "known are kind,"),
        ("late payment interest", "    on: net", "    of: net", "clauses.royalty.of", "write 'on'"),
        ("cost share", "    of: trial", "    category: trial", "clauses.trial-cost.category", "write 'of'"),
        ("milestone", "pays: 250,000", "amount: 250,000", "clauses.first-patient.amount", "write 'pays'"),
        (
            "royalty",
            "    cap: { amount: 50m, per: life }",
            "    bands: []",
            "clauses.royalty.bands",
            "write it within 'rate', as in rate: { bands: ... }",
        ),
        (
            "royalty",
            "cap: { amount: 50m, per: life }",
            "cap: 50m",
            "clauses.royalty.cap",
            "write a table { amount: ... }: the most that is paid in all, or in each contract year",
        ),
        ("late payment interest", "kind: late payment interest", "kind: interest", "clauses.interest.kind", "did you"),
    ],
)
def test_the_word_that_was_meant_is_told(kind: str, right: str, wrong: str, place: str, fix: str) -> None:
    assert mistakes(kind, right, wrong)[place].startswith(fix)


def test_a_clause_that_is_missing_is_not_said_not_to_exist() -> None:
    told = mistakes("development balance", "    out of: profit  ", "    # out of: profit  ")

    assert {"clauses.repayment.out of": "add it: the profit share clause"} == told


def test_every_word_that_is_meant_is_one_of_the_grammar() -> None:
    from contracts.clauses import kind, kind_names
    from contracts.document.words import words_of

    words = {word.name for name in kind_names() for word in words_of(name)}
    fields = {written_name(field) for name in kind_names() for field in kind(name).terms_model.model_fields}

    assert set() == {meant for several in MEANT.values() for meant in several} - words - fields


def test_bands_may_be_written_by_where_they_begin() -> None:
    by_ends = example_text("royalty")
    by_starts = by_ends.replace("{ up to: 10m, rate", "{ from: 0, rate").replace("{ up to: 25m, ", "{ from: 10m, ")

    def bands(document: str) -> list[Slice]:
        royalty = read_document(document).clauses["royalty"]
        assert isinstance(royalty, RoyaltyTerms)
        return slices(royalty.rate)

    assert bands(by_ends) == bands(by_starts)
    assert [Fraction(3, 100), Fraction(45, 1000), Fraction(6, 100)] == [band.rate for band in bands(by_starts)]


def test_bands_by_their_starts_are_written_in_ascending_order() -> None:
    told = mistakes("royalty", "        - { up to: 25m, rate: 4.5% }", "        - { from: 30m, rate: 4.5% }")

    assert "write the bands in ascending order" in told.values() or "start it at 10,000,000" in told.values()


def test_a_band_whose_end_nobody_says_is_refused() -> None:
    told = mistakes("royalty", "        - { up to: 10m, rate: 3% }", "        - { rate: 3% }")

    assert {"clauses.royalty.rate.bands[1]": "add 'up to'"} == told
