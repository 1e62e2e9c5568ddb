"""From an amount of a line to what clauses tally, by its kind, as if it had been recorded."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from contracts.clause import Fact
from contracts.contract import Contract
from contracts.forecast.scenario import Expected
from contracts.money import round_amount
from contracts.parts.quantity import OUTCOME_PARTS, quantity_measure


def tallied(contract: Contract, line: Expected, day: int, amount: int) -> list[Fact]:
    """Return what so much of a line on a day moves."""
    kind, of = line.of
    on = date.fromordinal(day)
    match kind:
        case "cost":
            return contract.cost(of, line.by, on, amount)
        case "sales" | "income":
            return contract.receipts(f"{kind}:{of}", on, amount)
        case "contribution":
            return contract.contribution(of, line.by, on, amount)
        case "distribution":
            return contract.distribution(of, on, amount)
        case "in kind":
            return list(
                contract.measured(quantity_measure(of, contract.role_of("in kind", of, line.by, on)), on, amount)
            )
        case _:
            return _outcome(contract, line, day, amount)


def _outcome(contract: Contract, line: Expected, day: int, amount: int) -> list[Fact]:
    """Return what a saving of a sum, or of so many people, moves; or what so many people use."""
    of, people, worth = line.of.of, amount, amount
    if line.each is not None:
        scale = 10**contract.digits if line.of.kind == "saving" else OUTCOME_PARTS
        worth = round_amount(amount * Fraction(line.each.major) * scale)
    return [Fact(f"{line.of.kind}:{of}", day, worth), Fact(f"{line.of.kind}:{of}:people", day, people)]
