"""Restating: a later figure in place of an earlier one, for the same party, the same thing and the same day.

Where the figure has to be accepted, the earlier one counts until the later one is.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.agreement import Agreement
from ledger.commands.base import known_fact
from ledger.errors import Refused, WrongUsage
from ledger.facts import Fact, Status


class Restated(NamedTuple):
    """When, of what and whose, as asked for, or as it stands in the fact that is restated."""

    day: date | None
    of: str | None
    ref: str | None = None
    party: str | None = None

    @property
    def on(self) -> date:
        """Return the day. Raises WrongUsage if there is none."""
        if self.day is None:
            raise WrongUsage("It is not said when it happened", where="--on", fix="Add --on DATE")
        return self.day


def restated(agreement: Agreement, kind: str, ref: str | None, asked: Restated, option: str = "--of") -> Restated:
    """Fill in day and object from the fact that is restated, which must still count and be of the same kind.

    `option` is the one that names the object.
    """
    if ref is None:
        return asked
    fact = known_fact(agreement, ref)
    _check(agreement, fact, kind)
    if asked.day not in (None, fact.on):
        raise Refused(
            f"{fact.ref} is dated {fact.on}; a restatement keeps the date of what it restates",
            where="--on",
            fix=f"Leave --on out, or reverse {fact.ref} and record it anew",
        )
    if asked.of is not None and asked.of.casefold() != fact.of.casefold():
        raise Refused(
            f"{fact.ref} is about '{fact.of}', not '{asked.of}'",
            where=option,
            fix=f"Leave {option} out, or reverse {fact.ref} and record it anew",
        )
    return Restated(fact.on, fact.of, fact.ref, fact.party)


def _check(agreement: Agreement, fact: Fact, kind: str) -> None:
    if fact.kind != kind:
        what = f"{fact.ref} is a record of {fact.kind}, not of {kind}"
        raise Refused(what, where="--restates", fix="Name the right reference")
    waiting = [other.ref for other in agreement.facts.values() if other.restates == fact.ref and _waits(other)]
    if waiting:
        fix = f"Accept {waiting[0]}, or reverse it"
        raise Refused(f"{waiting[0]} restates {fact.ref} and awaits acceptance", where="--restates", fix=fix)
    if fact.status is not Status.COUNTS:
        later = next((other.ref for other in agreement.facts.values() if other.restates == fact.ref), None)
        hint = f"Restate {later} instead" if later else "Record it anew"
        raise Refused(f"{fact.ref} does not count: it is {fact.status}", where="--restates", fix=hint)


def _waits(fact: Fact) -> bool:
    return fact.status is Status.PENDING
