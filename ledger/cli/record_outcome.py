"""`pledger record outcome`, `pledger record quality` and `pledger record non-response`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.moments import Day
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.recorded import record, record_in
from ledger.cli.recording import Recording, not_empty, recording_options
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.commands.outcome import RecordOutcome

_OUTCOME = click.option("--of", metavar="OUTCOME", help="The outcome (default: the only one the clauses name).")


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record outcome device-outcomes --patients 1,200 --saving 412.50 --on 2026-06-30 --party hospital "
        '--verified-by "health economics unit" --evidence report.pdf',
        "pledger record outcome device-outcomes --patients 1,200 --saving 569 --claimed --party supplier",
    ],
)
@click.argument("agreement", required=False)
@_OUTCOME
@click.option("--patients", metavar="NUMBER", required=True, help="How many people the outcome is of.")
@click.option("--saving", metavar="AMOUNT", help="What each saved on average, in money.")
@click.option("--used", metavar="UNITS", help="What each used on average, in units of the agreed baseline: 1.66.")
@click.option("--claimed", is_flag=True, help="It is not verified: it is kept apart, and nothing is due on it.")
@click.option("--verified-by", metavar="NAME", help="Who verified it, as the clause names them.")
@click.option("--grade", metavar="GRADE", help="The grade of the evidence.")
@recording_options()
def outcome(
    recording: Recording,
    *,
    agreement: str | None,
    of: str | None,
    patients: str,
    saving: str | None,
    used: str | None,
    claimed: bool,
    verified_by: str | None,
    grade: str | None,
) -> None:
    """Record what people were saved, or what they used: verified, or with --claimed only claimed.

    AGREEMENT may be left out where the ledger holds only one.
    """
    verified_by = not_empty("--verified-by", verified_by)
    if claimed == (verified_by is not None):
        fix = "Add either --verified-by NAME or --claimed"
        raise WrongUsage("It is not said whether the outcome was verified or is only claimed", fix=fix)
    command = _outcome(recording, patients=patients, saving=saving, used=used, of=of)
    from msgspec.structs import replace

    record(recording, agreement, replace(command, verified_by=verified_by, grade=not_empty("--grade", grade)))


def _outcome(
    recording: Recording, *, patients: str, saving: str | None, used: str | None, of: str | None
) -> RecordOutcome:
    from contracts.scalars import parse_amount
    from contracts.scalars.quantity import parse_quantity
    from ledger.commands.outcome import RecordOutcome

    return RecordOutcome(
        people=_whole(patients, "--patients"),
        on=recording.on,
        of=of,
        saving_each=parse_amount(saving) if saving is not None else None,
        units_each=parse_quantity(used) if used is not None else None,
        ref=recording.ref,
    )


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger record quality device-outcomes readmissions --cases 30 --out-of 1,200 --on 2026-06-30 --party hospital"
    ],
)
@click.argument("agreement", required=False)
@click.argument("what", required=False)
@_OUTCOME
@click.option("--cases", metavar="NUMBER", required=True, help="In how many it was found.")
@click.option("--out-of", metavar="NUMBER", required=True, help="How many were looked at.")
@recording_options()
def quality(
    recording: Recording, *, agreement: str | None, what: str | None, of: str | None, cases: str, out_of: str
) -> None:
    """Record WHAT was measured of quality beside an outcome: so many cases out of so many.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.quality import RecordQuality

    counted = _whole(cases, "--cases"), _whole(out_of, "--out-of")
    with opened(recording.settings) as ledger:
        named, measured = (agreement, what) if what is not None else (None, agreement)
        if not measured or not measured.strip() or (named is None and ledger.store.version_of(measured)):
            raise WrongUsage("It is not said what was measured", fix="Name it after the agreement, as readmissions")
        command = RecordQuality(
            what=measured.strip(), cases=counted[0], out_of=counted[1], on=recording.on, of=of, ref=recording.ref
        )
        record_in(ledger, recording, meant_agreement(ledger.store, named), command)


@click.command(
    cls=LedgerCommand,
    name="non-response",
    examples=[
        "pledger record non-response device-rebate --patients 12 --on 2026-06-10 --claimed-on 2026-07-30 "
        "--evidence report.pdf --party trust"
    ],
)
@click.argument("agreement", required=False)
@_OUTCOME
@click.option("--patients", metavar="NUMBER", required=True, help="In how many people the outcome was missing.")
@click.option("--claimed-on", type=Day(), metavar="DATE", help="The day on which it was claimed (default: today).")
@recording_options()
def non_response(
    recording: Recording, *, agreement: str | None, of: str | None, patients: str, claimed_on: date | None
) -> None:
    """Record in how many people an outcome was found to be missing, and when that was claimed.

    AGREEMENT may be left out where the ledger holds only one.
    """
    from ledger.commands.non_response import RecordNonResponse

    command = RecordNonResponse(
        people=_whole(patients, "--patients"),
        on=recording.on,
        claimed=claimed_on or recording.today,
        of=of,
        ref=recording.ref,
    )
    record(recording, agreement, command)


def _whole(word: str, option: str) -> int:
    """Read a whole number of people or cases. Raises BadScalar for a word that is no number, and WrongUsage."""
    from contracts.scalars.quantity import parse_quantity

    number = parse_quantity(word)
    if number != number.to_integral_value():
        raise WrongUsage(f"'{word}' is not a whole number", where=option, fix="Write a whole number, such as 1,200")
    return int(number)
