"""What a figure of a party is added up from, line by line: facts, entries, payments, terms, each with its reference.

A measure is told here a second time, from single events instead of running totals: both must come to the same, to the
penny, or one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec
from sqlalchemy import select

from contracts.classification import Counts
from contracts.parts.base import deduction_measure
from ledger.events import Deduction
from ledger.facts import Status
from projections import tables
from projections.addends import Figure, Line
from projections.booked import Booked, Settled
from projections.fact_rows import UNAPPLIED
from projections.standing import is_backwards, parts
from projections.waived import waived

_deductions = msgspec.json.Decoder(tuple[Deduction, ...]).decode


def lines_of(figure: Figure, measure: str) -> list[Line]:
    """Return what a measure, one of `MEASURES`, is added up from, by day."""
    return sorted(MEASURES[measure](figure), key=lambda line: line.on or date.max)


def _waived(figure: Figure, measure: str) -> Iterator[Line]:
    """Yield what was waived of a measure, as far as it moves it."""
    for part in waived(figure.connection, figure.agreed.id, figure.lanes):
        if (part.party, part.measure) == (figure.party, measure):
            yield Line(None, "", part.source, part.amount)


def _cash(figure: Figure) -> Iterator[Line]:
    for fact in figure.facts(("cost", "contribution")):
        yield figure.of_fact(fact, fact.amount)
    for found in figure.counting("payer", Counts.RISK):
        yield figure.of_entry(found, found.entry.amount)
    for found in figure.counting("payee", Counts.RECOVERY):
        yield figure.of_entry(found, -found.entry.amount)
    yield from _waived(figure, "cash")


def _in_kind(figure: Figure) -> Iterator[Line]:
    for found in figure.counting("payer", Counts.IN_KIND, own=True):
        yield figure.of_entry(found, found.entry.amount)


def _claimed(figure: Figure) -> Iterator[Line]:
    for fact in figure.facts(("cost",), Status.PENDING):
        yield figure.of_fact(fact, fact.amount)


def _paid_as_reward(figure: Figure) -> Iterator[tuple[Settled, int]]:
    """Yield payments of rewards, and what was paid back of them below zero."""
    for part in figure.settlements:
        clause = figure.agreed.clauses.get(part.clause)
        if clause is None or clause.payee_counts != Counts.REWARD.value:
            continue
        back = is_backwards((part.clause, part.payer, part.payee), figure.lanes)
        if (part.payer if back else part.payee) == figure.party:
            yield part, -part.amount if back else part.amount


def _kept(figure: Figure) -> Iterator[Booked]:
    for found in figure.counting("payee", Counts.REWARD, own=True):
        if figure.agreed.clauses[found.entry.clause].payer_counts != Counts.RETAINED.value:
            yield found


def _received(figure: Figure) -> Iterator[Line]:
    for part, amount in _paid_as_reward(figure):
        yield figure.of_payment(part, amount)
    for found in _kept(figure):
        yield figure.of_entry(found, found.entry.amount)


def _accrued(figure: Figure) -> Iterator[Line]:
    for found in figure.counting("payee", Counts.REWARD):
        yield figure.of_entry(found, found.entry.amount)
    for part, amount in _paid_as_reward(figure):
        yield figure.of_payment(part, -amount)
    yield from _waived(figure, "accrued")


def _saving(figure: Figure) -> Iterator[Line]:
    for found in figure.counting("payee", Counts.SAVING, own=True):
        yield figure.of_entry(found, found.entry.amount)


def _reward_that(recurs: bool) -> Callable[[Figure], Iterator[Line]]:
    def lines(figure: Figure) -> Iterator[Line]:
        for found in (*figure.counting("payee", Counts.REWARD), *_kept(figure)):
            if figure.agreed.clauses[found.entry.clause].recurs is recurs:
                yield figure.of_entry(found, found.entry.amount)
        yield from _waived(figure, "recurring" if recurs else "one_off")

    return lines


def _retained(figure: Figure) -> Iterator[Line]:
    bases = _shared_bases(figure)
    for fact in figure.facts(("sales", "income")):
        if fact.measure in bases:
            yield figure.of_fact(fact, fact.amount)
        for less in _deductions(fact.deductions) if fact.deductions else ():
            if deduction_measure(fact.of, less.kind) in bases:
                yield figure.of_fact(fact, -less.amount)._replace(what=f"{less.kind}, deducted from {fact.of}")
    for found in figure.counting("payer", Counts.RETAINED):
        yield figure.of_entry(found, -found.entry.amount)
    yield from _waived(figure, "retained")


def _shared_bases(figure: Figure) -> set[str]:
    measures = tables.measures.c
    out_of_sales = [name for name, row in figure.agreed.clauses.items() if row.payer_counts == Counts.RETAINED.value]
    found = select(measures.measure).where(measures.agreement == figure.agreed.id, measures.clause.in_(out_of_sales))
    return set(figure.connection.execute(found).scalars())


def _unsettled(figure: Figure) -> Iterator[Line]:
    for found in figure.entries:
        entry = found.entry
        if entry.payer != entry.payee:
            yield figure.of_entry(found, entry.amount if entry.payee == figure.party else -entry.amount)
    for part in figure.settlements:
        if part.clause != UNAPPLIED:
            yield figure.of_payment(part, part.amount if part.payer == figure.party else -part.amount)
    yield from _waived(figure, "unsettled")


def _unapplied(figure: Figure) -> Iterator[Line]:
    for part in figure.settlements:
        if part.clause == UNAPPLIED:
            yield figure.of_payment(part, part.amount if part.payer == figure.party else -part.amount)


def _parts_of(measure: str) -> Callable[[Figure], Iterator[Line]]:
    """Take apart what is drawn from the terms: single commitments, guarantees and claims are its addends already."""

    def lines(figure: Figure) -> Iterator[Line]:
        for part in parts(figure.connection, figure.agreed.id, figure.today):
            if (part.party, part.measure) == (figure.party, measure):
                reference, _, said = part.source.partition(", ")
                yield Line(None, reference, said, part.amount)

    return lines


def _sum_of(*measures: str) -> Callable[[Figure], Iterator[Line]]:
    return lambda figure: (line for measure in measures for line in MEASURES[measure](figure))


def _at_risk(figure: Figure) -> Iterator[Line]:
    """Take capital at risk apart into its amounts, and what was received beyond all of them, which leaves nothing."""
    left = 0
    signs = (("cash", 1), ("in_kind", 1), ("committed", 1), ("received", -1))
    for measure, sign in signs:
        amount = sign * sum(line.amount or 0 for line in lines_of(figure, measure))
        left += amount
        yield Line(None, "", f"{'less ' if sign < 0 else ''}{FIGURES[measure]}", amount)
    if left < 0:
        yield Line(None, "", "received beyond all of it", -left)


FIGURES: Mapping[str, str] = {
    "cash": "cash risk",
    "in_kind": "risk in kind",
    "committed": "committed",
    "at_risk": "capital at risk",
    "claimed": "claimed, not yet accepted",
    "claimed_in_kind": "in kind, claimed, not yet accepted",
    "contingent_most": "contingent, at most",
    "contingent_expected": "contingent, expected",
    "received": "reward received",
    "accrued": "reward accrued",
    "saving": "verified saving",
    "recurring": "recurring reward",
    "one_off": "one-off reward",
    "retained": "sales retained, before the payer's own costs",
    "unsettled": "unsettled",
    "unapplied": "paid, settling nothing",
    "risk": "risk, cash and in kind",
    "reward": "reward received, accrued and saved",
}
"""The measures of money that an answer shows, by the names under which people ask for them."""

MEASURES: Mapping[str, Callable[[Figure], Iterator[Line]]] = {
    "cash": _cash,
    "in_kind": _in_kind,
    "committed": _parts_of("committed"),
    "at_risk": _at_risk,
    "claimed": _claimed,
    "claimed_in_kind": _parts_of("claimed_in_kind"),
    "contingent_most": _parts_of("contingent_most"),
    "contingent_expected": _parts_of("contingent_expected"),
    "received": _received,
    "accrued": _accrued,
    "saving": _saving,
    "recurring": _reward_that(recurs=True),
    "one_off": _reward_that(recurs=False),
    "retained": _retained,
    "unsettled": _unsettled,
    "unapplied": _unapplied,
    "risk": _sum_of("cash", "in_kind"),
    "reward": _sum_of("received", "accrued", "saving"),
}
"""How each is taken apart."""
