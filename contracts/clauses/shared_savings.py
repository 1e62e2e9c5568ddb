"""Shared savings: a year's spending against its benchmark; savings are shared, and losses too where that is agreed.

The rule, once the contract year is closed: benchmark - spending, if it comes to the minimum savings rate (exactly so
much is enough), x share x quality, at most the cap, less what is withheld. Losses mirror it: beyond their own minimum
rate the provider pays back loss x (1 - share x quality), at most their cap. In between nothing is due either way, nor
while no spending or no quality has been recorded. Late spending changes the year that it is for. The rest of a saving
that is shared is the payer's reward, booked by the clause's part `kept`; losses are booked by its part `loss`.

Units: minor units, exact. Rounding: all providers together by largest remainder, by contract year.

96m against 100m, half of it x 90%, less 2%; and 104m, of which 55% are paid back:

>>> EXACT.number(Fraction(4_000_000_00) * Fraction(45, 100) * Fraction(98, 100))
176400000
>>> EXACT.number(Fraction(4_000_000_00) * (1 - Fraction(45, 100)))
220000000
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry, Holds
from contracts.classification import Classification, Counts
from contracts.clause import Balance, Clause, Due, Feed, Mark, Setting, State, View
from contracts.entries import Line
from contracts.money import written
from contracts.parts import balances, corridor, quality
from contracts.parts import split as payees
from contracts.parts.accept import accepters
from contracts.parts.balances import Slot
from contracts.parts.corridor import Corridor, Shared, Year
from contracts.parts.scope import Per
from contracts.parts.shared_savings_terms import SharedTerms
from contracts.scalars import Amount


class SharedSavingsTerms(SharedTerms):
    """Shared savings, with the parts that book losses and what the payer keeps."""

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the parts that book losses, and what the payer keeps."""
        return {"loss": SharedLosses, "kept": KeptSavings}


class _Terms(NamedTuple):
    source: SharedSavingsTerms
    corridor: Corridor
    benchmarks: tuple[tuple[int, int], ...]
    lanes: dict[str, Fraction]
    slots: tuple[Slot, ...]

    def benchmark_on(self, day: int) -> int:
        """Return the benchmark of a whole year in force on a day, nothing before the first."""
        return next((amount for since, amount in reversed(self.benchmarks) if since <= day), 0)


class SharedSavings(Clause[SharedSavingsTerms]):
    """The formula: the provider's share of the year's saving, once the year is over."""

    terms_model = SharedSavingsTerms
    timed = True

    def compiled(self, terms: SharedSavingsTerms) -> _Terms:
        """Return the benchmarks in minor units by the day from which they hold, and what is tallied of a year."""
        digits, currency = self.setting.digits, self.setting.currency
        given = terms.benchmark
        table = [(1, given)] if isinstance(given, Amount) else [(each.from_.toordinal(), each.amount) for each in given]
        benchmarks = tuple((since, amount.minor(digits, currency)) for since, amount in table)
        measured = quality.measures(terms.of, terms.quality) if terms.quality else ()
        slots = tuple(Slot(measure, Per.YEAR) for measure in (f"cost:{terms.of}", *measured))
        return _Terms(terms, terms.corridor, benchmarks, payees.lanes(terms.to), slots)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the spending, and what was measured of quality."""
        return [slot.name for slot in compiled.slots]

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the spending of payer and providers, and the quality, as any of them may show it."""
        terms = compiled.source
        parties, agree = (terms.from_, *compiled.lanes), tuple(accepters(terms.accepted_by))
        yield Feed("cost", terms.of, parties, agree)
        if terms.quality:
            yield Feed("quality", f"{terms.of}:{terms.quality}", parties, agree)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Count what was spent and measured, and settle the year once it is over."""
        terms: _Terms = view.segments()[-1].terms
        counted = self._counted(state, view)
        amount = self._due(ops, terms, self._year(ops, terms, counted, view), view) if self._is_over(view) else 0
        return counted, self._dues(ops, terms, amount)

    def _due(self, ops: Exact, terms: _Terms, year: Year, view: View) -> Number:
        """Return what the year makes due: the share of the saving, less what is withheld."""
        kept = 1 - sum(terms.source.withheld.values(), Fraction(0))
        return corridor.saving(ops, terms.corridor, year).capped * ops.number(kept)

    def _dues(self, ops: Exact, terms: _Terms, amount: Number) -> list[Due]:
        payer = terms.source.from_
        return [Due(to, payer, to, amount * ops.number(part), "savings") for to, part in terms.lanes.items()]

    def _counted(self, state: State, view: View) -> State:
        kept = balances.opened(balances.slots_until(self.timeline, view.last), state)
        for slot in kept:
            kept[slot] = kept[slot] + sum(view.amount(slot.name, segment) for segment in view.segments())
        return balances.state_of(kept)

    def _is_over(self, view: View) -> bool:
        """Whether the contract year, or the clause within it, has ended and time has passed so far."""
        ends = self.last is not None and view.first <= self.last <= view.last
        return view.closed and (view.year_end or ends)

    def _year(self, ops: Exact, terms: _Terms, counted: State, view: View) -> Year:
        kept = balances.opened(balances.slots_until(self.timeline, view.last), counted)
        spent, *measured = (kept[slot] for slot in terms.slots)
        benchmark = self._benchmark(terms, view.last)
        known = ops.reached(spent, 1) * (1 if benchmark else 0)
        if not measured:
            return Year(ops.number(benchmark), spent, 1, known)
        cases, out_of = measured
        rate = ops.clip(ops.ratio(cases, out_of), 0, 1)
        return Year(ops.number(benchmark), spent, rate, known * ops.reached(out_of, 1))

    def _benchmark(self, terms: _Terms, day: int) -> Fraction:
        """Return the benchmark of the contract year that a day lies in, by days of the clause's part of it."""
        calendar = self.setting.calendar
        year = calendar.period_of(day) // 4
        first, last = calendar.start(year * 4), calendar.end(year * 4 + 3)
        began, ended = max(first, self.timeline[0][0]), last if self.last is None else min(last, self.last)
        days = max(0, ended - began + 1)
        return Fraction(terms.benchmark_on(ended) * days, last - first + 1)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the saving x share x quality, and what cap and withholding take off."""
        terms: _Terms = view.segments()[-1].terms
        year = self._year(EXACT, terms, self._counted(state, view), view)
        lines = list(self._lines(terms, year)) if self._is_over(view) else []
        for role in roles:
            yield self._basis(terms, year, view), [_of_role(line, terms.lanes[role]) for line in lines]

    def _basis(self, terms: _Terms, year: Year, view: View) -> str:
        digits, calendar = self.setting.digits, self.setting.calendar
        label = calendar.year_label(calendar.period_of(view.last) // 4)
        benchmark = written(int(self._benchmark(terms, view.last)), digits)
        return f"{terms.source.of} of {written(int(text(year.spent)), digits)} in {label}, benchmark {benchmark}"

    def _lines(self, terms: _Terms, year: Year) -> Iterable[Line]:
        side = corridor.saving(EXACT, terms.corridor, year)
        yield from _shared_lines("saving that is shared", side, f"{terms.source.share}*{text(year.quality)}")
        for name, part in terms.source.withheld.items():
            if side.capped != 0:
                yield Line(f"withheld: {name}", text(-side.capped), str(part), text(-side.capped * EXACT.number(part)))

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what was spent and measured in the contract year so far."""
        if self.setting.calendar.is_year_end(until):
            return ()
        return [_carry(slot.name) for slot in balances.slots_until(self.timeline, until)]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what was spent in the contract year, and its benchmark."""
        terms: _Terms | None = self.terms_on(on)
        if terms:
            yield Balance(f"{terms.source.of} in the contract year", state[0] if state else 0)
            yield Balance("benchmark of the contract year", EXACT.number(self._benchmark(terms, on)))

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield the benchmark."""
        terms: _Terms | None = self.terms_on(on)
        if terms:
            spent = state[0] if state else 0
            yield Mark("benchmark of the contract year", spent - EXACT.number(self._benchmark(terms, on)))

    def payable_on(self, view: View) -> date:
        """Return the day by which the year's share is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


class SharedLosses(SharedSavings):
    """The part that books losses: providers pay their share back, which is their risk and lessens the payer's."""

    def counts(self, terms: SharedSavingsTerms) -> Classification:
        """Return that it is risk of who pays it, and gives costs back to who bore them."""
        return Classification(Counts.RISK, Counts.RECOVERY)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield nothing: the clause wants the same facts."""
        return ()

    def _due(self, ops: Exact, terms: _Terms, year: Year, view: View) -> Number:
        return corridor.loss(ops, terms.corridor, year).capped

    def _dues(self, ops: Exact, terms: _Terms, amount: Number) -> list[Due]:
        payer = terms.source.from_
        return [Due(by, by, payer, amount * ops.number(part), "losses") for by, part in terms.lanes.items()]

    def _lines(self, terms: _Terms, year: Year) -> Iterable[Line]:
        rate = 1 - terms.source.share * Fraction(text(year.quality))
        return _shared_lines("loss that is shared", corridor.loss(EXACT, terms.corridor, year), str(rate))

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield nothing: the clause names its benchmark."""
        return ()


class KeptSavings(SharedLosses):
    """The part that books what the payer keeps of a saving that is shared: a reward that is not cash."""

    def __init__(self, clause_id: str, terms: SharedSavingsTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.parent = clause_id.partition(":")[0]
        self.after = (self.parent,)

    def counts(self, terms: SharedSavingsTerms) -> Classification:
        """Return that it is a verified saving of the one who keeps it."""
        return Classification(Counts.NOTHING, Counts.SAVING)

    def _due(self, ops: Exact, terms: _Terms, year: Year, view: View) -> Number:
        saved = corridor.saving(ops, terms.corridor, year).reached * (year.benchmark - year.spent)
        return saved - view.told(self.parent)

    def _dues(self, ops: Exact, terms: _Terms, amount: Number) -> list[Due]:
        return [Due("kept", terms.source.from_, terms.source.from_, amount)]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the saving, less what is paid."""
        terms: _Terms = view.segments()[-1].terms
        year = self._year(EXACT, terms, self._counted(state, view), view)
        saved = corridor.saving(EXACT, terms.corridor, year).reached * (year.benchmark - year.spent)
        figures = {"saving": saved, "less what is paid": -view.told(self.parent)} if self._is_over(view) else {}
        for _ in roles:
            lines = [Line(what, text(amount), "1", text(amount)) for what, amount in figures.items() if amount != 0]
            yield self._basis(terms, year, view), lines


def _shared_lines(what: str, side: Shared, rate: str) -> Iterable[Line]:
    if side.counted != 0:
        yield Line(what, text(side.counted), rate, text(side.shared))
    if side.capped != side.shared:
        yield Line("above the cap", text(side.capped - side.shared), "1", text(side.capped - side.shared))


def _of_role(line: Line, part: Fraction) -> Line:
    """Return a provider's part of a line."""
    if part == 1:
        return line
    return Line(line.what, line.quantity, f"{line.rate}*{part}", str(Fraction(line.result) * part))


def _carry(measure: str) -> Carry:
    if measure.startswith("quality:"):
        return Carry(quality.in_words(measure), Holds.COUNT)
    return Carry(f"{measure.partition(':')[2]} in the contract year")


CLAUSE: type[Clause[Any]] = SharedSavings
