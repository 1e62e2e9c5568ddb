"""Who recorded, approved and corrected, person by person, and who approved what they had recorded themselves.

A person is whom `--by` named: a claim. What the machine observed, user and host, is compared beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy import Row as Found

from ledger.events import Provenance
from projections import tables
from projections.asking import NOW, Agreed, Asked, Register, find_agreement, footing
from projections.recorded import recorded_events
from projections.rendering.report import Report, Row, Table, integer, text
from projections.wording import Remembered, fact_in_words, for_whom, provenance_of, to_the_second, who

KINDS = ("recorded", "approved", "corrected")
_AT_ONCE = 1_000
"""Events read at once: memory holds what people did, and not every event."""

APPROVING = ("fact-accepted", "overspend-approved")
CORRECTING = ("fact-reversed", "milestone-withdrawn")
"""What a person did, by the name of the event; what takes the place of a fact corrects too, and all else records."""


class _Act(NamedTuple):
    """An event and who stands behind it."""

    event: Found[Any]
    by: Provenance


class _Approved(NamedTuple):
    """A fact, the event that claimed it, and the one that accepted it."""

    fact: Found[Any]
    claim: _Act
    approval: _Act


def people(connection: Connection, agreement: str, register: Register, asked: Asked = NOW) -> Report:
    """Answer for one agreement. Raises NotFound."""
    agreed, register = find_agreement(connection, agreement), Remembered(register)
    facts = tables.facts.c
    restating = select(facts.ref).where(facts.agreement == agreed.id, facts.restates.is_not(None))
    did = _did(_acts(connection, agreed), set(connection.execute(restating).scalars()), register)
    return Report(
        title=f"People: {agreed.title} ({agreed.id})",
        blocks=(did, _own(agreed, _approved(connection, agreed), register)),
        notes=("A name is what was given as --by, a claim; user and host are what the machine observed.",),
        footing=footing(connection, asked),
    )


def _acts(connection: Connection, agreed: Agreed, *wanted: ColumnElement[bool]) -> Iterator[_Act]:
    """Yield the events of an agreement that meet every condition, one at a time."""
    events = tables.events.c
    found = recorded_events().where(events.agreement == agreed.id, *wanted).order_by(events.id)
    for event in connection.execute(found.execution_options(yield_per=_AT_ONCE)):
        yield _Act(event, provenance_of(event.provenance))


class _Did:
    """What one person did for a party from a machine: how often, first and last."""

    def __init__(self, first: _Act) -> None:
        self.counts = dict.fromkeys(KINDS, 0)
        self.first = self.last = first

    def add(self, act: _Act, kind: str) -> None:
        """Count an event."""
        self.counts[kind] += 1
        self.last = act


def _did(acts: Iterable[_Act], restating: Collection[str], register: Register) -> Table:
    columns = (
        text("by", "By"),
        text("for", "For"),
        text("machine", "User, host"),
        integer("recorded", "Recorded"),
        integer("approved", "Approved"),
        integer("corrected", "Corrected"),
        text("first", "First"),
        text("last", "Last"),
    )
    people: dict[tuple[str, str, str], _Did] = {}
    for act in acts:
        key = (act.by.actor, for_whom(act.by), _machine(act.by))
        people.setdefault(key, _Did(act)).add(act, _kind(act, restating))
    rows: list[Row] = []
    for (_, acting, machine), own in people.items():
        seen = (to_the_second(own.first.event.at), to_the_second(own.last.event.at))
        rows.append((who(own.first.by, register), acting, machine, *own.counts.values(), *seen))
    together = [sum(own.counts[kind] for own in people.values()) for kind in KINDS]
    total = ("Together", None, None, *together, None, None)
    return Table("people", columns, tuple(rows), total=total, title="Who recorded, approved and corrected")


def _kind(act: _Act, restating: Collection[str]) -> str:
    if act.event.event in APPROVING:
        return "approved"
    return "corrected" if act.event.event in CORRECTING or act.event.ref in restating else "recorded"


def _machine(by: Provenance) -> str:
    return f"{by.user} on {by.host}"


def _own(agreed: Agreed, approved: Iterable[_Approved], register: Register) -> Table:
    columns = (
        text("reference", "Reference"),
        text("what", "What was approved"),
        text("recorded", "Recorded by, for"),
        text("approved", "Approved by, for"),
        text("same", "The same"),
    )
    rows = tuple(
        (
            f"{agreed.id}/{approval.event.ref}",
            fact_in_words(agreed, fact),
            f"{who(claim.by, register)}, for {for_whom(claim.by)}, event {claim.event.id}",
            f"{who(approval.by, register)}, for {for_whom(approval.by)}, event {approval.event.id}",
            same,
        )
        for fact, claim, approval in approved
        if (same := _same(claim.by, approval.by))
    )
    empty = "Nobody: no approval came from the name, or from the user and host, that had recorded the fact."
    return Table("own", columns, rows, title="Who approved their own", empty=empty)


def _approved(connection: Connection, agreed: Agreed) -> Iterator[_Approved]:
    """Yield what was claimed, alone or in a list, with its acceptance."""
    events, facts = tables.events.c, tables.facts.c
    accepting = (events.agreement == agreed.id, events.event == "fact-accepted")
    accepted = select(events.ref).where(*accepting)
    claimed = facts.agreement == agreed.id, facts.ref.in_(accepted)
    known = {fact.ref: fact for fact in connection.execute(select(tables.facts).where(*claimed))}
    claims = {
        act.event.id: act for act in _acts(connection, agreed, events.id.in_(select(facts.event).where(*claimed)))
    }
    for act in _acts(connection, agreed, events.event == "fact-accepted"):
        fact = known[act.event.ref]
        yield _Approved(fact, claims[fact.event], act)


def _same(claim: Provenance, approval: Provenance) -> str:
    """Say what a claim and its approval have in common: the name, or the user and host, or both."""
    named = claim.actor == approval.actor
    observed = _machine(claim) == _machine(approval)
    return ", ".join([*(["name"] if named else []), *(["user and host"] if observed else [])])
