"""`pledger record rate`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.moments import Day
from ledger.cli.record_receipts import bare
from ledger.cli.recorded import record
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage

_CODE = 3
"""Letters of a currency."""


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record rate export-licence EUR 0.8550 --for 2026-Q1 --party licensor --evidence report.pdf",
        "pledger record rate export-licence USD 0.7900 --on 2026-05-10 --party licensee",
        "pledger record rate export-licence EUR 0.8560 --restates FX1 --party licensor",
    ],
)
@click.argument("agreement", required=False)
@click.argument("currency", required=False)
@click.argument("rate", required=False)
@click.option("--for", "period", metavar="PERIOD", help="The period of an average: 2026-05, 2026-Q2 or FY2026/27-Q2.")
@click.option("--restates", metavar="REF", help="The earlier rate that this one takes the place of.")
@click.option("--on", type=Day(), metavar="DATE", help="The day of a spot rate (default: today).")
@recording_options(omit={"on"})
def rate(
    recording: Recording,
    agreement: str | None,
    currency: str | None,
    rate: str | None,
    *,
    on: date | None,
    period: str | None,
    restates: str | None,
) -> None:
    """Record what one unit of a CURRENCY is worth in the agreement's, on a day or as the average of a period.

    It converts what is recorded in that currency, as the clause 'conversion' says. A rate that takes the place of an
    earlier one moves what that one had converted, by true-ups. AGREEMENT may be left out where the ledger holds only
    one, and CURRENCY with --restates.
    """
    from contracts.scalars.exchange_rate import parse_rate
    from ledger.commands.rate import RecordRate

    words = [word for word in (agreement, currency, rate) if word is not None]
    if not words or words[-1][:1].isalpha():
        raise WrongUsage("The rate is missing", fix="Write it after the currency: EUR 0.8550")
    if period is not None and on is not None:
        raise WrongUsage("A rate is of a day or of a period", where="--on", fix="Leave out --on or --for")
    named, of = _named(words[:-1])
    if on or period:
        recording = replace(recording, given_on=on or recording.today)
    command = RecordRate(
        rate=parse_rate(words[-1]),
        currency=of,
        on=on if period or restates else on or recording.today,
        period=period,
        ref=recording.ref,
        restates=bare(restates),
    )
    record(recording, named, command)


def _named(words: list[str]) -> tuple[str | None, str | None]:
    """Tell the agreement from the currency, where only one of them is written."""
    from contracts.currency import is_currency

    if len(words) > 1:
        return words[0], words[1]
    if not words:
        return None, None
    code = words[0].upper()
    meant = is_currency(code) or (len(code) == _CODE and words[0] == code)
    return (None, words[0]) if meant else (words[0], None)
