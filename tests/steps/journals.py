"""Steps that let an independent accounting program read the ledger's journal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pytest_bdd import then

from projections.journal import sections, standing
from projections.rendering.journal_text import Notation, to_journal
from tests.journals import by_beancount
from tests.steps.scene import Scene
from tests.steps.tables import without_total


@then("beancount reads the journal without a complaint, and its accounts stand at:")
def journal_stands_at(scene: Scene, datatable: Sequence[Sequence[str]]) -> None:
    """Compare every account that is not nought, and what all of them add up to."""
    with scene.views() as connection:
        pieces = to_journal(Notation.BEANCOUNT, (), sections(connection, standing(connection)))
        found = by_beancount("".join(piece if isinstance(piece, str) else piece.decode() for piece in pieces))
    rows, total = without_total(datatable)
    assert [(row["account"], _amount(row["amount"])) for row in rows] == sorted(
        (name.split()[0], amount) for name, amount in found.items()
    )
    assert _amount(total["amount"]) == sum(found.values(), Decimal())


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
