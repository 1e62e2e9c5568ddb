"""The JSON Schema of agreement documents, with every clause kind: what editors complete and check as one types."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from contracts.scalars import DaysAfter, Portion, days_after_text
from contracts.scalars.portion import portion_text
from contracts.terms import AgreementTerms
from contracts.terms_model import TermsModel


def json_schema() -> dict[str, Any]:
    """Describe the whole document as JSON Schema (draft 2020-12).

    It is wider than the check: texts may look like numbers to an editor (`page: 12`), and sums are not checked.
    """
    described = "An agreement between parties: who signed, when it holds, and its clauses."
    return schema_of(AgreementTerms, "Partnership agreement", described)


def schema_of(model: type[TermsModel], title: str, described: str) -> dict[str, Any]:
    """Describe any document that people type as JSON Schema (draft 2020-12)."""
    schema = _plain(model.model_json_schema(by_alias=True, mode="validation"))
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, **schema, "title": title, "description": described}


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only programs need: made-up titles, and 'null' for what may be left out."""
    plain = {key: _inside(key, value) for key, value in schema.items() if key != "title"}
    if plain.get("default", ...) is None:
        del plain["default"]
    if "default" in plain:
        plain["default"] = _as_written(plain["default"])
    if plain.get("type") == "string" and not {"enum", "const"} & plain.keys():
        plain["type"] = ["string", "number"]
    options = [option for option in plain.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:
        del plain["anyOf"]
        return {**options[0], **plain}
    return {**plain, "anyOf": options} if options else plain


def _as_written(default: Any) -> Any:
    """Write what is kept as a pair as people write it: `30 days after report`, `25% of each payment`."""
    match default:
        case [int(days), str(anchor), bool(business)]:
            return days_after_text(DaysAfter(days, anchor, business))
        case [str(share), str(of)]:
            return portion_text(Portion(Fraction(share), of))
    return default


def _inside(key: str, value: Any) -> Any:
    if key in ("properties", "$defs"):
        return {name: _plain(part) for name, part in value.items()}
    if key in ("anyOf", "oneOf", "allOf"):
        return [_plain(part) for part in value]
    if key in ("items", "additionalProperties") and isinstance(value, dict):
        return _plain(value)
    return value
