"""The agreement and the amount as people type them: `AGREEMENT AMOUNT`, `AMOUNT` alone, or with `--amount`."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

import click

from ledger.cli.options import Function, with_options
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from contracts.scalars import Amount

_ARGUMENTS = (
    click.argument("agreement", required=False),
    click.argument("amount", required=False),
    click.option("--amount", "amount_option", metavar="AMOUNT", help="The amount, if not written after AGREEMENT."),
)


def amount_arguments(command: Function) -> Function:
    """Add AGREEMENT and AMOUNT, and --amount; the command gets `agreement` (None if left out) and `amount`."""

    @wraps(command)
    def run(
        *arguments: object, agreement: str | None, amount: str | None, amount_option: str | None, **options: object
    ) -> None:
        named, read = meant(agreement, amount, amount_option)
        command(*arguments, agreement=named, amount=read, **options)

    return with_options(run, _ARGUMENTS)


def meant(agreement: str | None, amount: str | None, amount_option: str | None) -> tuple[str | None, Amount]:
    """Return the agreement, None where only an amount was given, and the amount. Raises WrongUsage, BadScalar."""
    from contracts.scalars import parse_amount

    if amount is not None and amount_option is not None:
        raise WrongUsage("The amount is given twice", where="--amount", fix=f"Leave out '{amount}' or --amount")
    if amount_option is not None:
        return agreement, parse_amount(amount_option)
    if amount is not None:
        return agreement, parse_amount(amount)
    if agreement is None or not any(map(str.isdigit, agreement)):
        raise WrongUsage("The amount is missing", fix="Write it after the agreement, such as 3,500,000 or -£250.00")
    return None, _alone(agreement)


def _alone(word: str) -> Amount:
    """Read the only word as an amount: it may also be an agreement whose amount was forgotten."""
    from contracts.errors import BadScalar
    from contracts.scalars import parse_amount

    try:
        return parse_amount(word)
    except BadScalar as error:
        fix = f"If '{word}' is the agreement, write the amount after it; if it is the amount: {error.fix}"
        raise WrongUsage("The amount is missing, or can't be read", where=word, fix=fix) from error
