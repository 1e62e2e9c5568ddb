"""`pledger record`: what happened, one command a kind of fact."""

from __future__ import annotations

import click

from ledger.cli.commands import Lazy, LazyGroup
from ledger.cli.options import general_options

_COMMANDS = {
    "cost": Lazy("ledger.cli.record_cost:cost", "A party spent something."),
    "sales": Lazy("ledger.cli.record_receipts:sales", "Sales that a royalty is worked out on."),
    "income": Lazy("ledger.cli.record_receipts:income", "Income that a clause shares out."),
    "milestone": Lazy("ledger.cli.record_milestone:milestone", "A milestone was reached, with its evidence."),
    "in-kind": Lazy("ledger.cli.record_in_kind:in_kind", "Time, goods or data that a party contributed."),
    "approval": Lazy("ledger.cli.record_approval:approval", "More may be spent than the budget allows."),
    "contribution": Lazy("ledger.cli.record_fund:contribution", "Capital that is paid into a fund."),
    "distribution": Lazy("ledger.cli.record_fund:distribution", "An amount that a fund distributes."),
    "outcome": Lazy("ledger.cli.record_outcome:outcome", "What people were saved or used, verified or claimed."),
    "quality": Lazy("ledger.cli.record_outcome:quality", "What was measured of quality beside an outcome."),
    "non-response": Lazy("ledger.cli.record_outcome:non_response", "People in whom an outcome was missing."),
    "commitment": Lazy("ledger.cli.record_commitment:commitment", "A cost past cancelling, or promised capital."),
    "release": Lazy("ledger.cli.record_commitment:release", "A commitment, or part of it, no longer binds."),
    "estimate": Lazy("ledger.cli.record_estimate:estimate", "What is expected in a period, until the actual comes."),
    "rate": Lazy("ledger.cli.record_rate:rate", "What another currency is worth, on a day or on average."),
    "event": Lazy("ledger.cli.record_event:event", "What the terms wait for has happened: a patent expired."),
    "payment": Lazy("ledger.cli.record_payment:payment", "Cash moved from one party to another."),
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    examples=["pledger record sales device-licence 3,500,000 --on 2026-05-10 --of device"],
)
@general_options
def record() -> None:
    """Record what happened: costs, sales, income, milestones and payments."""
