"""`pledger claim`, `invoice`, `waive`, `dispute` and `resolve`: a due beyond its payment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.corrections import REASON, given_reason
from ledger.cli.due_refs import meant_due
from ledger.cli.opened import opened
from ledger.cli.recorded import record_in
from ledger.cli.recording import Recording, not_empty, recording_options
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from contracts.scalars import Amount


def _read(amount: str | None) -> Amount | None:
    """Read an amount, None where there is none. Raises BadScalar."""
    from contracts.scalars import parse_amount

    return None if amount is None else parse_amount(amount)


@click.command(
    cls=LedgerCommand, examples=["pledger claim device-licence/royalty@FY2026/27-Q1 --on 2026-05-02 --party licensor"]
)
@click.argument("ref", metavar="REF")
@recording_options(omit={"ref"})
def claim(recording: Recording, ref: str) -> None:
    """Record that the payee has claimed what it is due.

    REF is a due, as royalty@2026-Q1, an entry, as E4.1, or a fact behind it, as S1; with agreement/ before it where
    the ledger holds several.
    """
    from ledger.commands.claiming import ClaimDue

    with opened(recording.settings) as ledger:
        agreement, due = meant_due(ledger, ref)
        record_in(ledger, recording, agreement, ClaimDue(due=due, on=recording.on))


@click.command(
    cls=LedgerCommand,
    examples=["pledger invoice device-licence/royalty@FY2026/27-Q1 --on 2026-05-02 --number INV-7 --party licensor"],
)
@click.argument("ref", metavar="REF")
@click.option("--number", metavar="NUMBER", help="The invoice's own number.")
@click.option("--amount", metavar="AMOUNT", help="How much (default: all that is open).")
@recording_options(omit={"ref"})
def invoice(recording: Recording, ref: str, *, number: str | None, amount: str | None) -> None:
    """Record that the payee has invoiced what it is due.

    REF is a due, as royalty@2026-Q1, an entry, as E4.1, or a fact behind it, as S1.
    """
    from ledger.commands.claiming import InvoiceDue

    with opened(recording.settings) as ledger:
        agreement, due = meant_due(ledger, ref)
        command = InvoiceDue(due=due, on=recording.on, amount=_read(amount), number=not_empty("--number", number))
        record_in(ledger, recording, agreement, command)


@click.command(
    cls=LedgerCommand,
    examples=[
        'pledger waive device-licence/royalty@FY2026/27-Q1 500 --authority "finance director" --on 2026-06-01 '
        "--party licensor --evidence report.pdf"
    ],
)
@click.argument("ref", metavar="REF")
@click.argument("amount", required=False, metavar="[AMOUNT]")
@click.option("--authority", required=True, metavar="TEXT|FILE", help="Who decided it; a file is kept as evidence.")
@recording_options(omit={"ref", "note"})
def waive(recording: Recording, ref: str, *, amount: str | None, authority: str) -> None:
    """Give up a due, or AMOUNT of it: the payee waives it, on somebody's authority.

    What is waived is settled, and bears no interest from that day on. If the due becomes less afterwards, the waiver
    covers only what is left. REF is a due, as royalty@2026-Q1, an entry, as E4.1, or a fact behind it, as S1.
    """
    from ledger.commands.waiving import Waive

    recording, who = _authorised(recording, authority)
    with opened(recording.settings) as ledger:
        agreement, due = meant_due(ledger, ref)
        command = Waive(due=due, on=recording.on, amount=_read(amount))
        record_in(ledger, recording, agreement, command, recording.by()._replace(note=who))


def _authorised(recording: Recording, authority: str) -> tuple[Recording, str]:
    """Return who decided; a file that says so becomes evidence, and is named."""
    who = not_empty("--authority", authority) or ""
    if Path(who).is_file():
        from ledger.cli.evidence import read_evidence

        proof = read_evidence(Path(who))
        return replace(recording, evidence=(*recording.evidence, proof)), proof.name
    return recording, who


@click.command(
    cls=LedgerCommand,
    examples=[
        'pledger dispute device-licence/royalty@FY2026/27-Q1 500 --on 2026-06-01 --reason "returns not deducted" '
        "--party licensee"
    ],
)
@click.argument("ref", metavar="REF")
@click.argument("amount", required=False, metavar="[AMOUNT]")
@REASON
@recording_options(omit={"ref", "note"})
def dispute(recording: Recording, ref: str, *, amount: str | None, reason: str) -> None:
    """Contest a due, or AMOUNT of it: it is ring-fenced until the dispute ends.

    Payments and advances pass it by, and it is not overdue meanwhile. Contractual interest keeps running on it; what
    is upheld in the end bears none. REF is a due, as royalty@2026-Q1, an entry, as E4.1, or a fact behind it, as S1.
    """
    from ledger.commands.disputing import Dispute

    why = given_reason(reason)
    with opened(recording.settings) as ledger:
        agreement, due = meant_due(ledger, ref)
        command = Dispute(due=due, on=recording.on, amount=_read(amount), reason=why)
        record_in(ledger, recording, agreement, command, recording.by()._replace(note=why))


@click.command(
    cls=LedgerCommand,
    examples=["pledger resolve device-licence/DI1 --upheld 200 --on 2026-07-01 --party licensor --evidence report.pdf"],
)
@click.argument("ref", metavar="REF")
@click.option("--upheld", metavar="AMOUNT", help="What need not be paid; the rest falls due again.")
@click.option("--withdrawn", is_flag=True, help="The dispute was withdrawn: all of it falls due again.")
@recording_options(omit={"ref"})
def resolve(recording: Recording, ref: str, *, upheld: str | None, withdrawn: bool) -> None:
    """End a dispute: what is upheld is waived, and the rest falls due again.

    REF is the dispute, as DI1, or the due that is disputed. Who gives way says so, or a decision is shown with
    --evidence.
    """
    from ledger.commands.disputing import Resolve

    if withdrawn == (upheld is not None):
        fix = "Give --upheld AMOUNT, or --withdrawn if all of it is owed"
        raise WrongUsage("It is not said how the dispute ended", where="--upheld", fix=fix)
    with opened(recording.settings) as ledger:
        agreement, named = meant_due(ledger, ref)
        record_in(ledger, recording, agreement, Resolve(dispute=named, on=recording.on, upheld=_read(upheld)))
