"""Options that commands share: those of every command, of the reading ones, and of the recording ones.

    @pledger.command()                        @group.command()
    @reading_options                          @recording_options()
    @click.argument("agreement")              @click.argument("amount")
    def shares(reading, agreement): …         def sales(recording, amount): …

The options of every command are taken before the name of the command and after it; after it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from ledger.cli.moments import Day, KnownAt, Moment
from ledger.cli.output import Format, show
from ledger.cli.settings import Settings, gather

if TYPE_CHECKING:
    from ledger.events import Evidence
    from projections.rendering.report import Report

Function: TypeAlias = Callable[..., None]
Option: TypeAlias = Callable[[Function], Function]

_KEY = "pledger."


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta[_KEY + str(param.name)] = value


_GENERAL = (
    click.option(
        "--ledger",
        metavar="PATH",
        expose_value=False,
        callback=_remember,
        help="The ledger (PLEDGER_LEDGER; ledger.db).",
    ),
    click.option("--us", metavar="PARTY", expose_value=False, callback=_remember, help="Our own party (PLEDGER_US)."),
    click.option("--by", metavar="NAME", expose_value=False, callback=_remember, help="Who is at work (PLEDGER_USER)."),
    click.option("--debug", is_flag=True, expose_value=False, help="Show where in the program an error arose."),
)
_TODAY = click.option("--today", type=Day(), metavar="DATE", help="Take this day for today.")


def general_options(command: Function) -> Function:
    """Add the options of every command; `settings_here` gives what they and the surroundings settle."""
    return _with(command, _GENERAL)


def settings_here() -> Settings:
    """Settle the settings of the command that is running."""
    meta = click.get_current_context().meta
    return gather({name: meta[_KEY + name] for name in ("ledger", "us", "by") if _KEY + name in meta})


def _with(command: Function, options: Collection[Option]) -> Function:
    for option in reversed(tuple(options)):
        command = option(command)
    return command


@dataclass(frozen=True)
class Reading:
    """What a reading command was asked for; `known_at` None means all that is known, `as_of` None means today."""

    settings: Settings
    today: date
    as_of: date | None = None
    known_at: KnownAt | None = None
    format: Format | None = None
    output: Path | None = None

    def show(self, report: Report) -> None:
        """Write a report where and how it was asked for."""
        show(report, self.format, self.output)


_READING = (
    click.option("--as-of", type=Day(), metavar="DATE", help="What was so at this date."),
    click.option("--known-at", type=Moment(), metavar="DATE|INSTANT", help="What was recorded by then."),
    _TODAY,
    click.option(
        "--format",
        "format_",
        type=click.Choice([each.value for each in Format], case_sensitive=False),
        help="How to write the answer.",
    ),
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into a file."),
)


def reading_options(command: Function) -> Function:
    """Add the options of a reading command, which is called with a `Reading` first."""

    @wraps(command)
    def run(
        *,
        as_of: date | None,
        known_at: KnownAt | None,
        today: date | None,
        format_: str | None,
        output: Path | None,
        **arguments: object,
    ) -> None:
        chosen = Format(format_) if format_ else None
        command(Reading(settings_here(), today or date.today(), as_of, known_at, chosen, output), **arguments)

    return general_options(_with(run, _READING))


@dataclass(frozen=True)
class Recording:
    """What is recorded with a fact beside the fact itself.

    `on` is its effective date (today unless given), `party` whose fact it is (our own unless given), `settings.by`
    who says to be recording.
    """

    settings: Settings
    today: date
    on: date
    party: str | None = None
    on_behalf_of: str | None = None
    ref: str | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    idempotency_key: str | None = None
    dry_run: bool = False


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
}


def recording_options(*, omit: Collection[str] = ()) -> Option:
    """Add the options of a recording command, which is called with a `Recording` first, except those to `omit`."""
    offered = {name: option for name, option in _RECORDING.items() if name not in omit}

    def decorate(command: Function) -> Function:
        @wraps(command)
        def run(*, today: date | None, **given: Any) -> None:
            taken = {name: given.pop(name) for name in offered}
            command(_recording(today or date.today(), **taken), **given)

        return general_options(_with(run, (*offered.values(), _TODAY)))

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
) -> Recording:
    from ledger.cli.evidence import read_evidence  # brings the events with it, which reading commands do without

    settings = settings_here()
    files = tuple(map(read_evidence, evidence))
    whose = party or settings.us
    return Recording(settings, today, on or today, whose, on_behalf_of, ref, note, files, idempotency_key, dry_run)
