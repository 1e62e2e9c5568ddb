"""The terms of a gate: which approvals it takes, and what becomes of other clauses while it is shut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from contracts.classification import Counts
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader
from contracts.parts.gates import Gate
from contracts.terms_model import TermsModel

ABATABLE = ("data access fee",)
"""Kinds of clause that run by days, and can therefore abate."""


class WhileShut(TermsModel):
    """What becomes of other clauses while the gate is shut."""

    holds: list[str] | None = Field(default=None, description="clauses whose facts are held back or refused")
    abates: list[str] | None = Field(default=None, description="fees that don't run, day by day")
    accepts: list[str] | None = Field(default=None, description="clauses that go on all the same")


class GateTerms(ClauseTerms):
    """A gate: which approvals it needs, how it begins, and what happens while it is shut."""

    planned: ClassVar = {"cure": "days in which an approval may be brought before the gate takes effect"}

    kind: Literal["gate"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.NOTHING)
    needs: list[str] = Field(min_length=1, description="the approvals it takes: research ethics approval")
    begins: Literal["open", "shut"] = Field(default="open", description="how it stands when the clause begins")
    kept_by: str | None = Field(default=None, description="the party that opens and shuts it; any, if left out")
    while_shut: WhileShut = Field(description="what becomes of other clauses while it is shut")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the party that keeps the gate."""
        if self.kept_by:
            yield ("kept by",), self.kept_by

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield every clause that the gate holds, abates or accepts."""
        for word, clauses in self._effects():
            yield from ((("while shut", word, number), clause) for number, clause in enumerate(clauses))

    def _effects(self) -> list[tuple[str, list[str]]]:
        effects = self.while_shut
        lists = (("holds", effects.holds), ("abates", effects.abates), ("accepts", effects.accepts))
        return [(word, clauses or []) for word, clauses in lists]

    def problems(self) -> Iterable[Problem]:
        """Yield a gate without effect, and clauses that are both held and accepted."""
        if not self.while_shut.holds and not self.while_shut.abates:
            yield Problem(("while shut",), "nothing is held or abated", "name clauses under 'holds' or 'abates'")
        for number, clause in enumerate(self.while_shut.accepts or ()):
            if clause in (*(self.while_shut.holds or ()), *(self.while_shut.abates or ())):
                path = ("while shut", "accepts", number)
                yield Problem(path, f"'{clause}' is held or abated as well", "keep it in one of the lists")

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield fees to be abated that don't run by days."""
        for number, name in enumerate(self.while_shut.abates or ()):
            named = clauses.get(name)
            if named is not None and named.kind not in ABATABLE:
                what = f"'{name}' is a {named.kind} and does not run by days"
                yield Problem(("while shut", "abates", number), what, f"name a {' or '.join(ABATABLE)}, or hold it")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what it takes, how it begins, and what happens while it is shut."""
        keeper = f"{reader.party(self.kept_by)} opens and shuts it" if self.kept_by else "Any party opens and shuts it"
        return [
            f"It takes: {', '.join(self.needs)}. It is {self.begins} when the clause begins. {keeper}, with evidence.",
            self.effects_in_words(),
        ]

    def effects_in_words(self) -> str:
        """Say what happens while it is shut."""
        effects = {
            "holds": "facts for {} are held",
            "abates": "days under {} do not count",
            "accepts": "facts for {} are taken as if it were open",
        }
        said = [effects[word].format(", ".join(clauses)) for word, clauses in self._effects() if clauses]
        return f"While it is shut, {'; '.join(said)}."


def gates_around(clause: ClauseTerms, clauses: Mapping[str, ClauseTerms]) -> tuple[Gate, ...]:
    """Return every gate of an agreement, as one of its clauses sees them."""
    own = next((name for name, each in clauses.items() if each is clause), "")
    return tuple(
        Gate(name, gate.begins == "shut", own in (gate.while_shut.abates or ()))
        for name, gate in clauses.items()
        if isinstance(gate, GateTerms)
    )


def gates_holding(clause: str, clauses: Mapping[str, ClauseTerms]) -> list[Gate]:
    """Return the gates that hold a clause while they are shut."""
    return [
        Gate(name, gate.begins == "shut", clause in (gate.while_shut.abates or ()))
        for name, gate in clauses.items()
        if isinstance(gate, GateTerms) and clause in (gate.while_shut.holds or ())
    ]
