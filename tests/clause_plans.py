"""Random agreements whose clauses read each other, with histories of facts, reversals, amendments and closes.

A family is a strategy of clauses and one of facts for them. A history is played in memory through contract and engine;
every order of it that keeps a reversal behind its fact must end in the same totals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.engine import Engine
from contracts.entries import Entry
from contracts.fold import Cause
from contracts.terms import AgreementTerms
from tests.plans import PARTIES, shares

EFFECTIVE = date(2024, 5, 17)
DAYS = 900
PATENT_EXPIRY = "patent expiry"
"""An event that terms may wait for."""

Clauses = dict[str, dict[str, Any]]


class Happening(NamedTuple):
    """A fact: the method of the contract that turns it into what the engine tallies, and what it is called with."""

    method: str
    arguments: tuple[Any, ...]


class Reversal(NamedTuple):
    """The reversal of the step with a number."""

    of: int


class Amendment(NamedTuple):
    """Other clauses from a day on."""

    effective: date
    clauses: Clauses


class Close(NamedTuple):
    """The passing of time up to a day."""

    through: date


class Ending(NamedTuple):
    """The termination of the agreement, whose last day it says."""

    on: date


class TermsEvent(NamedTuple):
    """Something that terms may wait for."""

    name: str
    on: date


Step = Happening | Reversal | Amendment | Close | Ending | TermsEvent


class Family(NamedTuple):
    """Clauses that belong together, and facts that concern them."""

    clauses: st.SearchStrategy[Clauses]
    facts: st.SearchStrategy[Happening]


class Plan(NamedTuple):
    """Clauses, a contract year, what happens, and two orders in which it is recorded."""

    clauses: Clauses
    year: str
    steps: tuple[Step, ...]
    orders: tuple[tuple[int, ...], tuple[int, ...]]


days = st.integers(0, DAYS).map(lambda number: EFFECTIVE + timedelta(days=number))
amounts = st.integers(-4000, 9000).filter(bool)


def agreement(clauses: Clauses, year: str) -> AgreementTerms:
    """Read an agreement with some clauses."""
    return AgreementTerms.model_validate(
        {
            "agreement": "plan",
            "title": "A random plan",
            "currency": "GBP",
            "effective": EFFECTIVE.isoformat(),
            "year": year,
            "parties": {party: {"name": party.title()} for party in PARTIES},
            "clauses": clauses,
        }
    )


@st.composite
def plans(draw: st.DrawFn, family: Family) -> Plan:
    """Draw clauses of a family and a history of them, in two orders."""
    facts = draw(st.lists(family.facts, min_size=1, max_size=10))
    reversed_ones = draw(st.sets(st.integers(0, len(facts) - 1), max_size=3))
    amended = draw(st.lists(days, max_size=2, unique=True))
    steps: list[Step] = [
        *facts,
        *(Reversal(number) for number in sorted(reversed_ones)),
        *(Amendment(day, draw(family.clauses)) for day in amended),
        *(Close(day) for day in draw(st.lists(days, max_size=2))),
        *draw(st.lists(_endings(facts, amended), max_size=1)),
        *(TermsEvent(PATENT_EXPIRY, day) for day in draw(st.lists(days, max_size=1))),
    ]
    orders = [_reversals_behind(draw(st.permutations(range(len(steps)))), steps) for _ in range(2)]
    year = draw(st.sampled_from(["calendar", "NHS", "anniversary"]))
    return Plan(draw(family.clauses), year, tuple(steps), (orders[0], orders[1]))


def _endings(facts: Sequence[Happening], amended: Sequence[date]) -> st.SearchStrategy[Ending]:
    """Draw an end after everything else: a fact or an amendment of the time after it would be refused."""
    dated = [each for fact in facts for each in fact.arguments if isinstance(each, date)]
    last = max([*dated, *amended])
    return st.integers(0, 400).map(lambda number: Ending(last + timedelta(days=number)))


def _reversals_behind(order: Sequence[int], steps: Sequence[Step]) -> tuple[int, ...]:
    """Put every reversal behind the fact that it reverses."""
    result: list[int] = []
    for number in order:
        step = steps[number]
        needed = [step.of] if isinstance(step, Reversal) else []
        result += [each for each in (*needed, number) if each not in result]
    return tuple(result)


class Played:
    """A plan played in one order: the contract, the engine, and every entry that was booked."""

    def __init__(self, plan: Plan, order: Sequence[int] = ()) -> None:
        self.plan = plan
        self.contract = Contract(agreement(plan.clauses, plan.year), 2)
        self.engine: Engine = self.contract.engine()
        self.moved: dict[int, list[Fact]] = {}
        self.entries: list[Entry] = []
        for number in order:
            self.follow(number)

    def follow(self, number: int) -> None:
        """Let one step happen, and book what it makes due."""
        match self.plan.steps[number]:
            case Happening() as happened:
                method, arguments = self.happening(happened)
                make: Callable[..., list[Fact]] = getattr(self.contract, method)
                self.moved[number] = make(*arguments)
                self.engine.take(self.moved[number])
            case Reversal(of):
                self.engine.take(_negative(self.moved.pop(of)))
            case Amendment(effective, clauses):
                self._amend(agreement(clauses, self.plan.year), effective)
            case Close(through):
                self.engine.close(through.toordinal())
            case Ending(on):
                self.engine.amended(self.contract.terminate(on), on + timedelta(days=1))
            case TermsEvent(name, on):
                self.engine.amended(self.contract.happened(name, on), on)
        self.entries += self.engine.work(Cause(EFFECTIVE.toordinal()))

    def happening(self, happened: Happening) -> Happening:
        """Return a fact as it is recorded."""
        return happened

    def _amend(self, terms: AgreementTerms, effective: date) -> None:
        """Let other terms hold, and value again what facts are worth by themselves."""
        self.engine.amended(self.contract.amend(terms, effective), effective)
        for number, moved in self.moved.items():
            again = self.contract.revalued(moved)
            if again != moved:
                self.engine.take([*_negative(moved), *again])
                self.moved[number] = again

    def totals(self) -> dict[tuple[str, str, str, str, str], int]:
        """Add the entries up by clause, role, payer, payee and period; what came to nothing is left out."""
        result: dict[tuple[str, str, str, str, str], int] = {}
        for entry in self.entries:
            key = (entry.clause, entry.role, entry.payer, entry.payee, entry.period)
            result[key] = result.get(key, 0) + entry.amount
        return {key: amount for key, amount in result.items() if amount}


def _negative(facts: Sequence[Fact]) -> list[Fact]:
    return [fact._replace(amount=-fact.amount) for fact in facts]


budgets = st.fixed_dictionaries(
    {"tolerance": st.sampled_from(["0%", "10%", "1/3"])},
    optional={
        "per": st.sampled_from(["year", "life"]),
        "first year": st.sampled_from(["in full", "by days"]),
        "excess": st.sampled_from([{"borne by": "whoever incurred it"}, {"borne by": "company"}]),
    },
)
excesses = st.sampled_from(
    [
        {"borne by": "company"},
        {"deferred": {"borne by": "company", "repaid from": "profit", "at most": "50%"}},
        "work ceases",
    ]
)


budgeted: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"amount": "60"}, {"amount": "1m"}, {"by party": {"trust": "40", "company": "20.01"}}]
)


@st.composite
def limits(draw: st.DrawFn, per: str) -> dict[str, Any]:
    """Draw a budget, without which nobody could approve an overspend, and caps of one or two parties, or none."""
    capped = sorted(draw(st.sets(st.sampled_from(["trust", "university"]))))
    caps = [
        {
            "party": party,
            "amount": str(draw(st.integers(0, 60))),
            "per": per,
            "first year": draw(st.sampled_from(["in full", "by days"])),
            "excess": draw(excesses),
        }
        for party in capped
    ]
    return {"budget": {**draw(budgeted), **draw(budgets)}, **({"cap": caps} if caps else {})}


@st.composite
def shared_costs(draw: st.DrawFn, per: str) -> Clauses:
    """Draw a cost share with limits, the profit that repays a deferred excess, and contributions in kind."""
    cost = {"kind": "cost share", "of": "development", "shares": draw(shares(PARTIES)), **draw(limits(per))}
    profit: dict[str, Any] = {"kind": "royalty", "on": "net income of licence", "from": "company"}
    profit |= {"to": {"trust": "2/3", "university": "1/3"}, "rate": draw(st.sampled_from(["40%", "1/7"]))}
    rates = [
        {"item": "nurse hour", "rate": draw(st.sampled_from(["38.50", "0.1234"])), "from": "2024-01-01"},
        {"item": "nurse hour", "rate": "40", "from": draw(days).isoformat(), "overhead": "70%"},
    ]
    in_kind: dict[str, Any] = {"kind": "contribution in kind", "by": "trust", "rates": rates}
    in_kind["rounding"] = draw(st.sampled_from(["each line", "once"]))
    if draw(st.booleans()):
        in_kind["cap"] = {"amount": "100", "per": per, "first year": draw(st.sampled_from(["in full", "by days"]))}
    return {"cost": cost, "profit": profit, "in-kind": in_kind}


cost_facts = st.one_of(
    st.tuples(st.just("development"), st.sampled_from(PARTIES), days, amounts).map(lambda x: Happening("cost", x)),
    st.tuples(st.just("cost"), days, st.integers(1, 3000)).map(lambda x: Happening("approval", x)),
    st.tuples(st.just("income:licence"), days, amounts).map(lambda x: Happening("receipts", x)),
    st.tuples(
        st.just("nurse hour"), st.just("trust"), days, st.fractions(-1, 3).map(lambda q: Fraction(int(q * 1000), 1000))
    ).map(lambda x: Happening("in_kind", x)),
)
COSTS = {per: Family(shared_costs(per), cost_facts) for per in ("quarter", "year", "life")}
"""Cost shares with a budget, caps that count over one span, deferred excesses, and contributions in kind."""
