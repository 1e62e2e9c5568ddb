"""Terms as they are sealed: the bytes stand for ever, and read back as the same terms."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import read_document
from contracts.scalars import fraction_text
from contracts.templates import NAMES, template_text
from contracts.terms import GRAMMAR, AgreementTerms
from tests.document_samples import ROYALTY, golden, with_line


@pytest.mark.parametrize("name", NAMES)
def test_the_normalised_document_is_pinned(name: str) -> None:
    assert 1 == GRAMMAR
    assert golden(f"document-{name}.json") == read_document(template_text(name)).to_json().decode() + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_normalised_document_reads_back(name: str) -> None:
    terms = read_document(template_text(name))
    assert terms == AgreementTerms.from_json(terms.to_json())
    assert terms.to_json() == AgreementTerms.from_json(terms.to_json()).to_json()
    assert terms == read_document(terms.to_json())


def test_defaults_that_depend_on_other_terms_are_sealed_with_them() -> None:
    lifetime = "rate: { per: lifetime, bands: [{ up to: 1m, rate: 3% }, { above: 1m, rate: 4% }] }"
    milestone = "\n  sum: { kind: milestone, when: x, pays: 5, from: licensee, to: licensor }"
    clauses = json.loads(read_document(with_line("rate: 6.5%", lifetime + milestone)).to_json())["clauses"]
    assert ("over the life", "30 days after achievement") == (clauses["royalty"]["rounding"], clauses["sum"]["due"])


def test_clauses_and_parties_keep_the_order_of_the_document() -> None:
    text = with_line("parties:", "parties:\n  zebra: { name: Z }\n  ape: { name: A }")
    assert ["zebra", "ape", "licensor", "licensee"] == list(json.loads(read_document(text).to_json())["parties"])


def test_however_a_number_is_written_the_same_bytes_are_sealed() -> None:
    ways = ["6.5%", "6.50 %", "0.065", "13/200", "'6.5%'"]
    assert 1 == len({read_document(with_line("rate: 6.5%", f"rate: {way}")).to_json() for way in ways})


@pytest.mark.parametrize("field", ["title", "clauses"])
def test_terms_can_not_be_changed(field: str) -> None:
    with pytest.raises(ValueError, match="frozen"):
        setattr(read_document(ROYALTY), field, "another")


def test_reading_sealed_terms_imports_nothing_that_is_slow() -> None:
    program = (
        "import sys; from contracts.terms import AgreementTerms; AgreementTerms.from_json(sys.stdin.buffer.read()); "
        "print(sorted({'yaml', 'sqlalchemy', 'rich', 'difflib', 'stdnum', 'iso4217'} & sys.modules.keys()))"
    )
    sealed = read_document(ROYALTY).to_json()
    done = subprocess.run([sys.executable, "-c", program], input=sealed, capture_output=True, check=True)
    assert b"[]" == done.stdout.strip()


@given(
    st.fractions(min_value=0, max_value=1, max_denominator=10**26),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
)
def test_any_rate_and_title_read_back(rate: Fraction, title: str) -> None:
    text = with_line("rate: 6.5%", f"rate: {fraction_text(rate)}").replace("A licence", json.dumps(title))
    terms = read_document(text)
    assert (title, terms) == (terms.title, AgreementTerms.from_json(terms.to_json()))
