"""What is unpaid and why: every leak with its amount and day, totals by cause and currency, and parity below 1."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

from projections.asking import Asked, footing
from projections.dues import amount_of
from projections.leaks import Cause, Leak, leaks
from projections.loaded import Loaded
from projections.parity import below_floor, parity_below_one
from projections.reckoning import Reckoned, reckoned, reckoning
from projections.rendering.report import Amount, Report, Row, Table, day, integer, money, text, under
from projections.shares import BASES


class Unpaid(NamedTuple):
    """What an answer needs of one agreement, which may be forgotten then with all its facts; `unit` is no amount."""

    agreement: str
    unit: Amount
    leaks: list[Leak]
    reckoned: Reckoned


Found: TypeAlias = Sequence[tuple[Unpaid, Leak]]

_TOGETHER = "together"
_APART = (Cause.EVIDENCE, Cause.CONTRIBUTION, Cause.PARITY)

_NOTES = (
    "Amounts are what payments and waivers leave open, less what is disputed. "
    "A dash is an amount that nothing agreed defines.",
    "Everything due = received + accrued + waived + disputed + leaked; leaked is what is overdue and undisputed.",
    "What was contributed, or is short of a parity floor, is nobody's debt, and stands in no sum but its own.",
    "Parity is reward share over risk share; below 1 a party bears more risk than it is paid for.",
)


def unpaid_under(connection: Connection, each: Loaded, today: date) -> Unpaid:
    """Return what is unpaid under one agreement, and where all that was due is."""
    leaked = [*leaks(each, today), *below_floor(connection, each, today)]
    return Unpaid(each.id, amount_of(each, 0), leaked, reckoned(each, today))


def unpaid_report(
    connection: Connection,
    several: Sequence[Unpaid],
    today: date,
    asked: Asked,
    members: Collection[tuple[str, str]] | None = None,
) -> Report:
    """Answer for one agreement or several, as on a day.

    `members` are one party's agreements and what it is called there: only what it owes or is owed is listed then, and
    what was due stays that of the whole agreements.
    """
    order = list(Cause)
    found = [(each, leak) for each in several for leak in each.leaks]
    if members is not None:
        found = [(each, leak) for each, leak in found if _concerns(each.agreement, leak, members)]
    found.sort(key=lambda one: (order.index(one[1].cause), one[1].since))
    return Report(
        title=f"What is unpaid, as on {today.isoformat()}",
        blocks=(
            _leaks(found),
            _totals(found),
            reckoning((each.agreement, each.unit, each.reckoned) for each in several),
            parity_below_one(connection, [each.agreement for each in several]),
        ),
        notes=_NOTES,
        footing=footing(connection, asked, BASES[:2]),
    )


def _concerns(agreement: str, leak: Leak, members: Collection[tuple[str, str]]) -> bool:
    return (agreement, leak.payer) in members or (agreement, leak.party) in members


def _leaks(found: Found) -> Table:
    columns = (
        text("cause", "Cause"),
        text("agreement", "Agreement"),
        text("from", "From"),
        under("from", "to", "To"),
        under("agreement", "under", "Under"),
        under("under", "reference", "Reference"),
        day("since", "Since"),
        money("amount", "Amount"),
        under("cause", "why", "Why"),
    )
    return Table("unpaid", columns, tuple(_row(*one) for one in found), title="Unpaid", empty="Nothing is unpaid.")


def _row(of: Unpaid, leak: Leak) -> Row:
    amount = None if leak.amount_minor is None else of.unit._replace(minor=leak.amount_minor)
    return (leak.cause.value, of.agreement, leak.payer, leak.party, leak.under, leak.ref, leak.since, amount, leak.why)


def _totals(found: Found) -> Table:
    """Add amounts up by currency and cause; a cause of which no amount is defined has none.

    Together stands what is owed, or is once it is billed or accepted: what nobody owes is not in it.
    """
    columns = (
        text("currency", "Currency"),
        text("cause", "Cause"),
        integer("number", "Number"),
        day("since", "Since"),
        day("last", "Last"),
        money("amount", "Amount"),
    )
    groups: dict[tuple[str, str], list[Row]] = {}
    for of, leak in found:
        currency, row = of.unit.currency, _row(of, leak)
        groups.setdefault((currency, leak.cause.value), []).append(row)
        if leak.cause not in _APART:
            groups.setdefault((currency, _TOGETHER), []).append(row)
    order = [*Cause, _TOGETHER]
    listed = sorted(groups.items(), key=lambda group: (group[0][0], order.index(group[0][1])))
    rows = tuple(_total(currency, cause, members) for (currency, cause), members in listed)
    return Table("totals", columns, rows, title="By cause", empty="Nothing adds up.")


def _total(currency: str, cause: str, members: Iterable[Row]) -> Row:
    members = list(members)
    amounts = [amount for row in members if isinstance(amount := row[7], Amount)]
    total = Amount(sum(each.minor for each in amounts), currency, amounts[0].digits) if amounts else None
    days = [since for row in members if isinstance(since := row[6], date)]
    return (currency, cause, len(members), min(days), max(days), total)
