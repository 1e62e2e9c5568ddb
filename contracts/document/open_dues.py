"""What is open of what was booked before a take-over, due by due: interest runs on each, from the day it was payable.

    entitled:
      trust:
        to date: 1.5m
        year to date: 240,000
        open:
          - { for: 2026-Q2, amount: 50,000, payable: 2026-07-30, interest: 812.50 }

Where interest runs on a clause, what is open is what was booked less what was paid, all of it. Where part payments
settled interest first, `principal` says what bears interest, which is more than the amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import permutations
from typing import NamedTuple

from contracts.clause import VENTURE, Due
from contracts.clause_terms import Place
from contracts.document.loader import Tree
from contracts.document.opening_fields import Fields
from contracts.errors import BadScalar
from contracts.money import written
from contracts.opening import OpenDue, Standing, Told
from contracts.parts.debt import whole_clause
from contracts.scalars import parse_day

OPEN = "open"
_EXAMPLE = "{ for: 2026-Q2, amount: 1,000.00, payable: 2026-07-30 }"

Lanes = Mapping[str, Mapping[str, Due]]
"""Who may be due something, by clause and role."""


class Paid(NamedTuple):
    """What a party was paid to date under a clause, in minor units."""

    clause: str
    payer: str
    payee: str
    amount: int


class Reading(Fields):
    """A document of an opening, whose `period` is the first quarter that is kept here."""

    period: int


def read_open(reading: Reading, place: Place, tree: Tree, lane: Due, told: Told) -> tuple[OpenDue, ...]:
    """Read what is open of what a role was booked."""
    if not isinstance(tree, list):
        reading.loaded.mistake(place, "open dues are a list", f"write - {_EXAMPLE}")
        return ()
    if tree and (lane.payer == lane.payee or VENTURE in (lane.payer, lane.payee)):
        what = "nobody owes it to another: it stays where it is, or goes through the common pot"
        reading.loaded.mistake(place, what, "leave it out")
        return ()
    found: dict[int, OpenDue] = {}
    for at, item in enumerate(tree):
        due = _due(reading, (*place, at), reading.table((*place, at), item))
        if due and due.period in found:
            reading.loaded.mistake((*place, at), "this quarter is written twice", "write what is open of it once")
        elif due:
            found[due.period] = due
    _refuse_more(reading, place, told, found.values())
    return tuple(found.values())


def _due(reading: Reading, place: Place, table: Mapping[str, Tree]) -> OpenDue | None:
    reading.known(place, table, ("for", "amount", "payable", "interest", "principal"))
    missing = [key for key in ("for", "amount", "payable") if key not in table]
    if missing:
        reading.loaded.mistake(place, f"'{missing[0]}' is missing", f"write - {_EXAMPLE}")
        return None
    period: int | None = reading.scalar((*place, "for"), table["for"], lambda text: _quarter(reading, text))
    payable: date | None = reading.scalar((*place, "payable"), table["payable"], parse_day)
    amount = reading.amount((*place, "amount"), table["amount"])
    interest = reading.exact((*place, "interest"), table.get("interest", "0"))
    principal = reading.exact((*place, "principal"), table["principal"]) if "principal" in table else None
    if amount < 0 or interest < 0 or not (amount or principal):
        reading.loaded.mistake(place, "what is open is above zero", "write what is not paid yet, or leave it out")
        return None
    if principal is not None and principal < amount:
        what = "less bears interest than is open: payments that settle interest first leave more of the principal"
        reading.loaded.mistake(place, what, "leave 'principal' out, or write what bears interest")
    return (
        None if period is None or payable is None else OpenDue(period, payable.toordinal(), amount, interest, principal)
    )


def _quarter(reading: Reading, text: str) -> int:
    """Read a quarter of the contract from before the take-over. Raises BadScalar."""
    calendar, effective = reading.contract.calendar, reading.contract.terms.effective.toordinal()
    span = calendar.parse(text)
    period = calendar.period_of(span.first.toordinal())
    last = calendar.label(reading.period - 1)
    if (calendar.start(period), calendar.end(period)) != (span.first.toordinal(), span.last.toordinal()):
        raise BadScalar(f"'{text}' is no quarter of the contract", fix=f"write a quarter, such as {last}")
    if not calendar.period_of(effective) <= period < reading.period:
        raise BadScalar(f"'{text}' is not before the take-over", fix=f"write {last}, or a quarter before it")
    return period


def _refuse_more(reading: Reading, place: Place, told: Told, dues: Iterable[OpenDue]) -> None:
    """Note where more is open of the contract year, or of the years before it, than was booked for them."""
    year = reading.period // 4 * 4
    left = {True: told.year_to_date, False: told.to_date - told.year_to_date}
    for due in dues:
        left[due.period >= year] -= due.amount
    for inside, amount in left.items():
        if amount < 0 and any((due.period >= year) is inside for due in dues):
            when = "the contract year" if inside else "the years before"
            what = f"more is open for {when} than was booked for it, by {_money(reading, -amount)}"
            reading.loaded.mistake(place, what, "correct what was booked, or what is open")


def refuse_incomplete(reading: Reading, standings: Mapping[str, Standing], paid: list[Paid], lanes: Lanes) -> None:
    """Note where what is open is not what was booked less what was paid, if interest runs on it or dues are listed."""
    if reading.loaded.mistakes:  # what is left out of a list for its mistakes would be missed again
        return
    bearing = {name for clause in reading.contract.clauses.values() for name in clause.runs_on}
    listing = {whole_clause(name) for name, each in standings.items() if any(told.open for told in each.told.values())}
    for clause in dict.fromkeys(whole_clause(name) for name in standings):
        if clause in bearing | listing:
            for payer, payee, owed, listed in _owed(clause, standings, paid, lanes):
                if owed != listed:
                    booked, said = _money(reading, owed), _money(reading, listed)
                    what = f"{payer} owes {payee} {booked} of what was booked, and {said} of it is listed as open"
                    if clause in bearing:
                        what += ": interest runs on single dues"
                    fix = f"list what is open under the role that it is owed to: '{OPEN}: [{_EXAMPLE}]'"
                    reading.loaded.mistake(("clauses", clause), what, fix)


def _owed(
    clause: str, standings: Mapping[str, Standing], paid: list[Paid], lanes: Lanes
) -> Iterator[tuple[str, str, int, int]]:
    """Yield payer, payee, what was booked and not paid, and what is listed as open, under a clause and its parts."""
    booked: dict[tuple[str, str], int] = {}
    listed: dict[tuple[str, str], int] = {}
    for name, standing in standings.items():
        for role, told in standing.told.items():
            between = lanes[name][role].payer, lanes[name][role].payee
            if whole_clause(name) == clause and between[0] != between[1] and VENTURE not in between:
                booked[between] = booked.get(between, 0) + told.to_date
                listed[between] = listed.get(between, 0) + sum(due.amount for due in told.open)
    for each in paid:
        if whole_clause(each.clause) == clause:
            booked[each.payer, each.payee] = booked.get((each.payer, each.payee), 0) - each.amount
    for payer, payee in permutations(dict.fromkeys(party for pair in booked for party in pair), 2):
        owed = booked.get((payer, payee), 0) - booked.get((payee, payer), 0)
        yield payer, payee, max(owed, 0), listed.get((payer, payee), 0)


def _money(reading: Reading, amount: int) -> str:
    return f"{reading.contract.terms.currency} {written(amount, reading.contract.digits)}"
