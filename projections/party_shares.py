"""One party over all its agreements: what it contributes and receives in each, and together, by currency.

The amounts are those of each agreement's own answer; here they are only added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from ledger.party import Registered
from projections.asking import NOW, Agreed, Asked, find_agreement, footing
from projections.rendering.report import Report, Row, Table, money, text
from projections.standing import Standing, standings

_FIGURES: Mapping[str, Mapping[str, str]] = {
    "risk": {"cash": "Cash", "in_kind": "In kind", "risk": "Risk", "committed": "Committed"},
    "reward": {
        "received": "Received",
        "accrued": "Accrued",
        "saving": "Verified saving",
        "reward": "Reward",
        "unsettled": "Unsettled",
    },
}
_NOTES = (
    "Risk is cash and in kind, reward is received, accrued and verified saving; each figure is that of the agreement.",
    "What is unsettled is owed to the party above zero, and by it below.",
)


def party_shares(connection: Connection, party: Registered, asked: Asked = NOW) -> Report:
    """Answer for a registered party; agreements that were voided are not among those it has a part in."""
    units: dict[tuple[str, int], list[tuple[Agreed, str]]] = {}
    for agreement, member in party.members:
        agreed = find_agreement(connection, agreement)
        units.setdefault((agreed.currency, agreed.digits), []).append((agreed, member))

    def standing(agreed: Agreed, member: str) -> Standing:
        return standings(connection, agreed.id, agreed.parties, asked.as_of)[member]

    return Report(
        title=f"Risk and reward of {party.name_on(asked.as_of)} ({party.id}) in all its agreements",
        blocks=tuple(
            _table(side, unit, [(agreed, member, standing(agreed, member)) for agreed, member in several])
            for unit, several in units.items()
            for side in _FIGURES
        ),
        notes=_NOTES,
        footing=footing(connection, asked),
    )


def _table(side: str, unit: tuple[str, int], found: Sequence[tuple[Agreed, str, Standing]]) -> Table:
    """Show one side, agreement by agreement, and together."""
    figures = _FIGURES[side]
    columns = (
        text("agreement", "Agreement"),
        text("as", "There called"),
        *(money(name, said, *unit) for name, said in figures.items()),
    )
    rows: tuple[Row, ...] = tuple(
        (agreed.id, member, *(getattr(standing, name) for name in figures)) for agreed, member, standing in found
    )
    sums = (sum(getattr(standing, name) for _, _, standing in found) for name in figures)
    title = f"{side.capitalize()} in {unit[0]}"
    return Table(f"{side}_{unit[0].lower()}", columns, rows, title=title, total=("Together", "", *sums))
