"""What the cells of a row hold, taken out as commands want it; what is missing is named by its column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.parts.quantity import QUANTITY_PARTS
from contracts.scalars import Amount
from ledger.errors import WrongUsage

Values = Mapping[str, Any]
"""The cells of a row by field, read as what their columns are."""

_EMPTY = "Write it in every row; a merged cell, or a formula never calculated, counts as empty"


def day_in(values: Values) -> date:
    """Return the day of a fact. Raises WrongUsage for none."""
    day = values.get("on")
    if not isinstance(day, date):
        raise WrongUsage("The date is missing", where="--on", fix=_EMPTY)
    return day


def amount_in(values: Values) -> Amount:
    """Return the amount. Raises WrongUsage for none."""
    amount = values.get("amount")
    if not isinstance(amount, Amount):
        raise WrongUsage("The amount is missing", where="--amount", fix=_EMPTY)
    return amount


def name_in(values: Values, what: str, field: str = "of") -> str:
    """Return the name of what a row is about. Raises WrongUsage for none."""
    name = values.get(field)
    if not name:
        fix = f"Write the {what} by its name in the agreement"
        raise WrongUsage(f"It is not said which {what}", where=f"--{field}", fix=fix)
    return str(name)


def common_in(values: Values) -> dict[str, Any]:
    """Return what facts that may be restated have in common; a restatement keeps the day of what it restates."""
    restates = values.get("restates")
    on = values.get("on") if restates else day_in(values)
    return {"on": on, "of": values.get("of"), "ref": values.get("ref"), "restates": restates}


def quantity_in(values: Values) -> Decimal:
    """Return how many units of an item, to three decimals. Raises WrongUsage for none, or for a finer quantity."""
    quantity = number_in(values, "quantity", "units of the item, such as 7.5")
    if quantity is None:
        raise WrongUsage("The quantity is missing", where="--quantity", fix="Write how many units of the item")
    if (quantity * QUANTITY_PARTS) % 1:
        what = f"'{quantity}' is not a quantity with at most three decimals"
        raise WrongUsage(what, where="--quantity", fix="Write units of the item, such as 7.5")
    return quantity


def whole_in(values: Values, field: str, what: str) -> int:
    """Return a number of people or cases. Raises WrongUsage for none, and for one that is not whole."""
    option = f"--{field.replace(' ', '-')}"
    number = number_in(values, field, "a whole number, such as 1200")
    if number is None:
        raise WrongUsage(f"{what} is missing", where=option, fix=_EMPTY)
    if number % 1:
        raise WrongUsage(f"'{number}' is not a whole number", where=option, fix="Write a whole number, such as 1200")
    return int(number)


def number_in(values: Values, field: str, how: str) -> Decimal | None:
    """Return a number that is not money, None for an empty cell. Raises WrongUsage for one with a currency."""
    read = values.get(field)
    if read is None:
        return None
    if read.currency:
        option = f"--{field.replace(' ', '-')}"
        raise WrongUsage(f"'{read}' is an amount of money, not a number", where=option, fix=f"Write {how}")
    return Decimal(read.major)
