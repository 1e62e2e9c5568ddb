"""Steps that record what happened: sales, income, costs, payments, milestones, acceptances and corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from pytest_bdd import given, parsers, when

from contracts.scalars.amount import parse_amount
from contracts.scalars.exchange_rate import parse_rate
from ledger.application import By
from ledger.commands.approval import ApproveOverspend
from ledger.commands.base import Command
from ledger.commands.correction import Accept, Reverse
from ledger.commands.cost import RecordCost
from ledger.commands.fund import RecordContribution, RecordDistribution
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.payment import RecordPayment
from ledger.commands.rate import RecordRate
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.events import Evidence
from tests.steps.outcomes import measurements, non_responders, outcomes
from tests.steps.promises import commitments, given_in_kind, releases
from tests.steps.scene import MANAGER, Scene
from tests.steps.tables import rows_of

Table = Sequence[Sequence[str]]
Row = Mapping[str, str]

COLUMNS = {
    "ref",
    "on",
    "amount",
    "of",
    "party",
    "on behalf of",
    "paid by",
    "from",
    "to",
    "against",
    "restates",
    "key",
    "shared",
    "evidence",
}
"""What a column of facts may be; in sales any other heading is a kind of deduction."""


def _sales(row: Row) -> Command:
    taken = ((kind, row[kind]) for kind in row if kind not in COLUMNS and row[kind])
    return RecordSales(
        amount=parse_amount(row["amount"]),
        on=_day(row),
        of=_said(row, "of"),
        deductions=tuple((kind, parse_amount(amount)) for kind, amount in taken),
        ref=_said(row, "ref"),
        restates=_said(row, "restates"),
    )


def _receipts(row: Row) -> Command:
    return RecordIncome(
        amount=parse_amount(row["amount"]),
        on=_day(row),
        of=_said(row, "of"),
        ref=_said(row, "ref"),
        restates=_said(row, "restates"),
    )


def _costs(row: Row) -> Command:
    return RecordCost(
        amount=parse_amount(row["amount"]),
        on=_day(row),
        of=_said(row, "of"),
        unshared=row.get("shared") == "no",
        ref=_said(row, "ref"),
        restates=_said(row, "restates"),
    )


def _payments(row: Row) -> Command:
    return RecordPayment(
        amount=parse_amount(row["amount"]),
        on=date.fromisoformat(row["on"]),
        payee=_said(row, "to"),
        against=_said(row, "against"),
        ref=_said(row, "ref"),
    )


def _approvals(row: Row) -> Command:
    return ApproveOverspend(
        clause=row["clause"],
        amount=parse_amount(row["amount"]),
        on=date.fromisoformat(row["on"]),
        ref=_said(row, "ref"),
    )


def _contributions(row: Row) -> Command:
    return RecordContribution(
        amount=parse_amount(row["amount"]),
        on=_day(row),
        of=_said(row, "of"),
        ref=_said(row, "ref"),
        restates=_said(row, "restates"),
    )


def _distributions(row: Row) -> Command:
    return RecordDistribution(
        amount=parse_amount(row["amount"]),
        on=_day(row),
        of=_said(row, "of"),
        ref=_said(row, "ref"),
        restates=_said(row, "restates"),
    )


def _rates(row: Row) -> Command:
    return RecordRate(
        rate=parse_rate(row["rate"]),
        currency=_said(row, "currency"),
        on=_day(row),
        period=_said(row, "for"),
        ref=_said(row, "ref"),
        restates=_said(row, "restates"),
    )


COMMANDS: dict[str, Callable[[Row], Command]] = {
    "rates": _rates,
    "sales": _sales,
    "receipts": _receipts,
    "costs": _costs,
    "payments": _payments,
    "contributions in kind": given_in_kind,
    "approvals": _approvals,
    "contributions": _contributions,
    "distributions": _distributions,
    "outcomes": outcomes,
    "measurements": measurements,
    "non-responders": non_responders,
    "commitments": commitments,
    "releases": releases,
}
"""The words for facts in a feature, and the command that each row becomes; receipts are income."""


def _said(row: Row, heading: str) -> str | None:
    return row.get(heading) or None


def _day(row: Row) -> date | None:
    return date.fromisoformat(row["on"]) if row.get("on") else None


def _by(row: Row) -> By:
    party = _said(row, "paid by") or _said(row, "from") or _said(row, "party")
    evidence = evidence_of(_said(row, "evidence"))
    return MANAGER._replace(
        party=party, on_behalf_of=_said(row, "on behalf of"), key=_said(row, "key"), evidence=evidence
    )


def evidence_of(name: str | None) -> tuple[Evidence, ...]:
    """Make a file of evidence of a name, none without one."""
    return (Evidence(sha256(name.encode()).hexdigest(), name, 1_024),) if name else ()


def record_all(scene: Scene, kind: str, table: Table, *, dry_run: bool = False) -> None:
    """Record facts, one a row."""
    for row in rows_of(table):
        scene.do(COMMANDS[kind](row), _by(row), dry_run=dry_run)


@given(
    parsers.re(
        r"these (?P<kind>rates|sales|receipts|costs|payments|contributions in kind|non-responders"
        r"|approvals|contributions|distributions|outcomes|measurements|commitments|releases) are recorded:"
    )
)
def recorded(scene: Scene, kind: str, datatable: Table) -> None:
    """Record facts that a scenario begins with."""
    record_all(scene, kind, datatable)


@when(
    parsers.re(
        r"these (?P<kind>rates|sales|receipts|costs|payments|contributions in kind|non-responders"
        r"|approvals|contributions|distributions|outcomes|measurements|commitments|releases) are recorded:"
    )
)
def record(scene: Scene, kind: str, datatable: Table) -> None:
    """Ask to record facts."""
    with scene.asking():
        record_all(scene, kind, datatable)


@when(parsers.re(r"these (?P<kind>sales|receipts|costs|payments) are tried as a dry run:"))
def try_out(scene: Scene, kind: str, datatable: Table) -> None:
    """Ask what facts would make due, without recording them."""
    with scene.asking():
        record_all(scene, kind, datatable, dry_run=True)


def _claim(scene: Scene, party: str, clause: str, on: str, evidence: str | None) -> None:
    command = ClaimMilestone(clause=clause, on=date.fromisoformat(on))
    scene.do(command, MANAGER._replace(party=party, evidence=evidence_of(evidence)))


@given(parsers.parse('{party} claims "{clause}", reached on {on}, with evidence "{evidence}"'))
def claimed(scene: Scene, party: str, clause: str, on: str, evidence: str) -> None:
    """Claim a milestone with a file of evidence."""
    _claim(scene, party, clause, on, evidence)


@when(parsers.parse('{party} claims "{clause}", reached on {on}, with evidence "{evidence}"'))
def claim(scene: Scene, party: str, clause: str, on: str, evidence: str) -> None:
    """Ask to claim a milestone with a file of evidence."""
    with scene.asking():
        _claim(scene, party, clause, on, evidence)


@when(parsers.parse('{party} claims "{clause}", reached on {on}, without evidence'))
def claim_without(scene: Scene, party: str, clause: str, on: str) -> None:
    """Ask to claim a milestone with nothing to show for it."""
    with scene.asking():
        _claim(scene, party, clause, on, None)


def _accept(scene: Scene, party: str, ref: str, on: str) -> None:
    scene.do(Accept(ref=ref, on=date.fromisoformat(on)), MANAGER._replace(party=party))


@given(parsers.parse("{party} accepts {ref} on {on}"))
def accepted(scene: Scene, party: str, ref: str, on: str) -> None:
    """Accept a claim."""
    _accept(scene, party, ref, on)


@when(parsers.parse("{party} accepts {ref} on {on}"))
def accept(scene: Scene, party: str, ref: str, on: str) -> None:
    """Ask to accept a claim."""
    with scene.asking():
        _accept(scene, party, ref, on)


def _reverse(scene: Scene, ref: str, reason: str) -> None:
    scene.do(Reverse(ref=ref, reason=reason), MANAGER._replace(note=reason))


@given(parsers.parse('{ref} is reversed because "{reason}"'))
def reversed_(scene: Scene, ref: str, reason: str) -> None:
    """Reverse a fact."""
    _reverse(scene, ref, reason)


@when(parsers.parse('{ref} is reversed because "{reason}"'))
def reverse(scene: Scene, ref: str, reason: str) -> None:
    """Ask to reverse a fact."""
    with scene.asking():
        _reverse(scene, ref, reason)
