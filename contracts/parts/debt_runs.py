"""What single debts came to in a quarter, kept so that a late fact lets only those run again that it moves.

How a debt runs depends on the debt, the terms, the days that have passed and what was paid towards it in the quarter,
and on nothing else. Where all four are as they were, so is the result, with the lines that show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple, TypeAlias

from contracts.arithmetic import Exact, Number
from contracts.clause import Due, Segment, State, View
from contracts.entries import Line
from contracts.parts.debt import Debt, debts_of, packed

FIXED_SUM = ":fixed sum"

Payments: TypeAlias = Sequence[tuple[int, Number]]
"""What was paid towards a debt, day by day."""
Lines: TypeAlias = Callable[["Piece"], Line]


class Piece(NamedTuple):
    """Interest of one debt over days at one rate; or, without days, its fixed sum."""

    debt: Debt
    role: str
    days: int
    rate: Fraction
    amount: Number
    daily: Number | None


class Run:
    """One debt through one quarter: how it began, what was paid, how it ended (None: settled), what it bore."""

    __slots__ = ("_lines", "after", "before", "numbers", "payments", "pieces")

    def __init__(self, before: Debt, payments: Payments, after: Debt | None, pieces: Sequence[Piece]) -> None:
        self.before = before
        self.payments = payments
        self.after = after
        self.pieces = pieces
        self.numbers: State = packed(after) if after else ()
        self._lines: list[tuple[str, Line]] | None = None

    def lines(self, line_of: Lines) -> list[tuple[str, Line]]:
        """Return the line of every piece that is not nothing, with its role; written once."""
        if self._lines is None:
            self._lines = [(piece.role, line_of(piece)) for piece in self.pieces if piece.amount != 0]
        return self._lines


class Carried(tuple[Number, ...]):
    """A state with the debts that it was written from, so that nobody has to read them from it."""

    debts: Sequence[Debt]


def carried(runs: Sequence[Run]) -> Carried:
    """Return the state that debts are carried on in."""
    state = Carried(chain.from_iterable([run.numbers for run in runs]))
    state.debts = [run.after for run in runs if run.after]
    return state


class Quarter:
    """How debts ran in one quarter when it was last worked out: under which terms, up to which day."""

    def __init__(self, segments: Sequence[Segment], end: int) -> None:
        self._segments = segments
        self._end = end
        self._runs: list[Run] = []
        self._made: list[Debt] = []
        self._seen: list[object] = []

    def still(self, segments: Sequence[Segment], end: int) -> bool:
        """Whether the terms and the days are the same."""
        return self._segments is segments and self._end == end

    def made(self, view: View, clauses: Sequence[str]) -> list[Debt]:
        """Return the debts that clauses make in the quarter: the same as before where they made the same due."""
        seen: list[object] = [(view.lanes(clause), view.payable(clause)) for clause in clauses]
        if not self._seen or seen != self._seen:
            self._made, self._seen = debts_of(view, clauses), seen
        return self._made

    def run(
        self, debts: Sequence[Debt], payments: Sequence[Payments], anew: Callable[[Debt, Payments], Run]
    ) -> list[Run]:
        """Return how debts run: as they did, or anew where one or what was paid towards it is not the same."""
        known: Sequence[Run | None] = self._runs
        if len(known) != len(debts):  # one has come or gone, and the others stand elsewhere
            runs = {run.before[:4]: run for run in self._runs}
            known = [runs.get(debt[:4]) for debt in debts]
        self._runs = [
            run
            if run and run.payments == towards and (run.before is debt or run.before == debt)
            else anew(debt, towards)
            for run, debt, towards in zip(known, debts, payments, strict=True)
        ]
        return self._runs


def dues(ops: Exact, runs: Iterable[Run]) -> list[Due]:
    """Return what debts came to, each role's pieces added up."""
    amounts: dict[str, list[Number]] = {}
    parties: dict[str, Debt] = {}
    for run in runs:
        for debt, role, _, _, amount, _ in run.pieces:
            if role in amounts:
                amounts[role].append(amount)
            else:
                amounts[role], parties[role] = [amount], debt
    return [Due(role, parties[role].payer, parties[role].payee, ops.total(found)) for role, found in amounts.items()]


def lines_by_role(runs: Iterable[Run], line_of: Lines) -> dict[str, list[Line]]:
    """Return the lines of debts by the role that they are due under."""
    found: dict[str, list[Line]] = {}
    for run in runs:
        for role, line in run.lines(line_of):
            if role in found:
                found[role].append(line)
            else:
                found[role] = [line]
    return found
