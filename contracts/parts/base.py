"""The base of a royalty or revenue share: net sales of a product, or net income of a kind.

Net sales are gross sales less the agreed deductions, each up to its cap. A cap is a fraction of the gross sales of
the same quarter (or of the days of it on which the same terms are in force), so that the order in which sales and
deductions are recorded makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from pydantic import Field

from contracts.arithmetic import Exact, Number
from contracts.carry import Carry
from contracts.clause import Segment, View
from contracts.clause_terms import Problem, percentage
from contracts.errors import BadScalar
from contracts.money import written
from contracts.parts import exchange
from contracts.scalars import parse_fraction
from contracts.terms_model import TermsModel

SALES = "net sales of "
INCOME = "net income of "
IN_FULL = "in full"


class NetSales(TermsModel):
    """Gross sales of a product, less deductions by kind, each `in full` or `up to 5% of gross`."""

    net_sales_of: str = Field(description="the product, as sales of it are recorded")
    deducting: dict[str, str] = Field(description="kind of deduction: 'in full', or 'up to 5% of gross'")


Base: TypeAlias = str | NetSales
"""`net sales of PRODUCT`, `net income of KIND`, or net sales with the deductions that make them net."""


class Deduction(NamedTuple):
    """A deduction by kind; `cap` is its largest fraction of gross sales, None for no cap."""

    kind: str
    cap: Fraction | None


class Measured(NamedTuple):
    """A base made explicit: sales or income, of what, less which deductions."""

    sales: bool
    of: str
    deductions: tuple[Deduction, ...]

    @property
    def measure(self) -> str:
        """Return the measure that the facts are tallied under."""
        return f"{'sales' if self.sales else 'income'}:{self.of}"

    @property
    def words(self) -> str:
        """Name the base."""
        return f"{SALES if self.sales else INCOME}{self.of}"


def deduction_measure(of: str, kind: str) -> str:
    """Name the measure under which a kind of deduction from the sales of a product is tallied."""
    return f"deduction:{of}:{kind}"


def measured(base: Base) -> Measured:
    """Make a base explicit. Raises BadScalar for words that name none."""
    if isinstance(base, NetSales):
        return Measured(True, base.net_sales_of, tuple(_deduction(*item) for item in base.deducting.items()))
    for prefix in (SALES, INCOME):
        if base.startswith(prefix) and base[len(prefix) :].strip():
            return Measured(prefix == SALES, base[len(prefix) :].strip(), ())
    raise BadScalar(what=f"'{base}' is not a base", fix="write 'net sales of PRODUCT' or 'net income of KIND'")


def _deduction(kind: str, allowed: str) -> Deduction:
    if allowed.strip() == IN_FULL:
        return Deduction(kind, None)
    words = allowed.strip().removeprefix("up to ").removesuffix(" of gross")
    try:
        return Deduction(kind, parse_fraction(words))
    except BadScalar as error:
        raise BadScalar(
            what=f"'{allowed}' does not say how much may be deducted",
            fix="write 'in full' or 'up to 5% of gross'",
        ) from error


def problems(field: str, base: Base) -> Iterable[Problem]:
    """Yield what is wrong with the words of a base."""
    try:
        measured(base)
    except BadScalar as error:
        yield Problem((field,), error.what, error.fix)


def in_words(base: Base) -> list[str]:
    """Say what the base is, and what may be deducted."""
    explicit = measured(base)
    lines = [f"It is worked out on {explicit.words}."]
    for kind, cap in explicit.deductions:
        allowed = "in full" if cap is None else f"up to {percentage(cap)} of the quarter's gross sales"
        lines.append(f"  {kind} is deducted {allowed}")
    return lines


def so_far(measured: Measured, *, by_year: bool) -> Carry:
    """Name the net base that has come together so far."""
    what = "sales" if measured.sales else "income"
    counted = "in the contract year" if by_year else "since the beginning"
    return Carry(f"net {what} of {measured.of} {counted}", measure=measured.measure)


def net(ops: Exact, base: Measured, view: View, *segments: Segment) -> Number:
    """Return the base over one or more stretches of a period, taken together; exact, in minor units."""
    gross = _over(view, base.measure, segments)
    if not base.deductions:
        return gross
    result: Number = gross
    for kind, cap in base.deductions:
        deducted = _over(view, deduction_measure(base.of, kind), segments)
        result = result - (deducted if cap is None else ops.lo(deducted, ops.hi(gross * ops.number(cap), 0)))
    return result


def _over(view: View, measure: str, segments: Sequence[Segment]) -> int:
    """Return a measure's total over stretches; most often there is one."""
    if len(segments) == 1:
        return view.amount(measure, segments[0])
    return sum(view.amount(measure, segment) for segment in segments)


def basis_in_words(base: Measured, digits: int, view: View) -> str:
    """Say how the net base of a period comes from gross sales and deductions."""
    foreign = exchange.in_words(view, base.measure, digits)
    if not base.deductions:
        return f"{base.words}{foreign}"
    parts = [f"{base.words}: gross {written(view.total(base.measure), digits)}{foreign}"]
    for kind, cap in base.deductions:
        measure = deduction_measure(base.of, kind)
        limit = "" if cap is None else f" (at most {percentage(cap)} of gross)"
        amount = written(view.total(measure), digits)
        parts.append(f"less {kind} {amount}{limit}{exchange.in_words(view, measure, digits)}")
    return ", ".join(parts)
