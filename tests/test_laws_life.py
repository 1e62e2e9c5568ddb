"""The laws over whole lives of an agreement: with events, gates, withdrawals, dealings, estimates, accruals, an end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from sqlalchemy import Connection

from contracts.clause import VENTURE
from contracts.errors import ContractError
from contracts.periods import Span
from contracts.sums import faults
from ledger import snapshot
from ledger.accruing import accrued
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.correction import Reverse
from ledger.dues import open_dues
from ledger.errors import LedgerError
from ledger.events import Event, PeriodClosed
from projections.asking import find_agreement
from projections.balances import balances_at, transfers, with_parts
from projections.catch_up import NOTHING, make_tables, write_all
from projections.database import memory_engine, reading, writing
from projections.loaded import Loaded
from projections.movements import movements_in
from projections.reckoning import reckoned
from projections.tables import metadata
from projections.views import views_over
from tests.examples import examples
from tests.plans import PARTIES, totals
from tests.plans_life import (
    A_YEAR,
    CLAUSES,
    FACTS,
    FIRST,
    PAID_AND_SENT_BACK,
    Life,
    Step,
    called,
    in_reach,
    live,
    lived,
    lives,
)
from tests.projection_samples import ANNA, REPORT, document, new_book
from tests.test_laws_measures import check_sums

lively = examples(40)
QUARTERS = [FIRST + timedelta(days=91 * number) for number in range(10)]


@examples(40)
@given(lives(dealings=False), st.data())
def test_any_order_of_recording_a_life_ends_in_the_same_totals(steps: Life, data: st.DataObject) -> None:
    orders = [in_reach(data.draw(st.permutations(range(len(steps)))), steps) for _ in range(2)]
    (_, first, one), (_, second, other) = (lived(steps, order) for order in orders)
    assume(one == other)  # an order in which something else is refused is another life
    event(f"recorded: {len(one) // 4 * 4} or more")
    assert totals(first) == totals(second)


@pytest.mark.parametrize("kind", FACTS)
@examples(6)
@given(steps=lives(), data=st.data())
def test_whatever_is_recorded_and_reversed_leaves_every_position_as_it_was(
    kind: str, steps: Life, data: st.DataObject
) -> None:
    agreement, events, _ = lived([*A_YEAR, *steps])
    before, facts = _position(agreement, events), dict(agreement.facts)
    commands, parties = FACTS[kind]
    told = Step(called(data.draw(commands), "again"), data.draw(parties))
    assume(live(agreement, told))
    assert live(agreement, Step(Reverse(ref="again", reason="x"), told.party))
    assert before == _position(agreement, agreement.pending_events)
    assert facts == {ref: fact for ref, fact in agreement.facts.items() if ref != "again"}


def _position(agreement: Agreement, events: Sequence[Event]) -> list[object]:
    """Return all totals, what everybody is owed, what is open, and what every clause carries."""
    owed = [{clause: left for clause, left in agreement.debts.balances(party).items() if left} for party in PARTIES]
    carried = {name: agreement.engine.balances(name, date(2029, 12, 31)) for name in agreement.engine.folds}
    counting = {clause: [each for each in found if each.amount != 0] for clause, found in carried.items()}
    return [totals(events), owed, sorted(open_dues(agreement)), counting]


@lively
@given(lives())
def test_opening_and_movements_of_every_statement_give_its_closing_and_that_is_what_is_sealed(steps: Life) -> None:
    agreement, events, _ = lived(steps)
    with views_over(events, NOTHING) as connection:
        agreed = find_agreement(connection, "plan")
        for first, following in pairwise(QUARTERS):
            last = following - timedelta(days=1)
            moved = balances_at(connection, "plan", first - timedelta(days=1))
            for move in movements_in(connection, agreed, Span("", first, last)):
                for party in (move.payer, move.payee):
                    moved[move.clause, party] = moved.get((move.clause, party), 0) + move.moves(party)
            closing = balances_at(connection, "plan", last)
            assert _told(closing) == _told(moved)
        final = balances_at(connection, "plan", date(2099, 1, 1))
    for party in PARTIES:
        sealed = {(clause, party): left for clause, left in agreement.debts.balances(party).items() if left}
        assert sealed == {key: left for key, left in _told(final).items() if key[1] == party}
    _settles(final)


def _told(balances: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    return {key: left for key, left in balances.items() if left}


def _settles(balances: Mapping[tuple[str, str], int]) -> None:
    """Check that balances add up to nothing, and that what would settle them does."""
    assert 0 == sum(balances.values())
    left = with_parts(dict(balances))
    for clause in {clause for clause, _ in left}:
        for move in transfers(left.copy(), clause, PARTIES):
            left[clause, move.payer] += move.amount
            left[clause, move.payee] -= move.amount
    assert {} == {key: amount for key, amount in left.items() if amount}


@lively
@given(lives())
def test_pots_pay_out_what_they_receive_and_every_sum_of_a_life_can_be_performed_again(steps: Life) -> None:
    _, events, _ = lived(steps)
    pots: dict[tuple[str, str], int] = defaultdict(int)
    for (clause, _, payer, payee, period), amount in totals(events).items():
        pots[clause, period] += amount * ((payee == VENTURE) - (payer == VENTURE))
    entries = [entry for each in events for entry in getattr(each.body, "entries", ())]
    assert not any(pots.values())
    assert [] == [fault for entry in entries for fault in faults(entry)]
    assert len(events) == reperform(events).events


@examples(20)
@given(lives())
def test_every_due_of_a_life_is_received_accrued_waived_disputed_or_leaked_and_figures_are_their_lines(
    steps: Life,
) -> None:
    _, events, _ = lived(steps)
    found = Loaded("plan")
    for each in events:
        found.apply(each)
    for today in (FIRST, date(2026, 9, 1), date(2030, 1, 1)):
        assert 0 == reckoned(found, today).residual
    check_sums(events)


@lively
@given(lives(), st.integers(0, 100))
def test_a_life_as_known_then_is_as_it_was_stored_then(steps: Life, at: int) -> None:
    half = steps[: len(steps) * at // 100]
    stored, known, _ = lived(half)
    _, events, _ = lived(steps)
    assert [each.body for each in known] == [each.body for each in events[: len(known)]]
    replayed = Agreement("plan")
    for each in events[: len(known)]:
        replayed.apply(each)
    assert snapshot.packed(stored) == snapshot.packed(replayed)
    assert [] == replayed.differences()
    assert snapshot.packed(stored) == snapshot.packed(snapshot.unpacked("plan", snapshot.packed(stored)))


@examples(6)
@given(lives())
def test_views_kept_event_by_event_are_views_built_at_once(steps: Life) -> None:
    _, events, _ = lived([*A_YEAR, *steps, *PAID_AND_SENT_BACK])
    with _views(events) as whole, _views(*([each] for each in events)) as kept:
        for table in metadata.sorted_tables:
            rows = [sorted(map(repr, each.execute(table.select()))) for each in (whole, kept)]
            assert (table.name, rows[0]) == (table.name, rows[1])


@contextmanager
def _views(*batches: Sequence[Event]) -> Iterator[Connection]:
    """Yield views to which events were written batch by batch."""
    engine = memory_engine()
    with writing(engine) as connection:
        make_tables(connection, NOTHING)
        for batch in batches:
            write_all(connection, batch)
    with reading(engine) as connection:
        yield connection
    engine.dispose()


@lively
@given(lives(), st.integers(0, 700))
def test_time_that_no_close_has_let_pass_changes_nothing(steps: Life, number: int) -> None:
    agreement, events, _ = lived(steps)
    day = FIRST + timedelta(days=number)
    before = snapshot.packed(agreement)
    accrued(agreement, max(day, (agreement.through or FIRST) + timedelta(days=1)))
    assert (before, []) == (snapshot.packed(agreement), agreement.differences())
    dated = [each.on for fact in agreement.facts.values() for each in fact.tallied]
    last = max([*dated, (agreement.through or FIRST).toordinal()])
    calendar = agreement.contract.calendar
    assert all(calendar.parse(key[-1]).first.toordinal() <= last for key in totals(events))
    closed = {each.body.period for each in events if isinstance(each.body, PeriodClosed)}
    assert closed or not {"access", "service", "interest", "royalty:minimum"} & {key[0] for key in totals(events)}


@examples(3)
@given(lives(dealings=False))
def test_a_request_with_a_key_is_recorded_once_and_its_key_stands_for_no_other(steps: Life) -> None:
    with TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        book.sign(document("plan", list(PARTIES), CLAUSES))
        for number, step in enumerate(steps):
            if not isinstance(step, Step) or not hasattr(step.command, "ref"):
                continue
            by = ANNA._replace(party=step.party, evidence=(REPORT,), key=f"k{number}")
            try:
                first = book.ledger.record("plan", step.command, by)
            except (LedgerError, ContractError):
                continue
            size = book.ledger.store.head().size
            again = book.ledger.record("plan", step.command, by)
            assert (first.event, True, size) == (again.event, again.repeated, book.ledger.store.head().size)
            with pytest.raises(LedgerError):
                book.ledger.record("plan", called(step.command, f"other.{number}"), by)
            assert size == book.ledger.store.head().size
