"""Commands that load when they are called, and that take a negative amount for an amount.

`pledger record sales` must not pay for what `pledger shares` imports: a group knows its commands by name, place and
one line of help, and imports the module of the one that is called. The help of a group imports none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click
from click.exceptions import NoSuchCommand
from click.parser import _OptionParser, _ParsingState

_NEGATIVE_AMOUNT = re.compile(r"-\s*(?:[A-Z]{3}|[^\w\s.-])?\s*\.?[0-9]")
"""A minus sign, perhaps a currency by code or sign, and a digit: -300000, -£300.00, "-GBP 300", -.50."""


class Lazy(NamedTuple):
    """Where a command is (`module:attribute`), and its line in the help of its group."""

    target: str
    short_help: str


class _AmountParser(_OptionParser):
    """Click's parser, except that what looks like a negative amount is an argument and never an option.

    Click offers no hook for this; a test holds what is relied on here.
    """

    def _process_opts(self, arg: str, state: _ParsingState) -> None:
        if _NEGATIVE_AMOUNT.match(arg):
            state.largs.append(arg)
        else:
            super()._process_opts(arg, state)


class Exampled(click.Command):
    """A command whose help ends in examples: whole command lines, which run as they stand."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, which are never wrapped, and what else the help ends in."""
        if self.examples:
            with formatter.section("Examples" if len(self.examples) > 1 else "Example"):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        super().format_epilog(ctx, formatter)


class LedgerCommand(Exampled):
    """A command whose arguments may be negative amounts."""

    def make_parser(self, ctx: click.Context) -> _OptionParser:
        """Build the parser from the command's parameters."""
        parser = _AmountParser(ctx)
        for parameter in self.get_params(ctx):
            parameter.add_to_parser(parser, ctx)
        return parser


class LazyGroup(Exampled, click.Group):
    """A group of commands that are imported when they are called; `lazy` maps names to their places.

    `sections` are several such maps, each under a heading of the help. `aliases` are other names of commands
    elsewhere, which work and are not in the help.
    """

    command_class = LedgerCommand

    def __init__(
        self,
        *args: Any,
        lazy: Mapping[str, Lazy] | None = None,
        sections: Mapping[str, Mapping[str, Lazy]] | None = None,
        aliases: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.sections = {"Commands": lazy} if lazy else dict(sections or {})
        self.lazy = {name: where for section in self.sections.values() for name, where in section.items()}
        self.aliases = dict(aliases or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give all names, in the order in which they were declared."""
        return [*self.lazy, *(name for name in self.commands if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None if there is none of this name."""
        target = self.lazy[cmd_name].target if cmd_name in self.lazy else self.aliases.get(cmd_name)
        if target is None:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; an unknown one is refused with the nearest that exist."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help from what is declared, without importing any."""
        for heading, section in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name, where.short_help) for name, where in section.items()], col_max=12)
        if self.commands:
            with formatter.section("Commands"):
                formatter.write_dl([(name, command.get_short_help_str(100)) for name, command in self.commands.items()])
