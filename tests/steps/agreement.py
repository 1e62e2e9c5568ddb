"""Steps that write an agreement, sign it, read it back and void it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from pytest_bdd import given, parsers, then, when

from contracts.document import in_plain_english, read_document
from contracts.templates import template_text
from ledger.commands.lifecycle import Void
from tests.steps.scene import MANAGER, Document, Scene


@given(parsers.parse('the agreement "{agreement}" between {parties}, in {currency} from {effective}'))
def begin_document(scene: Scene, agreement: str, parties: str, currency: str, effective: str) -> None:
    """Begin a document with its id, its parties in their order, its currency and its first day."""
    lines = [f"agreement: {agreement}", f"title: {agreement}", f"currency: {currency}", f"effective: {effective}"]
    names = parties.replace(" and ", ", ").split(", ")
    scene.document = Document(agreement, [*lines, "parties:", *(f"  {name}: {{ name: {name} }}" for name in names)])


@given(parsers.parse('the agreement of the template "{name}"'))
def take_template(scene: Scene, name: str) -> None:
    """Take a starter document as it stands."""
    text = template_text(name)
    head, clauses = text.split("\nclauses:\n")
    scene.document = Document(read_document(text).agreement, head.splitlines())
    scene.document.clauses = clauses.splitlines()


@given(parsers.parse("its contract years are {kind}"))
def say_years(scene: Scene, kind: str) -> None:
    """Say when a contract year begins: calendar, NHS or anniversary."""
    scene.document.lines.append(f"year: {kind}")


@given(parsers.parse("its term ends on {until}"))
def say_end(scene: Scene, until: str) -> None:
    """Say the last day on which the terms hold."""
    scene.document.lines.append(f"until: {until}")


@given(parsers.parse("its parity floors are {floors}"))
def say_floors(scene: Scene, floors: str) -> None:
    """Say how small a party's share of the reward over its share of the risk may be, as { trust: 0.8 }."""
    scene.document.lines.append(f"parity floor: {floors}")


@given(parsers.parse('its clause "{clause}":'))
def add_clause(
    scene: Scene,
    clause: str,
    datatable: Sequence[Sequence[str]] | None = None,
    docstring: str | None = None,
) -> None:
    """Write a clause, from a table of terms and what they say or from the words of the document."""
    words = docstring if datatable is None else "\n".join(f"{term}: {said}" for term, said in datatable)
    assert words, "a clause has terms"
    scene.document.clauses += [f"  {clause}:", indent(words, "    ")]


@given("it is signed")
def is_signed(scene: Scene) -> None:
    """Check the document and sign it."""
    scene.sign()


@when("it is signed")
def sign(scene: Scene) -> None:
    """Check the document and ask to sign it."""
    with scene.asking():
        scene.sign()


@given(parsers.parse('it is voided because "{reason}"'))
def voided(scene: Scene, reason: str) -> None:
    """Void the agreement."""
    scene.do(Void(reason=reason), MANAGER._replace(note=reason))


@when(parsers.parse('it is voided because "{reason}"'))
def void(scene: Scene, reason: str) -> None:
    """Ask to void the agreement."""
    with scene.asking():
        scene.do(Void(reason=reason), MANAGER._replace(note=reason))


@then("the signed terms say:")
def terms_say(scene: Scene, docstring: str) -> None:
    """Find every line in a sentence of the sealed terms as they are read back."""
    terms = scene.ledger.agreement(scene.agreement).contract.terms
    sentences = [sentence.strip() for section in in_plain_english(terms) for sentence in section.sentences]
    for line in docstring.splitlines():
        assert any(line.strip() in sentence for sentence in sentences), f"not said: {line.strip()}"
