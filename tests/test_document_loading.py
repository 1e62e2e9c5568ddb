"""Reading a document: every value as the text that was written, with its line, and no error but a refusal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.document import in_plain_english, read_document
from contracts.document.loader import load
from contracts.errors import DocumentRefused, Mistake
from contracts.templates import NAMES, template_text
from tests.document_samples import ROYALTY, golden, mistakes_in, with_line


def test_values_are_the_text_that_was_written() -> None:
    text = "a: 0.065\nb: NO\nc: 010\nd: 2026-04-01\ne: '1'\n"
    assert {"a": "0.065", "b": "NO", "c": "010", "d": "2026-04-01", "e": "1"} == load(text).tree


def test_every_place_has_its_line() -> None:
    lines = load("a:\n  b:\n    - x\n    - {c: y}\n").lines
    expected = {(): 1, ("a",): 1, ("a", "b"): 2, ("a", "b", 0): 3, ("a", "b", 1): 4, ("a", "b", 1, "c"): 4}
    assert expected == lines


def test_a_comma_of_thousands_within_braces_belongs_to_the_number() -> None:
    text = "budget: { amount: 1,200,000, per: year, tolerance: 2,5% }"
    assert {"budget": {"amount": "1,200,000", "per": "year", "tolerance": "2,5%"}} == load(text).tree


def test_a_comma_before_a_blank_parts_two_entries() -> None:
    loaded = load("shares: { a: 1, 2: }")
    assert {"shares": {"a": "1", "2": None}} == loaded.tree


def test_json_is_read_the_same_way() -> None:
    tree = {"title": "A \N{PILE OF POO} / B", "page": "12", "list": ["x"]}
    assert tree == load(json.dumps(tree, indent="\t")).tree
    assert tree == load(json.dumps(tree, ensure_ascii=False).encode()).tree


def test_line_ends_of_any_machine_are_read() -> None:
    assert {"a": "1", "b": "2"} == load("a: 1\r\nb: 2\r\n").tree == load("a: 1\rb: 2").tree


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert {"a": "é"} == load("\ufeffa: é".encode()).tree


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("", 0, "the document is empty"),
        ("# nothing", 0, "there is nothing but comments in the document"),
        ("- a", 1, "the document is not a table of names and values"),
        ("a: 1\n---\nb: 2", 2, "there are several documents in the file"),
        ("a:\n\tb: 1", 2, "a tab is used to indent"),
        ("a: b: c", 1, "a colon stands where none can stand"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "a quotation mark is not closed"),
        ("a: {b: 1\nc: 2", 1, "a brace or bracket is not closed, or a comma is missing"),
        ("a:\n  b: 1\n c: 2", 3, "the indentation does not fit the lines above"),
        ("a: 1\nb", 2, "a line has no 'name: value'"),
        ("a: %x", 1, "a value begins with a sign that has another meaning"),
        ('a: "\\q"', 1, "a backslash in quotes begins an unknown escape"),
        ('a: "\\UFFFFFFFF"', 0, "the document can't be read"),
        ("a: 1\nb: \x07", 2, "there is a character that can't be printed"),
        ("a: " + "[" * 100_000, 1, "lists and tables are nested too deep"),
        ("a: " + "x" * 250_000, 0, "the document is longer than 250,000 characters"),
        ("a: é".encode("utf-16"), 0, "the file is saved as UTF-16 (which Windows calls Unicode)"),
        ("a: 1\nb: é".encode("latin-1"), 2, "the file is not in UTF-8"),
        (b"PK\x03\x04...", 0, "this is a Word or Excel file, not an agreement document"),
    ],
)
def test_what_can_not_be_read_to_its_end_is_refused_in_plain_words(source: str | bytes, line: int, what: str) -> None:
    (mistake,) = mistakes_in(source)
    assert (line, "", what) == mistake[:3]
    assert mistake.fix


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        (
            "rate: 6.5%",
            "rate: 6.5%\n    rate: 7%",
            Mistake(15, "clauses.royalty.rate", "'rate' is written twice, in lines 14 and 15", "keep one of them"),
        ),
        (
            "title: A licence",
            "title:",
            Mistake(2, "title", "nothing is written here", "write a value, or leave the line out"),
        ),
        (
            "title: A licence",
            "title: &name A licence",
            Mistake(2, "title", "shortcuts (&name) are not read", "write the value out where it is needed"),
        ),
        (
            "title: A licence",
            "title: *name",
            Mistake(2, "title", "shortcuts (*name) are not read", "write the value out"),
        ),
        (
            "rate: 6.5%",
            "rate: !!float 0.065",
            Mistake(
                14, "clauses.royalty.rate", "types (!name) are not read", "leave it out: every value is read as text"
            ),
        ),
        (
            "title: A licence",
            'title: "A \\0 licence"',
            Mistake(2, "title", "there is a character that can't be printed", "remove it"),
        ),
        (
            "title: A licence",
            "title: A licence\n? [x]\n: y",
            Mistake(3, "", "a name before a colon is not plain text", "write a plain name"),
        ),
    ],
)
def test_what_is_not_plain_is_a_mistake_with_its_line(old: str, new: str, mistake: Mistake) -> None:
    assert (mistake,) == mistakes_in(with_line(old, new))


@pytest.mark.parametrize(
    "text", ["? " * 5_000, "- " * 100_000, "a: 1\na: " + "[" * 50_000 + "]" * 50_000, "{[" * 9_000]
)
def test_however_deep_something_is_nested_it_is_refused(text: str) -> None:
    assert mistakes_in(text)


def accepted_or_refused(source: str | bytes) -> None:
    try:
        terms = read_document(source)
    except DocumentRefused as error:
        assert error.mistakes
        assert all(mistake.what and mistake.fix for mistake in error.mistakes)
    else:
        assert terms == type(terms).from_json(terms.to_json())
        assert in_plain_english(terms)


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_bytes_are_accepted_or_refused(source: str | bytes) -> None:
    accepted_or_refused(source)


@given(st.text(alphabet=st.sampled_from("ab:-,{}[]&*!|>'\"%@#?\\ \n\t0"), max_size=80))
def test_any_punctuation_is_accepted_or_refused(text: str) -> None:
    accepted_or_refused(text)


NODES = st.recursive(
    st.sampled_from(["x", "30%", "1,23", "2026-02-30", "licensor", "nobody", "royalty", "gate", ""]) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "bands", "rate", "to", "up to", "licensor", "cap", "x"]), inner)
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.data())
def test_any_part_of_a_document_may_be_anything(data: st.DataObject) -> None:
    tree = json.loads(read_document(template_text(data.draw(st.sampled_from(NAMES)))).to_json())
    node = tree
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()) or not isinstance(node[key], dict | list):
            node[key] = data.draw(NODES)
            break
        node = node[key]
    accepted_or_refused(json.dumps(tree))


@given(st.integers(0, len(ROYALTY)), st.integers(0, 40), st.text(max_size=5))
def test_any_cut_of_a_document_is_accepted_or_refused(start: int, length: int, instead: str) -> None:
    accepted_or_refused(ROYALTY[:start] + instead + ROYALTY[start + length :])


def test_a_document_with_every_mistake_is_read_to_its_end() -> None:
    text = golden("document-mistakes.yaml")
    assert text.count("\n") - 1 <= max(mistake.line for mistake in mistakes_in(text))
