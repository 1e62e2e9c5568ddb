"""`pledger record sales` and `pledger record income`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.amounts import amount_arguments
from ledger.cli.commands import LedgerCommand
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from contracts.scalars import Amount

_RESTATES = click.option("--restates", metavar="REF", help="The earlier figure that this one takes the place of.")


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record sales device-licence 3,500,000 --on 2026-05-10 --of device",
        'pledger record sales device-licence -40,000 --on 2026-06-02 --note "returned stock"',
        "pledger record sales device-licence 3,600,000 --restates S1",
        "pledger record sales export-licence 400,000 EUR --on 2026-02-10",
    ],
)
@amount_arguments
@click.option("--of", metavar="PRODUCT", help="What was sold (default: the only product the clauses name).")
@click.option("--deduct", multiple=True, metavar="KIND=AMOUNT", help="A deduction from gross sales. May be repeated.")
@_RESTATES
@recording_options()
def sales(
    recording: Recording,
    *,
    agreement: str | None,
    amount: Amount,
    of: str | None,
    deduct: tuple[str, ...],
    restates: str | None,
) -> None:
    """Record sales: gross where a clause takes deductions off, else net. Returns are negative.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.receipts import RecordSales

    on = recording.given_on if restates else recording.on
    command = RecordSales(
        amount=amount, on=on, of=of, deductions=_deductions(deduct), ref=recording.ref, restates=bare(restates)
    )
    record(recording, agreement, command)


@click.command(
    cls=LedgerCommand, examples=["pledger record income revenue-sharing 40,000 --on 2026-06-30 --of licensing"]
)
@amount_arguments
@click.option("--of", metavar="KIND", help="What kind of income (default: the only kind the clauses name).")
@_RESTATES
@recording_options()
def income(
    recording: Recording,
    *,
    agreement: str | None,
    amount: Amount,
    of: str | None,
    restates: str | None,
) -> None:
    """Record net income of a kind that a clause shares out. Refunds are negative.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.receipts import RecordIncome

    on = recording.given_on if restates else recording.on
    record(recording, agreement, RecordIncome(amount=amount, on=on, of=of, ref=recording.ref, restates=bare(restates)))


def bare(ref: str | None) -> str | None:
    """Return a reference without the agreement before it, which the command names already."""
    return ref.rpartition("/")[2] if ref else ref


def _deductions(given: tuple[str, ...]) -> tuple[tuple[str, Amount], ...]:
    from contracts.scalars import parse_amount

    parts = []
    for deduction in given:
        kind, equals, amount = deduction.rpartition("=")
        if not equals:
            fix = "Write it as --deduct rebates=120,000"
            raise WrongUsage("A deduction is a kind and an amount", where=f"--deduct {deduction}", fix=fix)
        parts.append((kind.strip(), parse_amount(amount)))
    return tuple(parts)
