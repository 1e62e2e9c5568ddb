"""Carried interest: one party pays a part of another's share of costs, up to a cap, and may recover it from profit.

The rule: of what the carried party owes for a quarter under a cost share, the carrier pays it a fraction, until all it
has paid comes to the cap; the cap may be reached inside one cost. What was carried is recovered each quarter out of an
agreed part of what the carried party then receives under a clause of profit, without interest, and from nothing else:
if there is no profit the carry is lost. A refund first lessens what lay beyond the cap, then what was carried.

Units: minor units; shares of costs count as they were booked, so that the cap binds to the penny. Rounding: over the
life.

A carry of 2,125 of three quarters of a share of 67.5% is used up once 4,197.53 have been spent:

>>> from contracts.money import round_amount
>>> round_amount(Fraction(2_125_00) / (Fraction(75, 100) * Fraction(675, 1000)))
419753
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.classification import Counts
from contracts.clause import Balance, Clause, Due, Mark, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.parts import balances, payable
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter, Fractional
from contracts.terms_model import TermsModel

CARRIED, RECOVERED = "carried", "recovered"


class Recovery(TermsModel):
    """Out of what a carry is recovered."""

    out_of: str = Field(description="the clause of profit")
    at_most: Fractional = Field(description="the part of what the carried party receives that may be taken: 50%")


class CarriedInterestTerms(ClauseTerms):
    """Whose share of which costs is carried, by whom, up to what, and out of what it is recovered."""

    kind: Literal["carried interest"]
    counts_as: CountsAs = CountsAs(payer=Counts.RISK, payee=Counts.RECOVERY)
    of: str = Field(description="the cost share")
    party: str = Field(description="the party that is carried")
    by: str = Field(description="the party that carries it")
    fraction: Fractional = Field(description="the fraction of its share that is carried")
    cap: Amount | None = Field(default=None, description="the most that is carried in all")
    recovered: Recovery | None = Field(default=None, description="how the carrier gets it back, if it does")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield who is carried, and by whom."""
        yield ("party",), self.party
        yield ("by",), self.by

    def named_clauses(self) -> Iterable[tuple[Place, str]]:
        """Yield the cost share, and the clause of profit."""
        yield ("of",), self.of
        if self.recovered:
            yield ("recovered", "out of"), self.recovered.out_of

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the cap."""
        yield from [(("cap",), self.cap)] if self.cap else []

    def problems(self) -> Iterable[Problem]:
        """Yield a party that would carry itself, fractions of nothing or above the whole, a cap of nothing."""
        if self.party == self.by:
            yield Problem(("by",), f"'{self.by}' would carry itself", "name another party")
        if not 0 < self.fraction <= 1:
            yield Problem(("fraction",), f"{percentage(self.fraction)} is carried", "write above 0%, up to 100%")
        if self.cap and self.cap.major <= 0:
            yield Problem(("cap",), "nothing would be carried", "write an amount above zero, or leave it out")
        if self.recovered and self.recovered.at_most > 1:
            what = f"{percentage(self.recovered.at_most)} is more than the whole"
            yield Problem(("recovered", "at most"), what, "write 100% or less")
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)

    def problems_among(self, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
        """Yield a cost share that is none or has no share of the carried party, and a profit that pays it nothing."""
        other = clauses.get(self.of)
        if other is not None and other.kind != "cost share":
            yield Problem(("of",), f"'{self.of}' is a {other.kind}", "name a cost share")
        elif other is not None and self.party not in getattr(other, "shares", {}):
            yield Problem(("party",), f"'{self.party}' has no share in '{self.of}'", "name one who has")
        source = clauses.get(self.recovered.out_of) if self.recovered else None
        payees = getattr(source, "shares", None) or getattr(source, "to", None) or ()
        if source is not None and self.party not in ([payees] if isinstance(payees, str) else payees):
            what = f"'{self.party}' receives nothing under it"
            yield Problem(("recovered", "out of"), what, "name a clause under which it has a share of profit")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is carried, up to what, and out of what it is recovered."""
        carried, carrier = reader.party(self.party), reader.party(self.by)
        cap = f", until that comes to {reader.money(self.cap)} in all" if self.cap else ""
        lines = [f"{carrier} pays {carried} {percentage(self.fraction)} of its share of {self.of}{cap}."]
        if self.recovered:
            lines.append(
                f"{carried} pays it back out of what it receives under {self.recovered.out_of}, each quarter at most "
                f"{percentage(self.recovered.at_most)} of that, and from nothing else; there is no interest."
            )
        else:
            lines.append(f"It is not paid back: it is the risk of {carrier}.")
        return [*lines, f"Payment is due {self.pay.in_words}."]


class _Terms(NamedTuple):
    source: CarriedInterestTerms
    fraction: Number
    cap: int | None


class _Standing(NamedTuple):
    """The state: what is carried, what lies beyond the cap, and what is still to be recovered."""

    carried: Number
    beyond: Number
    left: Number


class _Moved(NamedTuple):
    """A quarter: what its cost asks for, what of it is carried, what may be taken of profit, and what is."""

    asked: Number
    carried: Number
    available: Number
    recovered: Number


class CarriedInterest(Clause[CarriedInterestTerms]):
    """The formula: the carried part of a share within the cap, and its recovery out of profit."""

    terms_model = CarriedInterestTerms
    by_year = False
    rounding = Rounding.LIFE

    def compiled(self, terms: CarriedInterestTerms) -> _Terms:
        """Return the fraction as a number and the cap in minor units, and remember which clauses are read."""
        sources = [terms.of, *([terms.recovered.out_of] if terms.recovered else [])]
        self.after = tuple(dict.fromkeys((*self.after, *sources)))
        cap = terms.cap.minor(self.setting.digits, self.setting.currency) if terms.cap else None
        return _Terms(terms, EXACT.number(terms.fraction), cap)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield nothing: it reads the dues of other clauses only."""
        return ()

    def initial(self) -> State:
        """Begin with nothing carried."""
        return _Standing(0, 0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Carry the quarter's part of the share, and recover what profit allows."""
        terms: _Terms = view.segments()[-1].terms
        before, moved = _Standing._make(state), self._moved(ops, state, view)
        source = terms.source
        after = _Standing(
            before.carried + moved.carried,
            before.beyond + moved.asked - moved.carried,
            ops.hold(before.left + moved.carried - moved.recovered),
        )
        return after, [
            Due(CARRIED, source.by, source.party, moved.carried, CARRIED),
            Due(RECOVERED, source.party, source.by, moved.recovered, RECOVERED),
        ]

    def _moved(self, ops: Exact, state: State, view: View) -> _Moved:
        terms: _Terms = view.segments()[-1].terms
        before, source = _Standing._make(state), terms.source
        asked = self._share(view) * terms.fraction
        room = None if terms.cap is None else terms.cap - before.carried
        carried = asked if room is None else balances.within(ops, asked, before.beyond, room)
        if source.recovered is None:
            return _Moved(asked, carried, 0, 0)
        left = before.left + carried
        available = self._received(view) * ops.number(source.recovered.at_most)
        return _Moved(asked, carried, available, ops.clip(available, 0, ops.hi(left, 0)) + ops.lo(left, 0))

    def _share(self, view: View) -> int:
        source = view.segments()[-1].terms.source
        return view.told(source.of, f"share:{source.party}")

    def _received(self, view: View) -> Number:
        source = view.segments()[-1].terms.source
        return view.due(source.recovered.out_of, source.party)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the carried part of the share less what the cap takes off, and what profit repays."""
        terms: _Terms = view.segments()[-1].terms
        moved, source = self._moved(EXACT, state, view), terms.source
        for role in roles:
            if role == CARRIED:
                share = self._share(view)
                beyond = "beyond the cap of the carry"
                lines = _lines("share", share, terms.source.fraction, moved.asked, (beyond, moved.carried))
                yield f"{source.party}'s share of {source.of}, carried by {source.by}", lines
            else:
                recovered = source.recovered
                what = f"received under {recovered.out_of}" if recovered else "nothing more is recovered"
                at_most, received = (recovered.at_most, self._received(view)) if recovered else (Fraction(0), 0)
                rest = "not needed for what is carried, or given back"
                lines = _lines(what, received, at_most, moved.available, (rest, moved.recovered))
                yield f"carry of {source.party}'s share of {source.of}, recovered by {source.by}", lines

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what is carried so far, what is left of the cap, and what is still to be recovered."""
        terms: _Terms | None = self.terms_on(on)
        standing = _Standing._make(state)
        yield Balance("carried so far", standing.carried)
        if terms and terms.cap is not None:
            yield Balance("left of the cap of the carry", EXACT.hi(terms.cap - standing.carried, 0))
        if terms and terms.source.recovered:
            yield Balance("carry still to be recovered", standing.left)

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield the cap, if there is one."""
        terms: _Terms | None = self.terms_on(on)
        if terms and terms.cap is not None:
            standing = _Standing._make(state)
            yield Mark("cap of the carry", standing.carried + standing.beyond - terms.cap)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what is carried, what lies beyond the cap, and what is still to be recovered."""
        return [Carry("carried so far"), Carry("beyond the cap of the carry"), Carry("carry still to be recovered")]

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's carry and its recovery are payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


def _lines(what: str, quantity: Number, rate: Fraction, amount: Number, limited: tuple[str, Number]) -> list[Line]:
    """Return a product, and what a limit takes off it."""
    why, result = limited
    lines = [Line(what, text(quantity), str(rate), text(amount))] if amount != 0 else []
    if result != amount:
        lines.append(Line(why, text(result - amount), "1", text(result - amount)))
    return lines


CLAUSE: type[Clause[Any]] = CarriedInterest
