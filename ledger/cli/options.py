"""Options of every command: taken before the name of the command and after it, where they count.

    @click.command(cls=LedgerCommand)
    @general_options
    def init() -> None:
        path = settings_here().ledger

Reading and recording commands get these with their own, from `reading_options` and `recording_options`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

import click

from ledger.cli.moments import Day
from ledger.cli.settings import Settings, gather

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
        help="The ledger, a file or postgresql://… (PLEDGER_LEDGER; ledger.db).",
    ),
    click.option("--us", metavar="PARTY", expose_value=False, callback=_remember, help="Our own party (PLEDGER_US)."),
    click.option("--by", metavar="NAME", expose_value=False, callback=_remember, help="Who is at work (PLEDGER_USER)."),
    click.option("--debug", is_flag=True, expose_value=False, help="Show where in the program an error arose."),
)
TODAY = click.option("--today", type=Day(), metavar="DATE", help="Take this day for today.")


def general_options(command: Function) -> Function:
    """Add the options of every command; `settings_here` gives what they and the surroundings settle."""
    return with_options(command, _GENERAL)


def settings_here() -> Settings:
    """Settle the settings of the command that is running."""
    meta = click.get_current_context().meta
    return gather({name: meta[_KEY + name] for name in ("ledger", "us", "by") if _KEY + name in meta})


def with_options(command: Function, options: Collection[Option]) -> Function:
    """Add options to a command, the first of them first in its help."""
    for option in reversed(tuple(options)):
        command = option(command)
    return command
