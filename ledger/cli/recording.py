"""Recording commands: what is said with every fact, and who says it.

    @click.command(cls=LedgerCommand)
    @recording_options()
    @click.argument("agreement")
    @click.argument("amount")
    def sales(recording: Recording, agreement: str, amount: str) -> None:
        done = ledger.record(agreement, …, recording.by(), dry_run=recording.dry_run)

What the command does not offer is left out with `omit`, so that `accept REF` may have a REF of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.moments import Day
from ledger.cli.options import TODAY, Function, Option, general_options, settings_here, with_options
from ledger.cli.settings import Settings
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.application import By
    from ledger.events import Evidence


@dataclass(frozen=True)
class Recording:
    """What is said with a fact beside the fact itself; `given_on` is its effective date where that was said."""

    settings: Settings
    today: date
    given_on: date | None = None
    party: str | None = None
    on_behalf_of: str | None = None
    ref: str | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    idempotency_key: str | None = None
    dry_run: bool = False
    as_json: bool = False

    @property
    def on(self) -> date:
        """Return the effective date: today unless given."""
        return self.given_on or self.today

    def by(self) -> By:
        """Say who asks: by name as claimed, or else as the machine knows them, beside what the machine observed."""
        from ledger.application import By
        from ledger.cli.observed import host, user

        observed = user()
        return By(
            name=self.settings.by or observed,
            user=observed,
            host=host(),
            us=self.settings.us,
            party=self.party,
            on_behalf_of=self.on_behalf_of,
            evidence=self.evidence,
            note=self.note,
            key=self.idempotency_key,
        )


_RECORDING = {
    "on": click.option("--on", type=Day(), metavar="DATE", help="The day it happened (default: today)."),
    "party": click.option("--party", metavar="PARTY", help="Whose fact it is (default: our own party)."),
    "on_behalf_of": click.option("--on-behalf-of", metavar="PARTY", help="The party it is recorded for."),
    "ref": click.option("--ref", metavar="REF", help="A reference of your own (default: the next number)."),
    "note": click.option("--note", metavar="TEXT", help="A note, kept where it can be erased."),
    "evidence": click.option(
        "--evidence",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        metavar="FILE",
        help="A file that proves it; its hash is kept. May be repeated.",
    ),
    "idempotency_key": click.option("--idempotency-key", metavar="KEY", help="Record once, however often it is run."),
    "dry_run": click.option("--dry-run", is_flag=True, help="Show what would be booked; record nothing."),
    "as_json": click.option(
        "--format",
        "as_json",
        type=click.Choice(["text", "json"], case_sensitive=False),
        callback=lambda ctx, param, value: value == "json",
        help="Answer in sentences (the default), or as one line of JSON.",
    ),
}


def recording_options(*, omit: Collection[str] = ()) -> Option:
    """Add the options of a recording command, which is called with a `Recording` first, except those to `omit`."""
    offered = {name: option for name, option in _RECORDING.items() if name not in omit}

    def decorate(command: Function) -> Function:
        @wraps(command)
        def run(*, today: date | None, **given: Any) -> None:
            taken = {name: given.pop(name) for name in offered}
            command(_recording(today or date.today(), **taken), **given)

        return general_options(with_options(run, (*offered.values(), TODAY)))

    return decorate


def _recording(
    today: date,
    *,
    on: date | None = None,
    party: str | None = None,
    on_behalf_of: str | None = None,
    ref: str | None = None,
    note: str | None = None,
    evidence: tuple[Path, ...] = (),
    idempotency_key: str | None = None,
    dry_run: bool = False,
    as_json: bool = False,
) -> Recording:
    return Recording(
        settings=settings_here(),
        today=today,
        given_on=on,
        party=not_empty("--party", party),
        on_behalf_of=not_empty("--on-behalf-of", on_behalf_of),
        ref=ref,
        note=note,
        evidence=_read(evidence),
        idempotency_key=not_empty("--idempotency-key", idempotency_key),
        dry_run=dry_run,
        as_json=as_json,
    )


def not_empty(option: str, value: str | None) -> str | None:
    """Return what was given, without blanks around; WrongUsage where only blanks were, as scripts may give them."""
    if value is None:
        return None
    if not value.strip():
        raise WrongUsage("Nothing is written there", where=option, fix=f"Write a value, or leave {option} out")
    return value.strip()


def _read(files: tuple[Path, ...]) -> tuple[Evidence, ...]:
    if not files:
        return ()
    from ledger.cli.evidence import read_evidence  # brings the events with it, which help does without

    return tuple(map(read_evidence, files))
