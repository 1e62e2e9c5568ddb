"""What may stand at a place of a document: the fields known there, what is planned, and an example."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from contracts.clause_terms import Place
from contracts.clauses import kind, kind_names
from contracts.document.loader import Tree
from contracts.scalars import Amount
from contracts.scalars.written import Written
from contracts.terms import AgreementTerms
from contracts.terms_model import TermsModel, written_name


class Rooted(dict[str, Tree]):
    """The tree of a document that is read by another model than that of agreements."""

    def __init__(self, tree: dict[str, Tree], model: type[TermsModel]) -> None:
        super().__init__(tree)
        self.model = model


def models_at(place: Place, tree: Tree) -> list[type[TermsModel]]:
    """Give the models that may read the table at a place, following each clause's kind."""
    if place[:1] == ("clauses",) and len(place) >= 2:
        name = node_at(tree, (*place[:2], "kind"))
        if not isinstance(name, str) or name not in kind_names():
            return []
        return _models(_descend([kind(name).terms_model], place[2:]))
    root = tree.model if isinstance(tree, Rooted) else AgreementTerms
    return _models(_descend([root], place))


def field_at(place: Place, tree: Tree) -> FieldInfo | None:
    """Give the field that a place is, if a model has it."""
    for model in models_at(place[:-1], tree):
        found = known_fields([model]).get(str(place[-1]))
        if found is not None:
            return found
    return None


def known_fields(models: Iterable[type[TermsModel]]) -> dict[str, FieldInfo]:
    """Give the fields of models under the names by which they are written."""
    return {written_name(name): field for model in models for name, field in model.model_fields.items()}


def parts_of(field: FieldInfo) -> list[type[TermsModel]]:
    """Give the models that may read the table which a field, or each item of its list, is."""
    options = _options(field.annotation)
    items = [found for option in options if get_origin(option) is list for found in _options(get_args(option)[-1])]
    return _models([*options, *items])


def planned_words(models: Iterable[type[TermsModel]]) -> dict[str, str]:
    """Give the words that models know of but don't do yet, and what each will be."""
    words: dict[str, str] = {}
    for model in models:
        planned: Mapping[str, str] = getattr(model, "planned", {})
        words.update(planned)
    return words


def node_at(tree: Tree, place: Place) -> Tree:
    """Give what stands at a place; None if there is nothing."""
    for step in place:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def example(field: FieldInfo) -> Tree:
    """Give a value that the field accepts, or from which its tables can be filled in."""
    for item in field.metadata:
        if isinstance(item, Written):
            return item.example
    return _example(field.annotation)


def _example(annotation: Any) -> Tree:
    for option in _options(annotation):
        if isinstance(option, Written):
            return option.example
        if option is Amount:
            return "1"
        if get_origin(option) is Literal:
            return str(get_args(option)[0])
        if get_origin(option) is list:
            return [_example(get_args(option)[0])]
        if get_origin(option) is dict or _is_model(option):
            return {}
    return "?"


def _options(annotation: Any) -> list[Any]:
    """Take a union apart; text with a meaning of its own stands for itself."""
    if get_origin(annotation) in (Union, types.UnionType):
        return [option for part in get_args(annotation) for option in _options(part)]
    if hasattr(annotation, "__metadata__"):
        return [item for item in annotation.__metadata__ if isinstance(item, Written)] or _options(
            annotation.__origin__
        )
    return [] if annotation is type(None) else [annotation]


def _descend(options: list[Any], place: Place) -> list[Any]:
    for step in place:
        options = [found for option in options for found in _inside(option, step)]
    return options


def _inside(option: Any, step: str | int) -> list[Any]:
    if _is_model(option):
        field = known_fields([option]).get(str(step))
        return _options(field.annotation) if field else []
    if get_origin(option) in (list, dict):
        return _options(get_args(option)[-1])
    return []


def _models(options: Iterable[Any]) -> list[type[TermsModel]]:
    return [option for option in options if _is_model(option)]


def _is_model(option: Any) -> bool:
    return isinstance(option, type) and issubclass(option, TermsModel)
