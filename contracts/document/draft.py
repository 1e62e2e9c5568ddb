"""What can be read of a document that has mistakes, so that one mistake doesn't hide another.

A clause with a mistake in one field is read with an example in that field's place, and what is then said about
the example is not passed on.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from contracts.clause_terms import ClauseTerms, Place
from contracts.currency import parse_currency
from contracts.document.fields import example, field_at, node_at
from contracts.document.loader import Loaded, Tree
from contracts.document.mistakes import Found, found_in
from contracts.errors import BadScalar
from contracts.scalars import parse_day
from contracts.terms import read_clause

_ROUNDS = 8


@dataclass
class Draft:
    """The parts of a document that could be read; `repaired` are the places that hold examples."""

    currency: str | None
    effective: date | None
    until: date | None
    parties: tuple[str, ...]
    clauses: dict[str, ClauseTerms] = field(default_factory=dict)
    repaired: set[Place] = field(default_factory=set)


def drafted(loaded: Loaded) -> Draft:
    """Read what can be read of a document."""
    tree = copy.deepcopy(loaded.tree)
    parties = tree.get("parties")
    draft = Draft(
        currency=_currency(tree.get("currency")),
        effective=_day(tree.get("effective")),
        until=_day(tree.get("until")),
        parties=tuple(parties) if isinstance(parties, dict) else (),
        repaired=set(loaded.settled),
    )
    clauses = tree.get("clauses")
    for name in clauses if isinstance(clauses, dict) else ():
        terms = _clause(tree, name, draft.repaired)
        if terms is not None:
            draft.clauses[name] = terms
    return draft


def _currency(text: Tree) -> str | None:
    try:
        return parse_currency(text) if isinstance(text, str) else None
    except BadScalar:
        return None


def _day(text: Tree) -> date | None:
    try:
        return parse_day(text) if isinstance(text, str) else None
    except BadScalar:
        return None


def _clause(tree: dict[str, Tree], name: str, repaired: set[Place]) -> ClauseTerms | None:
    """Read one clause, repairing it round by round; None if that leads nowhere."""
    place: Place = ("clauses", name)
    for _ in range(_ROUNDS):
        node = node_at(tree, place)
        if not isinstance(node, dict) or not isinstance(node.get("kind"), str):
            return None
        try:
            return read_clause(node)
        except ValidationError as error:
            for found in found_in(error, node):
                _repair(tree, Found((*place, *found.place), found.type, found.message, found.context))
                if found.type != "extra_forbidden":
                    repaired.add((*place, *found.place))
        except ValueError:  # a kind that there isn't
            return None
    return None


def _repair(tree: dict[str, Tree], found: Found) -> None:
    around = node_at(tree, found.place[:-1])
    step = found.place[-1]
    if isinstance(around, list) and isinstance(step, int):
        around[step] = _instead(tree, found)
    elif isinstance(around, dict) and isinstance(step, str):
        if found.type == "extra_forbidden":
            around.pop(step, None)
        else:
            around[step] = _instead(tree, found)


def _instead(tree: Tree, found: Found) -> Tree:
    if "example" in found.context:
        return str(found.context["example"])
    if choices := re.findall(r"'([^']*)'", str(found.context.get("expected", ""))):
        return str(choices[0])
    known = field_at(found.place, tree)
    return example(known) if known else {}
