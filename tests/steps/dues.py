"""Steps of a due beside its payment: claimed, invoiced, waived, disputed; and where everything that was due is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pytest_bdd import given, parsers, then, when

from contracts.scalars.amount import parse_amount
from ledger.commands.base import Command
from ledger.commands.claiming import ClaimDue, InvoiceDue
from ledger.commands.disputing import Dispute, Resolve
from ledger.commands.waiving import Waive
from ledger.events import Event, PeriodClosed
from projections.asking import NOW
from projections.catch_up import NOTHING
from projections.dues import Asked, due_report, outstanding
from projections.loaded import loaded
from projections.rendering.report import Footing
from projections.unpaid import unpaid_report, unpaid_under
from projections.views import views_over
from tests.steps.facts import evidence_of
from tests.steps.outstanding import check_rows, standing_on
from tests.steps.reports import part, shown
from tests.steps.scene import MANAGER, Scene

Text = Sequence[Sequence[str]]


def _deal(scene: Scene, *, party: str, what: str, amount: str | None, due: str, on: str, why: str | None) -> None:
    day, money = date.fromisoformat(on), parse_amount(amount) if amount else None
    command: Command
    match what:
        case "waives":
            command = Waive(due=due, on=day, amount=money)
        case "disputes":
            command = Dispute(due=due, on=day, amount=money, reason=why or "")
        case "invoices":
            command = InvoiceDue(due=due, on=day, amount=money)
        case _:
            command = ClaimDue(due=due, on=day)
    scene.do(command, MANAGER._replace(party=party, note=why))


@given(
    parsers.re(
        r"(?P<party>\w+) (?P<what>waives|disputes|invoices|claims) (?:(?P<amount>[\d,.]+) of )?(?P<due>\S+@\S+)"
        r' on (?P<on>[\d-]+)(?:, because "(?P<why>.+)")?'
    )
)
def dealt(scene: Scene, *, party: str, what: str, amount: str | None, due: str, on: str, why: str | None) -> None:
    """Waive, dispute, invoice or claim a due."""
    _deal(scene, party=party, what=what, amount=amount, due=due, on=on, why=why)


@when(
    parsers.re(
        r"(?P<party>\w+) (?P<what>waives|disputes|invoices|claims) (?:(?P<amount>[\d,.]+) of )?(?P<due>\S+@\S+)"
        r' on (?P<on>[\d-]+)(?:, because "(?P<why>.+)")?'
    )
)
def deal(scene: Scene, *, party: str, what: str, amount: str | None, due: str, on: str, why: str | None) -> None:
    """Ask to waive, dispute, invoice or claim a due."""
    with scene.asking():
        _deal(scene, party=party, what=what, amount=amount, due=due, on=on, why=why)


def _end(scene: Scene, *, ref: str, amount: str | None, party: str, on: str, evidence: str | None) -> None:
    command = Resolve(dispute=ref, on=date.fromisoformat(on), upheld=parse_amount(amount) if amount else None)
    scene.do(command, MANAGER._replace(party=party, evidence=evidence_of(evidence)))


@given(
    parsers.re(
        r"the dispute (?P<ref>\S+) (?:ends with (?P<amount>[\d,.]+) upheld|is withdrawn) by (?P<party>\w+)"
        r' on (?P<on>[\d-]+)(?:, with evidence "(?P<evidence>.+)")?'
    )
)
def ended(scene: Scene, *, ref: str, amount: str | None, party: str, on: str, evidence: str | None) -> None:
    """End a dispute: with so much upheld, or withdrawn."""
    _end(scene, ref=ref, amount=amount, party=party, on=on, evidence=evidence)


@when(
    parsers.re(
        r"the dispute (?P<ref>\S+) (?:ends with (?P<amount>[\d,.]+) upheld|is withdrawn) by (?P<party>\w+)"
        r' on (?P<on>[\d-]+)(?:, with evidence "(?P<evidence>.+)")?'
    )
)
def end_dispute(scene: Scene, *, ref: str, amount: str | None, party: str, on: str, evidence: str | None) -> None:
    """Ask to end a dispute: with so much upheld, or withdrawn."""
    with scene.asking():
        _end(scene, ref=ref, amount=amount, party=party, on=on, evidence=evidence)


@then(parsers.parse("as on {today} these sums are disputed:"))
def sums_are_disputed(scene: Scene, today: str, datatable: Text) -> None:
    """Compare what is ring-fenced, and with whom it lies."""
    several, day = standing_on(scene, today)
    asked = Asked(day)
    parts = [outstanding(each, asked) for each in several]
    check_rows(scene, due_report(parts, [], asked, Footing()), "disputed", datatable)


@then(parsers.parse("as on {today} everything that was due adds up:"))
def everything_adds_up(scene: Scene, today: str, datatable: Text) -> None:
    """Compare where everything is that was due under the agreement; its total is what is due, with the residual."""
    several, day = standing_on(scene, today)
    with scene.views() as connection:
        report = unpaid_report(connection, [unpaid_under(connection, each, day) for each in several], day, NOW)
    (found,) = shown(report, lambda block: block.name == "reckoning")
    currency = f"{scene.ledger.agreement(scene.agreement).contract.terms.currency} "
    told = {name: cell.removeprefix(currency) for name, cell in part(found, list(found)).items()}
    *rows, total = datatable[1:]
    expected = {str(where): str(amount) for where, amount in rows}
    assert expected == {where: told[where] for where in expected}
    assert "0.00" == told["residual"]
    assert ["total", told["due"]] == list(total)
    assert scene.minor(total[1]) == sum(scene.minor(amount) for _, amount in rows)


@then("at each month's end what is due adds up:")
def adds_up_month_by_month(scene: Scene, datatable: Text) -> None:
    """Compare where everything was that was due, as the ledger stood when each month was closed."""
    events, (headings, *months) = scene.events(), datatable
    closes = {event.body.period: event.id for event in events if isinstance(event.body, PeriodClosed)}
    found = [_standing_at(scene, events[:last], month, headings) for month, last in closes.items()]
    assert [list(month) for month in months] == found


def _standing_at(scene: Scene, events: Sequence[Event], month: str, headings: Sequence[str]) -> list[str]:
    """Return a month and where everything was at its end, as the headings ask for it."""
    contract = scene.ledger.agreement(scene.agreement).contract
    last = contract.calendar.parse(month).last
    with views_over(events, NOTHING) as connection:
        several = [unpaid_under(connection, each, last) for each in loaded(events)]
        report = unpaid_report(connection, several, last, NOW)
    (found,) = shown(report, lambda block: block.name == "reckoning")
    told = part(found, headings[1:])
    return [month, *(told[heading].removeprefix(f"{contract.terms.currency} ") for heading in headings[1:])]
