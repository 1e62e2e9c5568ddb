"""Law 7 in whole agreements: novations recorded among facts, corrections, payments, acceptances, amendments, closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from contracts.contract import with_parties
from contracts.roles import Novation
from contracts.sums import faults
from contracts.terms import AgreementTerms
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.audit.reperform import reperform
from ledger.commands.amending import Amend
from ledger.commands.correction import Reverse
from ledger.commands.novating import Novate
from ledger.events import Event
from ledger.replay import as_of
from tests.novation_plans import in_old_names
from tests.plans import PARTIES, PROVENANCE, Plan, Step, days, follow, lived, plans, signed, totals


class Novated(NamedTuple):
    """A plan with a novation, and behind how many steps it is recorded in the first order, and in the second."""

    plan: Plan
    command: Novate
    behind: tuple[int, int]


@st.composite
def novated(draw: st.DrawFn) -> Novated:
    """Draw a plan, and who is replaced in it from which day; it may be recorded long after."""
    plan = draw(plans())
    party = draw(st.sampled_from(PARTIES))
    command = Novate(
        agreed="plan", party=party, to="newco", called="Newco Ltd", effective=draw(days), consents=PARTIES, ref="NV"
    )
    places = st.integers(0, len(plan.steps))
    return Novated(plan, command, (draw(places), draw(places)))


def lived_novated(case: Novated, number: int) -> tuple[Agreement, list[Event]]:
    """Live through a plan with its novation, in one of its two orders."""
    agreement, order = signed(case.plan.terms), list(case.plan.orders[number])
    for place, step in enumerate(order):
        if place == case.behind[number]:
            agreement.trigger(case.command.body(agreement, PROVENANCE))
        follow(agreement, _in_its_place(agreement, case.plan.steps[step]))
    if case.behind[number] >= len(order):
        agreement.trigger(case.command.body(agreement, PROVENANCE))
    return agreement, list(agreement.pending_events)


def _in_its_place(agreement: Agreement, step: Step) -> Step:
    """Let whoever fills a party's role on the day act, and an amended document name the parties that there are."""
    command: Any = step.command
    if isinstance(command, Amend):
        terms = with_parties(AgreementTerms.from_json(bytes(command.terms)), agreement.contract.terms.parties)
        return step._replace(command=msgspec.structs.replace(command, terms=msgspec.Raw(terms.to_json())))
    on: date | None = getattr(command, "on", None)
    payment = hasattr(command, "payee")
    party = step.party if on is None or payment else agreement.contract.roles.holder("", step.party, on.toordinal())
    return step._replace(party=party)


def _old_names(case: Novated, events: Sequence[Event]) -> dict[Any, int]:
    return in_old_names(totals(events), [Novation(case.command.party, "newco", case.command.effective.toordinal())])


@given(novated())
def test_old_and_new_party_together_are_due_what_the_role_is(case: Novated) -> None:
    _, without = lived(case.plan, case.plan.orders[0])
    agreement, events = lived_novated(case, 0)
    assert totals(without) == _old_names(case, events)
    agreement.trigger(Reverse(ref="NV", reason="a slip").body(_unnamed(agreement), PROVENANCE))
    assert totals(without) == totals(agreement.pending_events)


def _unnamed(agreement: Agreement) -> Agreement:
    """Let the facts that newco recorded not stand in the way of taking its novation back."""
    guard = Agreement(agreement.id)
    guard.facts, guard.novations = type(agreement.facts)(), agreement.novations
    guard.facts["NV"], guard.contract = agreement.facts["NV"], agreement.contract
    return guard


@given(novated())
def test_any_order_of_recording_ends_in_the_same_totals(case: Novated) -> None:
    assert totals(lived_novated(case, 0)[1]) == totals(lived_novated(case, 1)[1])


@given(novated())
def test_what_was_booked_can_be_performed_again_and_every_sum_adds_up(case: Novated) -> None:
    _, events = lived_novated(case, 1)
    assert len(events) == reperform(events).events
    assert [] == [fault for event in events for entry in getattr(event.body, "entries", ()) for fault in faults(entry)]


@given(novated())
def test_a_replay_and_a_snapshot_remember_who_fills_which_role(case: Novated) -> None:
    agreement, events = lived_novated(case, 1)
    replayed = Agreement(agreement.id)
    for event in events:
        replayed.apply(event)
    assert (agreement.facts, []) == (replayed.facts, replayed.differences())
    kept = snapshot.packed(agreement)
    assert kept == snapshot.packed(replayed) == snapshot.packed(snapshot.unpacked(agreement.id, kept))
    assert [] == snapshot.unpacked(agreement.id, kept).differences()


@given(novated(), days)
def test_before_its_day_a_novation_has_not_happened(case: Novated, day: date) -> None:
    _, events = lived_novated(case, 1)
    then = totals(list(as_of(events, day)))
    if day < case.command.effective:
        assert not [key for key in then if "newco" in key]
    assert totals(events) == totals(list(as_of(events, date(2100, 1, 1))))
