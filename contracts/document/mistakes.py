"""From pydantic's errors to mistakes: what is wrong and what would be right, in plain English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from contracts.clause_terms import Place
from contracts.clauses import kind_names
from contracts.document.advice import advice, kind_advice, table_in_words
from contracts.document.fields import field_at, known_fields, models_at, node_at, planned_words
from contracts.document.loader import Loaded, Tree
from contracts.suggestions import did_you_mean, nearest

_SHAPES = {
    "text_expected": "text",
    "string_type": "text",
    "literal_error": "text",
    "enum": "text",
    "model_type": "a table",
    "dict_type": "a table",
    "list_type": "a list",
}


class Found(NamedTuple):
    """An error of pydantic, at its place in the document's tree."""

    place: Place
    type: str
    message: str
    context: dict[str, Any]


def found_in(error: ValidationError, tree: Tree) -> list[Found]:
    """Place errors in the tree, and keep of the branches of a union the one that was meant."""
    found = [
        Found(_place(item["loc"], item["type"], tree), item["type"], item["msg"], item.get("ctx", {}))
        for item in error.errors(include_url=False, include_input=False)
        if item["type"] != "default_factory_not_called"  # follows from another mistake, which is listed
    ]
    return [one for one in found if not _other_branch(one, found, tree)]


def report(error: ValidationError, loaded: Loaded) -> None:
    """Add every mistake that pydantic found to those of the document."""
    found = _merged(one for one in found_in(error, loaded.tree) if not _is_settled(one.place, loaded))
    misspelt = {(*one.place[:-1], meant) for one in found if (meant := _meant(one, loaded.tree))}
    for one in found:
        if one.type == "missing" and one.place in misspelt:
            continue
        say = _SAYINGS.get(one.type, _something)
        place, (what, fix) = _told_place(one), say(one, loaded.tree)
        loaded.mistake(place, what, fix)


def _merged(found: Iterable[Found]) -> list[Found]:
    """Make one of the errors by which the branches of a union each want a shape of their own."""
    merged: dict[tuple[Place, str], Found] = {}
    for one in found:
        if one.type not in _SHAPES:
            merged.setdefault((one.place, one.type), one)
            continue
        same = merged.setdefault((one.place, "shape"), one._replace(context={**one.context, "shapes": []}))
        if _SHAPES[one.type] not in same.context["shapes"]:
            same.context["shapes"].append(_SHAPES[one.type])
    return list(merged.values())


def _place(loc: Sequence[str | int], type_: str, tree: Tree) -> Place:
    """Leave out of an error's location what names a branch of a union and not a place."""
    place: Place = ()
    for step in loc:
        node = node_at(tree, place)
        inside = isinstance(node, dict) and step in node
        if inside or (isinstance(node, list) and isinstance(step, int) and step < len(node)):
            place = (*place, step)
    return (*place, loc[-1]) if type_ == "missing" else place


def _other_branch(one: Found, found: Iterable[Found], tree: Tree) -> bool:
    """Tell whether an error only says that a value isn't of a shape which it doesn't try to have."""
    if one.type not in _SHAPES or _SHAPES[one.type] == _shape(node_at(tree, one.place)):
        return False
    depth = len(one.place)
    return any(
        other.place[:depth] == one.place
        and (other.type not in _SHAPES or _SHAPES[other.type] == _shape(node_at(tree, other.place)))
        for other in found
        if other is not one
    )


def _shape(node: Tree) -> str:
    if isinstance(node, dict):
        return "a table"
    if isinstance(node, list):
        return "a list"
    return "text" if isinstance(node, str) else "nothing"


def _is_settled(place: Place, loaded: Loaded) -> bool:
    return any(place[:depth] in loaded.settled for depth in range(len(place) + 1))


def _meant(one: Found, tree: Tree) -> str | None:
    """Give the known name that an unknown one was meant for."""
    if one.type != "extra_forbidden":
        return None
    models = models_at(one.place[:-1], tree)
    key = str(one.place[-1])
    return None if key in planned_words(models) else nearest(key, known_fields(models))


def _told_place(one: Found) -> Place:
    return (*one.place, "kind") if one.type.startswith("kind_") else one.place


def _missing(one: Found, tree: Tree) -> tuple[str, str]:
    field = field_at(one.place, tree)
    meaning = f": {field.description}" if field and field.description else ""
    return f"'{one.place[-1]}' is missing", f"add it{meaning}"


def _unknown(one: Found, tree: Tree) -> tuple[str, str]:
    key = str(one.place[-1])
    models = models_at(one.place[:-1], tree)
    planned = planned_words(models)
    if key in planned:
        return f"'{key}' is not built yet", f"leave it out for now; it will be {planned[key]}"
    return f"'{key}' is not known here", advice(key, models, planned)


def _scalar(one: Found, tree: Tree) -> tuple[str, str]:
    return one.context["what"], one.context["fix"]


def _choice(one: Found, tree: Tree) -> tuple[str, str]:
    node = node_at(tree, one.place)
    if not isinstance(node, str):
        return _wrong_shape(one, tree)
    choices = re.findall(r"'([^']*)'", one.context.get("expected", ""))
    return f"'{node}' is not one of the choices", did_you_mean(
        node, choices, f"write {one.context.get('expected', '')}"
    )


def _wrong_shape(one: Found, tree: Tree) -> tuple[str, str]:
    expected = " or ".join(one.context["shapes"])
    field = field_at(one.place, tree)
    meaning = f": {field.description}" if field and field.description else ""
    needed = table_in_words(models_at(one.place, tree)) if expected == "a table" else ""
    return f"{_shape(node_at(tree, one.place))} stands here", f"write {expected}{needed}{meaning}"


def _no_kind(one: Found, tree: Tree) -> tuple[str, str]:
    return "'kind' is missing", f"add 'kind:' and one of: {', '.join(kind_names())}"


def _unknown_kind(one: Found, tree: Tree) -> tuple[str, str]:
    name = node_at(tree, (*one.place, "kind"))
    if not isinstance(name, str):
        return "the kind of a clause is text", f"write one of: {', '.join(kind_names())}"
    return f"there is no kind of clause '{name}'", kind_advice(name)


def _empty(one: Found, tree: Tree) -> tuple[str, str]:
    return "there is nothing in it", "write at least one"


def _too_long(one: Found, tree: Tree) -> tuple[str, str]:
    return "the text is too long", f"write at most {one.context.get('max_length', 0):,} characters"


def _something(one: Found, tree: Tree) -> tuple[str, str]:
    return one.message.removeprefix("Value error, ")[:300], "correct it"


_SAYINGS: dict[str, Callable[[Found, Tree], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "scalar": _scalar,
    "kind_missing": _no_kind,
    "kind_unknown": _unknown_kind,
    "too_short": _empty,
    "string_too_long": _too_long,
    **dict.fromkeys(_SHAPES, _wrong_shape),
    "literal_error": _choice,
    "enum": _choice,
}
