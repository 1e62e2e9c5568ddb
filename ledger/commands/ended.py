"""What the end of an agreement refuses: new facts for the time after it, unless the clause that wants them survives.

Payments, acceptances and corrections of what happened before go on, and so do costs that had been committed and could
not be cancelled, as far as the commitment goes.
"""

from __future__ import annotations

from datetime import date

from ledger.agreement import Agreement
from ledger.commands.commitment import left_of
from ledger.commands.held import wanting
from ledger.errors import Refused
from ledger.events import Body, CostRecorded
from ledger.facts import Fact, Status
from ledger.taking import KINDS, NewFact, what

_APART = ("gate", "commitment", "release", "unvalued")
"""Kinds of facts that no clause makes anything due of by themselves."""


def refuse_ended(agreement: Agreement, body: Body) -> None:
    """Refuse a new fact dated after the clauses that want it have ended."""
    if not isinstance(body, NewFact) or getattr(body, "restates", None):
        return
    last = agreement.contract.last_day
    if last is None or body.on <= last:
        return
    kind, of, _ = what(body)
    wanted_by = wanting(agreement, kind, of)
    if kind in _APART or not wanted_by or any(_goes_on(agreement, clause, body.on) for clause in wanted_by):
        return
    if isinstance(body, CostRecorded) and committed(agreement, (body.party, body.of), body.on, body.amount):
        return
    clauses = " and ".join(f"'{clause}'" for clause in wanted_by)
    raise Refused(
        f"{clauses} ended on {latest(agreement, wanted_by, last)}, and this is dated {body.on}",
        where="--on",
        fix="Correct the date; what goes on after the end is said of a clause with 'survives'",
    )


def latest(agreement: Agreement, clauses: list[str], last: date) -> date:
    """Return the last day of those clauses, which all have one."""
    return max((day for clause in clauses if (day := agreement.contract.last_day_of(clause))), default=last)


def _goes_on(agreement: Agreement, clause: str, on: date) -> bool:
    last = agreement.contract.last_day_of(clause)
    return last is None or on <= last


def committed(agreement: Agreement, whose: tuple[str, str], on: date, amount: int) -> bool:
    """Tell whether a cost of a party and a category, dated after the end, was committed before it and is left of it."""
    last = agreement.contract.last_day
    if last is None or on <= last:
        return False
    promises = [
        fact
        for fact in agreement.facts.values()
        if (fact.kind, fact.status, fact.party, fact.of) == ("commitment", Status.COUNTS, *whose) and fact.on <= last
    ]
    return bool(promises) and amount <= sum(left_of(agreement, promise) for promise in promises)


def facts_after(agreement: Agreement, last: date) -> list[Fact]:
    """Return the facts that stand and would not, if a day were the agreement's last."""
    kinds = set(KINDS.values()) - set(_APART)
    terms = agreement.contract.terms.clauses
    found = []
    for fact in agreement.facts.values():
        if fact.on > last and fact.kind in kinds and fact.status in (Status.COUNTS, Status.PENDING):
            clauses = [terms[name] for name in wanting(agreement, fact.kind, fact.of) if name in terms]
            ends = [clause.survives.last_day(last) for clause in clauses]
            if clauses and all(end is not None and fact.on > end for end in ends):
                found.append(fact)
    return found
