"""Dues by name: what a payer owes a payee under a clause for a period, as a person types it.

    royalty@FY2026/27-Q1                    where only one party owes another under the clause for the period
    costs@2026-Q1:company:trust             payer and payee too, where there are several
    royalty:minimum@2026-Q4                 a part of a clause

A fact's reference stands for what its clauses make due for its period. An entry, `E4.1`, is made one of these names by
whoever can look the entry up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import permutations
from typing import NamedTuple

from contracts.clause import VENTURE
from contracts.parts.debt import whole_clause
from contracts.settling import due_name
from ledger.agreement import Agreement
from ledger.commands.base import known_fact, suggestion
from ledger.errors import NotFound, Refused, WrongUsage

_NAME = re.compile(r"(?P<clause>[^@]+)@(?P<period>[^@:]+)(?::(?P<payer>[^:@]+):(?P<payee>[^:@]+))?")


class Due(NamedTuple):
    """What a payer owes a payee under a clause for a period; `amount` is what is open and not disputed of it."""

    clause: str
    period: str
    payer: str
    payee: str
    amount: int

    @property
    def name(self) -> str:
        """Name clause and period."""
        return due_name(self.clause, self.period)


def open_dues(agreement: Agreement) -> list[Due]:
    """Return what is open, and not disputed, between every two parties: the roles of a clause together."""
    found: dict[tuple[str, str, str, str], int] = {}
    for payer, payee in permutations(agreement.contract.terms.parties, 2):
        for debt in agreement.debts.owing(payer, payee):
            key = (debt.clause, debt.period, payer, payee)
            found[key] = found.get(key, 0) + debt.amount
    return [Due(*key, amount) for key, amount in found.items()]


def due_ref(agreement: Agreement, clause: str, period: str, payer: str, payee: str) -> str:
    """Name a due as a person may type it; payer and payee are named where the clause has several for the period."""
    name = due_name(clause, period)
    return f"{name}:{payer}:{payee}" if len(_pairs(agreement, clause, period)) > 1 else name


def _pairs(agreement: Agreement, clause: str, period: str) -> set[frozenset[str]]:
    """Return the parties between which a clause makes something due for a period; a pot is between all in it."""
    pairs: set[frozenset[str]] = set()
    pot: set[str] = set()
    for name, of, (_, payer, payee), _ in agreement.engine.booked():
        if of != period or whole_clause(name) != whole_clause(clause) or payer == payee:
            continue
        if VENTURE in (payer, payee):
            pot |= {payer, payee} - {VENTURE}
        elif name == clause:
            pairs.add(frozenset((payer, payee)))
    return pairs | {frozenset(pair) for pair in permutations(pot, 2)}


def is_due_name(text: str) -> bool:
    """Tell whether a text names a due, and not a clause or a fact."""
    return "@" in text


def find_due(agreement: Agreement, text: str, where: str = "") -> Due:
    """Return an open due by its name or by a fact behind it. Raises NotFound, Refused or WrongUsage."""
    found = _named(agreement, text, where) if is_due_name(text) else _of_fact(agreement, text, where)
    if len(found) == 1:
        return found[0]
    names = [due_ref(agreement, due.clause, due.period, due.payer, due.payee) for due in found]
    if len(set(names)) < len(names):
        names = [f"{due.name}:{due.payer}:{due.payee}" for due in found]
    raise WrongUsage(f"{text} is not one due but {len(found)}", where=where, fix=f"Name one of: {', '.join(names)}")


def _named(agreement: Agreement, text: str, where: str) -> list[Due]:
    match = _NAME.fullmatch(text.strip())
    if match is None:
        fix = "Write it as clause@period, such as royalty@2026-Q1, or clause@period:payer:payee"
        raise WrongUsage(f"'{text}' does not name a due", where=where, fix=fix)
    clause, period, payer, payee = (part and part.strip().casefold() for part in match.groups())
    open_ = open_dues(agreement)
    found = [
        due
        for due in open_
        if (due.clause.casefold(), due.period.casefold()) == (clause, period)
        and (payer is None or (due.payer.casefold(), due.payee.casefold()) == (payer, payee))
    ]
    if not found:
        raise _none_open(agreement, text, open_, where)
    return found


def _of_fact(agreement: Agreement, text: str, where: str) -> list[Due]:
    """Return what the clauses that read a fact make due for its period, and have open."""
    fact = known_fact(agreement, text)
    contract = agreement.contract
    measures = {tallied.measure for tallied in fact.tallied}
    periods = {contract.calendar.label(contract.calendar.period_of(tallied.on)) for tallied in fact.tallied}
    clauses = {whole_clause(name) for name, clause in contract.clauses.items() if measures & set(clause.reads)}
    found = [due for due in open_dues(agreement) if due.period in periods and whole_clause(due.clause) in clauses]
    if not found:
        fix = f"See what is due: pledger due {agreement.id}"
        raise Refused(f"Nothing is open that {fact.ref} made due", where=where, fix=fix)
    return found


def _none_open(agreement: Agreement, text: str, open_: Iterable[Due], where: str) -> Exception:
    """Say whether there never was such a due, or nothing of it is open."""
    clause, _, rest = text.strip().casefold().partition("@")
    period = rest.partition(":")[0]
    known = [due_ref(agreement, due.clause, due.period, due.payer, due.payee) for due in open_]
    booked = {(name.casefold(), of.casefold()) for name, of, _, amount in agreement.engine.booked() if amount}
    if (clause, period) in booked:
        fix = f"See what is due: pledger due {agreement.id}"
        return Refused(f"Nothing of {text} is open: it is settled, waived or disputed", where=where, fix=fix)
    return NotFound(f"{agreement.id} has no due {text}", where=where, fix=suggestion(text, known))
