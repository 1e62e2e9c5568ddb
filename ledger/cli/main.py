"""The command `pledger`: its groups and commands, and the boundary that every error stops at."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from ledger.cli.commands import Lazy, LazyGroup
from ledger.cli.failures import guarded
from ledger.cli.options import general_options
from ledger.cli.streams import make_safe
from ledger.errors import WrongUsage

NAME = "pledger"

_OBJECTS_BEFORE_GARBAGE = 100_000
"""A command is short: looking for garbage at every 700 objects that its imports make costs a twentieth of it."""

SECTIONS = {
    "Agreements": {
        "init": Lazy("ledger.cli.init:init", "Make an empty ledger."),
        "agreement": Lazy("ledger.cli.agreement:agreement", "Write, check and sign agreements, and look them up."),
        "amend": Lazy("ledger.cli.amending:amend", "Let amended terms hold from a day on."),
        "novate": Lazy("ledger.cli.novating:novate", "Let another party take the place of one, from a day on."),
        "terminate": Lazy("ledger.cli.terminating:terminate", "End an agreement with a day, before its term."),
        "suspend": Lazy("ledger.cli.gates:suspend", "Shut a gate: an approval is missing or was withdrawn."),
        "resume": Lazy("ledger.cli.gates:resume", "Open a gate: the approvals that it takes are there."),
        "opening": Lazy("ledger.cli.opening:opening", "Take an agreement over in mid-life, from where it stood."),
        "parties": Lazy("ledger.cli.parties:parties", "Who the parties are: one id, names by date, numbers."),
        "adopt-engine": Lazy("ledger.cli.corrections:adopt_engine", "Let a new release work an agreement out."),
    },
    "What happens": {
        "record": Lazy("ledger.cli.record:record", "Record what happened: cost, sales, income, milestone, payment."),
        "import": Lazy("ledger.cli.importing:import_file", "Record the rows of a spreadsheet, all or none."),
        "workbook": Lazy("ledger.cli.workbook:workbook", "A workbook to fill in and send back, with sums to read."),
        "accept": Lazy("ledger.cli.corrections:accept", "Accept what another party claims."),
        "reverse": Lazy("ledger.cli.corrections:reverse", "Take back what was recorded by mistake."),
        "withdraw": Lazy(
            "ledger.cli.withdrawing:withdraw", "Withdraw a milestone from a day on, and what it had paid."
        ),
        "fulfil": Lazy("ledger.cli.duties:fulfil", "A party did its duty for a period, with the evidence agreed."),
        "excuse": Lazy("ledger.cli.duties:excuse", "Let the duty of another party go for a period."),
    },
    "What is due": {
        "due": Lazy("ledger.cli.due:due", "What falls due, on whom, to whom, on what evidence."),
        "unpaid": Lazy("ledger.cli.unpaid:unpaid", "What was not received, by cause."),
        "obligations": Lazy("ledger.cli.obligations:obligations", "Every duty with its state, and who is on time."),
        "claim": Lazy("ledger.cli.dealing:claim", "The payee has claimed what it is due."),
        "invoice": Lazy("ledger.cli.dealing:invoice", "The payee has invoiced what it is due."),
        "waive": Lazy("ledger.cli.dealing:waive", "Give up a due, or part of it, on somebody's authority."),
        "dispute": Lazy("ledger.cli.dealing:dispute", "Contest a due: it is ring-fenced until the dispute ends."),
        "resolve": Lazy("ledger.cli.dealing:resolve", "End a dispute: what is upheld is waived, the rest falls due."),
    },
    "Time": {
        "close": Lazy("ledger.cli.closing:close", "Let time pass, and fix the statements of a period."),
        "accrue": Lazy("ledger.cli.accruing:accrue", "Accrue what is not booked, to be reversed on the next day."),
    },
    "Risk, reward and the sums behind them": {
        "shares": Lazy("ledger.cli.shares:shares", "Each party's share of risk and of reward."),
        "statement": Lazy("ledger.cli.statement:statement", "Opening, movements and closing of a period."),
        "explain": Lazy(
            "ledger.cli.explain:explain", "From a figure down to facts, events and the clause's own words."
        ),
        "history": Lazy("ledger.cli.history:history", "Every event: who, when, why."),
        "forecast": Lazy("ledger.cli.forecast:forecast", "Risk, reward and value to come, by a scenario."),
        "compare": Lazy("ledger.cli.comparing:compare", "What each party would get under one set of terms or another."),
    },
    "The ledger itself": {
        "verify": Lazy("ledger.cli.verify:verify", "Prove that nothing was altered; work every entry out again."),
        "export": Lazy("ledger.cli.exporting:export", "A journal for beancount, ledger or hledger, to check the sums."),
        "erase": Lazy("ledger.cli.erase:erase", "Erase a note or a person's name; events stay sealed."),
        "backup": Lazy("ledger.cli.backup:backup", "Copy the ledger while it is in use, and verify the copy."),
        "copy": Lazy("ledger.cli.copying:copy", "Move a ledger between a file and a server, verified."),
        "practice": Lazy("ledger.cli.backup:practice", "Make a copy to try things on, marked as such."),
        "views": Lazy("ledger.cli.views:views", "Look after the tables that answers are read from."),
        "demo": Lazy("ledger.demo.command:demo", "Show what the ledger does, on published terms and figures."),
    },
}
"""Every command and group by name, as the help lists them; the modules are imported when they are called."""

_ALIASES = {
    "sign": "ledger.cli.signing:sign",
    "void": "ledger.cli.signing:void",
    "list": "ledger.cli.agreements:list_agreements",
    "show": "ledger.cli.agreements:show",
}
"""Commands of `pledger agreement` that also work without that word."""


def _print_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    from importlib.metadata import PackageNotFoundError, version  # only to be printed

    try:
        click.echo(f"{NAME} {version('partnership-ledger')}")
    except PackageNotFoundError:
        click.echo(f"{NAME}, run from its source")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    sections=SECTIONS,
    aliases=_ALIASES,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings: flags, then PLEDGER_LEDGER, PLEDGER_US and PLEDGER_USER, then pledger.toml.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
@general_options
def pledger() -> None:
    """Keep what partners agreed and what happened, and show who bears the risk and who is due the reward."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises."""
    gc.set_threshold(_OBJECTS_BEFORE_GARBAGE)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # or it looks through every installed package for some
    make_safe()
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        pledger.main(prog_name=NAME)
    given = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(given), debug="--debug" in given)


def _run(arguments: list[str]) -> None:
    for number, argument in enumerate(arguments, 1):
        if not argument.isascii() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            fix = "Set the terminal to UTF-8, or write it in plain letters"
            raise WrongUsage("An argument is not text in this terminal's encoding", where=f"argument {number}", fix=fix)
    with pledger.make_context(NAME, arguments) as context:
        pledger.invoke(context)


if __name__ == "__main__":
    sys.exit(main())
