"""The scenario of one agreement, to be filled in: a line for everything that its own clauses read, with its unit.

It looks ahead as it stands, with nothing expected: figures are nought, and milestones have no chance.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from contracts.clause import Feed
from contracts.contract import Contract
from contracts.forecast.words import KINDS, FactOf

_YEARS = 5
"""Contract years that get a figure each, where the agreement lasts so long."""

_UNITS = {
    "sales": "{currency} in the year, net of {deductions}",
    "income": "{currency} received in the year",
    "cost": "{currency} spent in the year",
    "in kind": "how many in the year, in the unit of the rate card",
    "contribution": "{currency} paid in during the year",
    "distribution": "{currency} paid out in the year",
    "saving": "{currency} saved in the year; or with 'each', what a person saves: how many people",
    "outcome": "how many people in the year",
}
_EACH = "    each: 1                        # what each person uses, in the outcome's own unit\n"
_RECORDED_ONLY = ("quality", "non-response", "event", "gate", "duty", "approval")
"""Kinds of facts that a scenario has no line for."""

_HEAD = """\
# What is expected under {title}, on top of what is recorded already.
#
# Put in figures, take out what you don't need, and look ahead with
#     pledger forecast {agreement} --scenario FILE
# Money is written 250,000 or 2.5m, a percentage 6.5%. In place of 'amounts' by period a line may have a 'curve', and
# be 'uncertain', and a milestone 'after' another one: see pledger forecast --blank for an example of everything.

scenario: base                     # a short id of your own
agreement: {agreement}
until: {until}                  # the last day that is looked at

discount:
  rate: 8%                         # a year, without a premium for risk: failure stands in the probabilities below
  base date: {today}            # flows before it are left out of values
"""


class Driver(NamedTuple):
    """One line of the scenario: what is expected of whom; `others` may be named in that place."""

    of: FactOf
    by: str
    others: tuple[str, ...]
    deductions: tuple[str, ...]


def blank_scenario(contract: Contract, today: date, reached: Collection[str] = ()) -> str:
    """Write the scenario of an agreement as it stands on a day; milestones that are `reached` need none."""
    years = _years(contract, today)
    until = contract.calendar.parse(years[-1]).last
    end = min(until, contract.last_day or until)
    head = _HEAD.format(
        title=contract.terms.title, agreement=contract.terms.agreement, until=end.isoformat(), today=today.isoformat()
    )
    return "".join([head, *_milestones(contract, end, reached), *_expected(contract, years), *_left_out(contract)])


def _years(contract: Contract, today: date) -> list[str]:
    """Return the contract years from a day on, as far as the agreement lasts."""
    calendar, begins = contract.calendar, max(today, contract.terms.effective)
    last = contract.last_day
    first = calendar.period_of(begins.toordinal()) // 4
    ends = calendar.period_of(last.toordinal()) // 4 if last else first + _YEARS
    return [calendar.year_label(year) for year in range(first, max(first, min(ends, first + _YEARS - 1)) + 1)]


def _milestones(contract: Contract, on: date, reached: Collection[str]) -> Iterator[str]:
    names = dict.fromkeys(feed.of for feed in contract.feeds_of("milestone"))
    waiting = [name for name in names if name not in reached]
    if waiting:
        yield "\nmilestones:\n"
    for name in waiting:
        yield f"  {_quoted(name)}:\n"
        yield f"    on: {on.isoformat()}                 # the day from which it counts\n"
        yield "    probability: 0%                # how probable it is, from 0% to 100%\n"


def _expected(contract: Contract, years: list[str]) -> Iterator[str]:
    found = list(drivers(contract))
    if found:
        yield "\nexpected:\n"
    taken: set[str] = set()
    for driver in found:
        others = f"  # or: {', '.join(driver.others)}" if driver.others else ""
        yield f"  {_id(driver, taken)}:\n"
        yield f"    of: {_quoted(str(driver.of))}\n"
        yield f"    by: {driver.by}{others}\n"
        yield _EACH if driver.of.kind == "outcome" else ""
        unit = _UNITS[driver.of.kind].format(
            currency=contract.terms.currency, deductions=", ".join(driver.deductions) or "returns"
        )
        yield f"    amounts:                       # {unit}\n"
        yield from (f"      {year}: 0\n" for year in years)


def drivers(contract: Contract) -> Iterator[Driver]:
    """Yield what the clauses of an agreement read and a scenario may expect, once for each party that has a share."""
    wanted: dict[FactOf, list[Feed]] = {}
    for feed in contract.feeds:
        kind = _kind(contract, feed)
        if kind in KINDS.values():
            wanted.setdefault(FactOf(kind, feed.of), []).extend(contract.feeds_for(feed.kind, feed.of))
    for of, feeds in wanted.items():
        parties = tuple(dict.fromkeys(party for feed in feeds for party in feed.parties))
        known = parties or tuple(contract.terms.parties)
        deductions = tuple(dict.fromkeys(each for feed in feeds for each in feed.deductions))
        if of.kind in ("cost", "in kind", "contribution"):
            yield from (Driver(of, party, (), deductions) for party in known)
        else:
            yield Driver(of, known[0], known[1:], deductions)


def _kind(contract: Contract, feed: Feed) -> str:
    """Return the kind of a line: what is recorded as an outcome is read as a saving or as what people use."""
    if feed.kind != "outcome":
        return feed.kind
    saves = any(f"saving:{feed.of}" in clause.reads for clause in contract.clauses.values())
    return "saving" if saves else "outcome"


def _left_out(contract: Contract) -> Iterator[str]:
    """Say what clauses read besides, which counts as it is recorded."""
    found = dict.fromkeys(f"{feed.kind} of {feed.of}" for feed in contract.feeds if feed.kind in _RECORDED_ONLY)
    if found:
        yield "\n# Not looked ahead, and taken as it is recorded:\n"
        yield from (f"#   {each}\n" for each in found)


def _id(driver: Driver, taken: set[str]) -> str:
    """Return a free id for a line, from what it is of and whose it is."""
    slug = "-".join(re.findall(r"[a-z0-9]+", str(driver.of.of).lower())) or driver.of.kind.replace(" ", "-")
    base = slug if slug[0].isalpha() else f"{driver.of.kind.replace(' ', '-')}-{slug}"
    several = (base, f"{base}-{driver.by}", *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    free = next(each for each in several if each not in taken)
    taken.add(free)
    return free


def _quoted(words: str) -> str:
    """Write words so that they are read as they stand."""
    return words if re.fullmatch(r"[A-Za-z][A-Za-z0-9 _/-]*", words) else json.dumps(words, ensure_ascii=False)
