"""Comparing terms: what the same facts make due under one set of terms and under another.

Each set of terms is signed in memory, and the same facts happen under it through the same agreement and engine as in
a ledger. Nothing is recorded. A fact that terms don't take is kept by its name, with what they have against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from contracts.clause import VENTURE
from contracts.contract import Contract
from contracts.engine import ENGINE_VERSION
from contracts.entries import Entry
from contracts.errors import ContractError
from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.commands.lifecycle import Sign
from ledger.conversion_events import RateRecorded
from ledger.errors import LedgerError, Refused
from ledger.events import Body, Evidence, PeriodClosed, Provenance
from ledger.facts import Fact
from ledger.listed_events import FactsListed
from ledger.taking import NewFact, fact_of, facts_of

UNRECORDED = Provenance("", "", "", None, None, "comparison", (), None, ENGINE_VERSION, 1)
"""Where what happens in memory only comes from."""
_UNSIGNED = Evidence("0" * 64, "comparison", 0)


class Happening(NamedTuple):
    """Something that happened: its name, and the event that it is under an agreement's terms (None: it is none)."""

    name: str
    body: Callable[[Agreement], Body | None]


class Missed(NamedTuple):
    """A fact that terms don't take, and why."""

    name: str
    why: str


class Side(NamedTuple):
    """One set of terms, what the facts made due under it, and the facts that it doesn't take."""

    name: str
    agreement: Agreement
    entries: list[Entry]
    missed: list[Missed]

    @property
    def terms(self) -> AgreementTerms:
        """Return the terms."""
        return self.agreement.contract.terms


Place: TypeAlias = tuple[str, str, int]
"""A party, a clause, and the first day of the period."""


class Figure(NamedTuple):
    """What a party gets (below zero: pays) under a clause for a period, under either set of terms, in minor units."""

    party: str
    clause: str
    period: str
    first: int
    second: int

    @property
    def difference(self) -> int:
        """Return what the second set of terms gives more."""
        return self.second - self.first


def lived(name: str, terms: AgreementTerms, happenings: Iterable[Happening], through: date | None = None) -> Side:
    """Let the same things happen under some terms; time passes to a day at the end, if one is given."""
    agreement = Agreement(terms.agreement)
    agreement.trigger(Sign.of(terms, _UNSIGNED, None).body(agreement, UNRECORDED))
    side = Side(name, agreement, [], [])
    for happening in happenings:
        _happen(side, happening)
    if through and through >= terms.effective and (agreement.through is None or through > agreement.through):
        closed = PeriodClosed(
            period=through.isoformat(), through=through, statements=(), entries=(), provenance=UNRECORDED
        )
        _happen(side, Happening("the passing of time", lambda _: closed))
    return side


def _happen(side: Side, happening: Happening) -> None:
    try:
        body = happening.body(side.agreement)
        if body is None:
            return
        for fact in _facts(body, side.agreement.contract):
            _check_taken(side.agreement.contract, fact)
        done = side.agreement.reperform(body)
    except (LedgerError, ContractError) as error:
        side.missed.append(Missed(happening.name, error.what))
    else:
        side.entries.extend(getattr(done, "entries", ()))


def _facts(body: Body, contract: Contract) -> Iterable[Fact]:
    """Return the facts that an event brings; none where it is about one that is there already."""
    if isinstance(body, FactsListed):
        return facts_of(body, contract)
    if isinstance(body, RateRecorded) or not isinstance(body, NewFact):
        return []
    return [fact_of(body, contract)]


def _check_taken(contract: Contract, fact: Fact) -> None:
    """Refuse a fact that no clause reads, of a party whose facts none reads, or outside the term."""
    terms = contract.terms
    if fact.on < terms.effective:
        raise Refused(f"the terms take effect only on {terms.effective}")
    last = contract.last_day
    if last and fact.on > last and not contract.survived_on(fact.on):
        raise Refused(f"the term ended on {last}")
    feeds = contract.feeds_for(fact.kind, fact.of, fact.on)
    read = {measure for clause in contract.clauses.values() for measure in clause.reads}
    if not feeds and not any(moved.measure in read for moved in fact.tallied):
        raise Refused(f"no clause takes {fact.kind} of '{fact.of}'")
    parties = {party for feed in feeds for party in feed.parties}
    if parties and fact.party not in parties:
        raise Refused(f"no clause takes {fact.kind} of '{fact.of}' by {fact.party}")


def figures(first: Side, second: Side) -> list[Figure]:
    """Return what each party gets under either, by clause and period, in the order of the first terms.

    Raises Refused for terms in different currencies.
    """
    if first.terms.currency != second.terms.currency:
        raise Refused(
            f"'{first.name}' is in {first.terms.currency} and '{second.name}' in {second.terms.currency}, "
            "and currencies are never added",
            fix="Compare terms in one currency",
        )
    left, right = _by_place(first), _by_place(second)
    order = _order(first, second)
    places = sorted({**left, **right}, key=lambda place: (order[0][place[0]], place[2], order[1][place[1]]))
    return [
        Figure(party, clause, _label(first, second, start), left.get(place, 0), right.get(place, 0))
        for place in places
        for party, clause, start in [place]
    ]


def _by_place(side: Side) -> dict[Place, int]:
    calendar = side.agreement.contract.calendar
    found: dict[Place, int] = {}
    for entry in side.entries:
        start = calendar.parse(entry.period).first.toordinal()
        for party, amount in ((entry.payee, entry.amount), (entry.payer, -entry.amount)):
            if party != VENTURE and entry.payer != entry.payee:
                place = party, entry.clause, start
                found[place] = found.get(place, 0) + amount
    return {place: amount for place, amount in found.items() if amount}


def _order(first: Side, second: Side) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the places of parties and of clauses: as the first terms have them, then what only the second have."""
    parties = dict.fromkeys([*first.terms.parties, *second.terms.parties])
    clauses = dict.fromkeys([*first.agreement.contract.clauses, *second.agreement.contract.clauses])
    return {name: at for at, name in enumerate(parties)}, {name: at for at, name in enumerate(clauses)}


def _label(first: Side, second: Side, start: int) -> str:
    """Name the period that begins on a day: as the first terms do, where they have it."""
    for side in (first, second):
        calendar = side.agreement.contract.calendar
        period = calendar.period_of(start)
        if calendar.start(period) == start:
            return calendar.label(period)
    raise AssertionError(f"no period begins on day {start}")


def behind(side: Side, figure: Figure) -> list[Entry]:
    """Return what a figure is made of: for each lane one entry of the whole period, with its sum."""
    found: dict[tuple[str, str, str], Entry] = {}
    for entry in side.entries:
        same = (entry.clause, entry.period) == (figure.clause, figure.period)
        if same and figure.party in (entry.payer, entry.payee):
            whole = replace(entry.working, before=0)
            amount = whole.rounded - whole.earlier
            found[entry.role, entry.payer, entry.payee] = replace(entry, amount=amount, working=whole)
    return list(found.values())
