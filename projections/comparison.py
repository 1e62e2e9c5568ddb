"""A comparison of two sets of terms as an answer: by party, clause and period, with the sums behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contracts.money import written
from contracts.sums import reason
from ledger.comparing import Figure, Side, behind
from projections.rendering.report import Block, Prose, ProseLine, Report, Row, Table, money, text

_LARGEST = 3
_NOTES = (
    "Amounts are what a party gets, less what it pays; the difference is what B gives it more than A.",
    "Nothing was recorded: both are worked out from the same facts, in memory.",
)


def comparison_report(first: Side, second: Side, found: Sequence[Figure], explained: Sequence[Figure] | None) -> Report:
    """Answer with totals by party, every figure, the sums behind some, and the facts that were not taken.

    `explained` are the figures whose sums are wanted; None takes those with the largest differences.
    """
    wanted = _largest(found) if explained is None else explained
    blocks: list[Block] = [_totals(first, found), _figures(first, found)]
    blocks += [_sums(first, second, figure) for figure in wanted]
    return Report(
        title=f"A: {first.name}, against B: {second.name}",
        blocks=(*blocks, _missed(first, second)),
        notes=_NOTES,
    )


def _largest(found: Sequence[Figure]) -> list[Figure]:
    """Return the largest differences, each once: what one party gets more, another often gets less."""
    differing: dict[tuple[str, str, int], Figure] = {}
    for figure in found:
        if figure.difference:
            differing.setdefault((figure.clause, figure.period, abs(figure.difference)), figure)
    return sorted(differing.values(), key=lambda figure: -abs(figure.difference))[:_LARGEST]


def _amounts(side: Side) -> tuple[str, int]:
    return side.terms.currency, side.agreement.contract.digits


def _totals(side: Side, found: Iterable[Figure]) -> Table:
    sums: dict[str, list[int]] = {}
    for figure in found:
        total = sums.setdefault(figure.party, [0, 0])
        total[0] += figure.first
        total[1] += figure.second
    columns = (
        text("party", "Party"),
        money("a", "Under A", *_amounts(side)),
        money("b", "Under B", *_amounts(side)),
        money("difference", "B less A", *_amounts(side)),
    )
    rows = tuple((party, a, b, b - a) for party, (a, b) in sums.items())
    return Table("totals", columns, rows, title="Each party in all", empty="Neither makes anything due.")


def _figures(side: Side, found: Sequence[Figure]) -> Table:
    columns = (
        text("party", "Party"),
        text("clause", "Clause"),
        text("period", "Period"),
        money("a", "Under A", *_amounts(side)),
        money("b", "Under B", *_amounts(side)),
        money("difference", "B less A", *_amounts(side)),
    )
    rows = tuple((each.party, each.clause, each.period, each.first, each.second, each.difference) for each in found)
    return Table("figures", columns, rows, title="By party, clause and period", empty="Neither makes anything due.")


def _sums(first: Side, second: Side, figure: Figure) -> Prose:
    lines = [line for letter, side in (("A", first), ("B", second)) for line in _sum(letter, side, figure)]
    title = f"The sums behind {figure.party}, {figure.clause}, {figure.period}"
    return Prose(f"sums of {figure.party}, {figure.clause}, {figure.period}", tuple(lines), title=title)


def _sum(letter: str, side: Side, figure: Figure) -> Iterator[ProseLine]:
    currency, digits = _amounts(side)
    amount = figure.first if letter == "A" else figure.second
    yield ProseLine(0, f"under {letter}: {currency} {written(amount, digits)}")
    for entry in behind(side, figure):
        owes = f"{entry.payer} owes {entry.payee} {written(entry.amount, digits)}"
        yield ProseLine(1, f"{owes}: {reason(entry, digits)}")


def _missed(first: Side, second: Side) -> Table:
    rows: list[Row] = [
        (letter, missed.name, missed.why) for letter, side in (("A", first), ("B", second)) for missed in side.missed
    ]
    columns = (text("terms", "Terms"), text("fact", "Fact"), text("why", "Why"))
    return Table("not_taken", columns, tuple(rows), title="Facts not taken", empty="Both take every fact.")
