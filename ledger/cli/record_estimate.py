"""`pledger record estimate`."""

from __future__ import annotations

import click

from ledger.cli.amounts import meant
from ledger.cli.commands import LedgerCommand
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage

_KINDS = ("sales", "income", "cost")


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record estimate sales device-licence 1,000,000 --for FY2026/27-Q2 --of device",
        "pledger record estimate cost device-development 40,000 --for 2026-07 --party university",
    ],
)
@click.argument("kind")
@click.argument("agreement", required=False)
@click.argument("amount", required=False)
@click.option("--amount", "amount_option", metavar="AMOUNT", help="The amount, if not written after AGREEMENT.")
@click.option(
    "--for",
    "period",
    required=True,
    metavar="PERIOD",
    help="2026, 2026-Q2 or 2026-05 (calendar), FY2026/27 or FY2026/27-Q2 (contract year).",
)
@click.option("--of", metavar="WHAT", help="What of (default: the only thing of the kind that the clauses name).")
@recording_options(omit={"on"})
def estimate(
    recording: Recording,
    *,
    kind: str,
    agreement: str | None,
    amount: str | None,
    amount_option: str | None,
    period: str,
    of: str | None,
) -> None:
    """Record what sales, income or costs are expected to be in a period. KIND is one of these three words.

    It books nothing. It counts in accruals by the days of its period that have passed, until the first actual figure of
    that period is recorded. A later estimate of the same period takes its place. Where deductions are agreed, write
    what is expected after them. AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.estimate import RecordEstimate

    if agreement and agreement.casefold() in _KINDS:
        kind, agreement = agreement, kind  # AGREEMENT comes first in the sibling commands
    word = kind.casefold()
    if word not in _KINDS:
        fix = f"Write one of: {', '.join(_KINDS)}, and the agreement after it"
        raise WrongUsage(f"'{kind}' can't be estimated", where="KIND", fix=fix)
    named, read = meant(agreement, amount, amount_option)
    record(recording, named, RecordEstimate(kind=word, amount=read, period=period.strip(), of=of, ref=recording.ref))
