"""The JSON Schema for editors: it accepts what the check accepts, and knows every clause kind."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from contracts.clauses import kind_names
from contracts.document import json_schema, read_document
from contracts.forecast.schema import scenario_schema
from contracts.forecast.template import scenario_text
from contracts.templates import NAMES, template_text
from tests.document_samples import ROYALTY

SCHEMA = json_schema()


def errors(document: Any) -> list[str]:
    """Give what the schema finds wrong with a document."""
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


class Editor(yaml.SafeLoader):
    """Reads numbers as numbers, and dates, yes and no as text, as YAML 1.2 has it."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_an_editor_reads(text: str) -> Any:
    """Give a document as an editor sees it."""
    return yaml.load(text, Loader=Editor)  # noqa: S506  # a SafeLoader that resolves less


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_has_every_clause_kind() -> None:
    kinds = {
        part["properties"]["kind"]["const"] for part in SCHEMA["$defs"].values() if "kind" in part.get("properties", {})
    }
    assert set(kind_names()) == kinds


@pytest.mark.parametrize("name", NAMES)
def test_templates_and_normalised_documents_are_valid(name: str) -> None:
    assert [] == errors(as_an_editor_reads(template_text(name)))
    assert [] == errors(json.loads(read_document(template_text(name)).to_json()))


def test_numbers_that_are_not_in_quotes_are_valid() -> None:
    assert [] == errors(as_an_editor_reads(ROYALTY + "    page: 12\n    article: 10.1\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rate:", "rat:"),
        ("title: A licence\n", ""),
        ("kind: royalty", "kind: royality"),
        ("currency: GBP", "currency: []"),
    ],
)
def test_what_the_check_refuses_by_its_form_is_invalid(old: str, new: str) -> None:
    assert errors(as_an_editor_reads(ROYALTY.replace(old, new)))


def test_every_field_says_what_it_is() -> None:
    fields = {
        f"{name}.{key}": field
        for name, part in [("document", SCHEMA), *SCHEMA["$defs"].items()]
        for key, field in part.get("properties", {}).items()
    }
    assert [] == [name for name, field in fields.items() if not {"description", "$ref", "const"} & field.keys()]


def test_the_blank_scenario_fits_the_schema_of_scenarios() -> None:
    described = scenario_schema()
    blank = as_an_editor_reads(scenario_text())

    assert [] == [error.message for error in Draft202012Validator(described).iter_errors(blank)]
    assert list(Draft202012Validator(described).iter_errors({**blank, "discounts": {}}))
