"""The document of an opening: where each clause stood when the agreement was taken over, checked field by field.

    agreement: device-licence
    clauses:
      royalty:
        carried:
          net sales of device in the contract year: 8m
        entitled:
          licensor: { to date: 1.5m, year to date: 240,000 }
        paid:
          - { from: licensee, to: licensor, amount: 1.4m }
      first-patient: nothing yet

Every clause is named. Amounts carried, and `exactly`, may have more decimals than the currency, or be fractions (1/3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from contracts.carry import Carry, Holds
from contracts.clause import Clause, Due
from contracts.clause_terms import Place
from contracts.contract import Contract
from contracts.document.loader import Loaded, Tree, load
from contracts.document.open_dues import OPEN, Paid, Reading, read_open, refuse_incomplete
from contracts.errors import BadScalar, DocumentRefused
from contracts.opening import Standing, Told, lanes_before, quarter_of
from contracts.scalars import parse_day
from contracts.scalars.number import parse_number

NOTHING = "nothing yet"
_BASES = {
    "cost": "{of} paid by {party}",
    "sales": "net sales of {of} by {party}",
    "income": "net income of {of} by {party}",
    "contribution": "capital paid into {of} by {party}",
}
"""How the bases of facts are asked for, by the kind of fact."""
CARRIED, ENTITLED, PAID, REACHED, BASE = "carried", "entitled", "paid", "reached", "base to date"
TO_DATE, YEAR_TO_DATE, EXACTLY = "to date", "year to date", "exactly"


class Based(NamedTuple):
    """Facts of one kind, of something, by a party: what they came to since the beginning is asked for once."""

    kind: str
    of: str
    party: str


class Opened(NamedTuple):
    """What the document says: where clauses stand, what was paid, which milestones were reached, what facts came to."""

    standings: dict[str, Standing]
    paid: list[Paid]
    reached: dict[str, date]
    base: dict[Based, int]


class Asked(NamedTuple):
    """What can be said of one clause: what it carries, who may be due something, and whether it is a milestone."""

    clause: Clause[Any]
    carries: tuple[Carry, ...] | None
    lanes: Mapping[str, Due]
    milestone: bool
    base: Mapping[str, Based]


def asked_of(contract: Contract, on: date) -> dict[str, Asked]:
    """Return what an opening can say of each clause on the first day of a quarter."""
    period = contract.calendar.period_of(on.toordinal()) - 1
    lanes = lanes_before(contract, period)
    found: dict[str, Asked] = {}
    known: set[Based] = set()
    for name, clause in contract.clauses.items():
        view = quarter_of(clause, contract.calendar, period)
        names = clause.carries(view.last)
        if names is None and clause.by_year and view.year_end:
            names = ()
        once = any(feed.kind == "milestone" and feed.of == name for feed in clause.feeds)
        if names is None or lanes[name] or any(carry.what for carry in names):
            carries = None if names is None else tuple(names)
            found[name] = Asked(clause, carries, lanes[name], once, _base(clause, known))
    return found


def _base(clause: Clause[Any], known: set[Based]) -> dict[str, Based]:
    """Return the bases that a clause wants recorded and none before it did, by the names under which they are asked."""
    found: dict[str, Based] = {}
    for feed in clause.feeds:
        words = _BASES.get(feed.kind)
        for party in feed.parties if words else ():
            based = Based(feed.kind, feed.of, party)
            if words and based not in known:
                known.add(based)
                found[words.format(of=feed.of, party=party)] = based
    return found


def read_opening(source: bytes, contract: Contract, on: date) -> Opened:
    """Read an opening on a day. Raises DocumentRefused with every mistake, each with its line."""
    loaded = load(source)
    found = _Reading(loaded, contract, on).opened()
    if loaded.mistakes:
        raise DocumentRefused(tuple(sorted(dict.fromkeys(loaded.mistakes))))
    return found


class _Reading(Reading):
    """One document on its way, clause by clause."""

    def __init__(self, loaded: Loaded, contract: Contract, on: date) -> None:
        super().__init__(loaded, contract)
        self.asked = asked_of(contract, on)
        calendar = contract.calendar
        self.period = calendar.period_of(on.toordinal())
        self.year_begins = self.period % 4 == 0
        self.first_year = calendar.start(self.period // 4 * 4) <= contract.terms.effective.toordinal()
        self.result = Opened({}, [], {}, {})

    def opened(self) -> Opened:
        """Read the whole document."""
        tree = self.loaded.tree
        self.known((), tree, ("agreement", "clauses"))
        if tree.get("agreement") != self.contract.terms.agreement:
            what = f"'{tree.get('agreement')}' is not the agreement that is taken over"
            self.loaded.mistake(("agreement",), what, f"write {self.contract.terms.agreement}")
        clauses = self.table(("clauses",), tree.get("clauses"))
        self.known(("clauses",), clauses, self.asked)
        for name, asked in self.asked.items():
            place = ("clauses", name)
            if name not in clauses:
                self.loaded.mistake(("clauses",), f"'{name}' is missing", f"add it, or write '{name}: {NOTHING}'")
            elif clauses[name] != NOTHING:
                self.clause(place, asked, self.table(place, clauses[name]))
        lanes = {name: asked.lanes for name, asked in self.asked.items()}
        refuse_incomplete(self, self.result.standings, self.result.paid, lanes)
        return self.result

    def clause(self, place: Place, asked: Asked, table: Mapping[str, Tree]) -> None:
        """Read where one clause stands."""
        name = asked.clause.id
        if asked.carries is None:
            what = f"'{name}' can't be taken over in mid-life: it works on single debts and facts from before"
            self.loaded.mistake(place, what, f"write '{name}: {NOTHING}', and settle what is open elsewhere")
            return
        self.known(place, table, (CARRIED, ENTITLED, PAID, BASE, *([REACHED] if asked.milestone else ())))
        carried = self.carried((*place, CARRIED), asked.carries, self.table((*place, CARRIED), table.get(CARRIED, {})))
        told = self.entitled((*place, ENTITLED), asked, self.table((*place, ENTITLED), table.get(ENTITLED, {})))
        self.result.standings[name] = Standing(carried, told)
        based = self.table((*place, BASE), table.get(BASE, {}))
        self.known((*place, BASE), based, asked.base)
        for what in based.keys() & asked.base.keys():
            self.result.base[asked.base[what]] = self.amount((*place, BASE, what), based[what])
        self.result.paid.extend(self.paid((*place, PAID), name, table.get(PAID, [])))
        if REACHED in table and (day := self.scalar((*place, REACHED), table[REACHED], parse_day)):
            self.result.reached[name] = day

    def carried(self, place: Place, carries: tuple[Carry, ...], table: Mapping[str, Tree]) -> dict[str, Fraction]:
        """Read what a clause carries, by name: amounts in minor units, days by number."""
        holds = {carry.what: carry.holds for carry in carries if carry.what and carry.holds is not Holds.YEAR}
        self.known(place, table, holds)
        found: dict[str, Fraction] = {}
        for name in table.keys() & holds.keys():
            if holds[name] is Holds.DAY:
                day = self.scalar((*place, name), table[name], parse_day)
                found[name] = Fraction(day.toordinal() if day else 0)
            elif holds[name] is Holds.COUNT:
                found[name] = Fraction(self.scalar((*place, name), table[name], _count) or 0)
            else:
                found[name] = self.exact((*place, name), table[name])
        return found

    def entitled(self, place: Place, asked: Asked, table: Mapping[str, Tree]) -> dict[str, Told]:
        """Read what roles were booked to date."""
        self.known(place, table, asked.lanes)
        return {
            role: self.told((*place, role), self.table((*place, role), table[role]), asked.lanes[role])
            for role in table
            if role in asked.lanes
        }

    def told(self, place: Place, table: Mapping[str, Tree], lane: Due) -> Told:
        """Read what one role was booked to date, of it in the contract year, and what is open of it."""
        self.known(place, table, (TO_DATE, YEAR_TO_DATE, EXACTLY, OPEN))
        if TO_DATE not in table:
            self.loaded.mistake(place, f"'{TO_DATE}' is missing", "write what was booked since the beginning")
        to_date = self.amount((*place, TO_DATE), table.get(TO_DATE, "0"))
        year = to_date if self.first_year and not self.year_begins else 0
        if YEAR_TO_DATE in table:
            year = self.amount((*place, YEAR_TO_DATE), table[YEAR_TO_DATE])
        elif not self.year_begins and not self.first_year:
            what = f"'{YEAR_TO_DATE}' is missing: the take-over is inside a contract year"
            self.loaded.mistake(place, what, f"write how much of '{TO_DATE}' was booked for it")
        if self.year_begins and year:
            what = "a contract year begins with the take-over, and nothing was booked for it yet"
            self.loaded.mistake((*place, YEAR_TO_DATE), what, "leave it out")
        exactly = self.exact((*place, EXACTLY), table[EXACTLY]) if EXACTLY in table else None
        told = Told(to_date, 0 if self.year_begins else year, exactly)
        return told._replace(open=read_open(self, (*place, OPEN), table[OPEN], lane, told)) if OPEN in table else told

    def paid(self, place: Place, clause: str, tree: Tree) -> Iterator[Paid]:
        """Read what was paid to date under a clause."""
        if not isinstance(tree, list):
            self.loaded.mistake(place, "payments are a list", "write - { from: PARTY, to: PARTY, amount: AMOUNT }")
            return
        for at, item in enumerate(tree):
            row = self.table((*place, at), item)
            self.known((*place, at), row, ("from", "to", "amount"))
            parties = [self.party((*place, at, key), row.get(key)) for key in ("from", "to")]
            amount = self.amount((*place, at, "amount"), row.get("amount", "0"))
            if amount <= 0:
                self.loaded.mistake((*place, at), "a payment is above zero", "write the amount that was paid")
            elif all(parties):
                yield Paid(clause, str(parties[0]), str(parties[1]), amount)


def _count(text: str) -> int:
    """Read a whole number that counts something. Raises BadScalar."""
    found = parse_number(text.strip(), text)
    if found != int(found):
        raise BadScalar(f"'{text}' is no whole number", fix="write how many there were")
    return int(found)
