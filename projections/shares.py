"""Each party's share of risk beside its share of reward, for one agreement or a portfolio, by currency.

Amounts of an agreement are added up from running totals, so that the answer costs the same after ten facts or after
a million. In a portfolio a party is the same where its registered id is, or its name where it has none; amounts are
added over its agreements first, and the measures are worked out on the sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, select

from projections import tables
from projections.asking import NOW, Agreed, Asked, find_agreement, footing
from projections.measures import Share, at_risk, disparity, parity, shares
from projections.rendering.report import Bar, BarGroup, Bars, Block, Report, Row, Table, money, share, text
from projections.signed_rows import BY_NAME
from projections.standing import Standing, standings

BASES = (
    ("risk", "cash and in kind, as due, whether settled or not"),
    ("reward", "received, accrued and verified saving"),
    ("capital at risk", "cash, in kind and committed, less reward received"),
    ("retained", "sales retained, before the payer's own costs, are in no share but the one that names them"),
)


RISK = {
    "cash": "Cash",
    "in_kind": "In kind",
    "committed": "Committed",
    "at_risk": "Capital at risk",
    "claimed": "Claimed, not yet accepted",
}
REWARD = {
    "received": "Received",
    "accrued": "Accrued",
    "saving": "Verified saving",
    "unsettled": "Unsettled",
    "unapplied": "Paid, settling nothing",
}
PARTY = text("party", "Party")

Unit: TypeAlias = tuple[str, int]
"""A currency and its digits."""


class Stand(NamedTuple):
    """A party (by id; in a portfolio by registered id or name), its name, and where it stands."""

    party: str
    name: str
    standing: Standing


class Measured(NamedTuple):
    """The shares of several parties, in their order, on one basis of reward."""

    risk: list[Share]
    reward: list[Share]
    parity: list[Share]
    disparity: Share

    @classmethod
    def of(cls, risks: Sequence[int], rewards: Sequence[int]) -> Measured:
        """Measure risk and reward in minor units."""
        risk, reward = shares(risks), shares(rewards)
        return cls(risk, reward, [parity(*pair) for pair in zip(risk, reward, strict=True)], disparity(risk, reward))


def agreement_shares(connection: Connection, agreement: str, asked: Asked = NOW) -> Report:
    """Answer for one agreement. Raises NotFound."""
    agreed = find_agreement(connection, agreement)
    stands = _stands(connection, agreed)
    return Report(
        title=f"Risk and reward: {agreed.title} ({agreed.id})",
        blocks=tuple(_blocks(stands, agreed.currency, agreed.digits, "")),
        notes=tuple(_notes(stands)),
        footing=footing(connection, asked, BASES),
    )


def portfolio_shares(connection: Connection, asked: Asked = NOW) -> Report:
    """Answer for all agreements that were not voided, currency by currency; currencies are never added."""
    signed = tables.agreements.c
    ids = connection.execute(select(signed.agreement).where(signed.voided.is_(None)).order_by(signed.signed)).scalars()
    by_currency: dict[tuple[str, int], list[Agreed]] = {}
    for agreement in ids.all():
        agreed = find_agreement(connection, agreement)
        by_currency.setdefault((agreed.currency, agreed.digits), []).append(agreed)
    blocks: list[Block] = []
    notes: list[str] = []
    for (currency, digits), several in by_currency.items():
        stands = _added(connection, several)
        blocks += _blocks(stands, currency, digits, f" in {currency}")
        notes += [f"{currency}: {', '.join(agreed.id for agreed in several)}.", *_notes(stands)]
    grouped = "A party is one party in several agreements by its registered id, or by its name where it has none."
    return Report(
        title="Risk and reward of all agreements",
        blocks=tuple(blocks),
        notes=(*dict.fromkeys(notes), grouped),
        footing=footing(connection, asked, BASES),
    )


def _stands(connection: Connection, agreed: Agreed) -> list[Stand]:
    found = standings(connection, agreed.id, agreed.parties)
    return [Stand(party, agreed.name(party), standing) for party, standing in found.items()]


def _added(connection: Connection, several: Sequence[Agreed]) -> list[Stand]:
    """Add up where each party stands over its agreements in one currency."""
    added: dict[str, Stand] = {}
    for agreed in several:
        same = _same(connection, agreed.id)
        for party, name, standing in _stands(connection, agreed):
            key = same[party]
            known = added.get(key)
            if known is None:
                added[key] = Stand(name if key.startswith(BY_NAME) else key, name, standing)
            else:
                added[key] = known._replace(standing=known.standing.plus(standing))
    return list(added.values())


def _same(connection: Connection, agreement: str) -> dict[str, str]:
    """Return by party what names it alike in every agreement."""
    parties = tables.parties.c
    rows = connection.execute(select(parties.party, parties.same).where(parties.agreement == agreement))
    return {row.party: row.same for row in rows}


def _blocks(stands: Sequence[Stand], currency: str, digits: int, where: str) -> list[Block]:
    risks = [stand.standing.risk for stand in stands]
    measured = Measured.of(risks, [stand.standing.reward for stand in stands])
    blocks: list[Block] = [
        _shares(stands, measured, where),
        _bars(stands, measured, where),
        _amounts("risk", RISK, stands, (currency, digits), where),
        _amounts("reward", REWARD, stands, (currency, digits), where),
    ]
    if any(stand.standing.retained is not None for stand in stands):
        rewards = [stand.standing.reward_with_retained for stand in stands]
        blocks.append(_retained(stands, Measured.of(risks, rewards), (currency, digits), where))
    return blocks


def _amounts(name: str, headings: Mapping[str, str], stands: Sequence[Stand], unit: Unit, where: str) -> Table:
    """Show amounts and what they add up to; capital at risk is floored party by party, and so has no total.

    Verified saving stands there where there is any.
    """
    if not any(stand.standing.saving for stand in stands):
        headings = {measure: said for measure, said in headings.items() if measure != "saving"}
    columns = (PARTY, *(money(measure, said, *unit) for measure, said in headings.items()))
    rows: tuple[Row, ...] = tuple(
        (stand.party, *(_amount(stand.standing, measure) for measure in headings)) for stand in stands
    )
    sums = (
        None if measure == "at_risk" else sum(_amount(stand.standing, measure) for stand in stands)
        for measure in headings
    )
    total = ("Together", *sums)
    return Table(f"{name}{_suffix(where)}", columns, rows, title=f"{name.capitalize()}{where}", total=total)


def _amount(standing: Standing, name: str) -> int:
    if name == "at_risk":
        return at_risk(standing.cash, standing.in_kind, standing.committed, standing.received)
    amount: int = getattr(standing, name)
    return amount


def _shares(stands: Sequence[Stand], measured: Measured, where: str) -> Table:
    columns = (
        PARTY,
        text("name", "Name"),
        share("risk_share", "Risk share"),
        share("reward_share", "Reward share"),
        share("parity", "Parity"),
        share("disparity", "Disparity"),
    )
    lanes = zip(stands, measured.risk, measured.reward, measured.parity, strict=True)
    rows = tuple((stand.party, stand.name, risk, reward, fair, None) for stand, risk, reward, fair in lanes)
    total = ("Together", "", _whole(measured.risk), _whole(measured.reward), None, measured.disparity)
    return Table(f"shares{_suffix(where)}", columns, rows, title=f"Shares{where}", total=total)


def _whole(lane: Sequence[Share]) -> Share:
    """Return the sum of shares: 1, or undefined."""
    return None if None in lane else sum((part for part in lane if part), Fraction(0))


def _bars(stands: Sequence[Stand], measured: Measured, where: str) -> Bars:
    lanes = zip(stands, measured.risk, measured.reward, strict=True)
    groups = tuple(BarGroup(stand.name, (Bar("risk", risk), Bar("reward", reward))) for stand, risk, reward in lanes)
    return Bars(f"Risk beside reward{where}", groups)


def _retained(stands: Sequence[Stand], measured: Measured, unit: Unit, where: str) -> Table:
    """Show what who pays out of sales keeps of them, and the shares with it counted."""
    columns = (
        PARTY,
        money("retained", "Sales retained, before the payer's own costs", *unit),
        share("reward_share_with_retained", "Reward share with them counted"),
        share("parity_with_retained", "Parity with them counted"),
        share("disparity_with_retained", "Disparity with them counted"),
    )
    lanes = zip(stands, measured.reward, measured.parity, strict=True)
    rows = tuple((stand.party, stand.standing.retained, reward, fair, None) for stand, reward, fair in lanes)
    total = ("Together", None, _whole(measured.reward), None, measured.disparity)
    return Table(f"retained{_suffix(where)}", columns, rows, title=f"Sales retained{where}", total=total)


def _suffix(where: str) -> str:
    return where.replace(" in ", "_").lower()


def _notes(stands: Sequence[Stand]) -> list[str]:
    """Say why a share is undefined, where one is."""
    notes = []
    risks, rewards = [stand.standing.risk for stand in stands], [stand.standing.reward for stand in stands]
    for measure, amounts in (("risk", risks), ("reward", rewards)):
        if min(amounts) < 0:
            notes.append(f"A {measure} below zero has no share: the shares of {measure} are undefined.")
        elif sum(amounts) == 0:
            notes.append(f"Nobody has any {measure} yet: the shares of {measure} are undefined.")
    return notes
