"""Steps by which terms are compared over the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from pytest_bdd import parsers, then, when

from contracts.document import read_document
from contracts.money import written
from ledger.comparing import Side, figures, lived
from ledger.happened import happenings
from tests.steps.scene import Scene
from tests.steps.tables import rows_of, without_total

_AMOUNTS = ("under A", "under B", "B less A")


@when(parsers.parse('it is compared with terms in which its clause "{clause}" says:'))
def compare(scene: Scene, clause: str, datatable: Sequence[Sequence[str]]) -> None:
    """Let what happened happen under the agreement's terms, and under others."""
    agreement = scene.ledger.agreement(scene.agreement)
    happened = list(happenings(agreement, scene.events()))
    clauses = scene.document.clauses
    clauses[clauses.index(f"  {clause}:") + 1] = indent(
        "\n".join(f"{term}: {said}" for term, said in datatable), "    "
    )
    scene.sides = (
        lived("A", agreement.contract.terms, happened),
        lived("B", read_document(scene.document.text), happened),
    )


def _sides(scene: Scene) -> tuple[Side, Side]:
    assert scene.sides is not None, "nothing was compared"
    return scene.sides


@then("each party would get:")
def would_get(scene: Scene, datatable: Sequence[Sequence[str]]) -> None:
    """Compare every figure, and what all of them add up to."""
    rows, total = without_total(datatable)
    found = [
        (each.party, each.clause, each.period, each.first, each.second, each.difference)
        for each in figures(*_sides(scene))
    ]
    amounts = [[scene.minor(row[name]) for name in _AMOUNTS] for row in rows]
    told = [(row["party"], row["clause"], row["for"], *said) for row, said in zip(rows, amounts, strict=True)]
    assert sorted(told) == sorted(found)
    assert [total[name] for name in _AMOUNTS] == [written(sum(column), 2) for column in zip(*amounts, strict=True)]


@then("these facts are not taken:")
def not_taken(scene: Scene, datatable: Sequence[Sequence[str]]) -> None:
    """Compare the facts that one of the terms has no use for."""
    told = [(row["terms"], row["fact"], row["because"]) for row in rows_of(datatable)]
    assert told == [(side.name, missed.name, missed.why) for side in _sides(scene) for missed in side.missed]
