"""What has accrued to a day and is not booked, beside an answer: a table of its own, in none of the answer's sums.

It is not worked out here: the agreement in hand says what its own engine would book.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, exists, select

from contracts.clause import VENTURE
from contracts.entries import Entry
from contracts.sums import reason
from ledger.accruing import accrued, accrued_in, can_accrue
from ledger.agreement import Agreement
from projections import tables
from projections.kinds import agreements_with
from projections.rendering.report import Amount, Report, Row, Table, money, text, under


class Accruing(NamedTuple):
    """What has accrued in one lane of an agreement; `unit` is its currency, with no amount."""

    agreement: str
    unit: Amount
    entry: Entry


Found: TypeAlias = Sequence[Accruing]

NOTE = (
    "Accrued to {day}. What has accrued is no debt and in no figure but its own: estimates and access fees by the days "
    "that have passed, interest to the day, what falls short of a minimum by days, a fee on a day once it has come."
)


def may_accrue(connection: Connection, agreement: str | None = None) -> list[str]:
    """Return the agreements, or the one, under which something may have accrued: by time, or as estimated."""
    clauses, signed = tables.clauses.c, tables.agreements.c
    timed = exists().where(clauses.agreement == signed.agreement, clauses.timed)
    estimated = signed.agreement.in_(agreements_with("estimate"))
    wanted = select(signed.agreement).where(signed.voided.is_(None), timed | estimated)
    if agreement is not None:
        wanted = wanted.where(signed.agreement == agreement)
    return list(connection.execute(wanted.order_by(signed.signed)).scalars())


def with_accrued(
    report: Report,
    several: Iterable[Agreement],
    day: date,
    parties: Collection[str] | None = None,
    *,
    by_party: bool = False,
    spare: bool = False,
) -> Report:
    """Return an answer with what has accrued to a day and is not booked beside it, of some parties or of all.

    With `by_party` it is also added up for each party and clause, as an answer about parties has it. With `spare` the
    agreements are not needed any more, and none is copied.
    """
    found = [one for each in several for one in accruing(each, day, parties, spare=spare)]
    return beside(report, found, day, by_party=by_party)


def accruing(
    agreement: Agreement, day: date, parties: Collection[str] | None = None, *, spare: bool = False
) -> list[Accruing]:
    """Return what has accrued to a day under one agreement and is not booked, of some parties or of all."""
    if day < agreement.contract.setting.effective or not can_accrue(agreement):
        return []
    unit = Amount(0, agreement.contract.terms.currency, agreement.contract.digits)
    entries = (accrued_in if spare else accrued)(agreement, day)
    wanted = (each for each in entries if parties is None or each.payer in parties or each.payee in parties)
    return [Accruing(agreement.id, unit, entry) for entry in wanted]


def beside(report: Report, found: Found, day: date, *, by_party: bool = False) -> Report:
    """Return an answer with what was found to have accrued to a day beside it."""
    if not found:
        return report
    added = (_table(found), _by_party(found)) if by_party else (_table(found),)
    return replace(
        report, blocks=(*report.blocks, *reversed(added)), notes=(*report.notes, NOTE.format(day=day.isoformat()))
    )


def _table(found: Found) -> Table:
    columns = (
        text("agreement", "Agreement"),
        text("from", "From"),
        under("from", "to", "To"),
        under("agreement", "clause", "Clause"),
        under("agreement", "for", "For"),
        money("amount", "Amount"),
        under("agreement", "why", "Why"),
    )
    rows = tuple(_row(*one) for one in found)
    return Table(
        "accrued_not_booked",
        columns,
        rows,
        title="Accrued to date, not booked",
        total=_total(found),
    )


def _by_party(found: Found) -> Table:
    """Add up what each party has accrued to receive and to pay under each clause; a common pot is nobody's own."""
    sums: dict[tuple[str, str, str], int] = {}
    units = {agreement: unit for agreement, unit, _ in found}
    for agreement, _, entry in found:
        for party, amount in ((entry.payee, entry.amount), (entry.payer, -entry.amount)):
            key = (agreement, party, entry.clause)
            sums[key] = sums.get(key, 0) + amount
    columns = (
        text("agreement", "Agreement"),
        text("party", "Party"),
        text("clause", "Clause"),
        money("receives", "To receive"),
        money("owes", "To pay"),
    )
    rows = tuple(
        (name, party, clause, units[name]._replace(minor=max(net, 0)), units[name]._replace(minor=max(-net, 0)))
        for (name, party, clause), net in sorted(sums.items())
        if net and party != VENTURE
    )
    return Table("accrued_by_party", columns, rows, title="Accrued to date, not booked, by party")


def _row(agreement: str, unit: Amount, entry: Entry) -> Row:
    why = reason(entry, unit.digits)
    amount = unit._replace(minor=entry.amount)
    return (agreement, _named(entry.payer), _named(entry.payee), entry.clause, entry.period, amount, why)


def _named(party: str) -> str:
    return "the common pot" if party == VENTURE else party


def _total(found: Found) -> Row | None:
    """Return what all of it comes to, where it is in one currency and none of it goes through a common pot."""
    currencies = {one.unit.currency for one in found}
    if len(currencies) > 1 or any(VENTURE in (one.entry.payer, one.entry.payee) for one in found):
        return None
    total = found[0].unit._replace(minor=sum(one.entry.amount for one in found))
    return ("Together", "", "", "", "", total, "")
