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

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.clause import Feed, Segment, View
from contracts.clause_terms import Problem, percentage
from contracts.errors import BadScalar
from contracts.money import written
from contracts.parts import combination, exchange
from contracts.parts.combination import Combined, Part
from contracts.scalars import parse_fraction
from contracts.sums import exactly
from contracts.terms_model import TermsModel

SALES = "net sales of "
INCOME = "net income of "
IN_FULL = "in full"


class NetSales(TermsModel):
    """Gross sales of a product, less deductions by kind, each `in full` or `up to 5% of gross`, and combinations."""

    net_sales_of: str = Field(description="the product, as sales of it are recorded")
    deducting: dict[str, str] = Field(default={}, description="kind of deduction: 'in full', or 'up to 5% of gross'")
    combinations: list[combination.Combination] | None = Field(
        default=None, description="products sold together with others, which count for a fraction of their sales"
    )


Base: TypeAlias = str | NetSales
"""`net sales of PRODUCT`, `net income of KIND`, or net sales with the deductions that make them net."""


class Deduction(NamedTuple):
    """A deduction by kind; `cap` is its largest fraction of gross sales, None for no cap."""

    kind: str
    cap: Fraction | None


class Measured(NamedTuple):
    """A base made explicit: sales or income, of what, less which deductions, and which products for a fraction."""

    sales: bool
    of: str
    deductions: tuple[Deduction, ...]
    combined: tuple[Combined, ...] = ()

    @property
    def measure(self) -> str:
        """Return the measure that the facts are tallied under."""
        return _measure(self, self.of)

    @property
    def words(self) -> str:
        """Name the base."""
        return f"{SALES if self.sales else INCOME}{self.of}"

    @property
    def products(self) -> Sequence[Combined]:
        """Return what is sold, that which counts in full first."""
        apart = any(each.of == self.of for each in self.combined)
        return self.combined if apart else (Combined(self.of, _IN_FULL), *self.combined)


_IN_FULL = (Part(1, Fraction(1), ""),)


def deduction_measure(of: str, kind: str) -> str:
    """Name the measure under which a kind of deduction from the sales of a product is tallied."""
    return f"deduction:{of}:{kind}"


def measured(base: Base) -> Measured:
    """Make a base explicit. Raises BadScalar for words that name none."""
    if isinstance(base, NetSales):
        deductions = tuple(_deduction(*item) for item in base.deducting.items())
        return Measured(True, base.net_sales_of, deductions, combination.combined(base.combinations or ()))
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
    except ZeroDivisionError:  # prices of nothing, which are told below
        pass
    if isinstance(base, NetSales):
        yield from combination.problems((field, "combinations"), base.combinations or ())


def in_words(base: Base) -> list[str]:
    """Say what the base is, and what may be deducted."""
    explicit = measured(base)
    lines = [f"It is worked out on {explicit.words}."]
    for kind, cap in explicit.deductions:
        whose = " of each product" if explicit.combined else ""
        allowed = "in full" if cap is None else f"up to {percentage(cap)} of the quarter's gross sales{whose}"
        lines.append(f"  {kind} is deducted {allowed}")
    return [*lines, *(combination.in_words(base.combinations or ()) if isinstance(base, NetSales) else ())]


def measures(base: Measured) -> Iterable[str]:
    """Yield what is tallied: each product, and its deductions."""
    for each in base.products:
        yield _measure(base, each.of)
        yield from (deduction_measure(each.of, kind) for kind, _ in base.deductions)


def feeds(base: Measured, parties: tuple[str, ...]) -> Iterable[Feed]:
    """Yield the sales or income of some parties that are recorded for a base."""
    kinds = tuple(kind for kind, _ in base.deductions)
    for each in base.products:
        yield Feed("sales" if base.sales else "income", each.of, parties, deductions=kinds)


def _measure(base: Measured, of: str) -> str:
    return f"{'sales' if base.sales else 'income'}:{of}"


def so_far(measured: Measured, *, by_year: bool) -> Carry:
    """Name the net base that has come together so far."""
    what = "sales" if measured.sales else "income"
    counted = "in the contract year" if by_year else "since the beginning"
    return Carry(f"net {what} of {measured.of} {counted}", measure=measured.measure)


def net(ops: Exact, base: Measured, view: View, *segments: Segment) -> Number:
    """Return the base over one or more stretches of a period, taken together; exact, in minor units."""
    if not base.combined:
        return _of_product(ops, base, base.of, view, segments)
    result: Number = 0
    for each in base.products:
        for part, days in combination.cut(each.parts, segments):
            result = result + _of_product(ops, base, each.of, view, days) * ops.number(part.fraction)
    return result


def _of_product(ops: Exact, base: Measured, of: str, view: View, segments: Sequence[Segment]) -> Number:
    """Return the net sales of one product, whatever they count for."""
    gross = _over(view, _measure(base, of), segments)
    if not base.deductions:
        return gross
    result: Number = gross
    for kind, cap in base.deductions:
        deducted = _over(view, deduction_measure(of, kind), segments)
        result = result - (deducted if cap is None else ops.lo(deducted, ops.hi(gross * ops.number(cap), 0)))
    return result


def _over(view: View, measure: str, segments: Sequence[Segment]) -> int:
    """Return a measure's total over stretches; most often there is one."""
    if len(segments) == 1:
        return view.amount(measure, segments[0])
    return sum(view.amount(measure, segment) for segment in segments)


def basis_in_words(base: Measured, digits: int, view: View) -> str:
    """Say how the net base of a period comes from gross sales and deductions, or from products that count in part."""
    if not (base.combined or base.deductions or exchange.anything(view)):  # as most often
        return base.words
    if base.combined:
        return f"{base.words}: {', '.join(_products_in_words(base, digits, view)) or 'nothing'}"
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


def _products_in_words(base: Measured, digits: int, view: View) -> Iterable[str]:
    """Say what each product that was sold counts for: `kit 100.00 x 60% (60 / (60 + 40) by costs) = 60.00`."""
    for each in base.products:
        for part, days in combination.cut(each.parts, view.segments()):
            amount = _of_product(EXACT, base, each.of, view, days)
            if not amount:
                continue
            said = f"{each.of} {exactly(text(amount), digits)}"
            if part.words:
                counted = text(amount * EXACT.number(part.fraction))
                said += f" x {percentage(part.fraction)} ({part.words}) = {exactly(counted, digits)}"
            yield said
        if foreign := exchange.in_words(view, _measure(base, each.of), digits):
            kind = "sales" if base.sales else "income"
            yield f"in the {kind} of {each.of}{foreign.removeprefix(', of which')}"
