"""Facts that are tallied in the same way whatever the terms say of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from contracts.clause import Fact
from contracts.money import round_amount
from contracts.parts import claim_window, withdrawal
from contracts.parts.debt import paid_measure, whole_clause
from contracts.parts.quantity import OUTCOME_PARTS


class PlainFacts:
    """Turns facts that no terms value into what the engine tallies."""

    def milestone(self, clause: str, on: date, achieved: date | None = None) -> list[Fact]:
        """Turn a milestone that counts into what the engine tallies: that it counts, and when it was achieved.

        `on` is the day from which it counts: the acceptance where that is agreed, else the achievement itself.
        """
        day = on.toordinal()
        return [
            Fact(f"milestone:{clause}", day, 1),
            Fact(f"achieved:{clause}", day, (achieved or on).toordinal()),
        ]

    def withdrawal(self, clause: str, on: date, counted: date, achieved: date) -> list[Fact]:
        """Turn a milestone withdrawn on a day, which had counted from another, into what the engine tallies.

        It is tallied apart, so that the sum is given back as it had been due: under the terms of the day from which
        it had counted, and as late as it had been achieved.
        """
        days = (on.toordinal(), 1, counted.toordinal(), achieved.toordinal())
        return withdrawal.facts(clause, withdrawal.Withdrawn(*days))

    def gate(self, gate: str, on: date, shut: bool, expires: date | None = None) -> list[Fact]:
        """Turn the shutting or opening of a gate into what the engine tallies; both count from the day itself.

        An opening whose approval expires shuts the gate again by itself on the day after `expires`.
        """
        moved = Fact(f"gate:{gate}", on.toordinal(), 1 if shut else -1)
        return [moved, Fact(f"gate:{gate}", expires.toordinal() + 1, 1)] if expires else [moved]

    def distribution(self, of: str, on: date, amount: int) -> list[Fact]:
        """Turn an amount that is to be distributed into what the engine tallies."""
        return [Fact(f"distribution:{of}", on.toordinal(), amount)]

    def saving(self, of: str, on: date, people: int, each: Fraction, verified: bool) -> list[Fact]:
        """Turn a saving of `each` minor units a person, verified or only claimed, into what the engine tallies.

        The product is rounded to a whole minor unit, once.
        """
        day, kind = on.toordinal(), "saving" if verified else "claimed saving"
        return [Fact(f"{kind}:{of}", day, round_amount(people * each)), Fact(f"{kind}:{of}:people", day, people)]

    def outcome(self, of: str, on: date, people: int, units: Fraction, verified: bool) -> list[Fact]:
        """Turn what people used on average (bed days, visits) into what the engine tallies, in millionths of a unit."""
        day, kind = on.toordinal(), "outcome" if verified else "claimed outcome"
        used = round_amount(people * units * OUTCOME_PARTS)
        return [Fact(f"{kind}:{of}", day, used), Fact(f"{kind}:{of}:people", day, people)]

    def quality(self, of: str, what: str, on: date, cases: int, out_of: int) -> list[Fact]:
        """Turn a measurement of quality (so many cases out of so many) into what the engine tallies."""
        day = on.toordinal()
        return [Fact(f"quality:{of}:{what}", day, cases), Fact(f"quality:{of}:{what}:out of", day, out_of)]

    def non_response(self, of: str, on: date, claimed: date, people: int) -> list[Fact]:
        """Turn a claim for people in whom an outcome was missing on a day into what the engine tallies."""
        return claim_window.facts(of, on, claimed, people)

    def payment(self, settles: tuple[str, str], between: tuple[str, str], on: date, amount: int) -> list[Fact]:
        """Turn the part of a payment between payer and payee that settles a due into what the engine tallies.

        `settles` are the clause, or the part of one, and the period of the due.
        """
        day = on.toordinal()
        (clause, period), (payer, payee) = settles, between
        return [
            Fact(f"paid:{whole_clause(clause)}", day, amount),
            Fact(paid_measure(clause, period, payer, payee), day, amount),
        ]
