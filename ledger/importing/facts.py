"""From a line to the command that a person would give at the prompt for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ledger.commands.approval import ApproveOverspend
from ledger.commands.base import Command
from ledger.commands.commitment import RecordCommitment, RecordRelease
from ledger.commands.cost import RecordCost
from ledger.commands.fund import RecordContribution, RecordDistribution
from ledger.commands.in_kind import RecordInKind
from ledger.commands.milestone import ClaimMilestone
from ledger.commands.payment import RecordPayment
from ledger.commands.receipts import RecordIncome, RecordSales
from ledger.commands.unvalued import RecordUnvalued
from ledger.importing.claimed import acceptance, claim, invoice
from ledger.importing.measured import estimate, non_response, outcome, quality, rate
from ledger.importing.values import Values, amount_in, common_in, day_in, name_in, quantity_in


def command_for(kind: str, values: Values) -> Command:
    """Return the command that records a line. Raises WrongUsage for what is missing in it."""
    return _COMMANDS[kind](values)


def _cost(values: Values) -> Command:
    return RecordCost(**common_in(values), amount=amount_in(values), unshared=bool(values.get("unshared")))


def _sales(values: Values) -> Command:
    return RecordSales(**common_in(values), amount=amount_in(values), deductions=values["deductions"])


def _income(values: Values) -> Command:
    return RecordIncome(**common_in(values), amount=amount_in(values))


def _in_kind(values: Values) -> Command:
    common = common_in(values)
    return RecordInKind(item=common.pop("of"), **common, quantity=quantity_in(values))


def _unvalued(values: Values) -> Command:
    item, ref = values.get("of"), values.get("ref")
    return RecordUnvalued(quantity=quantity_in(values), on=day_in(values), item=item, ref=ref)


def _milestone(values: Values) -> Command:
    return ClaimMilestone(clause=name_in(values, "milestone"), on=day_in(values), ref=values.get("ref"))


def _payment(values: Values) -> Command:
    against = values.get("against") or values.get("of")
    payee, ref = values.get("to"), values.get("ref")
    return RecordPayment(amount=amount_in(values), on=day_in(values), payee=payee, against=against, ref=ref)


def _approval(values: Values) -> Command:
    clause, ref = name_in(values, "clause"), values.get("ref")
    return ApproveOverspend(clause=clause, amount=amount_in(values), on=day_in(values), ref=ref)


def _contribution(values: Values) -> Command:
    return RecordContribution(**common_in(values), amount=amount_in(values))


def _distribution(values: Values) -> Command:
    return RecordDistribution(**common_in(values), amount=amount_in(values))


def _commitment(values: Values) -> Command:
    return RecordCommitment(
        amount=amount_in(values),
        on=day_in(values),
        of=values.get("of"),
        until=values.get("until"),
        unshared=bool(values.get("unshared")),
        ref=values.get("ref"),
    )


def _release(values: Values) -> Command:
    """Return a release; without an amount, of all that is left."""
    commitment, ref = name_in(values, "commitment"), values.get("ref")
    return RecordRelease(commitment=commitment, on=day_in(values), amount=values.get("amount"), ref=ref)


_COMMANDS: Mapping[str, Callable[[Values], Command]] = {
    "cost": _cost,
    "sales": _sales,
    "income": _income,
    "milestone": _milestone,
    "payment": _payment,
    "in kind": _in_kind,
    "approval": _approval,
    "unvalued": _unvalued,
    "contribution": _contribution,
    "distribution": _distribution,
    "outcome": outcome,
    "quality": quality,
    "non-response": non_response,
    "commitment": _commitment,
    "release": _release,
    "estimate": estimate,
    "rate": rate,
    "claim": claim,
    "invoice": invoice,
    "acceptance": acceptance,
}
