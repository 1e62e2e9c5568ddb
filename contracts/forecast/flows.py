"""What dues and facts are to each party: money that moves, risk, reward, and sales retained; by day and year.

Which is which is the table by which shares are counted: a cost share is risk to its payer and a recovery to its
payee, a royalty is reward to its payee and paid out of what its payer retains, and so on. A party's own spending is
its risk and its outflow, what it sells its inflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from contracts.classification import Classification, Counts
from contracts.clause import VENTURE, Clause
from contracts.entries import Entry
from contracts.forecast.standpoint import Standpoint
from contracts.periods import Calendar

SPENT = ("cost", "contribution")
RECEIVED = ("sales", "income")
OWN = "own"
"""What stands in place of a clause for a party's own spending and sales."""


class Flow(NamedTuple):
    """What one due or fact is to one party. Amounts in minor units; exact, or arrays of paths.

    `on` is the day on which money moves, `year` the contract year that it is for; `clause` is what it is due under,
    or the line of the scenario that it comes from, behind `own:`.
    """

    party: str
    clause: str
    year: int
    on: int
    cash: Any = 0
    risk: Any = 0
    in_kind: Any = 0
    reward: Any = 0
    retained: Any = 0


class Owed(NamedTuple):
    """A due with what it takes to say what it is to either side."""

    clause: str
    payer: str
    payee: str
    period: int
    payable: int
    amount: Any


def owed_of(entry: Entry, calendar: Calendar) -> Owed:
    """Return what an entry makes owing; what nobody pays is taken to happen at the end of its period."""
    period = calendar.period_of(calendar.parse(entry.period).first.toordinal())
    payable = entry.due.toordinal() if entry.due else calendar.end(period)
    return Owed(entry.clause, entry.payer, entry.payee, period, payable, entry.amount)


class Own(NamedTuple):
    """What a party spent, sold or paid in by itself, on a day."""

    name: str
    kind: str
    of: str
    party: str
    on: int
    amount: Any


class Sides:
    """What the clauses' dues count as for payer and payee."""

    def __init__(self, stand: Standpoint) -> None:
        self.calendar = stand.contract.calendar
        self.counts = {clause.id: _counts(clause) for clause in stand.clauses}
        self.retained = {
            measure
            for clause in stand.clauses
            for measure in clause.reads
            if self.counts[clause.id].payer is Counts.RETAINED
        }

    def of_due(self, owed: Owed) -> Iterator[Flow]:
        """Yield what a due is to its payer and to its payee; the common pot is nobody."""
        payer, payee = self.counts[owed.clause]
        year, amount = owed.period // 4, owed.amount
        if owed.payer == owed.payee:
            if payer is Counts.IN_KIND:
                yield Flow(owed.payer, owed.clause, year, owed.payable, in_kind=amount)
            elif payee is Counts.SAVING or (payee is Counts.REWARD and payer is not Counts.RETAINED):
                yield Flow(owed.payee, owed.clause, year, owed.payable, reward=amount)
            return
        if owed.payer != VENTURE:
            risk = amount if payer is Counts.RISK else 0
            retained = -amount if payer is Counts.RETAINED else 0
            yield Flow(owed.payer, owed.clause, year, owed.payable, cash=-amount, risk=risk, retained=retained)
        if owed.payee != VENTURE:
            risk = -amount if payee is Counts.RECOVERY else 0
            reward = amount if payee is Counts.REWARD else 0
            yield Flow(owed.payee, owed.clause, year, owed.payable, cash=amount, risk=risk, reward=reward)

    def of_own(self, own: Own) -> Iterator[Flow]:
        """Yield what a party's own fact is to it; of what is measured and not paid, nothing."""
        year = self.calendar.period_of(own.on) // 4
        name = f"{OWN}:{own.name}"
        if own.kind in SPENT:
            yield Flow(own.party, name, year, own.on, cash=-own.amount, risk=own.amount)
        elif own.kind in RECEIVED:
            retained = own.amount if f"{own.kind}:{own.of}" in self.retained else 0
            yield Flow(own.party, name, year, own.on, cash=own.amount, retained=retained)

    def flows(self, dues: Iterable[Owed], own: Iterable[Own]) -> list[Flow]:
        """Return everything that dues and own facts are to the parties."""
        return [flow for due in dues for flow in self.of_due(due)] + [
            flow for each in own for flow in self.of_own(each)
        ]


def _counts(clause: Clause[Any]) -> Classification:
    terms = next(source for _, source in reversed(clause.sources) if source is not None)
    return clause.counts(terms)


def recorded_own(stand: Standpoint) -> list[Own]:
    """Return what the parties spent and sold until today."""
    return [
        Own(f"{each.kind} of {each.of}", each.kind, each.of, each.party, each.on.toordinal(), each.amount)
        for each in stand.recorded
        if each.kind in (*SPENT, *RECEIVED)
    ]
