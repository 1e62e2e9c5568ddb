"""What falls due: by which day, on whom, to whom, on what evidence; overdue first, then what awaits acceptance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from contracts.money import written
from ledger.facts import Status
from projections.claims import claims
from projections.dealt import disputed, disputes, ref_of
from projections.loaded import Loaded, Open
from projections.obligations import Held, held, open_duties
from projections.rendering.report import (
    Amount,
    Footing,
    Formula,
    Report,
    Row,
    Table,
    aside,
    day,
    integer,
    money,
    text,
    under,
)


class Owed(NamedTuple):
    """What is owed under one agreement, in its currency, and the evidence that it rests on."""

    agreement: str
    title: str
    owed: Open
    amount: Amount
    evidence: str
    ref: str


class Outstanding(NamedTuple):
    """What an answer needs of one agreement, which may be forgotten then with all its facts.

    `duties` are None where the agreement sets none.
    """

    owed: list[Owed]
    disputed: list[Row]
    awaiting: list[Row]
    duties: list[Held] | None
    advances: list[str]


class Asked(NamedTuple):
    """The day that counts as today, and how many days ahead are looked at; None is without an end."""

    today: date
    within: int | None = None

    @property
    def until(self) -> date:
        """Return the last day that is looked at."""
        try:
            return date.max if self.within is None else self.today + timedelta(days=self.within)
        except OverflowError:
            return date.max

    def late(self, due: date | None) -> bool:
        """Tell whether a day has passed by which something was payable."""
        return due is not None and due < self.today


def outstanding(each: Loaded, asked: Asked) -> Outstanding:
    """Return what is outstanding under one agreement."""
    return Outstanding(
        owed=[_owed(each, owed) for owed in each.open],
        disputed=list(disputed(each)),
        awaiting=list(_awaiting(each, asked)),
        duties=held(each, asked.today),
        advances=list(_advances(each)),
    )


def _owed(each: Loaded, owed: Open) -> Owed:
    evidence = each.evidence(owed.clause, owed.period)
    amount, ref = amount_of(each, owed.amount), ref_of(each, owed)
    return Owed(each.id, each.agreement.contract.terms.title, owed, amount, evidence, ref)


def dues(several: Iterable[Outstanding], asked: Asked) -> Iterator[Owed]:
    """Yield what is owed and falls due by the day asked for, the earliest first; what has no day comes last."""
    found = [owed for each in several for owed in each.owed]
    for each in sorted(found, key=lambda one: one.owed.due or date.max):
        if each.owed.due is None or each.owed.due <= asked.until:
            yield each


def amount_of(loaded: Loaded, minor: int) -> Amount:
    """Return an amount in the currency of an agreement."""
    contract = loaded.agreement.contract
    return Amount(minor, contract.terms.currency, contract.digits)


def in_words(amount: Amount) -> str:
    """Write an amount with its currency, as sentences have it."""
    return f"{amount.currency} {written(amount.minor, amount.digits)}"


def due_report(several: Sequence[Outstanding], found: Sequence[Owed], asked: Asked, footing: Footing) -> Report:
    """Answer with what falls due, what is disputed, what awaits acceptance, and totals by currency."""
    ahead = "" if asked.within is None else f", and what falls due by {asked.until.isoformat()}"
    return Report(
        title=f"What falls due, as on {asked.today.isoformat()}",
        blocks=(
            _dues(found, asked),
            disputes(row for each in several for row in each.disputed),
            _claims(row for each in several for row in each.awaiting),
            *open_duties([each.duties for each in several], None if asked.within is None else asked.until),
            _totals(found, asked),
        ),
        notes=(
            f"Overdue is what was payable before {asked.today.isoformat()}{ahead}.",
            "Amounts are what payments and waivers leave open; what is disputed stands apart. "
            "What time alone makes due is booked by a close.",
            *(said for each in several for said in each.advances),
        ),
        footing=footing,
    )


def _dues(found: Sequence[Owed], asked: Asked) -> Table:
    columns = (
        text("agreement", "Agreement"),
        day("due", "Due"),
        integer("days", "In days"),
        text("from", "From"),
        under("from", "to", "To"),
        aside("clause", "Clause"),
        aside("for", "For"),
        under("agreement", "reference", "Reference"),
        money("amount", "Amount"),
        text("evidence", "Evidence"),
    )
    rows: tuple[Row, ...] = tuple(
        (
            each.agreement,
            each.owed.due,
            (each.owed.due - asked.today).days if each.owed.due else None,
            each.owed.payer,
            each.owed.payee,
            each.owed.clause,
            each.owed.period,
            each.ref,
            each.amount,
            each.evidence,
        )
        for each in found
    )
    return Table("due", columns, rows, title="Due, overdue first", empty="Nothing is due.")


def _claims(rows: Iterable[Row]) -> Table:
    columns = (
        text("reference", "Reference"),
        under("reference", "claim", "Claim"),
        day("on", "On"),
        text("by", "Claimed by"),
        under("by", "accepters", "To be accepted by"),
        money("amount", "Amount"),
        day("due", "Due if accepted"),
        under("reference", "evidence", "Evidence"),
    )
    return Table("awaiting", columns, tuple(rows), title="Awaiting acceptance", empty="Nothing awaits acceptance.")


def _awaiting(each: Loaded, asked: Asked) -> Iterator[Row]:
    for claim in claims(each, asked.today):
        yield (
            f"{each.id}/{claim.fact.ref}",
            claim.said,
            claim.fact.on,
            claim.fact.party,
            " or ".join(claim.accepters),
            amount_of(each, claim.amount),
            claim.due,
            ", ".join(each.proofs.get(claim.fact.ref, ())),
        )


def _totals(found: Sequence[Owed], asked: Asked) -> Table:
    columns = (
        text("currency", "Currency"),
        money("overdue", "Overdue"),
        money("falls_due", "Falls due"),
        money("undated", "No day agreed"),
        money("together", "Together"),
    )
    sums: dict[tuple[str, int], list[int]] = {}
    for each in found:
        lanes = sums.setdefault((each.amount.currency, each.amount.digits), [0, 0, 0])
        lanes[0 if asked.late(each.owed.due) else 1 if each.owed.due else 2] += each.amount.minor
    rows: tuple[Row, ...] = tuple(
        (currency, *(Amount(minor, currency, digits) for minor in (*lanes, sum(lanes))))
        for (currency, digits), lanes in sums.items()
    )
    adds = Formula("together", "{overdue}+{falls_due}+{undated}")
    return Table("totals", columns, rows, title="Totals", empty="Nothing adds up.", formulas=(adds,))


def _advances(each: Loaded) -> Iterator[str]:
    """Say what was paid and has settled nothing yet."""
    for fact in each.agreement.facts.values():
        if fact.kind == "payment" and fact.unapplied and fact.status is Status.COUNTS:
            left = in_words(amount_of(each, fact.unapplied))
            yield f"{each.id}/{fact.ref}: {left} paid by {fact.party} to {fact.of} settles nothing yet."
    for owed in each.credits:
        paid = f"{in_words(amount_of(each, owed.amount))} that {owed.payee} paid {owed.payer} beyond what is due"
        yield f"{each.id}, {owed.clause}: {paid} stays as a credit."
