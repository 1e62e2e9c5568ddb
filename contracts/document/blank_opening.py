"""A document of an opening to be filled in: every clause, with all that can be said of it, in its own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from contracts.carry import Holds
from contracts.clause import VENTURE
from contracts.contract import Contract
from contracts.document.opening import (
    BASE,
    CARRIED,
    ENTITLED,
    NOTHING,
    PAID,
    REACHED,
    TO_DATE,
    YEAR_TO_DATE,
    Asked,
    asked_of,
)

_HEAD = """\
# Where {agreement} stood when it was taken over on {on}: fill in, or write 'clause: {nothing}'.
# Amounts are in {currency}. 'to date' is since the beginning, 'year to date' of it in the contract year.
# Beside 'to date' a role may say 'exactly': what was booked in its rounding scope before rounding, such as 100/3.
# What is not paid yet may stand there by quarters, so that it is due as it was:
#   open: [{{ for: {last}, amount: 0.00, payable: DATE, interest: 0.00 }}]
"""
_BEARS = "# Interest runs on single dues: what is not paid yet under {clauses} has to be 'open' there.\n"
_TO_FILL_IN = {Holds.DAY: "DATE", Holds.COUNT: "0", Holds.AMOUNT: "0.00"}


def blank_opening(contract: Contract, on: date) -> str:
    """Write the document for a take-over on the first day of a contract quarter."""
    terms = contract.terms
    last = contract.calendar.label(contract.calendar.period_of(on.toordinal()) - 1)
    said = {"agreement": terms.agreement, "on": on.isoformat(), "currency": terms.currency, "last": last}
    head = _HEAD.format(nothing=NOTHING, **said)
    if bearing := dict.fromkeys(name for clause in contract.clauses.values() for name in clause.runs_on):
        head += _BEARS.format(clauses=", ".join(bearing))
    inside = contract.calendar.period_of(on.toordinal()) % 4 > 0
    if any(clause.kind == "gate" for clause in terms.clauses.values()):
        head += "# How gates stand is recorded from that day on, with pledger suspend and pledger resume.\n"
    clauses = (line for name, asked in asked_of(contract, on).items() for line in _clause(name, asked, inside=inside))
    return "\n".join([f"{head}agreement: {terms.agreement}", "clauses:", *clauses, ""])


def _clause(name: str, asked: Asked, *, inside: bool) -> Iterator[str]:
    if asked.carries is None:
        yield f"  {_key(name)}: {NOTHING}  # it works on single debts and facts, and can't be taken over in mid-life"
        return
    yield f"  {_key(name)}:"
    named = [carry for carry in asked.carries if carry.what and carry.holds is not Holds.YEAR]
    if named:
        yield f"    {CARRIED}:"
        yield from (f"      {_key(str(each.what))}: {_TO_FILL_IN[each.holds]}" for each in named)
    if asked.base:
        yield f"    {BASE}:"
        yield from (f"      {_key(what)}: 0.00" for what in asked.base)
    if asked.milestone:
        yield f"    # {REACHED}: DATE"
    if asked.lanes:
        yield f"    {ENTITLED}:"
        year = f", {YEAR_TO_DATE}: 0.00" if inside else ""
        for role, due in asked.lanes.items():
            payer, payee = ("the common pot" if party == VENTURE else party for party in (due.payer, due.payee))
            yield f"      {_key(role)}: {{ {TO_DATE}: 0.00{year} }}  # {payer} owes {payee}"
        payer, payee = next(filter(_pays, ((due.payer, due.payee) for due in asked.lanes.values())), ("PARTY", "PARTY"))
        yield f"    {PAID}: []  # such as - {{ from: {payer}, to: {payee}, amount: 0.00 }}"


def _pays(between: tuple[str, str]) -> bool:
    """Whether one party pays another, and neither is the common pot."""
    return between[0] != between[1] and VENTURE not in between


def _key(name: str) -> str:
    """Write a name as a key: in quotation marks where it is more than plain words."""
    plain = name.replace(" ", "").replace("-", "").replace(":", "").replace("_", "")
    return name if plain.isalnum() and not name.endswith(":") else json.dumps(name, ensure_ascii=False)
