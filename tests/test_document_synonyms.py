"""Other words for the same: read as what they mean, and sealed in the one word of the grammar."""

from __future__ import annotations

import pytest

from contracts.document import read_document
from contracts.errors import DocumentRefused
from contracts.templates.clauses import example_text


@pytest.mark.parametrize(
    ("kind", "written", "synonym"),
    [
        ("waterfall", "compounding: annually", "compounding: yearly"),
        ("cost share", "per: year ", "per: contract year "),
        ("royalty", "per: life }", "per: lifetime }"),
        ("royalty", "dating: by transaction date", "dating: transaction date"),
    ],
)
def test_a_synonym_is_the_same_terms(kind: str, written: str, synonym: str) -> None:
    document = example_text(kind)

    assert document.count(written) == 1
    assert read_document(document).to_json() == read_document(document.replace(written, synonym)).to_json()


def test_a_simple_return_is_one_that_does_not_compound() -> None:
    terms = read_document(example_text("waterfall").replace("compounding: annually", "compounding: simple"))

    assert b'"compounding":"none"' in terms.to_json()


def test_bands_over_the_life_are_bands_over_the_lifetime() -> None:
    document = example_text("royalty").replace("per: year  ", "per: life  ")
    terms = read_document(document.replace("rounding: by contract year", "rounding: over the life"))

    assert b'"rate":{"per":"lifetime"' in terms.to_json()


def test_amounts_of_a_list_are_kept_apart_by_their_commas() -> None:
    parts = "minimum: { amount: 600,000, parts: [132,000, 132,000, 146,000, 190,000], "
    with pytest.raises(DocumentRefused) as refused:
        read_document(example_text("royalty").replace("minimum: { amount: 100,000, ", parts))

    assert "there are 8 parts: write one for each of the four quarters; within a list 132,000 is two" in str(
        refused.value
    )
