"""From exact dues to whole minor units: cumulatively, by role and pot, within the rounding scope.

What a role is due in a period is its cumulative figure, rounded, less the rounded figure at the end of the period
before. Pennies therefore never drift, and pots stay whole. A role is a place in the clause: when another party
takes it over in mid-scope, the old one keeps what was rounded for it until then, and the sum does not change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from contracts.arithmetic import Number
from contracts.clause import Due
from contracts.money import round_amount, round_half_away, split

Parties = tuple[str, str]


class Settled(NamedTuple):
    """A clause's dues in a period, exact and whole; `cumulative` and `whole` run over the rounding scope by role.

    `parties` are the last in each role's place: a role that is due nothing more may still gain or lose a penny of its
    pot, or pennies would be lost when shares are cut anew.
    """

    exact: dict[str, Number]
    cumulative: dict[str, Number]
    whole: dict[str, int]
    pots: dict[str, str]
    due: dict[tuple[str, str, str], int]
    parties: Mapping[str, Parties] = MappingProxyType({})


NOTHING_SETTLED = Settled({}, {}, {}, {}, {})


def settled(before: Settled, dues: Sequence[Due]) -> Settled:
    """Add a period's dues to what was settled before it in the same scope."""
    known = before.cumulative
    if len(dues) == 1 and (not known or (len(known) == 1 and dues[0].role in known)):
        return _alone(before, dues[0])
    exact: dict[str, Number] = {}
    cumulative = before.cumulative.copy()
    pots = before.pots
    whole: Mapping[str, int] = before.whole
    parties: dict[str, Parties] = {}
    due: dict[tuple[str, str, str], int] = {}
    for role, payer, payee, amount, pot in dues:
        if role in parties and parties[role] != (payer, payee):
            whole = _handed_out(whole, cumulative, pots, parties, due)
        parties[role] = (payer, payee)
        if role not in pots:
            pots = {**pots, role: pot}
        exact[role] = exact[role] + amount if role in exact else amount
        cumulative[role] = cumulative[role] + amount if role in cumulative else amount
    parties = {**before.parties, **parties}
    return Settled(exact, cumulative, _handed_out(whole, cumulative, pots, parties, due), pots, due, parties)


def _alone(before: Settled, due: Due) -> Settled:
    """Add the one due of a clause that has one role: what most clauses come to, and quickly."""
    role, payer, payee, amount, pot = due
    total = before.cumulative[role] + amount if before.cumulative else amount
    whole = round_half_away(total.numerator, total.denominator)
    gained = whole - before.whole.get(role, 0)
    pots = before.pots if role in before.pots else {role: pot}
    lane = {(role, payer, payee): gained} if gained else {}
    return Settled({role: amount}, {role: total}, {role: whole}, pots, lane, {role: (payer, payee)})


def _handed_out(
    whole: Mapping[str, int],
    cumulative: Mapping[str, Number],
    pots: Mapping[str, str],
    parties: Mapping[str, Parties],
    due: dict[tuple[str, str, str], int],
) -> dict[str, int]:
    """Round the cumulative figures, and put what each role gained into `due` under the parties in its place."""
    rounded = _rounded(cumulative, pots)
    for role, amount in rounded.items():
        gained = amount - whole.get(role, 0)
        if gained and role in parties:
            key = (role, *parties[role])
            due[key] = due.get(key, 0) + gained
    return rounded


def _rounded(cumulative: Mapping[str, Number], pots: Mapping[str, str]) -> dict[str, int]:
    """Round every role, those of one pot together."""
    if len(cumulative) == 1:
        return {role: round_amount(amount) for role, amount in cumulative.items()}
    together = {pots[role] for role in cumulative}
    if len(together) == 1 and "" not in together:
        return dict(zip(cumulative, split([*cumulative.values()]), strict=True))
    by_pot: dict[str, list[str]] = {}
    rounded: dict[str, int] = {}
    for role, amount in cumulative.items():
        if pots[role]:
            by_pot.setdefault(pots[role], []).append(role)
        else:
            rounded[role] = round_amount(amount)
    for roles in by_pot.values():
        rounded.update(zip(roles, split([cumulative[role] for role in roles]), strict=True))
    return rounded
