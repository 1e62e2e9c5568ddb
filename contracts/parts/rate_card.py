"""The rate card of contributions in kind: what a unit of each item is worth, from which day, with which overhead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from pydantic import Field

from contracts.clause import Segment, Setting, View
from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.parts.quantity import QUANTITY_PARTS, quantity_text
from contracts.scalars import Amount, Day, Fractional, day_in_words
from contracts.terms_model import TermsModel


class Rate(TermsModel):
    """What a unit of an item is worth from a day on, until the next rate of the same item."""

    item: str = Field(min_length=1, description="what is contributed, with its unit: 'research nurse hour'")
    rate: Amount = Field(description="what a unit is worth; may have more decimals than the currency")
    from_: Day = Field(description="the first day on which the rate holds")
    overhead: Fractional | None = Field(default=None, description="added to the value of staff time; none if left out")


def amounts(rates: Sequence[Rate]) -> Iterable[tuple[Place, Amount]]:
    """Yield every rate to the whole unit, for the sake of its currency: it may be finer than the minor unit."""
    for number, each in enumerate(rates):
        yield ("rates", number, "rate"), Amount(Decimal(int(each.rate.major)), each.rate.currency)


def problems(rates: Sequence[Rate]) -> Iterable[Problem]:
    """Yield rates of nothing, and two rates of one item from the same day."""
    seen: set[tuple[str, date]] = set()
    for number, each in enumerate(rates):
        if each.rate.major <= 0:
            yield Problem(("rates", number, "rate"), "a rate of nothing", "write an amount above zero")
        if (each.item, each.from_) in seen:
            what = f"'{each.item}' has two rates from {day_in_words(each.from_)}"
            yield Problem(("rates", number, "from"), what, "keep one of them, or correct its day")
        seen.add((each.item, each.from_))


def sentences(rates: Sequence[Rate], reader: Reader) -> Iterable[str]:
    """Say what a unit of each item is worth."""
    for each in rates:
        overhead = f", with {percentage(each.overhead)} overhead on top" if each.overhead else ""
        rate = f"{each.rate.currency or reader.currency} {_written(each.rate.major, reader.digits)}"
        yield f"  {each.item}: {rate} from {day_in_words(each.from_)}{overhead}"


class Price(NamedTuple):
    """An item's value in minor units, exact, over the days `first` to `last`, the overhead on it, and as written."""

    item: str
    first: int
    last: int
    rate: Fraction
    overhead: Fraction
    written: str

    def worth(self, quantity: int) -> Fraction:
        """Return what so many thousandths of a unit are worth, without overhead."""
        return self.rate * quantity / QUANTITY_PARTS

    def of(self, quantity: int) -> str:
        """Say what was contributed at which rate: `research nurse hour, 14.5 at 38.50`."""
        return f"{self.item}, {quantity_text(quantity)} at {self.written}"

    def amount(self, measure: str, view: View, segment: Segment) -> int:
        """Return a measure's total over the days of a segment on which the price holds."""
        return view.between(measure, max(self.first, segment.first), min(self.last, segment.last))


def prices(rates: Sequence[Rate], setting: Setting) -> tuple[Price, ...]:
    """Return every rate with the days on which it holds, in the order of items and days."""
    found: list[Price] = []
    for item in dict.fromkeys(each.item for each in rates):
        dated = sorted((each for each in rates if each.item == item), key=attrgetter("from_"))
        ends = [*(each.from_.toordinal() - 1 for each in dated[1:]), date.max.toordinal()]
        for each, last in zip(dated, ends, strict=True):
            rate = Fraction(each.rate.major) * 10**setting.digits
            overhead = each.overhead or Fraction(0)
            found.append(
                Price(item, each.from_.toordinal(), last, rate, overhead, _written(each.rate.major, setting.digits))
            )
    return tuple(found)


def _written(rate: Decimal, digits: int) -> str:
    """Write a rate with the currency's decimals, or as many as it has."""
    exponent = rate.as_tuple().exponent
    return f"{rate:,.{max(digits, -exponent if isinstance(exponent, int) else 0)}f}"
