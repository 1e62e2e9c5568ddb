"""Holdback: a part of what is distributed is kept back until a day, against claims that are paid out of it first.

The rule: of each distribution up to the release day a fraction is held, until all that is held comes to the cap; the
rest is paid. Claims up to that day are paid out of what is held, as far as it goes. What is left is released on the
release day, once time has passed to it; the day itself still counts. Later distributions are paid in full, and later
claims get nothing. What is held is as sure as the party that holds it.

Units: minor units, exact. Rounding: several payees together by largest remainder, over the life.

A tenth of three times 1,000,000, at most 250,000 in all, and a claim of 80,000 before the rest is released:

>>> held = [EXACT.lo(EXACT.ratio(sold, 10), 250_000) for sold in (1_000_000, 2_000_000, 3_000_000)]
>>> held, held[-1] - 80_000
([100000, 200000, 250000], 170000)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import Carry
from contracts.classification import Classification, Counts
from contracts.clause import Balance, Clause, Due, Feed, Mark, Segment, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.parts import balances, payable
from contracts.parts import split as payees
from contracts.parts.accept import accepters
from contracts.scalars import AfterQuarterEnd, Amount, Day, DaysAfter, Fractional, day_in_words
from contracts.terms_model import TermsModel

RELEASED = "released:"


class Claims(TermsModel):
    """What is paid out of a holdback before it is released."""

    of: str = Field(description="the category of cost that is claimed, as it is recorded")
    to: str = Field(description="the party whose claims they are")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept a claim")


class HoldbackTerms(ClauseTerms):
    """Of which distributions, what is held by whom until when, against which claims, and who is paid the rest."""

    kind: Literal["holdback"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.REWARD)
    of: str = Field(description="the distributions, as they are recorded")
    from_: str = Field(description="the party that distributes, and holds")
    to: payees.Split = Field(description="the payee, or payees and fractions adding up to 1")
    fraction: Fractional = Field(description="the fraction of each distribution that is held")
    cap: Amount | None = Field(default=None, description="the most that is held in all")
    release: Day = Field(description="the day on which what is left is released")
    claims: Claims | None = Field(default=None, description="what is paid out of it first")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield who holds, the payees, who claims, and who accepts claims."""
        yield ("from",), self.from_
        yield from payees.parties_of("to", self.to)
        if self.claims:
            yield ("claims", "to"), self.claims.to
            yield from ((("claims", "accepted by"), party) for party in accepters(self.claims.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the cap."""
        yield from [(("cap",), self.cap)] if self.cap else []

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the part that books claims."""
        return {"claims": PaidClaims}

    def problems(self) -> Iterable[Problem]:
        """Yield fractions of nothing or above the whole, a cap of nothing, shares that don't add up."""
        if not 0 < self.fraction <= 1:
            yield Problem(("fraction",), f"{percentage(self.fraction)} is held", "write above 0%, up to 100%")
        if self.cap and self.cap.major <= 0:
            yield Problem(("cap",), "nothing would be held", "write an amount above zero, or leave it out")
        if isinstance(self.to, dict):
            yield from payees.sum_problem(("to",), self.to)
        if self.from_ in payees.lanes(self.to):
            yield Problem(("to",), f"'{self.from_}' would pay itself", "name another party")
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is held, until when, and what is paid out of it."""
        cap = f", until {reader.money(self.cap)} are held in all" if self.cap else ""
        lines = [
            f"{reader.party(self.from_)} pays {payees.in_words(self.to, reader)} what it distributes of {self.of}.",
            f"Of each distribution up to {day_in_words(self.release)} it holds {percentage(self.fraction)}{cap}.",
        ]
        if self.claims:
            accepting = accepters(self.claims.accepted_by)
            accepted = f", once {reader.parties(accepting)} has accepted them" if accepting else ""
            lines.append(
                f"Claims of {reader.party(self.claims.to)} for '{self.claims.of}' up to that day are paid out of what "
                f"is held{accepted}."
            )
        return [*lines, f"What is left is released on that day. Payment is due {self.pay.in_words}."]


class _Terms(NamedTuple):
    source: HoldbackTerms
    fraction: Number
    cap: int | None
    lanes: dict[str, Fraction]

    @property
    def distributed(self) -> str:
        """Return the measure of distributions."""
        return f"distribution:{self.source.of}"

    @property
    def claimed(self) -> str:
        """Return the measure of claims; none is tallied where there are none."""
        claims = self.source.claims
        return f"cost:{claims.of}:by {claims.to}" if claims else ""


class _Standing(NamedTuple):
    """The state, since the beginning: held, what the cap kept from being held, claimed, paid of claims, released."""

    held: Number
    beyond: Number
    claimed: Number
    paid: Number
    released: Number


class Holdback(Clause[HoldbackTerms]):
    """The formula: distributions less what is held of them, and what is left of that on the release day."""

    terms_model = HoldbackTerms
    by_year = False
    timed = True
    rounding = Rounding.LIFE

    def ends(self, terms: HoldbackTerms) -> bool:
        """Return that what is held is released after the end too."""
        return False

    def compiled(self, terms: HoldbackTerms) -> _Terms:
        """Return the fraction as a number, the cap in minor units, and each payee's fraction."""
        cap = terms.cap.minor(self.setting.digits, self.setting.currency) if terms.cap else None
        return _Terms(terms, EXACT.number(terms.fraction), cap, payees.lanes(terms.to))

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the distributions and the claims."""
        yield compiled.distributed
        yield from [compiled.claimed] if compiled.claimed else []

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the distributions of who holds, and the claims."""
        terms = compiled.source
        yield Feed("distribution", terms.of, (terms.from_,))
        if terms.claims:
            yield Feed("cost", terms.claims.of, (terms.claims.to,), tuple(accepters(terms.claims.accepted_by)))

    def initial(self) -> State:
        """Begin with nothing held."""
        return _Standing(0, 0, 0, 0, 0)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Hold, pay claims, release what is left on its day, and pay the rest."""
        terms: _Terms = view.segments()[-1].terms
        before, after = _Standing._make(state), self._after(ops, state, view)
        paid = self._distributed(view) - (after.held - before.held)
        released = after.released - before.released
        payer = terms.source.from_
        dues = [Due(to, payer, to, paid * ops.number(part), "paid") for to, part in terms.lanes.items()]
        dues += [
            Due(f"{RELEASED}{to}", payer, to, released * ops.number(part), "released")
            for to, part in terms.lanes.items()
        ]
        return after, dues

    def _distributed(self, view: View) -> int:
        return sum(view.amount(segment.terms.distributed, segment) for segment in view.segments())

    def _after(self, ops: Exact, state: State, view: View) -> _Standing:
        """Return how things stand after a period."""
        terms: _Terms = view.segments()[-1].terms
        held, beyond, claimed, paid, released = state
        for segment in view.segments():
            own: _Terms = segment.terms
            asked = _until_release(view, segment, own.distributed) * own.fraction
            room = asked if own.cap is None else balances.within(ops, asked, beyond, own.cap - held)
            held, beyond = held + room, beyond + asked - room
            claimed = claimed + (_until_release(view, segment, own.claimed) if own.claimed else 0)
        paid = ops.clip(claimed, 0, ops.hi(held - released, 0))
        if terms.source.release.toordinal() <= min(view.last, view.horizon):
            released = held - paid
        return _Standing(held, beyond, claimed, paid, released)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield the distributions less what is held of them, or what is released of it, x the payee's fraction."""
        terms: _Terms = view.segments()[-1].terms
        before, after = _Standing._make(state), self._after(EXACT, state, view)
        for role in roles:
            released = role.startswith(RELEASED)
            figures = {"distributed": self._distributed(view), "held": before.held - after.held}
            if released and after.released == before.released:
                figures = {}
            elif released:
                figures = {"held": after.held, "less claims paid": -after.paid, "released before": -before.released}
            share = terms.lanes[role.removeprefix(RELEASED)]
            ends = day_in_words(terms.source.release)
            basis = (
                f"{terms.source.of}, released on {ends}" if released else f"{terms.source.of}, of which a part is held"
            )
            yield (
                basis,
                [
                    Line(what, text(amount), str(share), text(amount * EXACT.number(share)))
                    for what, amount in figures.items()
                    if amount != 0
                ],
            )

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield what is held, and claims that it did not cover."""
        standing = _Standing._make(state)
        yield Balance("held", standing.held - standing.paid - standing.released)
        yield Balance("claimed and not covered by what was held", standing.claimed - standing.paid)

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield the cap, if there is one."""
        terms: _Terms | None = self.terms_on(on)
        if terms and terms.cap is not None:
            standing = _Standing._make(state)
            yield Mark("cap of the holdback", standing.held + standing.beyond - terms.cap)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name what is held so far, what the cap left out, claims, and what was released."""
        names = ("held so far", "beyond the cap so far", "claimed so far", "claims paid so far", "released so far")
        return list(map(Carry, names))

    def payable_on(self, view: View) -> date:
        """Return the day by which what the quarter made due is payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


class PaidClaims(Holdback):
    """The part that books claims: they are paid out of what is held, and give back what they cost."""

    def counts(self, terms: HoldbackTerms) -> Classification:
        """Return that a claim gives its cost back, and is no risk of who only holds."""
        return Classification(Counts.NOTHING, Counts.RECOVERY)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield nothing: the clause wants the same facts."""
        return ()

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Pay claims as far as what is held goes."""
        terms: _Terms = view.segments()[-1].terms
        after = self._after(ops, state, view)
        claims = terms.source.claims
        moved = after.paid - _Standing._make(state).paid
        return after, [Due("claims", terms.source.from_, claims.to, moved)] if claims else []

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield what was claimed, less what is not covered."""
        terms: _Terms = view.segments()[-1].terms
        before, after = _Standing._make(state), self._after(EXACT, state, view)
        claimed, paid = after.claimed - before.claimed, after.paid - before.paid
        figures = {"claimed": claimed, "not covered by what is held": paid - claimed}
        for _ in roles:
            lines = [Line(what, text(amount), "1", text(amount)) for what, amount in figures.items() if amount != 0]
            yield f"claims, paid out of what is held of {terms.source.of}", lines

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield nothing: the clause names what is held."""
        return ()

    def marks(self, state: State, on: int) -> Iterable[Mark]:
        """Yield nothing: the clause names its cap."""
        return ()


def _until_release(view: View, segment: Segment, measure: str) -> int:
    """Return a measure's total over the days of a stretch up to the release day."""
    release = segment.terms.source.release.toordinal()
    if segment.last <= release:
        return view.amount(measure, segment)
    return view.between(measure, segment.first, release) if segment.first <= release else 0


CLAUSE: type[Clause[Any]] = Holdback
