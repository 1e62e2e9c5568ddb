"""What is recorded already: a row that says the same, or the same but for the amount, is not recorded unasked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from contracts.money import written
from contracts.parts.quantity import QUANTITY_PARTS
from ledger.agreement import Agreement
from ledger.events import Body, PaymentRecorded
from ledger.facts import Fact, Status
from ledger.importing.lines import Line
from ledger.importing.mistakes import Mistake
from ledger.outcome_events import QualityRecorded

RESTATED = ("cost", "sales", "income", "in kind", "contribution", "distribution")
"""The kinds of facts that another figure may take the place of; the others are reversed first."""
WORTHLESS = ("milestone", "outcome", "quality", "non-response")
"""The kinds of facts that are remembered without an amount."""
DEALT = ("claim", "invoice", "acceptance", "rate")
"""What is said of a due, a fact or a currency, which itself tells whether it was said before."""

_Key: TypeAlias = tuple[str, object, str, str]


class Known:
    """The facts of one agreement as it was before the file, by kind, day, party and object."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._facts: dict[_Key, list[Fact]] = {}
        for fact in agreement.facts.values():
            if fact.status in (Status.COUNTS, Status.PENDING):
                self._facts.setdefault((fact.kind, fact.on, fact.party, fact.of), []).append(fact)

    def mistakes(self, line: Line, kind: str, body: Body) -> Iterator[Mistake]:
        """Yield why a row may be one that was recorded before; nothing where it has a reference or restates one."""
        if not self._facts or kind in DEALT or line.values.get("ref") or line.values.get("restates"):
            return
        party, of = _who_and_what(body)
        facts = self._facts.get((kind, getattr(body, "on", None), party, of))
        if not facts:
            return
        amount = getattr(body, "amount", getattr(body, "quantity_thousandths", 0))
        same = next((fact for fact in facts if fact.amount == amount and kind not in WORTHLESS), None)
        yield self._same(line, same) if same else self._near(line, facts[-1], amount)

    def _same(self, line: Line, fact: Fact) -> Mistake:
        what = f"this is recorded already: {self._told(fact)}"
        return line.mistake(what, "Take the row out; if it happened twice, give it a reference of its own or add --new")

    def _near(self, line: Line, fact: Fact, amount: int) -> Mistake:
        here = self._written(fact, amount) or "this"
        what = f"{here} may correct what is recorded: {self._told(fact)}"
        fix = f"If it does, write {fact.ref} under 'restates'"
        if fact.kind not in RESTATED:
            fix = f"If it does: pledger reverse {self._agreement.id}/{fact.ref} --reason ..., and import it then"
        return line.mistake(what, f"{fix}; if both happened, give it a reference of its own or add --new", "amount")

    def _told(self, fact: Fact) -> str:
        told = (fact.ref, fact.kind, str(fact.on), fact.party, fact.of, self._written(fact, fact.amount))
        return ", ".join(filter(None, told))

    def _written(self, fact: Fact, amount: int) -> str:
        contract = self._agreement.contract
        if fact.kind in WORTHLESS:
            return ""
        if fact.kind in ("in kind", "unvalued"):
            return f"{amount / QUANTITY_PARTS:g}"
        return f"{contract.terms.currency} {written(amount, contract.digits)}"


_OBJECTS = ("of", "item", "clause", "commitment")


def _who_and_what(body: Body) -> tuple[str, str]:
    """Return party and object of an event as its fact will have them."""
    if isinstance(body, PaymentRecorded):
        return body.payer, body.payee
    if isinstance(body, QualityRecorded):
        return body.party, f"{body.of}:{body.what}"
    of = next((found for name in _OBJECTS if (found := getattr(body, name, None))), "")
    return getattr(body, "party", ""), str(of)
