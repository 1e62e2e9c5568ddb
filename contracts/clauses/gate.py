"""Gate: an approval without which other clauses wait: ethics, data protection, market access, contract.

The rule: while the gate is shut, facts for the clauses that it holds are held back or refused, fees that it abates
don't run, and the clauses that it names as accepted go on as if nothing had happened. A gate shuts and opens by
recorded facts, each counting from its day; an approval that expires shuts it again. A gate itself makes nothing due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from contracts.arithmetic import Exact
from contracts.clause import Clause, Due, Feed, State, View
from contracts.entries import Line
from contracts.parts.gate_terms import GateTerms


class GateFormula(Clause[GateTerms]):
    """The formula of a gate, which makes nothing due: others read its movements."""

    terms_model = GateTerms

    def wanted(self, compiled: GateTerms) -> Iterable[Feed]:
        """Yield its openings and closings, with the approvals as evidence."""
        keepers = (compiled.kept_by,) if compiled.kept_by else ()
        yield Feed("gate", self.id, keepers, evidence=", ".join(compiled.needs))

    def compiled(self, terms: GateTerms) -> GateTerms:
        """Return the terms, which hold nothing to compute with."""
        return terms

    def measures(self, compiled: GateTerms) -> Iterable[str]:
        """Yield nothing: a gate works nothing out."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Make nothing due."""
        return state, ()

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield nothing, for there are no dues."""
        return ()


CLAUSE: type[Clause[Any]] = GateFormula
