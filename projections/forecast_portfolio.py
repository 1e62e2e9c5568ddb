"""Forecasts of several agreements as one answer: each for itself, and before them the parties over all of them.

A party is the same in several agreements by its name. Currencies are never added; nor are values that were brought to
different days, or at different rates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from contracts.forecast.outlook import Expected, Outlook
from contracts.forecast.standpoint import Standpoint
from contracts.money import round_amount
from projections.forecast import total_of, unit_of
from projections.rendering.report import Amount, Block, Footing, Report, Row, Table, money, text


class Worked(NamedTuple):
    """One agreement looked ahead from: where it stands, and what was found."""

    stand: Standpoint
    found: Outlook


def joined(reports: Mapping[str, Report], worked: Sequence[Worked], rests_on: Footing) -> Report:
    """Put the forecasts of several agreements, by id, into one answer; one alone is the answer itself."""
    if len(reports) == 1:
        return replace(next(iter(reports.values())), footing=rests_on)
    blocks = tuple(_named(agreement, block) for agreement, report in reports.items() for block in report.blocks)
    notes = tuple(dict.fromkeys(note for report in reports.values() for note in report.notes))
    first = (over_all(worked),) if worked else ()
    return Report("Forecasts of several agreements", (*first, *blocks), notes, rests_on)


def over_all(worked: Sequence[Worked]) -> Table:
    """Add up what each party is to expect of all agreements, currency by currency."""
    sums: dict[tuple[str, str, int], Expected] = defaultdict(Expected)
    values: dict[tuple[str, str, int], Fraction] = defaultdict(Fraction)
    for stand, found in worked:
        unit = unit_of(stand)
        for party, name in unit.names.items():
            key = (name, unit.currency, unit.digits)
            sums[key] = sums[key].plus(total_of(years[party] for years in found.years.values()))
            values[key] += found.rnpv[party]
    comparable = len({str(each.stand.scenario.discount) for each in worked}) == 1
    columns = (
        text("party", "Party"),
        money("risk", "Risk"),
        money("reward", "Reward"),
        money("cash", "Cash flow"),
        money("rnpv", "rNPV"),
    )
    rows: list[Row] = []
    for (name, currency, digits), each in sums.items():
        amounts = [each.risk + each.in_kind, each.reward, each.cash, values[name, currency, digits]]
        cells = [Amount(round_amount(Fraction(amount)), currency, digits) for amount in amounts]
        rows.append((name, *cells[:3], cells[3] if comparable else None))
    return Table("over_all", columns, tuple(rows), title="Over all these agreements, expected")


def _named(agreement: str, block: Block) -> Block:
    """Say in a block's title which agreement it is about."""
    if isinstance(block, Table):
        return replace(block, name=f"{agreement}:{block.name}", title=f"{agreement}: {block.title}")
    return replace(block, title=f"{agreement}: {block.title}")
