"""Figures as text: amounts from minor units, shares to four places, dates in ISO order."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from projections.rendering.report import Amount, Cell, Column, Kind


def plain(minor: int, digits: int) -> str:
    """Write an amount as a decimal number without grouping.

    >>> plain(-23500000, 2), plain(5, 3), plain(1200, 0)
    ('-235000.00', '0.005', '1200')
    """
    return _amount(minor, digits, "")


def grouped(minor: int, digits: int) -> str:
    """Write an amount as people read it.

    >>> grouped(125000000, 2), grouped(-30, 2)
    ('1,250,000.00', '-0.30')
    """
    return _amount(minor, digits, ",")


def _amount(minor: int, digits: int, separator: str) -> str:
    whole, rest = divmod(abs(minor), 10**digits)
    sign = "-" if minor < 0 else ""
    number = format(whole, separator)
    return f"{sign}{number}.{rest:0{digits}d}" if digits else f"{sign}{number}"


def four_places(value: Fraction) -> str:
    """Write a share to four places, halves away from zero: for showing, never for reckoning.

    >>> four_places(Fraction(1, 3)), four_places(Fraction(-1, 20000)), four_places(Fraction(1))
    ('0.3333', '-0.0001', '1.0000')
    """
    return _places(value, 4)


def fraction_in(column: Column, value: Fraction) -> str:
    """Write a rate to six places, any other fraction to four."""
    return _places(value, 6 if column.kind is Kind.RATE else 4)


def _places(value: Fraction, digits: int) -> str:
    parts = int(abs(value) * 10**digits + Fraction(1, 2))
    return plain(-parts if value < 0 else parts, digits)


def amount_of(column: Column, cell: Cell) -> Amount | None:
    """Return the amount in a cell of a MONEY column, in the column's currency unless it has its own."""
    if cell is None or isinstance(cell, Amount):
        return cell
    if not isinstance(cell, int):
        raise TypeError(f"column {column.name}: {cell!r} is not an amount")
    return Amount(cell, column.currency or "", column.digits)


def readable(column: Column, cell: Cell, dash: str) -> str:
    """Write a cell as people read it: grouped amounts, and `dash` for what is undefined."""
    amount = amount_of(column, cell) if column.kind is Kind.MONEY else None
    if amount is not None:
        figure = grouped(amount.minor, amount.digits)
        return figure if column.currency else f"{amount.currency} {figure}"
    if cell is None:
        return dash
    if isinstance(cell, Fraction):
        return fraction_in(column, cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
