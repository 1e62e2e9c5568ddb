"""Amounts that can be computed with, and not looked at: a formula that branches on one of them fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from contracts.arithmetic import EXACT, Exact, Number, Rational
from contracts.clause import Segment
from contracts.engine import Engine
from contracts.fold import Fold

DATES = ("milestone:", "achieved:")
"""Measures that say when something happened: formulas may look at them."""


class Opaque(Rational):
    """A number that knows `+ - * /` and refuses to be compared or to be true or false.

    Being a kind of Rational, it is asked first where it stands on the right of one.
    """

    __slots__ = ("number",)

    def __init__(self, number: Number) -> None:
        super().__init__(number.numerator, number.denominator)
        self.number = number

    def __add__(self, other: Any) -> Opaque:
        return Opaque(self.number + bare(other))

    __radd__ = __add__

    def __neg__(self) -> Opaque:
        return Opaque(-self.number)

    def __sub__(self, other: Any) -> Opaque:
        return Opaque(self.number - bare(other))

    def __rsub__(self, other: Any) -> Opaque:
        return Opaque(bare(other) - self.number)

    def __mul__(self, other: Any) -> Opaque:
        return Opaque(self.number * bare(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Opaque:
        return Opaque(Rational(1) * self.number / bare(other))

    def __rtruediv__(self, other: Any) -> Opaque:
        return Opaque(Rational(1) * bare(other) / self.number)

    def __bool__(self) -> bool:
        raise AssertionError("a formula asked whether an amount is nothing")

    def _compared(self, other: object) -> bool:
        raise AssertionError("a formula compared an amount")

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _compared
    __hash__ = None  # type: ignore[assignment]  # what can't be compared can't be found


def bare(number: Any) -> Number:
    """Give the number itself."""
    found: Number = number.number if isinstance(number, Opaque) else number
    return found


class Veiled(Exact):
    """The operations of formulas on opaque numbers."""

    def lo(self, left: Any, right: Any) -> Any:
        """Return the lower of two amounts."""
        return Opaque(EXACT.lo(bare(left), bare(right)))

    def hi(self, left: Any, right: Any) -> Any:
        """Return the higher of two amounts."""
        return Opaque(EXACT.hi(bare(left), bare(right)))

    def slices(self, before: Any, after: Any, starts: Sequence[int]) -> Any:
        """Cut what lies between two cumulative figures at the starts of marginal bands."""
        return [(band, Opaque(quantity)) for band, quantity in EXACT.slices(bare(before), bare(after), starts)]

    def hold(self, balance: Any) -> Any:
        """Round a carried balance to a millionth of a minor unit."""
        return Opaque(EXACT.hold(bare(balance)))


class VeiledView:
    """A view whose amounts are opaque; its days are not."""

    def __init__(self, view: Any) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._view, name)
        return _veiled(found) if name in ("amount", "total", "between", "due", "told") else found

    def days(self, *measures: str) -> list[tuple[int, int, Any]]:
        """Return every day on which a measure moved."""
        return [
            (day, index, moved if measures[index].startswith(DATES) else Opaque(moved))
            for day, index, moved in self._view.days(*measures)
        ]


def _veiled(read: Callable[..., Any]) -> Callable[..., Any]:
    def veiled(what: str, *where: Segment | int | str) -> Any:
        found = read(what, *where)
        return found if what.startswith(DATES) else Opaque(found)

    return veiled


def folded(engine: Engine, fold: Fold) -> dict[int, dict[str, Number]]:
    """Fold a clause over its periods again with opaque amounts; what is due for each role, by period."""
    clause = fold.clause
    state, last = clause.initial(), None
    found: dict[int, dict[str, Number]] = {}
    for period in fold.periods:
        if last is not None and last // 4 != period // 4:
            state = clause.initial() if clause.by_year else clause.new_year(state)
        view: Any = VeiledView(engine._view(fold, period))
        dues: Any = ()
        if view.segments():
            state, dues = clause.step(Veiled(), state, view)
        sums: dict[str, Number] = {}
        for due in dues:
            sums[due.role] = sums.get(due.role, 0) + bare(due.amount)
        found[period], last = sums, period
    return found
