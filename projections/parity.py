"""Parity: whose share of the reward lies below its share of the risk, and below what the agreement itself promises.

    short = floor x risk share x all reward - own reward

so much of the same reward would have to be the party's for its parity to reach the floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection

from contracts.money import round_amount
from contracts.scalars import fraction_text
from projections.asking import find_agreement
from projections.leaks import Cause, Leak
from projections.loaded import Loaded
from projections.rendering.figures import readable
from projections.rendering.report import Row, Table, share, text
from projections.shares import Measured
from projections.standing import standings

_PARITY = share("parity", "Parity")


class _Fair(NamedTuple):
    """A party's shares and parity; its own reward and all reward, in minor units."""

    party: str
    risk: Fraction | None
    reward: Fraction | None
    parity: Fraction | None
    own: int
    together: int


def parity_below_one(connection: Connection, agreements: Iterable[str]) -> Table:
    """Show the parties whose parity lies below 1."""
    columns = (
        text("agreement", "Agreement"),
        text("party", "Party"),
        share("risk_share", "Risk share"),
        share("reward_share", "Reward share"),
        _PARITY,
    )
    rows: tuple[Row, ...] = tuple(
        (each, *fair[:4])
        for each in agreements
        for fair in _measured(connection, each)
        if fair.parity is not None and fair.parity < 1
    )
    return Table("parity", columns, rows, title="Parity below 1", empty="Nobody's parity lies below 1.")


def below_floor(connection: Connection, loaded: Loaded, today: date) -> Iterator[Leak]:
    """Yield by how much the reward of a party is short of the floor that the agreement sets for its parity."""
    floors = loaded.agreement.contract.terms.parity_floor or {}
    for fair in _measured(connection, loaded.id) if floors else ():
        floor = floors.get(fair.party)
        if floor is not None and fair.parity is not None and fair.risk is not None and fair.parity < floor:
            short = round_amount(floor * fair.risk * fair.together - fair.own)
            why = f"parity is {readable(_PARITY, fair.parity, '')}, the agreement's floor {fraction_text(floor)}"
            yield Leak(Cause.PARITY, "", fair.party, "parity floor", today, short, why)


def _measured(connection: Connection, agreement: str) -> Iterator[_Fair]:
    found = standings(connection, agreement, find_agreement(connection, agreement).parties)
    stands = list(found.values())
    rewards = [stand.reward for stand in stands]
    measured = Measured.of([stand.risk for stand in stands], rewards)
    shares = zip(measured.risk, measured.reward, measured.parity, strict=True)
    for party, own, (risk, reward, parity) in zip(found, rewards, shares, strict=True):
        yield _Fair(party, risk, reward, parity, own, sum(rewards))
