"""The words of a clause kind: what may be written under it, how it is written, and what holds if it is left out.

They are read from the models that check documents, so that no list of words has to be kept beside them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from contracts.clause_terms import ClauseTerms
from contracts.clauses import kind
from contracts.document.schema import json_schema
from contracts.terms_model import written_name

IN_EVERY_CLAUSE = tuple(written_name(name) for name in ClauseTerms.model_fields)
"""What every clause may say beside the words of its kind."""

_Schema = Mapping[str, Any]

_OF_THE_CODE = re.compile(r" \(`[^`]*\.py`\)")
"""Where a docstring points to another file, which says nothing to who reads the rule."""


class Word(NamedTuple):
    """A word of the grammar: how deep it stands, what is written after it, and what it means.

    `default` is what holds if it is left out, None where nothing does or the terms decide.
    """

    depth: int
    name: str
    shape: str
    needed: bool
    default: str | None
    meaning: str


def first_line(name: str) -> str:
    """Return what a kind is, in one sentence, without its name. Raises KeyError for a kind that there is not."""
    return _told(name)[0].partition(": ")[2]


def rule(name: str) -> list[str]:
    """Return what a kind does, in the paragraphs of its own file. Raises KeyError for a kind that there is not."""
    paragraphs = "\n".join(_told(name)[1:]).strip().split("\n\n")
    said = [_OF_THE_CODE.sub("", " ".join(each.split())) for each in paragraphs if each and ">>>" not in each]
    return [f"{each[:-1]}." if each.endswith(":") else each for each in said]


def _told(name: str) -> list[str]:
    module = inspect.getmodule(kind(name))
    return (inspect.getdoc(module) or f"{name}: ").splitlines()


def words_of(name: str) -> list[Word]:
    """Return the words of a kind, those of its parts under them. Raises KeyError for a kind that there is not."""
    model, models = kind(name).terms_model.__name__, json_schema()["$defs"]
    return list(_words(models[model], models, 0))


def _words(model: _Schema, models: _Schema, depth: int) -> Iterator[Word]:
    for name, node in model["properties"].items():
        if depth == 0 and name in IN_EVERY_CLAUSE:
            continue
        needed = name in model.get("required", ())
        yield Word(depth, name, _shape(node, models), needed, _default(node), _meaning(node))
        for table in {id(table): table for table in _tables(node, models)}.values():
            yield from _words(table, models, depth + 1)


def _meaning(node: _Schema) -> str:
    return str(node.get("description", ""))


def _default(node: _Schema) -> str | None:
    default = node.get("default")
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default) if isinstance(default, str | int) else None


def _tables(node: _Schema, models: _Schema) -> Iterable[_Schema]:
    """Yield the tables with words of their own that may stand in a place."""
    if "$ref" in node:
        node = models[str(node["$ref"]).rpartition("/")[2]]
    if "properties" in node:
        yield node
    branches: Sequence[_Schema] = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    items = node.get("items")
    for inside in [*branches, *([items] if isinstance(items, dict) else [])]:
        yield from _tables(inside, models)


def _shape(node: _Schema, models: _Schema) -> str:
    """Say how a value is written."""
    if "$ref" in node:
        return _shape(models[str(node["$ref"]).rpartition("/")[2]], models)
    if options := [*node.get("anyOf", ()), *node.get("oneOf", ())]:
        return _either(list(dict.fromkeys(_shape(option, models) for option in options)))
    if "const" in node or "enum" in node:
        return _either([f"'{value}'" for value in node.get("enum", [node.get("const")])])
    return _plain_shape(node, models)


def _plain_shape(node: _Schema, models: _Schema) -> str:
    if node.get("type") == "array":
        return f"a list of {_shape(node.get('items', {}), models).replace('a table', 'tables')}"
    if node.get("type") == "object":
        each = node.get("additionalProperties")
        return f"names, and for each {_shape(each, models)}" if isinstance(each, dict) else "a table"
    example = next(iter(node.get("examples", ())), None)
    return "text" if example is None else f"as in {example}"


def _either(options: Sequence[str]) -> str:
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} or {options[-1]}"
