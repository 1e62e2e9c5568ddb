"""Exchange: an amount in another currency becomes one in the agreement's, to the penny, at one rate.

Every receipt or cost is converted by itself: amount x rate, rounded to the minor unit of the agreement's currency,
halves away from zero. What was converted is tallied beside it by currency and rate, so that a sum can show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from contracts.clause import Fact, View
from contracts.currency import digits as digits_of
from contracts.money import round_amount, written
from contracts.scalars.exchange_rate import rate_text

_FROM, _INTO = "converted", "converted into"
_BETWEEN = ":"
_CONVERTED = f"{_FROM}{_BETWEEN}"


def converted(amount: int, rate: Decimal, digits: tuple[int, int]) -> int:
    """Convert minor units of one currency into those of another; `digits` are the decimals of both.

    EUR 400,000.00 at 0.8550 are GBP 342,000.00, and JPY 1,000,000 at 0.00525 are GBP 5,250.00:

    >>> converted(400_000_00, Decimal("0.8550"), (2, 2)), converted(1_000_000, Decimal("0.00525"), (0, 2))
    (34200000, 525000)
    """
    before, into = digits
    return round_amount(amount * Fraction(rate) * Fraction(10) ** (into - before))


def tallied(measure: str, on: int, currency: str, rate: Decimal, amounts: tuple[int, int]) -> list[Fact]:
    """Return what is tallied beside a converted amount: both amounts, under its currency and rate."""
    name = _BETWEEN.join((measure, currency, rate_text(rate)))
    return [Fact(f"{kind}{_BETWEEN}{name}", on, amount) for kind, amount in zip((_FROM, _INTO), amounts, strict=True)]


def anything(view: View) -> bool:
    """Tell whether anything was converted in a period."""
    return view.moved(_FROM)


def in_words(view: View, measure: str, digits: int) -> str:
    """Say what of a measure was converted in a period: `, of which EUR 400,000.00 x 0.8550 = 342,000.00`.

    Nothing where nothing was converted.
    """
    if not anything(view):
        return ""
    names = [name for name in view.measures() if name.startswith(_CONVERTED)]
    parts = list(_sums(view, names, f"{_CONVERTED}{measure}{_BETWEEN}", digits))
    return f", of which {' and '.join(parts)}" if parts else ""


def _sums(view: View, names: Iterable[str], begins: str, digits: int) -> Iterator[str]:
    for name in sorted(names):  # in an order that no history changes
        if not name.startswith(begins) or name.count(_BETWEEN) != begins.count(_BETWEEN) + 1:
            continue
        currency, _, rate = name[len(begins) :].partition(_BETWEEN)
        amount, into = view.total(name), view.total(f"{_INTO}{name[len(_FROM) :]}")
        if amount or into:
            before = digits_of(currency)
            exactly = into == converted(amount, Decimal(rate), (before, digits))
            rounded = "" if exactly else ", each rounded"
            yield f"{currency} {written(amount, before)} x {rate} = {written(into, digits)}{rounded}"
