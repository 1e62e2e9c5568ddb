"""Facts that come in lists make due what they would make due one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.engine import ENGINE_VERSION
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.application import Together
from ledger.audit.reperform import reperform
from ledger.events import Event, Provenance
from ledger.importing.lists import Lists
from ledger.importing.told import Told
from ledger.listed_events import FactsListed
from ledger.replay import as_of
from ledger.store.mapper import LedgerMapper
from tests.plans import EFFECTIVE, Plan, lived, plans, signed, totals

BY = Provenance("p-0", "user", "host", None, None, "import:ab12", (), None, ENGINE_VERSION, 1)


def in_lists(plan: Plan) -> tuple[Agreement, list[Event]]:
    """Live through a plan with what may stand in a list in lists."""
    agreement = signed(plan.terms)
    begun = agreement.collect_events()
    together = Together(_nothing, _nothing, LedgerMapper().to_domain_event)
    lists = Lists(together, agreement, BY.source, Told(agreement))
    for number in plan.orders[0]:
        step = plan.steps[number]
        if step.after is not None or getattr(step.command, "restates", None) or not hasattr(step.command, "of"):
            lists.end()
        provenance = Provenance("p-0", "user", "host", step.party, None, f"{BY.source}:1", (), None, ENGINE_VERSION, 1)
        lists.add(step.command.body(agreement, provenance), str(number), None)
    lists.end()
    return agreement, [*begun, *together.events]


def _nothing(*asked: object) -> Any:
    raise AssertionError(f"nothing is loaded here: {asked}")


@given(plans())
def test_lists_end_in_the_totals_of_their_facts_one_by_one(plan: Plan) -> None:
    one_by_one, _ = lived(plan, plan.orders[0])
    agreement, events = in_lists(plan)
    assert totals(one_by_one.pending_events) == totals(events)
    assert list(one_by_one.facts.values()) == list(agreement.facts.values())


@given(plans())
def test_lists_are_worked_out_again_and_kept_in_snapshots(plan: Plan) -> None:
    agreement, events = in_lists(plan)
    assert len(events) == reperform(events).events
    kept = snapshot.unpacked(agreement.id, snapshot.packed(agreement))
    assert sorted(agreement.engine.booked()) == sorted(kept.engine.booked())
    assert [] == kept.differences()


@given(plans(), st.integers(0, 1500))
def test_as_at_a_day_only_the_facts_of_a_list_until_then_count(plan: Plan, days: int) -> None:
    day = EFFECTIVE + timedelta(days=days)
    one_by_one, _ = lived(plan, plan.orders[0])
    assert totals(list(as_of(one_by_one.pending_events, day))) == totals(list(as_of(in_lists(plan)[1], day)))


def test_plans_hold_lists() -> None:
    found: list[int] = []

    @settings(max_examples=300, derandomize=True)
    @given(plans())
    def look(plan: Plan) -> None:
        found.extend(len(event.body.facts) for event in in_lists(plan)[1] if isinstance(event.body, FactsListed))

    look()
    assert max(found) > 2
