"""Signed terms made ready to work with: the calendar, the clauses' formulas, and what they want recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from contracts.clause import Clause, Fact, Feed, Setting
from contracts.clause_terms import ClauseTerms
from contracts.clauses import kind
from contracts.engine import Engine
from contracts.errors import ContractError
from contracts.money import round_amount
from contracts.parts.base import deduction_measure
from contracts.parts.gates import Gate
from contracts.parts.quantity import QUANTITY_PARTS, quantity_measure
from contracts.plain_facts import PlainFacts
from contracts.roles import NO_NOVATION, Roles
from contracts.terms import AgreementTerms, Party

VALUED = "valued:"
"""How the measures of what single facts are worth begin."""


class Contract(PlainFacts):
    """One agreement's terms, bound to formulas. `digits` are the currency's decimals when it was signed."""

    def __init__(self, terms: AgreementTerms, digits: int) -> None:
        self.terms = self._document = terms
        self.digits = digits
        self.calendar = terms.calendar
        self.setting = Setting(terms.currency, digits, self.calendar, terms.effective)
        self.clauses: dict[str, Clause[Any]] = {
            name: formula(name, terms, self.setting) for name, (formula, terms) in booking(terms).items()
        }
        self._amended: list[date] = []
        self.roles = NO_NOVATION
        self._joining: dict[str, Party] = {}
        self.taken_over: date | None = None
        self.terminated: date | None = None
        self._end()

    def amend(self, terms: AgreementTerms, effective: date) -> list[Clause[Any]]:
        """Let other terms hold from a day on; return the clauses, those that join among them.

        A clause that the new terms leave out ends; one that they add begins on that day.
        """
        wanted = booking(terms)
        for name, clause in self.clauses.items():
            clause.amend(effective, wanted[name][1] if name in wanted else None)
        for name, (formula, clause_terms) in wanted.items():
            if name not in self.clauses:
                self.clauses[name] = self._joined(formula(name, clause_terms, self._from(effective)), effective)
        self._amended.append(effective)
        self._document = terms
        self.terms = with_parties(terms, self._joining)
        for name in ("feeds", "has_gates", "_valuing"):
            self.__dict__.pop(name, None)
        self._end()
        return list(self.clauses.values())

    def novate(self, roles: Roles, joining: Mapping[str, Party]) -> None:
        """Let roles be filled by whom novations say, the parties that come in by them among those of the terms."""
        self.roles, self._joining = roles, dict(joining)
        self.terms = with_parties(self._document, joining)

    @property
    def signatories(self) -> list[str]:
        """Return the parties that the document names, whose ids are the names of the roles."""
        return list(self._document.parties)

    @property
    def last_day(self) -> date | None:
        """Return the last day of the agreement: that of its term, or of its termination where that is earlier."""
        until, terminated = self.terms.until, self.terminated
        return min(until, terminated) if until and terminated else until or terminated

    def last_day_of(self, clause: str) -> date | None:
        """Return the last day on which something may happen under a clause, which may survive; None for no end."""
        terms = self.clauses[clause].sources[-1][1]
        return terms.survives.last_day(self.last_day) if terms and self.last_day else self.last_day

    def survived_on(self, day: date) -> bool:
        """Tell whether the agreement goes on on a day, or a clause that survives it does."""
        ends = [self.last_day_of(name) for name in self.clauses]
        return any(end is None or day <= end for end in ends)

    def terminate(self, on: date | None) -> list[Clause[Any]]:
        """Let a day be the agreement's last, or with None go on with its term; return the clauses."""
        self.terminated = on
        self._end()
        return list(self.clauses.values())

    def _end(self) -> None:
        """Let what time alone makes due end with the agreement."""
        for name, clause in self.clauses.items():
            terms = clause.sources[-1][1]
            clause.end(self.last_day_of(name) if terms and clause.ends(terms) else None)

    def happened(self, event: str, on: date | None) -> list[Clause[Any]]:
        """Let the clauses know of the first day on which an event happened, None for never; return the clauses."""
        for clause in self.clauses.values():
            clause.know(event, on)
        return list(self.clauses.values())

    def _from(self, effective: date) -> Setting:
        return self.setting._replace(effective=effective)

    def _joined(self, clause: Clause[Any], effective: date) -> Clause[Any]:
        """Let a clause that joins know what has happened, and end where an earlier amendment without it comes in."""
        for event, on in next(iter(self.clauses.values())).happened.items():
            clause.know(event, on)
        for later in self._amended:
            if later > effective:
                clause.amend(later, None)
        return clause

    def engine(self) -> Engine:
        """Return an engine that has seen no facts yet."""
        return Engine(self.calendar, list(self.clauses.values()))

    @cached_property
    def feeds(self) -> list[Feed]:
        """Return everything that the clauses want recorded."""
        return [feed for clause in self.clauses.values() for feed in clause.feeds]

    def feeds_of(self, fact_kind: str) -> list[Feed]:
        """Return what the clauses want recorded of one kind of fact, as the terms name the parties."""
        return [feed for feed in self.feeds if feed.kind == fact_kind]

    def feeds_for(self, fact_kind: str, of: str, on: date | None = None) -> list[Feed]:
        """Return the feeds that a fact of a kind, of something, would reach, with those who fill the roles on its day.

        Without a day they are those who fill the roles last.
        """
        if not self.roles:
            return [feed for feed in self.feeds_of(fact_kind) if feed.of == of]
        day = (on or date.max).toordinal()
        return [
            feed._replace(
                parties=self.roles.holders(name, feed.parties, day),
                accepters=self.roles.holders(name, feed.accepters, day),
            )
            for name, feed in self._reached(fact_kind, of)
        ]

    def _reached(self, fact_kind: str, of: str) -> Iterator[tuple[str, Feed]]:
        for name, clause in self.clauses.items():
            yield from ((name, feed) for feed in clause.feeds if (feed.kind, feed.of) == (fact_kind, of))

    def accepters(
        self, fact_kind: str, of: str, party: str, on: date | None = None, accepted: date | None = None
    ) -> list[str]:
        """Return who may accept a fact of a party, by the clauses that it is recorded for.

        `on` is the day of the fact and `accepted` that of its acceptance: they tell who fills the roles.
        """
        claimed, now = self.feeds_for(fact_kind, of, on), self.feeds_for(fact_kind, of, accepted)
        own = [feed for was, feed in zip(claimed, now, strict=True) if party in was.parties] or now
        return list(dict.fromkeys(accepter for feed in own for accepter in feed.accepters))

    def role_of(self, fact_kind: str, of: str, party: str, on: date) -> str:
        """Return in which role a party spends or contributes something on a day; its own id where it has none.

        One that also fills another's role acts in its own where that may be meant.
        """
        if not self.roles:
            return party
        for day in (on, date.max):
            filled = [
                role
                for name, feed in self._reached(fact_kind, of)
                for role in feed.parties
                if self.roles.holder(name, role, day.toordinal()) == party
            ]
            if filled:
                return party if party in filled else filled[0]
        return party

    def cost(self, of: str, party: str, on: date, amount: int) -> list[Fact]:
        """Turn a shared cost into what the engine tallies: the cost, and who paid it."""
        whole, role = self.measured(f"cost:{of}", on, amount), self.role_of("cost", of, party, on)
        return [*whole, Fact(f"cost:{of}:by {role}", on.toordinal(), amount)]

    def borne(self, of: str, party: str, on: date) -> Mapping[str, Fraction]:
        """Return who bears which fraction of a cost, before limits; its own party alone where no clause shares it."""
        for name, clause in self.clauses.items():
            if shares := clause.borne(f"cost:{of}", on.toordinal()):
                return self.roles.shared(name, shares, date.max.toordinal()) if self.roles else shares
        return {party: Fraction(1)}

    def approval(self, clause: str, on: date, amount: int) -> list[Fact]:
        """Turn an overspend approved for the contract year that a day lies in into what the engine tallies.

        It counts from the beginning of that year, however late it comes; a negative amount takes some of it back.
        """
        begins = self.calendar.start(self.calendar.period_of(on.toordinal()) // 4 * 4)
        effective = self.clauses[clause].setting.effective.toordinal()
        taken_over = self.taken_over.toordinal() if self.taken_over else effective
        return [Fact(f"approval:{clause}", max(begins, effective, taken_over), amount)]

    def receipts(self, measure: str, on: date, amount: int, deductions: Sequence[tuple[str, int]] = ()) -> list[Fact]:
        """Turn sales or income into what the engine tallies: the gross amount, and each deduction."""
        moved = self.measured(measure, on, amount)
        if deductions:
            of, day = measure.partition(":")[2], on.toordinal()
            moved += [Fact(deduction_measure(of, kind), day, deducted) for kind, deducted in deductions]
        return moved

    def contribution(self, of: str, party: str, on: date, amount: int) -> list[Fact]:
        """Turn capital paid in, or (negative) paid back unused, into what the engine tallies, and by whom."""
        day, role = on.toordinal(), self.role_of("contribution", of, party, on)
        return [Fact(f"contribution:{of}", day, amount), Fact(f"contribution:{of}:by {role}", day, amount)]

    def in_kind(self, item: str, party: str, on: date, quantity: Fraction, *, evidenced: bool = True) -> list[Fact]:
        """Turn a quantity contributed in kind into what the engine tallies, in thousandths of a unit, and its value.

        Without the evidence that the terms ask for it counts for nothing. Raises ContractError for an item that has
        no rate on the day, and for a quantity finer than a thousandth.
        """
        party = self.role_of("in kind", item, party, on)
        measure, parts = quantity_measure(item, party), quantity * QUANTITY_PARTS
        if parts.denominator != 1:
            raise ContractError(f"{item}: the quantity has more than three decimals", fix="write at most three")
        for clause in self.clauses.values():
            if objection := clause.unvalued(measure, on.toordinal()):
                raise ContractError(f"{item} on {on.isoformat()}: {objection}", fix="amend the rate card, or its day")
        if not evidenced and self.asks_evidence(item, party):
            return []
        return self.measured(measure, on, parts.numerator)

    def worth_in_kind(self, item: str, party: str, on: date, quantity: Fraction, *, evidenced: bool = True) -> int:
        """Return what a quantity contributed in kind would count for by itself, before any cap, in minor units."""
        party = self.role_of("in kind", item, party, on)
        if not evidenced and self.asks_evidence(item, party):
            return 0
        measure, parts = quantity_measure(item, party), round_amount(quantity * QUANTITY_PARTS)
        return round_amount(sum(clause.worth(measure, on.toordinal(), parts) for clause in self.clauses.values()))

    def asks_evidence(self, item: str, party: str) -> bool:
        """Whether what a party contributes of an item counts only with its evidence."""
        feeds = (feed for feed in self.feeds_of("in kind") if feed.of == item)
        return any(feed.evidence for feed in feeds if party in feed.parties)

    def revalued(self, tallied: Sequence[Fact]) -> list[Fact]:
        """Return what a fact moves under the terms that hold now, given what it moved when it was recorded.

        After an amendment, whatever this returns another list for is taken back and taken again: rates and shares
        that are rounded fact by fact are not in the tally's sums.
        """
        bare = [fact for fact in tallied if not fact.measure.startswith(VALUED)]
        return [moved for fact in bare for moved in self.measured(fact.measure, date.fromordinal(fact.on), fact.amount)]

    @cached_property
    def has_gates(self) -> bool:
        """Whether any clause of the terms is a gate."""
        return any(terms.kind == "gate" for terms in self.terms.clauses.values())

    def gates_holding(self, clause: str) -> list[Gate]:
        """Return the gates that, while they are shut, hold the facts of a clause."""
        if not self.has_gates:
            return []
        from contracts.parts.gate_terms import gates_holding  # few agreements have gates, and every command asks

        return gates_holding(clause, self.terms.clauses)

    def measured(self, measure: str, on: date, amount: int) -> list[Fact]:
        """Return an amount of a measure on a day, and what it is worth by itself to clauses that round each line."""
        day = on.toordinal()
        moved = [Fact(measure, day, amount)]
        for clause in self._valuing:
            moved += clause.valued(measure, day, amount)
        return moved

    @cached_property
    def _valuing(self) -> list[Clause[Any]]:
        return [clause for clause in self.clauses.values() if clause.values_facts]


def booking(terms: AgreementTerms) -> dict[str, tuple[type[Clause[Any]], ClauseTerms]]:
    """Return every formula that books lines, by name, with the clause whose terms it has.

    A clause is followed by those of its parts that book lines of their own, as `royalty:minimum`.
    """
    result: dict[str, tuple[type[Clause[Any]], ClauseTerms]] = {}
    for name, signed in terms.clauses.items():
        clause = signed.among(terms.clauses)
        result[name] = (kind(clause.kind), clause)
        result |= {f"{name}:{part}": (formula, clause) for part, formula in clause.companions().items()}
    return result


def with_parties(terms: AgreementTerms, joining: Mapping[str, Party]) -> AgreementTerms:
    """Return terms with the parties that joined beside those that the document names."""
    more = {name: party for name, party in joining.items() if name not in terms.parties}
    return terms.model_copy(update={"parties": {**terms.parties, **more}}) if more else terms
