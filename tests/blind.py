"""Formulas worked out blindly: with amounts that cannot be compared, so that a branch on one of them fails.

What runs blindly runs on arrays of simulated amounts too, where a comparison has no single answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NoReturn

from contracts.arithmetic import Exact, Number, Rational
from contracts.clause import Due, Segment, State, View
from contracts.engine import Engine
from contracts.fold import Fold

DATED = ("milestone:", "achieved:", "withdrawn")
"""Measures that say when something was reached: a formula may branch on dates."""


class Hidden(Rational):
    """An amount that can be added and multiplied, and not looked at."""

    def __add__(self, other: Number) -> Hidden:
        return hidden(Rational.__add__(self, other))

    __radd__ = __add__

    def __neg__(self) -> Hidden:
        return hidden(Rational.__neg__(self))

    def __sub__(self, other: Number) -> Hidden:
        return hidden(Rational.__sub__(self, other))

    def __rsub__(self, other: Number) -> Hidden:
        return hidden(-Rational.__sub__(self, other))

    def __mul__(self, other: Number) -> Hidden:
        return hidden(Rational.__mul__(self, other))

    __rmul__ = __mul__

    def __format__(self, spec: str) -> str:
        return "hidden"

    def _less(self, other: Number) -> NoReturn:
        raise AssertionError("a formula compared an amount")

    def __eq__(self, other: object) -> NoReturn:
        raise AssertionError("a formula compared an amount")

    def __bool__(self) -> NoReturn:
        raise AssertionError("a formula branched on an amount")

    __hash__ = Rational.__hash__


def hidden(amount: Number) -> Hidden:
    """Hide an amount."""
    return Hidden(amount.numerator, amount.denominator)


def seen(amount: Number) -> Number:
    """Show an amount again."""
    return Rational(amount.numerator, amount.denominator) if isinstance(amount, Hidden) else amount


class Blind(Exact):
    """The operations of formulas, on amounts that are hidden."""

    def lo(self, left: Number, right: Number) -> Number:
        """Return the lower of two amounts, hidden."""
        return hidden(super().lo(seen(left), seen(right)))

    def hi(self, left: Number, right: Number) -> Number:
        """Return the higher of two amounts, hidden."""
        return hidden(super().hi(seen(left), seen(right)))

    def reached(self, value: Number, threshold: Number) -> int:
        """Return 1 or 0; a formula may multiply by it."""
        return super().reached(seen(value), seen(threshold))

    def nothing(self, amount: Number) -> bool:
        """Return whether an amount is nothing; what is left out then changes no result."""
        return super().nothing(seen(amount))

    def ratio(self, part: Number, whole: Number) -> Number:
        """Return a fraction, hidden."""
        return hidden(super().ratio(seen(part), seen(whole)))

    def slices(self, before: Number, after: Number, starts: Sequence[int]) -> list[tuple[int, Number]]:
        """Return slices, hidden."""
        return [(band, hidden(amount)) for band, amount in super().slices(seen(before), seen(after), starts)]

    def hold(self, balance: Number) -> Number:
        """Return a balance, hidden."""
        return hidden(super().hold(seen(balance)))


class BlindView:
    """A view whose amounts are hidden."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.first, self.last, self.horizon = view.first, view.last, view.horizon
        self.closed, self.year_end = view.closed, view.year_end
        self.accruing = view.accruing

    def segments(self) -> Sequence[Segment]:
        """Return the terms in force."""
        return self._view.segments()

    def amount(self, measure: str, segment: Segment) -> Number:
        """Return a total, hidden."""
        return hidden(self._view.amount(measure, segment))

    def total(self, measure: str) -> Number:
        """Return a total, hidden."""
        return hidden(self._view.total(measure))

    def between(self, measure: str, first: int, last: int) -> Number:
        """Return a total, hidden."""
        return hidden(self._view.between(measure, first, last))

    def days(self, *measures: str) -> Sequence[tuple[int, int, Number]]:
        """Return days with hidden amounts, unless the amount is itself about a day."""
        return [
            (day, which, amount if measures[which].startswith(DATED) else hidden(amount))
            for day, which, amount in self._view.days(*measures)
        ]

    def measures(self) -> Sequence[str]:
        """Return the measures that moved: which they are is no amount."""
        return self._view.measures()

    def moved(self, kind: str) -> bool:
        """Tell whether a measure of a kind moved: which they are is no amount."""
        return self._view.moved(kind)

    def due(self, clause: str, role: str | None = None) -> Number:
        """Return a due, hidden."""
        return hidden(self._view.due(clause, role))

    def told(self, clause: str, role: str | None = None) -> Number:
        """Return a due as booked, hidden."""
        return hidden(self._view.told(clause, role))

    def lanes(self, clause: str) -> Mapping[tuple[str, str, str], Number]:
        """Return lanes with hidden amounts."""
        return {lane: hidden(amount) for lane, amount in self._view.lanes(clause).items()}

    def payable(self, clause: str) -> date | None:
        """Return the day on which a due is payable."""
        return self._view.payable(clause)


def differences(engine: Engine) -> list[tuple[str, int]]:
    """Work every clause of an engine out again, blindly; return (clause, period) of all that comes out otherwise."""
    return [(name, period) for name, fold in engine.folds.items() for period in _otherwise(engine, fold)]


def _otherwise(engine: Engine, fold: Fold) -> list[int]:
    found: list[int] = []
    state: State = fold.clause.initial()
    previous: int | None = None
    for period in fold.periods:
        if previous is not None and period // 4 != previous // 4:
            state = fold.clause.initial() if fold.clause.by_year else fold.clause.new_year(state)
        previous = period
        view = engine._view(fold, period)
        dues: Sequence[Due] = ()
        if view.segments():
            blind: View = BlindView(view)  # type: ignore[assignment]  # hidden amounts stand for whole ones
            state, dues = fold.clause.step(Blind(), state, blind)
        if not _same(dues, fold.rows[period].settled.exact):
            found.append(period)
    return found


def _same(dues: Sequence[Due], exact: Mapping[str, Number]) -> bool:
    sums: dict[str, Number] = {}
    for due in dues:
        sums[due.role] = sums.get(due.role, 0) + seen(due.amount)
    return sums.keys() == exact.keys() and all(seen(amount) == exact[role] for role, amount in sums.items())
