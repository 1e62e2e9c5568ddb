"""An explanation: from a figure down to entries, their sums, the facts and events behind them, and the clause's words.

Nothing is worked out again here: the sums are those that were booked. One that does not come out says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from contracts.classification import Counts
from contracts.document.read_back import in_plain_english
from contracts.sums import faults, line_in_words, steps_in_words
from projections import tables
from projections.accruals import accruals_in_words
from projections.asking import NOW, Agreed, Asked, Register, find_agreement, footing
from projections.booked import Booked, entries_of
from projections.explain_folded import (
    MOST,
    count_entries,
    count_read,
    facts_read,
    folded,
    how_many_read,
    left_out,
)
from projections.explained import EVERYTHING, Wanted, conditions
from projections.measure_lines import FIGURES
from projections.recorded import recorded_events
from projections.rendering.report import Block, Prose, ProseLine, Report, Table, money, text
from projections.standing import parts
from projections.wording import Remembered, event_in_words, fact_in_words, recorded


class _Behind(NamedTuple):
    """What stands behind entries: their events, the facts that caused them or that a clause reads, and who knows."""

    agreed: Agreed
    events: dict[int, Row[Any]]
    facts: dict[str, Row[Any]]
    read: dict[tuple[str, str], list[Row[Any]]]
    counted: dict[tuple[str, str], int]
    register: Register


def explain(
    connection: Connection, agreement: str, register: Register, wanted: Wanted = EVERYTHING, asked: Asked = NOW
) -> Report:
    """Explain what was booked under an agreement, or the part that is wanted. Raises NotFound or Refused."""
    agreed, register = find_agreement(connection, agreement), Remembered(register)
    which = conditions(connection, agreed, wanted)
    blocks: list[Block] = [] if wanted.narrow else [*_overview(connection, agreed, register, wanted.party)]
    count = count_entries(connection, agreed, which)
    if count > MOST and not (wanted.period or wanted.entry):
        notes: tuple[str, ...] = (left_out(connection, agreed, count),)
        blocks += folded(connection, agreed, which)
    else:
        entries = list(entries_of(connection, agreed.id, *which))
        notes = () if entries else ("No entry was booked.",)
        one_by_one = bool(wanted.period or wanted.entry)
        behind = _behind(connection, agreed, register, which, entries, one_by_one=one_by_one)
        blocks += _clauses(agreed, wanted, entries, behind)
    return Report(
        title=f"Explanation: {agreed.title} ({agreed.id})",
        blocks=tuple(blocks),
        notes=notes,
        footing=footing(connection, asked),
    )


def _clauses(agreed: Agreed, wanted: Wanted, entries: Sequence[Booked], behind: _Behind) -> Iterator[Prose]:
    """Yield each clause's entries under its words, which are said once: its parts have entries of their own."""
    words = {section.heading.partition(":")[0]: section for section in in_plain_english(agreed.terms)}
    said: set[str] = set()
    for clause in agreed.clauses:
        booked = [entry for entry in entries if entry.entry.clause == clause]
        if booked or clause == agreed.clause(wanted.clause):
            name, _, part = clause.partition(":")
            section = words[name]
            about = () if name in said else section.sentences
            said.add(name)
            title = f"{section.heading}: {part}" if part else section.heading
            yield Prose(f"clause:{clause}", (*(ProseLine(0, each) for each in about), *_periods(booked, behind)), title)


def _overview(connection: Connection, agreed: Agreed, register: Register, party: str | None) -> Iterator[Table | Prose]:
    """Yield what each figure of a party is added up from, and the costs and contributions among it."""
    wanted = agreed.party(party)
    parties = [wanted] if wanted else list(agreed.parties)
    yield _figures(connection, agreed, parties)
    for kind, name, title in (
        ("cost", "costs", "Costs that were paid or claimed"),
        ("contribution", "capital", "Capital that was paid in"),
        ("in kind", "contributions", "Contributions in kind that were made or claimed"),
        ("estimate", "estimates", "What was expected, and counts in accruals until the actual figure comes"),
    ):
        if lines := list(_facts(connection, agreed, register, parties, kind)):
            yield Prose(name, tuple(lines), title=title)
    if lines := list(accruals_in_words(connection, agreed, parties)):
        yield Prose("accruals", tuple(lines), title="What was accrued, and reversed on the next day")


def _facts(
    connection: Connection, agreed: Agreed, register: Register, parties: Sequence[str], kind: str
) -> Iterator[ProseLine]:
    """Yield the facts of a kind, each with who recorded it."""
    facts, events = tables.facts, tables.events
    found = select(facts).where(facts.c.agreement == agreed.id, facts.c.kind == kind, facts.c.party.in_(parties))
    count = connection.execute(found.with_only_columns(func.count())).scalar_one()
    if count > MOST:
        yield ProseLine(0, f"{count:,} facts, which pledger history {agreed.id} lists")
        return
    recording = recorded_events().where(events.c.id.in_(found.with_only_columns(facts.c.event)))
    known = {event.id: event for event in connection.execute(recording)}
    for fact in connection.execute(found.order_by(facts.c.on, facts.c.event)):
        yield ProseLine(0, fact_in_words(agreed, fact))
        yield ProseLine(1, recorded(known[fact.event], register))


def _figures(connection: Connection, agreed: Agreed, parties: Sequence[str]) -> Table:
    columns = (
        text("party", "Party"),
        text("figure", "Figure"),
        text("source", "From"),
        money("amount", "Amount", agreed.currency, agreed.digits),
    )
    found = sorted(parts(connection, agreed.id), key=lambda part: list(FIGURES).index(part.measure))
    rows = tuple(
        (name, FIGURES[part.measure], part.source, part.amount)
        for name in parties
        for part in found
        if part.party == name and part.amount
    )
    return Table("figures", columns, rows, title="What each figure is added up from", empty="There is no figure yet.")


def _behind(
    connection: Connection,
    agreed: Agreed,
    register: Register,
    which: Sequence[ColumnElement[bool]],
    entries: Sequence[Booked],
    *,
    one_by_one: bool,
) -> _Behind:
    """Read the events of the entries, the facts that caused them, and the facts that their clauses read.

    Very many facts are counted by clause and period, unless they are wanted `one_by_one`.
    """
    booked, events, facts = tables.entries, tables.events, tables.facts
    booking = select(booked.c.event).where(booked.c.agreement == agreed.id, *which)
    caused = select(events.c.ref).where(events.c.id.in_(booking))
    causes = connection.execute(select(facts).where(facts.c.agreement == agreed.id, facts.c.ref.in_(caused)))
    reading = facts_read(agreed, [found.entry for found in entries]) if entries else None
    counted = {} if reading is None or one_by_one else count_read(connection, agreed, reading)
    many = sum(counted.values()) > MOST
    return _Behind(
        agreed=agreed,
        events={event.id: event for event in connection.execute(recorded_events().where(events.c.id.in_(booking)))},
        facts={fact.ref: fact for fact in causes},
        read={} if reading is None or many else _read(connection, agreed, reading),
        counted=counted if many else {},
        register=register,
    )


def _read(connection: Connection, agreed: Agreed, reading: Select[Any]) -> dict[tuple[str, str], list[Row[Any]]]:
    """Return by clause and period the facts that the clauses of some entries read in those periods."""
    read: dict[tuple[str, str], list[Row[Any]]] = {}
    for fact in connection.execute(reading):
        read.setdefault((fact.read_by, agreed.period_of(fact.counted_on)), []).append(fact)
    return read


def _periods(booked: Sequence[Booked], behind: _Behind) -> Iterator[ProseLine]:
    """Explain the entries of one clause, period by period."""
    agreed = behind.agreed
    in_order = sorted(booked, key=lambda found: agreed.span(found.entry.period).first)
    for period, several in groupby(in_order, key=lambda found: found.entry.period):
        entries = list(several)
        yield ProseLine(0, f"{period}: {'; '.join(_together(agreed, entries))}")
        for found in entries:
            yield from _entry(found, behind)
        which = (entries[0].entry.clause, period)
        facts = behind.read.get(which, ())
        if count := behind.counted.get(which):
            yield ProseLine(1, how_many_read(agreed, period, count))
        if facts:
            yield ProseLine(1, f"Facts of {period} that the clause reads:")
        yield from (ProseLine(2, fact_in_words(agreed, fact)) for fact in facts)


def _together(agreed: Agreed, entries: Sequence[Booked]) -> Iterator[str]:
    """Say what the entries of a period add up to, between every two parties."""
    sums: dict[tuple[str, str], int] = {}
    for _, _, _, entry in entries:
        sums[entry.payer, entry.payee] = sums.get((entry.payer, entry.payee), 0) + entry.amount
    for (payer, payee), amount in sums.items():
        yield _between(agreed, payer, payee, entries[0].entry.clause, amount)


def _between(agreed: Agreed, payer: str, payee: str, clause: str, amount: int) -> str:
    """Say who owes whom how much, or who contributed it in kind; what lessens that is so much less."""
    what = f"{agreed.money(abs(amount))}{' less' if amount < 0 else ''}"
    if payer == payee and agreed.clauses[clause].payer_counts == Counts.IN_KIND.value:
        return f"{agreed.name(payer)} contributes {what} in kind"
    if payer == payee:
        return f"{agreed.name(payer)} keeps {what} itself"
    return f"{agreed.name(payer)} owes {agreed.name(payee)} {what}"


def _entry(found: Booked, behind: _Behind) -> Iterator[ProseLine]:
    """Explain one entry: its sum, and what caused it."""
    agreed, entry = behind.agreed, found.entry
    what = f"{entry.called} {found.reference}"
    payable = f", payable by {entry.due}" if entry.due else ""
    owes = _between(agreed, entry.payer, entry.payee, entry.clause, entry.amount)
    yield ProseLine(1, f"{what} for {entry.period}: {owes}, booked on {entry.booked}{payable}")
    yield ProseLine(2, f"basis: {entry.working.basis}")
    yield from (ProseLine(3, line_in_words(line, agreed.digits)) for line in entry.working.lines)
    yield from (ProseLine(3, step) for step in steps_in_words(entry, agreed.digits))
    for fault in faults(entry):
        yield ProseLine(
            2, f"This sum does not come out: {fault.step} says {fault.found}, and should be {fault.expected}"
        )
    event = behind.events[found.event]
    yield ProseLine(2, f"caused by {event_in_words(agreed, event, behind.facts)}")
    yield ProseLine(3, recorded(event, behind.register))
