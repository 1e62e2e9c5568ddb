"""What a clause does: a formula, bound to its terms and folded over the periods of the agreement.

A formula remembers only its state. `step` goes from the state carried in, the terms in force and the facts of one
period to the state carried out and what is due, exactly; the engine rounds, compares with what was booked and
writes the entries. Formulas use `+ - * /` and the operations of `arithmetic.Exact`; they may branch on dates and
kinds, never on an amount.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

from contracts.arithmetic import EXACT, Exact, Number
from contracts.carry import Carry
from contracts.classification import Classification
from contracts.clause_terms import ClauseTerms, Rounding
from contracts.entries import Line
from contracts.periods import Calendar
from contracts.timeline import in_force, merged

VENTURE = "venture"
"""The common pot of a cost share: what the bearers owe it, it owes to those who paid."""


class Setting(NamedTuple):
    """What formulas need to know of the agreement around them."""

    currency: str
    digits: int
    calendar: Calendar
    effective: date


class Fact(NamedTuple):
    """What the engine tallies: an amount (or a count) of a measure on a day."""

    measure: str
    on: int
    amount: int


class Feed(NamedTuple):
    """What a clause wants recorded: a kind of fact (`cost`, `sales`, `income`, `milestone`), and of what.

    `parties` may be the fact's own party (who spent, sold, received, claims); `accepters` must agree before it
    counts, none if nobody has to; `deductions` are the kinds that make sales net; `evidence` names what must be
    shown, if anything.
    """

    kind: str
    of: str
    parties: tuple[str, ...]
    accepters: tuple[str, ...] = ()
    deductions: tuple[str, ...] = ()
    evidence: str | None = None


class Due(NamedTuple):
    """What a clause makes owing for a period, exact, in minor units. Lanes of one pot are rounded together."""

    role: str
    payer: str
    payee: str
    amount: Number
    pot: str = ""


class Segment(NamedTuple):
    """Days `first` to `last` of a period, the compiled terms in force on them, and whether they are all of it."""

    first: int
    last: int
    terms: Any
    whole: bool


class View(Protocol):
    """All that a formula may see of one period."""

    first: int
    last: int
    horizon: int
    """The last day that closes have let pass."""
    closed: bool
    """Whether the period lies wholly in the time that a close has let pass."""
    accruing: bool
    """Whether an accrual is worked out to a day of the period, so that what falls due at its end counts by days."""
    year_end: bool
    """Whether a contract year ends with the period."""
    kept: Any
    """What a formula found in its step and wants again for its workings, which follow on the same view."""

    def segments(self) -> Sequence[Segment]:
        """Return the terms in force, stretch by stretch; none where the clause is not in force."""

    def amount(self, measure: str, segment: Segment) -> int:
        """Return a measure's total over the days of a segment."""

    def total(self, measure: str) -> int:
        """Return a measure's total in the period."""

    def between(self, measure: str, first: int, last: int) -> int:
        """Return a measure's total over days of the period."""

    def days(self, *measures: str) -> Sequence[tuple[int, int, int]]:
        """Return (day, which measure, amount) of every day on which a measure moved, in order."""

    def measures(self) -> Sequence[str]:
        """Return the measures that moved in the period, there and back among them."""

    def moved(self, kind: str) -> bool:
        """Tell whether a measure of a kind, the first word of its name, moved in the period, there and back too."""

    def due(self, clause: str, role: str | None = None) -> Number:
        """Return what another clause made due in the period, exactly: what shares and reductions read."""

    def told(self, clause: str, role: str | None = None) -> int:
        """Return the same in whole minor units, as booked: what minimums and caps on totals read."""

    def lanes(self, clause: str) -> Mapping[tuple[str, str, str], int]:
        """Return the same for each role, payer and payee: what runs on single debts reads."""

    def payable(self, clause: str) -> date | None:
        """Return the day by which another clause's dues of the period are payable, None if none is agreed."""


class Balance(NamedTuple):
    """One figure of a clause's state in words: what it is, and how much, exact, in minor units."""

    what: str
    amount: Number


class Mark(NamedTuple):
    """A band, cap or hurdle of a clause, and how far beyond it things are; below nothing: so far to go.

    `even` says whether the way to it can be read from the figure, so that a day in between can be named.
    """

    what: str
    beyond: Number
    even: bool = True


State = tuple[Number, ...]
T = TypeVar("T", bound=ClauseTerms)


class Clause(ABC, Generic[T]):
    """A clause kind's formula, bound to one clause of one agreement.

    `feeds` say what is recorded for it, `reads` are the measures that it tallies, `after` the clauses whose dues
    it reads, `by_year` whether its state starts afresh with each contract year, `rounding` the scope of rounding,
    `timed` whether the mere passing of time, by a close, can make something due; `last` the last day on which it may,
    `happened` the events that its terms may wait for, with their days; `runs_on` clauses whose single debts it carries.
    """

    terms_model: ClassVar[type[ClauseTerms]]
    feeds: tuple[Feed, ...] = ()
    reads: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    runs_on: tuple[str, ...] = ()
    by_year: bool = True
    timed: bool = False
    rounding: Rounding = Rounding.YEAR

    def __init__(self, clause_id: str, terms: T, setting: Setting) -> None:
        self.id = clause_id
        self.setting = setting
        self.timeline: list[tuple[int, Any]] = []
        self.sources: list[tuple[int, T | None]] = []
        self.last: int | None = None
        self.happened: dict[str, date] = {}
        self.amend(setting.effective, terms)

    def amend(self, effective: date, terms: T | None) -> None:
        """Let other terms hold from a day on, until the next ones; None ends the clause.

        Of two amendments from one day the later one wins. Terms that hold already begin no new stretch of days.
        """
        day = effective.toordinal()
        kept = [stretch for stretch in self.sources if stretch[0] != day]
        self.sources = sorted([*kept, (day, terms)], key=itemgetter(0))
        self._arrange()

    def end(self, last: date | None) -> None:
        """Let the clause hold until a last day, whatever its terms are; None lets it go on."""
        day = last.toordinal() if last else None
        if day != self.last:
            self.last = day
            self._arrange()

    def know(self, event: str, on: date | None) -> None:
        """Take note of the first day on which an event happened that terms may wait for; None: it has not."""
        self.happened = {name: day for name, day in self.happened.items() if name != event}
        if on is not None:
            self.happened[event] = on
        self._arrange()

    def _arrange(self) -> None:
        """Work out which terms are in force when, and what they read and want."""
        sources = self.sources
        if self.last is not None:
            after = self.last + 1
            sources = [*(stretch for stretch in sources if stretch[0] < after), (after, None)]
        self.timeline = [(start, self.compiled(source) if source else None) for start, source in merged(sources)]
        holding = [compiled for _, compiled in self.timeline if compiled is not None]
        self.reads = tuple(dict.fromkeys(measure for compiled in holding for measure in self.measures(compiled)))
        self.feeds = tuple(dict.fromkeys(feed for compiled in holding for feed in self.wanted(compiled)))

    def terms_on(self, day: int) -> Any:
        """Return the compiled terms in force on a day, None if there are none."""
        return in_force(self.timeline, day)

    def ends(self, terms: T) -> bool:
        """Whether nothing falls due for the time after the agreement has ended; facts of it are not recorded anyway."""
        return self.timed

    def counts(self, terms: T) -> Classification:
        """Return how the entries count for payer and payee: as the clause's terms say, unless a part differs."""
        return terms.counts

    @abstractmethod
    def compiled(self, terms: T) -> Any:
        """Turn terms into what `step` computes with, once."""

    @abstractmethod
    def measures(self, compiled: Any) -> Iterable[str]:
        """Yield the measures that the clause tallies under some terms."""

    def wanted(self, compiled: Any) -> Iterable[Feed]:
        """Yield what is recorded for the clause under some terms."""
        return ()

    def initial(self) -> State:
        """Return the state before the first period, or at the start of each year if `by_year`."""
        return ()

    def new_year(self, state: State) -> State:
        """Return the state at the start of a contract year, for clauses that carry some of it over."""
        return state

    @abstractmethod
    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Go from the state carried in to the state carried out, and say what is due."""

    @abstractmethod
    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield, for each role, what its lines are drawn from, and the lines that add up to its due.

        `state` is the one carried in. All roles are asked for at once, because they share most of the work.
        """

    def carries(self, until: int) -> Sequence[Carry] | None:
        """Name the figures of the state after a day, in its order; None if nobody can bring them in from outside."""
        return None if self.initial() else ()

    def lanes(self, view: View) -> Sequence[Due]:
        """Return who may be due something in a period, with amounts of nothing where nothing happened in it."""
        return self.step(EXACT, self.initial(), view)[1]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what a state carried out of a period means, as it stands on a day after all that happened in it."""
        return ()

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield what can be crossed, as it stands on a day; by default every balance above a limit."""
        for balance in self.balances(state, on):
            if "above" in balance.what.split():
                yield Mark(balance.what, balance.amount - 1, even=False)

    def payable_on(self, view: View) -> date | None:
        """Return the day by which the period's dues are payable, None if no payment is agreed."""
        return None

    def unvalued(self, measure: str, on: int) -> str | None:
        """Say why a fact of a measure has no value on a day, None if the clause has no objection."""
        return None

    @property
    def values_facts(self) -> bool:
        """Tell whether single facts are worth something by themselves: by default, where each receipt is rounded."""
        return self.rounding is Rounding.RECEIPT

    def valued(self, measure: str, on: int, amount: int) -> Iterable[Fact]:
        """Yield what one fact is worth by itself, for clauses that round each receipt."""
        return ()

    def borne(self, measure: str, on: int) -> Mapping[str, Fraction]:
        """Return the proportions in which parties bear what a measure counts, before limits; none if it shares none."""
        return {}

    def worth(self, measure: str, on: int, amount: int) -> Fraction:
        """Return what a claim would count for, in minor units, before any cap; nothing if the clause values none."""
        return Fraction(0)
