"""Profit share: each party receives a fraction of revenue less agreed costs, quarter by quarter.

The rule: profit = net revenue - costs of the named categories. What losses do is agreed: `funded now` (each party pays
its share of a loss at once, under the clause's part `loss`), `carried forward` (nothing is shared until later profit
has recovered the loss, however many years that takes) or `not shared` (never below zero, and nothing carried: the
holder bears it, as under a royalty trust's net-profit interest). One party holds the pot and pays the others, or the
common pot, "venture", stands between them.

Where losses are funded now, a quarter in which the terms change is shared stretch by stretch; otherwise the terms on
its last day share the whole quarter.

Units: minor units, exact. Rounding: all shares together by largest remainder, by contract year unless agreed; or
each quarter to a round sum (`rounded to: 1`), where the holder keeps what rounding leaves.

A loss of 200,000 carried into profits of 150,000 and 300,000 leaves 250,000 to share:

>>> max(-200_000 + 150_000 + 300_000, 0)
250000
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from contracts.arithmetic import EXACT, Exact, Number, text
from contracts.carry import NOT_ASKED, Carry
from contracts.classification import Classification, Counts
from contracts.clause import VENTURE, Balance, Clause, Due, Feed, Setting, State, View
from contracts.clause_terms import ClauseTerms, CountsAs, Place, Problem, Reader, Rounding, percentage
from contracts.entries import Line
from contracts.parts import payable, profit
from contracts.parts.accept import accepters
from contracts.parts.split import sum_problem
from contracts.scalars import AfterQuarterEnd, Amount, DaysAfter, Fractional


class Losses(StrEnum):
    """What a loss does."""

    FUNDED = "funded now"
    CARRIED = "carried forward"
    UNSHARED = "not shared"


_IN_WORDS = {
    Losses.FUNDED: "A loss is funded now: each party pays its share of it at once.",
    Losses.CARRIED: "A loss is carried forward: nothing is shared until later profit has recovered it.",
    Losses.UNSHARED: "A loss is not shared, and not carried forward: nothing is due for a quarter without profit.",
}


class ProfitShareTerms(ClauseTerms):
    """A profit share: of what, in which shares, what losses do, and who holds the pot."""

    planned: ClassVar = {"bands": "shares of profit that slide with sales"}

    kind: Literal["profit share"]
    counts_as: CountsAs = CountsAs(payer=Counts.NOTHING, payee=Counts.REWARD)
    of: profit.Profit = Field(description="the revenue, and the cost categories that are taken off it")
    shares: dict[str, Fractional] = Field(min_length=1, description="each party's fraction; together 1")
    losses: Losses = Field(default=Losses.FUNDED, description="funded now, carried forward, or not shared")
    held_by: str | None = Field(default=None, description="who holds the money and pays the others; none: a common pot")
    accepted_by: str | list[str] | None = Field(default=None, description="who must accept costs before they count")
    pay: AfterQuarterEnd = Field(default=DaysAfter(30, payable.QUARTER_END), description="when payment is due")
    rounding: Rounding = Field(default=Rounding.YEAR, description="where amounts become whole pennies")
    rounded_to: Amount | None = Field(default=None, description="a round sum that each quarter's shares are rounded to")

    @property
    def recurs(self) -> bool:
        """Whether what it pays comes again and again: it does."""
        return True

    @property
    def holder(self) -> str:
        """Return who owes the shares."""
        return self.held_by or VENTURE

    def named_parties(self) -> Iterable[tuple[Place, str]]:
        """Yield the parties that share, the one that holds, and those who accept."""
        yield from ((("shares", party), party) for party in self.shares)
        yield from [(("held by",), self.held_by)] if self.held_by else []
        yield from ((("accepted by",), party) for party in accepters(self.accepted_by))

    def amounts(self) -> Iterable[tuple[Place, Amount]]:
        """Yield the round sum."""
        yield from [(("rounded to",), self.rounded_to)] if self.rounded_to else []

    def companions(self) -> Mapping[str, type[Clause[Any]]]:
        """Return the part that books losses; it books none unless they are funded now."""
        return {"loss": LossShare}

    def problems(self) -> Iterable[Problem]:
        """Yield revenue that can't be read, shares that don't add up, and switches that don't go together."""
        yield from profit.problems(self.of)
        yield from sum_problem(("shares",), self.shares)
        yield from payable.problem("pay", self.pay, payable.QUARTER_END)
        if self.losses is Losses.UNSHARED and self.held_by is None:
            yield Problem(("losses",), "nobody would bear the loss", "add 'held by: PARTY', who bears it")
        if self.rounding is Rounding.RECEIPT:
            yield Problem(("rounding",), "profit is not known receipt by receipt", "write 'by quarter'")
        if self.rounded_to and (self.rounded_to.major <= 0 or self.rounding is not Rounding.QUARTER):
            yield Problem(("rounded to",), "a round sum needs 'rounding: by quarter'", "add it, and a sum above zero")
        if self.rounded_to and self.held_by not in self.shares:
            yield Problem(("rounded to",), "nobody keeps what rounding leaves", "let 'held by' be one of the shares")

    def in_words(self, reader: Reader) -> list[str]:
        """Say what is shared, in which shares, what losses do, who pays when, and how it is rounded."""
        shares = ", ".join(f"{reader.party(party)} {percentage(share)}" for party, share in self.shares.items())
        pays = f"{reader.party(self.held_by)} holds the money and pays" if self.held_by else "The common pot pays"
        rounds = f", to whole {reader.money(self.rounded_to)}" if self.rounded_to else ""
        accepted = (
            f"A cost counts once {reader.parties(accepters(self.accepted_by))} has accepted it."
            if self.accepted_by
            else "A cost counts when it is recorded; nobody needs to accept it."
        )
        return [
            f"Every quarter the parties share {profit.words(self.of)}: {shares}.",
            _IN_WORDS[self.losses],
            f"{pays} within {self.pay.in_words}.",
            accepted,
            f"Shares are rounded {self.rounding}{rounds}.",
        ]


class _Terms(NamedTuple):
    source: ProfitShareTerms
    profit: profit.Measured
    shares: dict[str, Number]
    unit: int


class _Pool(NamedTuple):
    """What is shared under some terms, and the figures that it is the sum of."""

    terms: _Terms
    amount: Number
    figures: list[tuple[str, Number]]


class ProfitShare(Clause[ProfitShareTerms]):
    """The formula: shares of the profit, once a loss carried forward is recovered."""

    terms_model = ProfitShareTerms
    by_year = False
    pot: ClassVar[str] = "profit"

    def __init__(self, clause_id: str, terms: ProfitShareTerms, setting: Setting) -> None:
        super().__init__(clause_id, terms, setting)
        self.rounding = terms.rounding

    def compiled(self, terms: ProfitShareTerms) -> _Terms:
        """Return the profit's measures, and each share as a number."""
        shares = {party: EXACT.number(share) for party, share in terms.shares.items()}
        unit = terms.rounded_to.minor(self.setting.digits, self.setting.currency) if terms.rounded_to else 0
        return _Terms(terms, profit.measured(terms.of), shares, unit)

    def measures(self, compiled: _Terms) -> Iterable[str]:
        """Yield the revenue, its deductions, and the costs."""
        return profit.measures(compiled.profit)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield the revenue of whoever holds the pot, and the costs of any of the parties."""
        terms = compiled.source
        parties = tuple(dict.fromkeys([*([terms.held_by] if terms.held_by else []), *terms.shares]))
        receivers = (terms.held_by,) if terms.held_by else parties
        return profit.feeds(compiled.profit, receivers, parties, tuple(accepters(terms.accepted_by)))

    def initial(self) -> State:
        """Begin without a loss."""
        return (0,)

    def step(self, ops: Exact, state: State, view: View) -> tuple[State, Sequence[Due]]:
        """Share what there is to share, and carry what is not recovered."""
        carried, pools = self._pools(ops, state, view)
        dues = [
            self._due(pool.terms, party, amount)
            for pool in pools
            for party, amount in _shared(ops, pool.terms, pool.amount).items()
        ]
        return (ops.hold(carried),), dues

    def _due(self, terms: _Terms, party: str, amount: Number) -> Due:
        return Due(party, terms.source.holder, party, amount, self.pot)

    def _pools(self, ops: Exact, state: State, view: View) -> tuple[Number, list[_Pool]]:
        """Return the loss carried out, and what is shared: stretch by stretch, or in one for the quarter."""
        (carried,) = state
        terms: _Terms = view.segments()[-1].terms
        stretches = [(each.terms, profit.figures(ops, each.terms.profit, view, each)) for each in view.segments()]
        losses = terms.source.losses
        if losses is Losses.FUNDED:
            return carried, [self._of_stretch(ops, *stretch) for stretch in stretches]
        figures = [figure for _, some in stretches for figure in some]
        if losses is Losses.CARRIED:
            figures = [*figures, ("loss carried forward into the quarter", -carried)]
        short = ops.hi(-profit.total(figures), 0)
        left = "loss carried forward out of the quarter" if losses is Losses.CARRIED else "loss, not shared"
        figures = [*figures, (left, short)]
        return short if losses is Losses.CARRIED else carried, [_Pool(terms, profit.total(figures), figures)]

    def _of_stretch(self, ops: Exact, terms: _Terms, figures: list[tuple[str, Number]]) -> _Pool:
        loss = ops.hi(-profit.total(figures), 0)
        figures = [*figures, ("loss, funded apart", loss)]
        return _Pool(terms, profit.total(figures), figures)

    def workings(self, state: State, view: View, roles: Sequence[str]) -> Iterable[tuple[str, Sequence[Line]]]:
        """Yield every figure of the profit x the party's share."""
        _, pools = self._pools(EXACT, state, view)
        for role in roles:
            lines = [line for pool in pools for line in _lines(pool, role)]
            yield f"{self.pot} of the quarter: {profit.words(view.segments()[-1].terms.source.of)}", lines

    def carries(self, until: int) -> Sequence[Carry]:
        """Name the loss, where it is carried forward."""
        terms: _Terms | None = self.terms_on(until)
        return [Carry("loss carried forward") if terms and terms.source.losses is Losses.CARRIED else NOT_ASKED]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield the loss that is still to be recovered."""
        yield Balance("loss carried forward", state[0])

    def payable_on(self, view: View) -> date:
        """Return the day by which the quarter's shares are payable."""
        return date.fromordinal(view.segments()[-1].terms.source.pay.ordinal(view.last))


class LossShare(ProfitShare):
    """The part that books losses: each party owes its share of a loss, which counts as its risk."""

    pot = "loss"

    def counts(self, terms: ProfitShareTerms) -> Classification:
        """Return that funding a loss is risk for who funds it, and gives costs back to who holds the money.

        Through the common pot nobody gets costs back: they stay the risk of whoever paid them, counted once.
        """
        if terms.held_by is None:
            return Classification(Counts.NOTHING, Counts.NOTHING)
        return Classification(Counts.RISK, Counts.RECOVERY)

    def wanted(self, compiled: _Terms) -> Iterable[Feed]:
        """Yield nothing: the share of profit wants the same facts."""
        return ()

    def _pools(self, ops: Exact, state: State, view: View) -> tuple[Number, list[_Pool]]:
        funded = view.segments()[-1].terms.source.losses is Losses.FUNDED
        return super()._pools(ops, state, view) if funded else (state[0], [])

    def _due(self, terms: _Terms, party: str, amount: Number) -> Due:
        return Due(party, party, terms.source.holder, amount, self.pot)

    def _of_stretch(self, ops: Exact, terms: _Terms, figures: list[tuple[str, Number]]) -> _Pool:
        gained = ops.hi(profit.total(figures), 0)
        figures = [*((what, -amount) for what, amount in figures), ("profit, shared apart", gained)]
        return _Pool(terms, profit.total(figures), figures)

    def carries(self, until: int) -> Sequence[Carry]:
        """Name nothing: a loss that is funded is not carried, and one that is carried is the other part's."""
        return [NOT_ASKED]

    def balances(self, state: State, on: int) -> Iterable[Balance]:
        """Yield nothing: a loss that is funded is not carried."""
        return ()


def _shared(ops: Exact, terms: _Terms, amount: Number) -> dict[str, Number]:
    """Return each party's share; where shares are rounded to a round sum, the holder has what is left."""
    shares: dict[str, Number] = {party: amount * share for party, share in terms.shares.items()}
    if not terms.unit:
        return shares
    holder = terms.source.holder
    others: dict[str, Number] = {
        party: ops.rounded(share, terms.unit) for party, share in shares.items() if party != holder
    }
    return {**others, holder: amount - profit.total(others.items())}


def _lines(pool: _Pool, role: str) -> Iterable[Line]:
    """Yield a party's lines: each figure x its share, and what rounding to a round sum moves."""
    share = pool.terms.source.shares.get(role)
    if share is None:
        return
    for what, amount in pool.figures:
        if amount != 0:
            yield Line(what, text(amount), str(share), text(amount * EXACT.number(share)))
    moved = _shared(EXACT, pool.terms, pool.amount)[role] - pool.amount * EXACT.number(share)
    if moved != 0:
        yield Line("rounding to a round sum", text(moved), "1", text(moved))


CLAUSE: type[Clause[Any]] = ProfitShare
