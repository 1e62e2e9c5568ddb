"""`pledger due`: what falls due, on whom, to whom, with what evidence."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.output import Format
from ledger.cli.portfolio import agreements_named, one_by_one
from ledger.cli.practising import practice_sentence
from ledger.cli.reading import Reading, reading_options_with
from ledger.cli.source import members_meant
from ledger.cli.streams import warn

if TYPE_CHECKING:
    from projections.dues import Owed

_DAYS = {"d": 1, "w": 7}
_WITHIN = re.compile(r"([0-9]{1,5})\s*(d|days?|w|weeks?)?", re.IGNORECASE)


class Within(click.ParamType[int]):
    """A number of days ahead, as 90d or 12w."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number of days, or fail with what would be right."""
        if isinstance(value, int):
            return value
        match = _WITHIN.fullmatch(value.strip())
        if match is None:
            self.fail(f"'{value}' is no number of days: write it as 90d or 12w.", param, ctx)
        return int(match[1]) * _DAYS[(match[2] or "d")[0].lower()]


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger due device-licence --within 90d",
        "pledger due --party northern-trust",
        "pledger due --all --within 12w -o dues.ics",
    ],
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="All agreements (also where none is named).")
@click.option("--within", type=Within(), metavar="DAYS", help="How far ahead, as 90d or 12w (default: without end).")
@click.option("--party", metavar="PARTY", help="What this party owes and is owed, in each agreement it has a part in.")
@reading_options_with(Format.ICS)
def due(reading: Reading, *, agreement: str | None, everything: bool, within: int | None, party: str | None) -> None:
    """Show what falls due, overdue first: by when, on whom, to whom, how much is still open, on what evidence.

    What another party has yet to accept stands below, with who may accept it. As a calendar (ics) each due is an event
    on its day. Today is the machine's day, or that of --today or --as-of.
    """
    from projections.accrued import Accruing, accruing, beside
    from projections.asking import footing
    from projections.dues import Asked, Outstanding, due_report, dues, outstanding

    with agreements_named(reading, agreement, everything=everything) as (source, names):
        asked = Asked(reading.as_of or date.today(), within)
        members = members_meant(source, names[0] if agreement else None, party) if party else None
        concerned = [name for name in names if members is None or name in dict(members)]
        several, accrued = list[Outstanding](), list[Accruing]()
        for each in one_by_one(reading, source, concerned):
            several.append(outstanding(each, asked))
            accrued += accruing(each.agreement, asked.today, spare=True)
        found = [each for each in dues(several, asked) if members is None or _concerns(each, members)]
        rests_on = footing(source.connection, source.asked)
        if not reading.wants(Format.ICS):
            reading.show(beside(due_report(several, found, asked, rests_on), accrued, asked.today))
            return
    from projections.calendar import to_calendar, without_day

    if undated := without_day(found):
        warn(f"{undated} of the dues have no day and are not in the calendar.")
    reading.emit(to_calendar(found, rests_on, "Practice: " if practice_sentence() else ""))


def _concerns(owed: Owed, members: set[tuple[str, str]]) -> bool:
    """Tell whether a party owes or is owed something; `members` are its agreements and what it is called there."""
    return not members.isdisjoint({(owed.agreement, owed.owed.payer), (owed.agreement, owed.owed.payee)})
