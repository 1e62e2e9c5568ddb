"""The order in which clauses are worked out: each after those whose dues it reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contracts.clause import Clause
from contracts.errors import ContractError


def in_reading_order(clauses: Sequence[Clause[Any]]) -> list[Clause[Any]]:
    """Sort clauses so that each follows those whose dues it reads. Raises ContractError for a circle."""
    by_id = {clause.id: clause for clause in clauses}
    ordered: dict[str, Clause[Any]] = {}

    def visit(clause: Clause[Any], path: tuple[str, ...]) -> None:
        """Put a clause behind those that it reads."""
        if clause.id in path:
            circle = " -> ".join((*path[path.index(clause.id) :], clause.id))
            raise ContractError(f"the clauses read each other in a circle: {circle}", fix="break the circle")
        if clause.id not in ordered:
            for upstream in clause.after:
                visit(by_id[upstream], (*path, clause.id))
            ordered[clause.id] = clause

    for clause in clauses:
        visit(clause, ())
    return list(ordered.values())
