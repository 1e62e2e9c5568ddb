"""Each party's share of risk beside its share of reward, for one agreement or a portfolio, by currency.

Amounts of an agreement are added up from running totals, so that the answer costs the same after ten facts or after
a million. In a portfolio parties are those of the register; amounts are added over their agreements first, and the
measures are worked out on the sums.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from ledger.parties import Register
from projections import tables
from projections.asking import NOW, Agreed, Asked, find_agreement, footing
from projections.at_once import all_at_once
from projections.bases import DEFAULT, Bases
from projections.exposure import Unvalued, unvalued
from projections.registered import read_register
from projections.rendering.report import Block, Report
from projections.returns import added, flows_of
from projections.share_tables import Answer, Measured, Stand, Unit, blocks_of, notes_of
from projections.standing import standings
from projections.waived import waived_in_words

__all__ = ["BASES", "Measured", "agreement_shares", "portfolio_shares"]

BASES = DEFAULT.named()


def agreement_shares(connection: Connection, agreement: str, asked: Asked = NOW, bases: Bases = DEFAULT) -> Report:
    """Answer for one agreement. Raises NotFound."""
    agreed = find_agreement(connection, agreement)
    answer = Answer(
        _stands(connection, agreed, asked),
        list(unvalued(connection, agreed.id)),
        (agreed.currency, agreed.digits),
        bases,
    )
    return Report(
        title=f"Risk and reward: {agreed.title} ({agreed.id})",
        blocks=tuple(blocks_of(answer)),
        notes=(*notes_of(answer), *waived_in_words(connection, agreed)),
        footing=footing(connection, asked, bases.named()),
    )


def portfolio_shares(connection: Connection, asked: Asked = NOW, bases: Bases = DEFAULT) -> Report:
    """Answer for all agreements that were not voided, currency by currency; currencies are never added."""
    with all_at_once():
        return _portfolio_shares(connection, asked, bases)


def _portfolio_shares(connection: Connection, asked: Asked, bases: Bases) -> Report:
    signed = tables.agreements.c
    ids = connection.execute(select(signed.agreement).where(signed.voided.is_(None)).order_by(signed.signed)).scalars()
    register = read_register(connection)
    by_currency: dict[Unit, list[Agreed]] = {}
    for agreement in ids.all():
        agreed = find_agreement(connection, agreement)
        by_currency.setdefault((agreed.currency, agreed.digits), []).append(agreed)
    blocks: list[Block] = []
    notes: list[str] = []
    for unit, several in by_currency.items():
        answer = _together(connection, several, register, asked, bases)
        blocks += blocks_of(answer)
        notes += [f"{unit[0]}: {', '.join(agreed.id for agreed in several)}.", *notes_of(answer)]
        notes += [said for agreed in several for said in waived_in_words(connection, agreed)]
    grouped = "A party is one party in several agreements as the register has it: see pledger parties."
    return Report(
        title="Risk and reward of all agreements",
        blocks=tuple(blocks),
        notes=(*dict.fromkeys(notes), grouped),
        footing=footing(connection, asked, bases.named()),
    )


def _stands(connection: Connection, agreed: Agreed, asked: Asked) -> list[Stand]:
    found = standings(connection, agreed.id, agreed.parties, asked.as_of)
    flows = flows_of(connection, agreed.id)
    return [Stand(party, agreed.name(party), standing, flows.get(party, {})) for party, standing in found.items()]


def _together(
    connection: Connection, several: Sequence[Agreed], register: Register, asked: Asked, bases: Bases
) -> Answer:
    """Add up where each party stands over its agreements in one currency."""
    stands: dict[str, Stand] = {}
    missing: list[Unvalued] = []
    for agreed in several:
        for party, name, standing, flows in _stands(connection, agreed, asked):
            registered = register.member(agreed.id, party)
            one, called = (registered.id, registered.name_on(asked.as_of)) if registered else (party, name)
            known = stands.get(one)
            if known is None:
                stands[one] = Stand(one, called, standing, flows)
            else:
                both = (known.standing.plus(standing), added((known.flows, flows)))
                stands[one] = known._replace(standing=both[0], flows=both[1])
        missing += [each._replace(party=_one(register, agreed, each.party)) for each in unvalued(connection, agreed.id)]
    unit = (several[0].currency, several[0].digits)
    return Answer(list(stands.values()), missing, unit, bases, f" in {unit[0]}")


def _one(register: Register, agreed: Agreed, party: str) -> str:
    found = register.member(agreed.id, party)
    return found.id if found else party
