"""The agreement and the amount as people type them: `AGREEMENT AMOUNT`, `AMOUNT` alone, or with `--amount`.

A currency may follow the amount as a word of its own: `400,000 EUR`.
"""

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
    click.argument("currency", required=False),
    click.option("--amount", "amount_option", metavar="AMOUNT", help="The amount, if not written after AGREEMENT."),
)

_MOST = 2
"""Words that may stand here, a currency behind the amount joined with it."""


def amount_arguments(command: Function) -> Function:
    """Add AGREEMENT and AMOUNT, and --amount; the command gets `agreement` (None if left out) and `amount`."""

    @wraps(command)
    def run(
        *arguments: object,
        agreement: str | None,
        amount: str | None,
        currency: str | None,
        amount_option: str | None,
        **options: object,
    ) -> None:
        words = _with_currency([word for word in (agreement, amount, currency) if word is not None])
        named, read = meant(*words, amount_option)
        command(*arguments, agreement=named, amount=read, **options)

    return with_options(run, _ARGUMENTS)


def _with_currency(words: list[str]) -> tuple[str | None, str | None]:
    """Join an amount and the currency that follows it. Raises WrongUsage for a word too many."""
    if len(words) > 1 and _is_one(words[-1], words[-2]):
        words = [*words[:-2], f"{words[-2]} {words[-1]}"]
    elif len(words) > 1 and _is_amount(words[-2]) and words[-1].isalpha():
        from contracts.currency import parse_currency

        parse_currency(words[-1])  # what stands behind an amount is meant as its currency, and is none
    if len(words) > _MOST:
        raise WrongUsage(f"There is a word too many: '{words[-1]}'", fix="Write AGREEMENT AMOUNT, or AMOUNT EUR")
    agreement, amount = [*words, None, None][:_MOST]
    return agreement, amount


def _is_one(word: str, beside: str) -> bool:
    """Whether two words are an amount and a currency: `400,000 eur`, or in capitals `EUR 400,000`."""
    from contracts.currency import is_currency

    if any(map(str.isdigit, word)):
        return beside.isupper() and is_currency(beside)
    return is_currency(word.upper()) and any(map(str.isdigit, beside))


def _is_amount(word: str) -> bool:
    from contracts.errors import BadScalar
    from contracts.scalars import parse_amount

    try:
        parse_amount(word)
    except BadScalar:
        return False
    return True


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
