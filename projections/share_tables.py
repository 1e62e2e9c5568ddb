"""The tables of an answer about shares: shares, risk, what stands beside it, reward, returns, and what has no value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from contracts.parts.quantity import quantity_text
from projections.bases import REWARDS, RISKS, Bases
from projections.exposure import Unvalued
from projections.measures import Share, disparity, multiple, parity, payback, rates_of_return, shares
from projections.rendering.report import (
    Bar,
    BarGroup,
    Bars,
    Block,
    Formula,
    Row,
    Table,
    money,
    rate,
    share,
    text,
)
from projections.returns import Flows
from projections.standing import Standing

RISK = {
    "cash": "Cash",
    "in_kind": "In kind",
    "committed": "Committed",
    "at_risk": "Capital at risk",
}
BESIDE = {
    "claimed": "Claimed, not yet accepted",
    "claimed_in_kind": "In kind, claimed, not yet accepted",
    "contingent_most": "Contingent, at most",
    "contingent_expected": "Contingent, expected",
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
    """A party (by id; in a portfolio by registered id or name), its name, where it stands, and its flows by day."""

    party: str
    name: str
    standing: Standing
    flows: Flows


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


class Answer(NamedTuple):
    """What the tables are drawn from: who stands where, what has no value, in which currency, on which bases."""

    stands: Sequence[Stand]
    unvalued: Sequence[Unvalued]
    unit: Unit
    bases: Bases
    where: str = ""

    @property
    def risks(self) -> list[int]:
        """Return everybody's risk."""
        return [self.bases.risk_of(stand.standing) for stand in self.stands]

    @property
    def rewards(self) -> list[int]:
        """Return everybody's reward."""
        return [self.bases.reward_of(stand.standing) for stand in self.stands]

    def named(self, table: str) -> str:
        """Name a table, apart from those of other currencies."""
        return f"{table}{self.where.replace(' in ', '_').lower()}"


def blocks_of(answer: Answer) -> list[Block]:
    """Return the tables of one currency."""
    measured = Measured.of(answer.risks, answer.rewards)
    blocks: list[Block] = [
        _shares(answer, measured),
        _bars(answer, measured),
        _amounts(answer, "risk", RISK, "Risk"),
        _amounts(answer, "beside_risk", BESIDE, "Beside the risk, in no share of it"),
        _amounts(answer, "reward", REWARD, "Reward"),
        _returns(answer),
    ]
    if any(stand.standing.retained is not None for stand in answer.stands):
        rewards = [stand.standing.retained or 0 for stand in answer.stands]
        counted = [reward + kept for reward, kept in zip(answer.rewards, rewards, strict=True)]
        blocks.append(_retained(answer, Measured.of(answer.risks, counted)))
    if answer.unvalued:
        blocks.append(_unvalued(answer))
    return blocks


def notes_of(answer: Answer) -> list[str]:
    """Say why a figure is undefined, or not the only one, where that is so."""
    notes = []
    for measure, amounts in (("risk", answer.risks), ("reward", answer.rewards)):
        if min(amounts) < 0:
            notes.append(f"A {measure} below zero has no share: the shares of {measure} are undefined.")
        elif sum(amounts) == 0:
            notes.append(f"Nobody has any {measure} yet: the shares of {measure} are undefined.")
    for stand in answer.stands:
        if stand.standing.contingent_expected is None:
            notes.append(
                f"{stand.name}: no probability is agreed for all it may have to pay; what to expect is undefined."
            )
        if len(rates := rates_of_return(stand.flows)) > 1:
            listed = ", ".join(f"{float(each):.6f}" for each in rates)
            notes.append(
                f"{stand.name}: several rates of return fit its flows ({listed}); shown is the nearest to nothing."
            )
    return notes


def _amounts(answer: Answer, name: str, headings: Mapping[str, str], title: str) -> Table:
    """Show amounts and what they add up to; capital at risk is floored party by party, and so has no total.

    Verified saving stands there where there is any.
    """
    stands = answer.stands
    if not _has_saving(answer):
        headings = {measure: said for measure, said in headings.items() if measure != "saving"}
    columns = (PARTY, *(money(measure, said, *answer.unit) for measure, said in headings.items()))
    rows: tuple[Row, ...] = tuple(
        (stand.party, *(getattr(stand.standing, measure) for measure in headings)) for stand in stands
    )
    total = ("Together", *(_together(stands, measure) for measure in headings))
    return Table(answer.named(name), columns, rows, title=f"{title}{answer.where}", total=total)


def _together(stands: Sequence[Stand], measure: str) -> int | None:
    amounts = [getattr(stand.standing, measure) for stand in stands]
    return None if measure == "at_risk" or None in amounts else sum(amounts)


def _shares(answer: Answer, measured: Measured) -> Table:
    columns = (
        PARTY,
        text("name", "Name"),
        share("risk_share", "Risk share"),
        share("reward_share", "Reward share"),
        share("parity", "Parity"),
        share("disparity", "Disparity"),
    )
    lanes = zip(answer.stands, measured.risk, measured.reward, measured.parity, strict=True)
    rows = tuple((stand.party, stand.name, risk, reward, fair, None) for stand, risk, reward, fair in lanes)
    total = ("Together", "", _whole(measured.risk), _whole(measured.reward), None, measured.disparity)
    return Table(
        answer.named("shares"),
        columns,
        rows,
        title=f"Shares{answer.where}",
        total=total,
        formulas=tuple(_share_formulas(answer, len(rows))),
    )


def _share_formulas(answer: Answer, parties: int) -> Iterator[Formula]:
    """Yield how shares follow from the amounts in the tables of risk and reward, and parity and disparity from them."""
    together = range(parties, parties + 1)
    for name, basis in (("risk", RISKS[answer.bases.risk]), ("reward", REWARDS[answer.bases.reward])):
        table = answer.named(name)
        counted = [each for each in basis.measures if each != "saving" or _has_saving(answer)]
        own = "+".join(f"{{{table}!{each}}}" for each in counted)
        everybody = "+".join(f"SUM({{{table}!{each}@:}})" for each in counted)
        yield Formula(f"{name}_share", f"({own})/({everybody})")
        yield Formula(f"{name}_share", f"SUM({{{name}_share@:}})", together)
    yield Formula("parity", "{reward_share}/{risk_share}")
    moved = "+".join(f"ABS({{reward_share@{row}}}-{{risk_share@{row}}})" for row in range(parties))
    yield Formula("disparity", f"({moved})/2", together)


def _has_saving(answer: Answer) -> bool:
    return any(stand.standing.saving for stand in answer.stands)


def _whole(lane: Sequence[Share]) -> Share:
    """Return the sum of shares: 1, or undefined."""
    return None if None in lane else sum((part for part in lane if part), Fraction(0))


def _bars(answer: Answer, measured: Measured) -> Bars:
    lanes = zip(answer.stands, measured.risk, measured.reward, strict=True)
    groups = tuple(BarGroup(stand.name, (Bar("risk", risk), Bar("reward", reward))) for stand, risk, reward in lanes)
    return Bars(f"Risk beside reward{answer.where}", groups)


def _returns(answer: Answer) -> Table:
    """Show reward that comes again and again beside what comes once, and what was got out of what was put in."""
    columns = (
        PARTY,
        money("recurring", "Recurring reward", *answer.unit),
        money("one_off", "One-off reward", *answer.unit),
        rate("irr", "Rate of return (IRR)"),
        share("moic", "Multiple (MOIC)"),
        share("payback_years", "Payback in years"),
    )
    rows = tuple(_return(stand) for stand in answer.stands)
    total = ("Together", *(_together(answer.stands, kind) for kind in ("recurring", "one_off")), None, None, None)
    return Table(answer.named("returns"), columns, rows, title=f"Returns{answer.where}", total=total)


def _return(stand: Stand) -> Row:
    standing = stand.standing
    return (
        stand.party,
        standing.recurring,
        standing.one_off,
        next(iter(rates_of_return(stand.flows)), None),
        multiple(standing.received, standing.risk),
        payback(stand.flows),
    )


def _retained(answer: Answer, measured: Measured) -> Table:
    """Show what who pays out of sales keeps of them, and the shares with it counted."""
    columns = (
        PARTY,
        money("retained", "Sales retained, before the payer's own costs", *answer.unit),
        share("reward_share_with_retained", "Reward share with them counted"),
        share("parity_with_retained", "Parity with them counted"),
        share("disparity_with_retained", "Disparity with them counted"),
    )
    lanes = zip(answer.stands, measured.reward, measured.parity, strict=True)
    rows = tuple((stand.party, stand.standing.retained, reward, fair, None) for stand, reward, fair in lanes)
    total = ("Together", None, _whole(measured.reward), None, measured.disparity)
    return Table(answer.named("retained"), columns, rows, title=f"Sales retained{answer.where}", total=total)


def _unvalued(answer: Answer) -> Table:
    """List what was contributed without a value: it is in no share, and must not be forgotten."""
    columns = (PARTY, text("item", "What"), text("quantity", "Quantity"), text("why", "Why it has no value"))
    rows = tuple((each.party, each.item, quantity_text(each.quantity), each.why) for each in answer.unvalued)
    return Table(
        answer.named("unvalued"), columns, rows, title=f"Contributed without a value, in no share{answer.where}"
    )
