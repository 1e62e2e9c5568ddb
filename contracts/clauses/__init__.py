"""One module a clause kind: its terms, its formula and its sentences.

A kind is found by the name of its module: `cost share` is `cost_share.py`, which names its clause in `CLAUSE`.
Nothing else has to be told about a new one.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from contracts.clause import Clause


@cache
def kind_names() -> tuple[str, ...]:
    """Return the names of all clause kinds, in alphabetical order."""
    return tuple(sorted(module.name.replace("_", " ") for module in pkgutil.iter_modules(__path__)))


def kind(name: str) -> type[Clause[Any]]:
    """Return the clause of a kind. Raises KeyError for a name that `kind_names` does not have."""
    if name not in kind_names():
        raise KeyError(name)
    found: type[Clause[Any]] = import_module(f"contracts.clauses.{name.replace(' ', '_')}").CLAUSE
    return found
