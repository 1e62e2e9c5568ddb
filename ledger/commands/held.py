"""What a gate holds: facts for the clauses that wait for an approval are refused while it is missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from contracts.clause import Fact as Tallied
from contracts.parts.debt import whole_clause
from contracts.parts.gates import Gate, is_shut
from ledger.agreement import Agreement
from ledger.errors import Refused
from ledger.events import Body
from ledger.facts import Status
from ledger.taking import NewFact, what

if TYPE_CHECKING:
    from contracts.parts.gate_terms import GateTerms


def gate_of(agreement: Agreement, gate: str) -> Gate:
    """Return a gate of the terms in force."""
    terms = agreement.contract.terms.clauses.get(gate)
    return Gate(gate, getattr(terms, "begins", None) == "shut", abates=False)


def movements(agreement: Agreement, gate: str) -> list[Tallied]:
    """Return how a gate shut and opened, by the facts that count."""
    return [
        moved
        for fact in agreement.facts.values()
        if fact.kind == "gate" and fact.of == gate and fact.status is Status.COUNTS
        for moved in fact.tallied
    ]


def refuse_held(agreement: Agreement, body: Body) -> None:
    """Refuse a new fact for a clause that a gate holds, dated while the gate is shut.

    A fact that a clause wants which the gate accepts goes through, and so does a later figure for one that counts.
    """
    if not isinstance(body, NewFact) or getattr(body, "restates", None) or not agreement.contract.has_gates:
        return
    kind, of, _ = what(body)
    wanted_by = wanting(agreement, kind, of)
    for clause in wanted_by if kind != "gate" else ():
        for gate in agreement.contract.gates_holding(clause):
            terms = cast("GateTerms", agreement.contract.terms.clauses[gate.id])
            if not set(wanted_by) & set(terms.while_shut.accepts or ()):
                _refuse_if_shut(agreement, gate, clause, body.on, terms.needs)


def wanting(agreement: Agreement, kind: str, of: str) -> list[str]:
    """Return the clauses that want a fact recorded."""
    clauses = agreement.contract.clauses.items()
    found = (name for name, clause in clauses for feed in clause.feeds if (feed.kind, feed.of) == (kind, of))
    return list(dict.fromkeys(map(whole_clause, found)))


def _refuse_if_shut(agreement: Agreement, gate: Gate, clause: str, on: date, needs: list[str]) -> None:
    if is_shut(gate, movements(agreement, gate.id), on.toordinal()):
        raise Refused(
            f"The gate '{gate.id}' is shut on {on} and holds '{clause}'; it takes: {', '.join(needs)}",
            where="--on",
            fix=f"With these to show: pledger resume {agreement.id} {gate.id} --on DATE --evidence FILE",
        )
