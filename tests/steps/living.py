"""Steps by which an agreement lives on: periods close, and terms are amended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from textwrap import indent

from pytest_bdd import given, parsers, when

from contracts.document import read_document
from contracts.scalars import parse_day
from ledger.commands.amending import Amend
from ledger.commands.closing import ClosePeriod
from ledger.commands.novating import Novate
from ledger.commands.terminating import Terminate
from ledger.commands.terms_event import RecordEvent
from ledger.commands.withdrawal import WithdrawMilestone
from ledger.events import Evidence
from tests.steps.scene import MANAGER, Scene

LONG_AFTER = date(2100, 1, 1)
"""The day on which periods are closed: every period of a scenario has passed by then."""


@given(parsers.parse("{period} is closed"))
def is_closed(scene: Scene, period: str) -> None:
    """Close a period."""
    scene.do(ClosePeriod(period=period, today=LONG_AFTER))


@when(parsers.parse("{period} is closed"))
def close(scene: Scene, period: str) -> None:
    """Ask to close a period."""
    with scene.asking():
        scene.do(ClosePeriod(period=period, today=LONG_AFTER))


def _happen(scene: Scene, event: str, on: str) -> None:
    scene.do(RecordEvent(event=event, on=date.fromisoformat(on)), MANAGER._replace(party="trust"))


@given(parsers.parse('"{event}" happens on {on}'))
def happened(scene: Scene, event: str, on: str) -> None:
    """Record an event that the terms wait for."""
    _happen(scene, event, on)


@when(parsers.parse('"{event}" happens on {on}'))
def happen(scene: Scene, event: str, on: str) -> None:
    """Ask to record an event that the terms wait for."""
    with scene.asking():
        _happen(scene, event, on)


def _terminate(scene: Scene, party: str, ground: str, on: str) -> None:
    why = "as notified"
    command = Terminate(on=date.fromisoformat(on), ground=ground, reason=why)
    scene.do(command, MANAGER._replace(party=party, note=why))


@given(parsers.parse("{party} terminates it for {ground} on {on}"))
def terminated(scene: Scene, party: str, ground: str, on: str) -> None:
    """End the agreement with a day."""
    _terminate(scene, party, ground, on)


@when(parsers.parse("{party} terminates it for {ground} on {on}"))
def terminate(scene: Scene, party: str, ground: str, on: str) -> None:
    """Ask to end the agreement with a day."""
    with scene.asking():
        _terminate(scene, party, ground, on)


def _withdraw(scene: Scene, party: str, ref: str, on: str, reason: str) -> None:
    command = WithdrawMilestone(claim=ref, on=date.fromisoformat(on), reason=reason)
    scene.do(command, MANAGER._replace(party=party, note=reason))


@given(parsers.parse('{party} withdraws {ref} on {on} because "{reason}"'))
def withdrawn(scene: Scene, party: str, ref: str, on: str, reason: str) -> None:
    """Withdraw a milestone."""
    _withdraw(scene, party, ref, on, reason)


@when(parsers.parse('{party} withdraws {ref} on {on} because "{reason}"'))
def withdraw(scene: Scene, party: str, ref: str, on: str, reason: str) -> None:
    """Ask to withdraw a milestone."""
    with scene.asking():
        _withdraw(scene, party, ref, on, reason)


_NOVATION = re.compile(
    r"(?P<incoming>\S+) takes the place of (?P<outgoing>\S+) from (?P<effective>\S+?)"
    r'(?: under "(?P<clause>\S+)")?(?P<moves>, assuming what is unpaid)?, with the consent of (?P<consents>.+)'
)


def _novate(scene: Scene, novation: str) -> None:
    """Novate to a party of the agreement, or to one that is called like its id."""
    said = _NOVATION.fullmatch(novation)
    assert said, "a novation says who, from when, and who consents"
    known = scene.ledger.agreement(scene.agreement).contract.terms.parties
    consents = said["consents"].replace(" and ", ", ").split(", ")
    command = Novate(
        agreed=scene.agreement,
        party=said["outgoing"],
        to=said["incoming"],
        called="" if said["incoming"] in known else said["incoming"].title(),
        effective=parse_day(said["effective"]),
        clauses=(said["clause"],) if said["clause"] else (),
        moves=bool(said["moves"]),
        consents=() if consents == ["nobody"] else tuple(consents),
    )
    scene.do(command)


@given(parsers.re(r"(?P<novation>\S+ takes the place of .+)"))
def is_novated(scene: Scene, novation: str) -> None:
    """Let another party take the place of one."""
    _novate(scene, novation)


@when(parsers.re(r"(?P<novation>\S+ takes the place of .+)"))
def novate(scene: Scene, novation: str) -> None:
    """Ask to let another party take the place of one."""
    with scene.asking():
        _novate(scene, novation)


@given(parsers.parse('from {effective} its clause "{clause}" says:'))
def is_amended(scene: Scene, effective: str, clause: str, datatable: Sequence[Sequence[str]]) -> None:
    """Amend a clause from a day on."""
    _amend(scene, effective, clause, datatable)


@when(parsers.parse('from {effective} its clause "{clause}" says:'))
def amend(scene: Scene, effective: str, clause: str, datatable: Sequence[Sequence[str]]) -> None:
    """Ask to amend a clause from a day on."""
    with scene.asking():
        _amend(scene, effective, clause, datatable)


def _amend(scene: Scene, effective: str, clause: str, datatable: Sequence[Sequence[str]]) -> None:
    written = scene.document.clauses
    at = written.index(f"  {clause}:") + 1
    written[at] = indent("\n".join(f"{term}: {said}" for term, said in datatable), "    ")
    text = scene.document.text
    source = Evidence(sha256(text.encode()).hexdigest(), "amended.yaml", len(text.encode()))
    scene.do(Amend.of(read_document(text), parse_day(effective), source, None))
