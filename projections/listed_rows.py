"""Facts that came in a list, folded into rows, and the list summed up for sentences."""

from __future__ import annotations

from datetime import date

import msgspec

from ledger.events import Event
from ledger.listed_events import FactsListed, ListedFact
from projections.fact_rows import COUNTS, add_fact
from projections.ordered import Row
from projections.rows import Rows

LISTED = ("cost", "sales", "income")
"""The kinds of facts that may come in a list."""

_json = msgspec.json.Encoder().encode


class SummedUp(msgspec.Struct, frozen=True):
    """A list of facts in short: how many of what kind, of what, their amount in minor units, references and days."""

    kind: str
    count: int
    amount: int
    of: tuple[str, ...]
    parties: tuple[str, ...]
    first: str
    last: str
    since: date
    until: date


def summed_up(body: FactsListed) -> SummedUp:
    """Sum a list of facts up."""
    facts = body.facts
    return SummedUp(
        kind=body.kind,
        count=len(facts),
        amount=sum(fact.amount for fact in facts),
        of=tuple(dict.fromkeys(fact.of for fact in facts)),
        parties=tuple(dict.fromkeys(fact.party for fact in facts)),
        first=facts[0].ref,
        last=facts[-1].ref,
        since=min(fact.on for fact in facts),
        until=max(fact.on for fact in facts),
    )


def take_listed(rows: Rows, event: Event, body: FactsListed) -> None:
    """Add every fact of a list."""
    for fact in body.facts:
        add_fact(rows, _row(event, body.kind, fact))


def _row(event: Event, kind: str, fact: ListedFact) -> Row:
    on = fact.on.isoformat()
    return {
        "agreement": event.originator_id,
        "ref": fact.ref,
        "event": event.id,
        "kind": kind,
        "on": on,
        "counted_on": on,
        "party": fact.party,
        "of": fact.of,
        "measure": f"{kind}:{fact.of}",
        "amount": fact.amount,
        "status": COUNTS,
        "restates": None,
        "deductions": _json(fact.deductions) if fact.deductions else None,
        "details": fact.place.encode(),
        "evidenced": True,
        "original": None,
    }
