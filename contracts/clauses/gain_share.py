"""Gain share: a part of a verified saving is paid to those who brought it about, within limits of quality and amount.

The rule, by contract year to date: net saving = verified saving - costs of a category; entitlement = share x net
saving, not below zero and not above the year's cap, and nothing at all while what was measured of quality is outside
its limits or was not measured. What is due for a quarter is what the entitlement has grown by; it may shrink. Claims
are kept apart and never count. What the payer keeps of the saving is booked by the clause's part `kept`.

Units: minor units, exact. Rounding: all payees together by largest remainder, by contract year.

1,200 patients at 412.50, less 95,000, shared by half under a cap of 150,000:

>>> EXACT.clip(EXACT.ratio(1200 * 41250 - 95_000_00, 2), 0, 150_000_00)
15000000
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry, Holds
from contracts.classification import Classification, Counts
from contracts.clause import Balance, Clause, Due, Feed, Mark, Segment, Setting, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, percentage
from contracts.entries import Line
from contracts.parts import payable, quality
from contracts.parts import saving as savings
from contracts.parts.accept import accepters
from contracts.parts.profit import total
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter, Fractional
from contracts.sums import exactly


class GainShareTerms(ClauseTerms):
    """A gain share: of which outcome, how its saving is measured and limited, from whom, to whom."""

    kind: Literal["gain share"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.REWARD)
    outcome: str = Field(description="the outcome, as it is recorded")
    saving: savings.Saving = Field(description="how the saving is measured and verified")
    less: str | None = Field(default=None, description="a cost category that is taken off the saving")
    from_: str = Field(description="the party that saves, and pays")
    to: dict[str, Fractional] = Field(min_length=1, description="the payees, each with its part of the saving")
    only_if: dict[str, str] = Field(default={}, description="limits of quality: 'at most 4%', 'at least 90%', 'passed'")
    cap: savings.YearCap | None = Field(default=None, description="the most that is paid in a year")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept what was verified")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield payer, payees and those who accept."""
        yield ("from",), self.from_
        yield from ((("to", party), party) for party in self.to)
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the cap, and the worth of a unit."""
        yield from [(("cap", "amount"), self.cap.amount)] if self.cap else []
        yield from [(("saving", "worth"), self.saving.worth)] if self.saving.worth else []

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the part that books what the payer keeps."""
        return {"kept": KeptSaving}

    def problems(self) -> Iterable[Problem]:
        """Yield parts of more than the whole or of nothing, limits that can't be read, and a cap that pays nothing."""
        yield from self.saving.problems()
        yield from quality.problems("only if", self.only_if)
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)
        together = sum(self.to.values(), Fraction(0))
        if not 0 < together <= 1:
            yield Problem(("to",), f"the parts add up to {percentage(together)}", "write above 0%, up to 100% together")
        if self.from_ in self.to:
            yield Problem(("to", self.from_), f"'{self.from_}' would pay itself", "it keeps the rest in any case")
        if self.cap and self.cap.amount.major <= 0:
            yield Problem(("cap", "amount"), "the cap lets nothing be paid", "write an amount above zero")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is shared and measured, what limits it, and when it is paid."""
        parts = ", ".join(f"{percentage(share)} to {reader.party(party)}" for party, share in self.to.items())
        less = f", less {self.less}," if self.less else ""
        limits = [quality.limit(what, said).words for what, said in self.only_if.items()]
        lines = [
            f"Of the saving by {self.outcome}{less} {reader.party(self.from_)} pays {parts}, and keeps the rest.",
            *self.saving.in_words(reader),
        ]
        if limits:
            lines.append(f"Nothing is due unless, in the contract year to date, {' and '.join(limits)}, as measured.")
        if self.cap:
            lines.append(f"In a contract year at most {reader.money(self.cap.amount)} is paid in all.")
        return [*lines, f"Payment is due {self.pay.in_words}; amounts are rounded by year."]


class _Terms(NamedTuple):
    source: GainShareTerms
    saving: savings.Measured
    limits: tuple[quality.Limit, ...]
    together: Fraction
    cap: int | None

    def figures(self, ops: Exact, view: View, segment: Segment) -> list[tuple[str, Number]]:
        """Return the figures that add up to the net saving of a stretch of a period."""
        found = savings.figures(ops, self.saving, view, segment)
        less = self.source.less
        return [*found, (f"less {less}", -view.amount(f"cost:{less}", segment))] if less else found


class _Year(NamedTuple):
    """The state: net saving, what it would pay, and what is payable, in the year to date; and what was measured."""

    net: Number
    wanted: Number
    payable: Number
    measured: tuple[Number, ...]


class GainShare(Clause[GainShareTerms]):
    """The formula: the share of the year's net saving, capped, while quality keeps its limits."""

    terms_model = GainShareTerms

    def compiled(self, terms: GainShareTerms) -> _Terms:
        """Return the saving, the limits and the cap in minor units."""
        digits, currency = self.setting.digits, self.setting.currency
        return _Terms(
            terms,
            savings.measured(terms.outcome, terms.saving, digits, currency),
            tuple(quality.limit(what, said) for what, said in terms.only_if.items()),
            sum(terms.to.values(), Fraction(0)),
            terms.cap.amount.minor(digits, currency) if terms.cap else None,
        )

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield what was verified, the cost, and what was measured of quality."""
        source = compiled.source
        yield from compiled.saving.measures
        yield from [f"cost:{source.less}"] if source.less else []
        for each in compiled.limits:
            yield from quality.measures(source.outcome, each.what)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield outcomes, quality and costs, as any of the parties may show them."""
        source = compiled.source
        parties, agree = (source.from_, *source.to), tuple(accepters(source.accepted_by))
        yield Feed("outcome", source.outcome, parties, agree, evidence=f"verification by {source.saving.verified_by}")
        yield from (Feed("quality", f"{source.outcome}:{each.what}", parties, agree) for each in compiled.limits)
        yield from [Feed("cost", source.less, parties)] if source.less else []

    def initial(self) -> State:
        """Begin each contract year with nothing saved."""
        return (0, 0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Add what was saved, and pay what the year's entitlement has grown by."""
        terms: _Terms = view.segments()[-1].terms
        year = self._year(ops, state, view)
        growth = year.payable - state[2]
        dues = [
            Due(party, terms.source.from_, party, growth * ops.number(share / terms.together), "gain")
            for party, share in terms.source.to.items()
        ]
        return (year.net, year.wanted, year.payable, *year.measured), dues

    def _year(self, ops: Exact, state: State, view: View) -> _Year:
        net, wanted, _, *counted = state
        kinds = list(self._measured_kinds())
        measured = dict(zip(kinds, [*counted, *([0] * len(kinds))], strict=False))
        for segment in view.segments():
            terms: _Terms = segment.terms
            after = net + total(terms.figures(ops, view, segment))
            wanted = wanted + (ops.hi(after, 0) - ops.hi(net, 0)) * ops.number(terms.together)
            net = after
            for measure in self._kinds(terms):
                measured[measure] = measured[measure] + view.amount(measure, segment)
        terms = view.segments()[-1].terms
        kept = [measured[measure] for measure in self._kinds(terms)]
        is_open = quality.is_open(ops, terms.limits, zip(kept[::2], kept[1::2], strict=True))
        return _Year(net, wanted, _capped(ops, wanted, terms) * is_open, tuple(measured.values()))

    def _kinds(self, terms: _Terms) -> Iterable[str]:
        for each in terms.limits:
            yield from quality.measures(terms.source.outcome, each.what)

    def _measured_kinds(self) -> Iterable[str]:
        """Yield every measure of quality that the terms have ever known, the earliest first."""
        return dict.fromkeys(kind for _, terms in self.timeline if terms for kind in self._kinds(terms))

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the figures of the saving x the payee's share, and what caps and quality take off."""
        terms: _Terms = view.segments()[-1].terms
        year = self._year(EXACT, state, view)
        claimed = exactly(text(savings.claimed(EXACT, terms.saving, view)), self.setting.digits)
        evidence = terms.source.saving
        basis = f"{terms.source.outcome}, verified by {evidence.verified_by}; claimed, not counted: {claimed}"
        if evidence.grade:
            basis = f"{basis}; evidence of grade {evidence.grade}"
        for role in roles:
            yield basis, list(self._lines(role, terms, (state, year), view))

    def _lines(self, role: str, terms: _Terms, moved: tuple[State, _Year], view: View) -> Iterable[Line]:
        state, year = moved
        shown: Number = 0
        for segment in view.segments():
            share = segment.terms.source.to.get(role, Fraction(0))
            for what, amount in segment.terms.figures(EXACT, view, segment):
                if amount != 0:
                    yield Line(what, text(amount), str(share), text(amount * EXACT.number(share)))
                    shown = shown + amount * EXACT.number(share)
        part, capped = EXACT.number(terms.source.to[role] / terms.together), _capped(EXACT, year.wanted, terms)
        steps = {
            "a loss in the year to date, not shared": (year.wanted - state[1]) * part - shown,
            "above the cap of the year to date": (capped - year.wanted) * part,
            "not payable, because quality is outside its limits": (year.payable - capped) * part,
            "not payable before, in the year to date": (state[1] - state[2]) * part,
        }
        for what, amount in steps.items():
            if amount != 0:
                yield Line(what, text(amount), "1", text(amount))

    def carries(self, until: int) -> Sequence[Carry]:
        """Name the contract year so far: what was saved, shared and payable, and what was measured of quality."""
        if not self.initial() or self.setting.calendar.is_year_end(until):
            return ()
        amounts = map(Carry, ("net saving of the year to date", "shared of it before limits", "payable of it"))
        return [*amounts, *(Carry(quality.in_words(kind), Holds.COUNT) for kind in self._measured_kinds())]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield the year's net saving, and what was payable of it."""
        yield Balance("net saving of the year to date", state[0])
        yield Balance("payable of it", state[2])

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield the cap, if there is one."""
        terms = self.terms_on(on)
        if state and terms and terms.cap is not None:
            yield Mark("cap of the contract year", state[2] - terms.cap)

    def payable_on(self, view: View) -> date | None:
        """Return the day by which the quarter's share is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


class KeptSaving(GainShare):
    """The part that books what the payer keeps: the net saving less what it pays, a reward that is not cash."""

    def __init__(self, clause_id: str, terms: GainShareTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.parent = clause_id.partition(":")[0]
        self.after = (self.parent,)

    def counts(self, terms: GainShareTerms) -> Classification:
        """Return that it is a verified saving of the one who keeps it."""
        return Classification(Counts.NOTHING, Counts.SAVING)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield nothing: the gain share wants the same facts."""
        return ()

    def initial(self) -> State:
        """Carry nothing."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Take what is paid, as booked, off the net saving."""
        payer = view.segments()[-1].terms.source.from_
        kept = total(figure for each in view.segments() for figure in each.terms.figures(ops, view, each))
        return (), [Due("kept", payer, payer, kept - view.told(self.parent))]

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the figures of the saving, less what is paid."""
        figures = [figure for each in view.segments() for figure in each.terms.figures(EXACT, view, each)]
        figures.append(("less what is paid", -view.told(self.parent)))
        for _ in roles:
            lines = [Line(what, text(amount), "1", text(amount)) for what, amount in figures if amount != 0]
            yield "the verified saving that is kept", lines

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield nothing: nothing is carried."""
        return ()

    def payable_on(self, view: View) -> None:
        """Return nothing: what is kept is not paid."""


def _capped(ops: Exact, wanted: Number, terms: _Terms) -> Number:
    least = ops.hi(wanted, 0)
    return least if terms.cap is None else ops.lo(least, terms.cap)


CLAUSE: type[Clause[Any]] = GainShare
