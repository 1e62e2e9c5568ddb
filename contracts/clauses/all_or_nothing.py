"""All or nothing: one sum for several milestones, paid only if every one of them is reached by its own last day.

The rule: each milestone is claimed by itself, as `sum:approval`, with evidence and acceptance where they are agreed,
and is held against its own last day by the day on which it was reached. Once the last of them counts the whole sum is
due. If one of them is missed all of it is extinguished, on the day after the last day that was missed; a close shows
that. On the last day itself a milestone is still in time. One that is reversed or withdrawn takes the sum back.

Units: minor units, exact. Rounding: several payees together by largest remainder, over the life.

Of three approvals one is missing on its last day, 31 December 2020, so that the right to 9.00 ends on 1 January 2021:

>>> from contracts.scalars.day import day_in_words
>>> day_in_words(date.fromordinal(date(2020, 12, 31).toordinal() + 1))
'1 January 2021'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import NOT_ASKED, Carry, Holds
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Feed, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding
from contracts.entries import Line
from contracts.parts import balances, payable, withdrawal
from contracts.parts import split as payees
from contracts.parts.accept import accepters, circular
from contracts.parts.balances import Kept, Slot
from contracts.parts.scope import Per
from contracts.scalars import After, Amount, Day, DaysAfter, Id, day_in_words

_LOST = Slot("lost", Per.LIFE)
"""The day on which the sum was extinguished, as far as time has passed; 0 while it is not."""
_MET = Slot("met", Per.LIFE)
"""1 once all milestones count, else 0."""


def _usual_due(terms: dict[str, Any]) -> DaysAfter:
    """Return the default, which is sealed with the terms: 30 days after the last claim is good."""
    return DaysAfter(30, payable.ACCEPTANCE if terms.get("accepted_by") else payable.ACHIEVEMENT)


class AllOrNothingTerms(ClauseTerms):
    """The milestones with their last days, what they pay together, from whom to whom."""

    kind: Literal["all or nothing"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.REWARD)
    pays: Amount = Field(description="the sum, once, for all of them together")
    from_: str = Field(description="the party that pays")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    all_of: dict[Id, Day] = Field(min_length=1, description="each milestone, and the last day on which it is in time")
    evidence: str | None = Field(default=None, description="what proves each of them")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept each claim")
    due: After = Field(default_factory=_usual_due, description="when payment is due; 30 days if left out")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer, payees and those who accept."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the sum."""
        yield ("pays",), self.pays

    def problems(self) -> Iterable[Problem]:
        """Yield a sum of nothing, shares that don't add up, days that count from nothing, self-acceptance."""
        if self.pays.major <= 0:
            yield Problem(("pays",), "the milestones pay nothing", "write an amount above zero")
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.to == self.from_:
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        anchor = payable.ACCEPTANCE if self.accepted_by else payable.ACHIEVEMENT
        yield from payable.problem("due", self.due, anchor)
        yield from circular(self.accepted_by, list(payees.lanes(self.to)))

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is paid once what has been reached, by when, on which evidence and whose acceptance."""
        proof = f" Each is claimed with evidence: {self.evidence}." if self.evidence else ""
        accepting = reader.parties(accepters(self.accepted_by)) if self.accepted_by else ""
        accepted = f" It counts once {accepting} has accepted the claim." if accepting else ""
        return [
            f"{reader.party(self.from_)} pays {reader.money(self.pays)}, once, to {payees.in_words(self.to, reader)}, "
            "if all of these are reached, each by its own last day:",
            *(f"  {name}: {day_in_words(last)}" for name, last in self.all_of.items()),
            f"If one of them is missed nothing is paid.{proof}{accepted}",
            f"Payment is due {self.due.in_words}; the last of them counts.",
        ]


class _Terms(NamedTuple):
    source: AllOrNothingTerms
    pays: int
    lanes: dict[str, Fraction]
    slots: tuple[Slot, ...]


class AllOrNothing(Clause[AllOrNothingTerms]):
    """The formula: the sum once every milestone counts in time, and back once one of them does no longer."""

    terms_model = AllOrNothingTerms
    by_year = False
    timed = True
    rounding = Rounding.LIFE

    def ends(self, terms: AllOrNothingTerms) -> bool:
        """Return that what was reached in time is paid after the end too."""
        return False

    def _claimed(self, name: str) -> str:
        """Return what a milestone is called where it is claimed."""
        return f"{self.id}:{name}"

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the count of each milestone, the days on which they were reached, and what was withdrawn."""
        for name in map(self._claimed, compiled.source.all_of):
            yield from (f"milestone:{name}", f"achieved:{name}", *withdrawal.measures(name))

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the claims, by whom they are made and accepted."""
        terms = compiled.source
        for name in map(self._claimed, terms.all_of):
            accepting = tuple(accepters(terms.accepted_by))
            yield Feed("milestone", name, tuple(compiled.lanes), accepting, evidence=terms.evidence)

    def compiled(self, terms: AllOrNothingTerms) -> _Terms:
        """Return the sum in minor units, each payee's fraction, and what is carried."""
        slots = (_LOST, _MET, *(Slot(name, Per.LIFE) for name in terms.all_of))
        pays = terms.pays.minor(self.setting.digits, self.setting.currency)
        return _Terms(terms, pays, payees.lanes(terms.to), slots)

    def initial(self) -> State:
        """Begin with nothing lost and nothing reached."""
        return (0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Count what was reached in time, and pay the sum, or take it back, where that makes them all."""
        kept, moved = self._moved(ops, state, view)
        terms: _Terms = view.segments()[-1].terms
        dues = [
            Due(payee, terms.source.from_, payee, moved * ops.number(terms.pays * share), "milestones")
            for payee, share in terms.lanes.items()
        ]
        return balances.state_of(kept), dues

    def _moved(self, ops: Exact, state: State, view: View) -> tuple[Kept, Number]:
        """Return what is carried on, and 1 where the sum falls due, -1 where it is taken back."""
        terms: _Terms = view.segments()[-1].terms
        kept = balances.opened(balances.slots_until(self.timeline, view.last), state)
        before, met = kept[_MET], ops.number(Fraction(1))
        missed = []
        for name, last in terms.source.all_of.items():
            slot = Slot(name, Per.LIFE)
            kept[slot] = kept[slot] + self._in_time(ops, view, self._claimed(name), last.toordinal())
            met = met * ops.lo(kept[slot], 1)
            if ops.nothing(kept[slot]) and last.toordinal() <= min(view.last, view.horizon):
                missed.append(last.toordinal() + 1)
        kept[_MET], kept[_LOST] = met, min(missed, default=0)
        return kept, met - before

    def _in_time(self, ops: Exact, view: View, name: str, last: int) -> Number:
        """Return how often a milestone came to count in the period that had been reached in time."""
        achieved = {day: total for day, _, total in view.days(f"achieved:{name}")}
        count: Number = 0
        for day, _, times in view.days(f"milestone:{name}"):
            if ops.alike(achieved[day], times) <= last:
                count = count + times
        for withdrawn in withdrawal.withdrawals(ops, view, name):
            if withdrawn.achieved <= last:
                count = count - withdrawn.times
        return count

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the sum x each payee's fraction."""
        kept, moved = self._moved(EXACT, state, view)
        terms: _Terms = view.segments()[-1].terms
        names = ", ".join(terms.source.all_of)
        basis = f"all reached in time: {names}" if kept[_MET] != 0 else f"not all reached in time any more: {names}"
        for role in roles:
            share = terms.lanes[role]
            result = text(moved * EXACT.number(terms.pays * share))
            yield basis, [Line("the sum", text(moved * terms.pays), str(share), result)] if moved != 0 else []

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield the sum while it may still fall due, or that it is extinguished, and since when."""
        terms: _Terms | None = self.terms_on(on)
        if terms is None:
            return
        kept = balances.opened(balances.slots_until(self.timeline, on), state)
        missing = [name for name in terms.source.all_of if EXACT.nothing(kept[Slot(name, Per.LIFE)])]
        lost = kept[_LOST]
        if isinstance(lost, int) and 0 < lost <= on + 1:  # its last day is over, or time has passed to it
            ends, day = date.fromordinal(lost), date.fromordinal(lost - 1)
            names = [name for name in missing if terms.source.all_of[name] == day]
            what = f"extinguished on {day_in_words(ends)}: not reached by {day_in_words(day)}: {', '.join(names)}"
            yield Balance(what, terms.pays)
        elif missing:
            late = [name for name in missing if terms.source.all_of[name].toordinal() < on]
            ahead = [name for name in missing if name not in late]
            said = [f"waiting for: {', '.join(ahead)}"] if ahead else []
            said += [f"not known to be reached by its last day: {', '.join(late)}"] if late else []
            yield Balance("; ".join(said), terms.pays)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name which milestones were reached in time."""
        slots = balances.slots_until(self.timeline, until)
        counted = {_LOST: NOT_ASKED, _MET: Carry("all reached in time (1) or not (0)", Holds.COUNT)}
        return [
            counted.get(slot) or Carry(f"{slot.name} reached in time (1) or not (0)", Holds.COUNT) for slot in slots
        ]

    def payable_on(self, view: View) -> date:
        """Return the day by which the sum is payable, counted from the last day on which a milestone moved."""
        terms: _Terms = view.segments()[-1].terms
        names = list(map(self._claimed, terms.source.all_of))
        measures = [each for name in names for each in (f"milestone:{name}", *withdrawal.measures(name))]
        days = [day for day, _, _ in view.days(*measures)]
        return terms.source.due.after(max(days, default=view.last))


CLAUSE: type[Clause[Any]] = AllOrNothing
