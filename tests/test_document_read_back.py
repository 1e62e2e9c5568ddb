"""Documents read back in plain English: golden output, and what must be said of every clause."""

from __future__ import annotations

import pytest

from contracts.document import in_plain_english, read_document
from contracts.templates import NAMES, template_text
from contracts.terms import AgreementTerms
from tests.document_samples import ROYALTY, golden, with_line


def read_back(source: str) -> str:
    """Give the sections as plain text."""
    sections = in_plain_english(read_document(source))
    return "".join(
        f"{section.heading}\n" + "".join(f"  {line}\n" for line in section.sentences) for section in sections
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_read_back(name: str) -> None:
    assert golden(f"document-{name}.txt") == read_back(template_text(name))


def test_defaults_are_said_and_marked() -> None:
    text = read_back(ROYALTY)
    assert "By default: year calendar.\n" in text
    expected = "By default: report 45 days after quarter end; pay 30 days after report; overpaid carried forward; "
    assert f"{expected}dating by transaction date; rounding by contract year.\n" in text


def test_what_is_written_is_not_called_a_default() -> None:
    text = read_back(with_line("rate: 6.5%", "rate: 6.5%\n    report: 45 days after quarter end"))
    expected = "By default: pay 30 days after report; overpaid carried forward; dating by transaction date; "
    assert f"{expected}rounding by contract year.\n" in text


def test_a_default_within_a_table_is_found() -> None:
    bands = "rate: { bands: [{ up to: 1m, rate: 3% }, { above: 1m, rate: 4% }] }"
    assert "By default: per year (in rate); report" in read_back(with_line("rate: 6.5%", bands))


def test_what_counts_as_risk_and_reward_is_said_with_its_origin() -> None:
    kinds = "What is booked counts as paid out of sales for whoever owes it, and as reward for whoever is owed it"
    assert f"{kinds} (the default of its kind).\n" in read_back(ROYALTY)
    overridden = with_line("rate: 6.5%", "rate: 6.5%\n    counts as: { payer: risk, payee: neither }")
    said = "counts as risk for whoever owes it, and as neither risk nor reward for whoever is owed it (as written)."
    assert said in read_back(overridden)


def test_a_default_that_was_sealed_with_the_terms_is_still_called_one() -> None:
    """Signing writes every default out, so that no later release changes it."""
    sealed = AgreementTerms.from_json(read_document(ROYALTY).to_json())
    said = [sentence for section in in_plain_english(sealed) for sentence in section.sentences]
    assert any(sentence.endswith("(the default of its kind).") for sentence in said)


def test_article_page_and_wording_stand_with_the_clause() -> None:
    text = with_line("rate: 6.5%", 'rate: 6.5%\n    article: "10.1"\n    page: 12\n    wording: A royalty of 6.5%.')
    assert "royalty: royalty, article 10.1, page 12\n" in read_back(text)
    assert 'The document says: "A royalty of 6.5%."\n' in read_back(text)


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("calendar", "on 1 January: 2026 is 1 January 2026 to 31 December 2026."),
        ("NHS", "on 1 April, as the NHS's do: FY2026/27 is 1 April 2026 to 31 March 2027."),
        ("anniversary", "on each anniversary of the effective date: FY2026/27 is 1 April 2026 to 31 March 2027."),
    ],
)
def test_the_contract_year_is_explained(year: str, words: str) -> None:
    assert words in read_back(with_line("currency: GBP", f"currency: GBP\nyear: {year}"))


def test_registered_ids_are_read_back() -> None:
    text = with_line("{ name: The licensor }", "{ name: The licensor, ods: rj1, company number: SC123456 }")
    assert "licensor: The licensor (ODS code RJ1, company number SC123456)\n" in read_back(text)
