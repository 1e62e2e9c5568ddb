"""`pledger accept`, `pledger reverse` and `pledger adopt-engine`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.recorded import record, record_in
from ledger.cli.recording import Recording, recording_options
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.application import Ledger

REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; kept where it can be erased.")


@click.command(cls=LedgerCommand, examples=["pledger accept device-licence/M1 --on 2026-06-12 --party licensee"])
@click.argument("ref")
@recording_options(omit={"ref"})
def accept(recording: Recording, ref: str) -> None:
    """Accept what another party claims; from then on it counts, and what it makes due is booked.

    REF is written agreement/M1, or M1 where only one agreement has it.
    """
    from ledger.commands.correction import Accept

    with opened(recording.settings) as ledger:
        agreement, fact = found_fact(ledger, ref)
        record_in(ledger, recording, agreement, Accept(ref=fact, on=recording.on))


@click.command(cls=LedgerCommand, examples=['pledger reverse device-licence/S1 --reason "entered twice"'])
@click.argument("ref")
@REASON
@recording_options(omit={"ref", "on", "note"})
def reverse(recording: Recording, ref: str, reason: str) -> None:
    """Take back a fact that was recorded by mistake, and what it booked, as from its own date.

    REF is written agreement/S1, or S1 where only one agreement has it.
    """
    from ledger.commands.correction import Reverse

    why = given_reason(reason)
    with opened(recording.settings) as ledger:
        agreement, fact = found_fact(ledger, ref)
        record_in(ledger, recording, agreement, Reverse(ref=fact, reason=why), recording.by()._replace(note=why))


@click.command(
    cls=LedgerCommand,
    name="adopt-engine",
    examples=['pledger adopt-engine device-licence --reason "release 2 corrects a rounding" --dry-run'],
)
@click.argument("agreement")
@REASON
@recording_options(omit={"ref", "on", "note"})
def adopt_engine(recording: Recording, agreement: str, reason: str) -> None:
    """Let the present engine work an agreement out from here on, and book what it would have booked otherwise.

    Needed only where a new release refuses to record because it works entries out in another way. --dry-run shows
    the differences.
    """
    from ledger.commands.lifecycle import AdoptEngine

    why = given_reason(reason)
    record(recording, agreement, AdoptEngine(reason=why), recording.by()._replace(note=why))


def given_reason(reason: str) -> str:
    """Return a reason. Raises WrongUsage for an empty one."""
    if not reason.strip():
        raise WrongUsage("The reason is empty", where="--reason", fix="Say in a few words why")
    return reason.strip()


def found_fact(ledger: Ledger, ref: str) -> tuple[str, str]:
    """Return the agreement and the reference of a fact, as `agreement/S1` or `S1` names it."""
    agreement, slash, fact = ref.strip().rpartition("/")
    if not fact:
        raise WrongUsage("The reference is empty", fix="Write it as agreement/S1, as the recording command named it")
    return (meant_agreement(ledger.store, agreement), fact) if slash else ledger.find(fact)
