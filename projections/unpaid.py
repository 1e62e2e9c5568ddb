"""What is unpaid and why: every leak with its amount and day, totals by cause and currency, and parity below 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from sqlalchemy import Connection

from projections.asking import Asked, find_agreement, footing
from projections.dues import amount_of
from projections.leaks import Cause, Leak, leaks
from projections.loaded import Loaded
from projections.reckoning import reckoning
from projections.rendering.report import Amount, Report, Row, Table, day, integer, money, share, text
from projections.shares import BASES, Measured
from projections.standing import standings

Found: TypeAlias = Sequence[tuple[Loaded, Leak]]

_TOGETHER = "together"
_CONTRIBUTED = (Cause.EVIDENCE, Cause.CONTRIBUTION)

_NOTES = (
    "Amounts are what payments and waivers leave open, less what is disputed. "
    "A dash is an amount that nothing agreed defines.",
    "Everything due = received + accrued + waived + disputed + leaked; leaked is what is overdue and undisputed.",
    "What was contributed is nobody's debt, and stands in no sum but its own.",
    "Parity is reward share over risk share; below 1 a party bears more risk than it is paid for.",
)


def unpaid_report(connection: Connection, several: Sequence[Loaded], today: date, asked: Asked) -> Report:
    """Answer for one agreement or several, as on a day."""
    order = list(Cause)
    found = [(each, leak) for each in several for leak in leaks(each, today)]
    found.sort(key=lambda one: (order.index(one[1].cause), one[1].since))
    return Report(
        title=f"What is unpaid, as on {today.isoformat()}",
        blocks=(_leaks(found), _totals(found), reckoning(several, today), _parity(connection, several)),
        notes=_NOTES,
        footing=footing(connection, asked, BASES[:2]),
    )


def _leaks(found: Found) -> Table:
    columns = (
        text("cause", "Cause"),
        text("agreement", "Agreement"),
        text("from", "From"),
        text("to", "To"),
        text("under", "Under"),
        text("reference", "Reference"),
        day("since", "Since"),
        money("amount", "Amount"),
        text("why", "Why"),
    )
    return Table("unpaid", columns, tuple(_row(*one) for one in found), title="Unpaid", empty="Nothing is unpaid.")


def _row(loaded: Loaded, leak: Leak) -> Row:
    amount = None if leak.amount_minor is None else amount_of(loaded, leak.amount_minor)
    return (leak.cause.value, loaded.id, leak.payer, leak.party, leak.under, leak.ref, leak.since, amount, leak.why)


def _totals(found: Found) -> Table:
    """Add amounts up by currency and cause; a cause of which no amount is defined has none.

    Together stands what is owed, or is once it is billed or accepted: contributions that nobody owes are not in it.
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
    for loaded, leak in found:
        currency, row = loaded.agreement.contract.terms.currency, _row(loaded, leak)
        groups.setdefault((currency, leak.cause.value), []).append(row)
        if leak.cause not in _CONTRIBUTED:
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


def _parity(connection: Connection, several: Iterable[Loaded]) -> Table:
    columns = (
        text("agreement", "Agreement"),
        text("party", "Party"),
        share("risk_share", "Risk share"),
        share("reward_share", "Reward share"),
        share("parity", "Parity"),
    )
    rows = tuple(row for each in several for row in _below_one(connection, each.id))
    return Table("parity", columns, rows, title="Parity below 1", empty="Nobody's parity lies below 1.")


def _below_one(connection: Connection, agreement: str) -> Iterator[Row]:
    found = standings(connection, agreement, find_agreement(connection, agreement).parties)
    stands = list(found.values())
    measured = Measured.of([stand.risk for stand in stands], [stand.reward for stand in stands])
    for party, risk, reward, fair in zip(found, measured.risk, measured.reward, measured.parity, strict=True):
        if fair is not None and fair < 1:
            yield (agreement, party, risk, reward, fair)
