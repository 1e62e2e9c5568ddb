"""Who recorded, approved and corrected, person by person, and who approved what they had recorded themselves.

A person is whom `--by` named: a claim. What the machine observed, user and host, is compared beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy import Row as Found

from ledger.events import Provenance
from projections import tables
from projections.asking import NOW, Agreed, Asked, Register, find_agreement, footing
from projections.recorded import recorded_events
from projections.rendering.report import Report, Row, Table, integer, text
from projections.wording import Remembered, fact_in_words, for_whom, provenance_of, to_the_second, who

APPROVING = ("fact-accepted", "overspend-approved")
CORRECTING = ("fact-reversed", "milestone-withdrawn")
"""What a person did, by the name of the event; what takes the place of a fact corrects too, and all else records."""


class _Act(NamedTuple):
    """An event and who stands behind it."""

    event: Found[Any]
    by: Provenance


def people(connection: Connection, agreement: str, register: Register, asked: Asked = NOW) -> Report:
    """Answer for one agreement. Raises NotFound."""
    agreed, register = find_agreement(connection, agreement), Remembered(register)
    events, facts = tables.events, tables.facts
    found = recorded_events().where(events.c.agreement == agreed.id).order_by(events.c.id)
    acts = [_Act(event, provenance_of(event.provenance)) for event in connection.execute(found)]
    known = {fact.ref: fact for fact in connection.execute(select(facts).where(facts.c.agreement == agreed.id))}
    return Report(
        title=f"People: {agreed.title} ({agreed.id})",
        blocks=(_did(acts, known, register), _own(agreed, acts, known, register)),
        notes=("A name is what was given as --by, a claim; user and host are what the machine observed.",),
        footing=footing(connection, asked),
    )


def _did(acts: Sequence[_Act], facts: Mapping[str, Found[Any]], register: Register) -> Table:
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
    by_person: dict[tuple[str, str, str], list[_Act]] = {}
    for act in acts:
        by_person.setdefault((act.by.actor, for_whom(act.by), _machine(act.by)), []).append(act)
    rows: list[Row] = []
    for (_, acting, machine), own in by_person.items():
        kinds = [_kind(act, facts) for act in own]
        counts = [kinds.count(kind) for kind in ("recorded", "approved", "corrected")]
        seen = (to_the_second(own[0].event.at), to_the_second(own[-1].event.at))
        rows.append((who(own[0].by, register), acting, machine, *counts, *seen))
    kinds = [_kind(act, facts) for act in acts]
    together = [kinds.count(kind) for kind in ("recorded", "approved", "corrected")]
    total = ("Together", None, None, *together, None, None)
    return Table("people", columns, tuple(rows), total=total, title="Who recorded, approved and corrected")


def _kind(act: _Act, facts: Mapping[str, Found[Any]]) -> str:
    if act.event.event in APPROVING:
        return "approved"
    fact = facts.get(act.event.ref)
    corrects = act.event.event in CORRECTING or (fact is not None and fact.restates)
    return "corrected" if corrects else "recorded"


def _machine(by: Provenance) -> str:
    return f"{by.user} on {by.host}"


def _own(agreed: Agreed, acts: Sequence[_Act], facts: Mapping[str, Found[Any]], register: Register) -> Table:
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
            fact_in_words(agreed, facts[approval.event.ref]),
            f"{who(claim.by, register)}, for {for_whom(claim.by)}, event {claim.event.id}",
            f"{who(approval.by, register)}, for {for_whom(approval.by)}, event {approval.event.id}",
            same,
        )
        for claim, approval in _approved(acts, facts)
        if (same := _same(claim.by, approval.by))
    )
    empty = "Nobody: no approval came from the name, or from the user and host, that had recorded the fact."
    return Table("own", columns, rows, title="Who approved their own", empty=empty)


def _approved(acts: Sequence[_Act], facts: Mapping[str, Found[Any]]) -> Iterator[tuple[_Act, _Act]]:
    """Yield what was claimed, alone or in a list, with its acceptance."""
    by_event = {act.event.id: act for act in acts}
    for act in acts:
        if act.event.event == "fact-accepted":
            yield by_event[facts[act.event.ref].event], act


def _same(claim: Provenance, approval: Provenance) -> str:
    """Say what a claim and its approval have in common: the name, or the user and host, or both."""
    named = claim.actor == approval.actor
    observed = _machine(claim) == _machine(approval)
    return ", ".join([*(["name"] if named else []), *(["user and host"] if observed else [])])
