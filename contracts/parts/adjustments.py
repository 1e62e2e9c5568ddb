"""What may be added to a royalty: reductions, credits, a minimum, a cap and tax, each a line of its own.

Reductions come off the royalty in the order written, credits off what they leave, and the minimum is held against
the royalty so reduced. The cap is held against what all of them come to, and tax is withheld from what is then paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Protocol, TypeAlias

from pydantic import Discriminator, Tag

from contracts.clause import Clause
from contracts.clause_terms import ClauseTerms, Place, Problem, Reader
from contracts.parts.credit import Credit, CreditFormula
from contracts.parts.minimum import Minimum
from contracts.parts.minimum_formula import MinimumFormula
from contracts.parts.split import Split
from contracts.parts.stacking import Stacking, StackingFormula
from contracts.parts.step_down import StepDown
from contracts.parts.total_cap import PART as CAP
from contracts.parts.total_cap import CapFormula, TotalCap
from contracts.parts.withholding import GROSS_UP, PART, GrossUpFormula, Withholding, WithholdingFormula
from contracts.scalars import Amount


def _which(value: object) -> str:
    return "steps" if isinstance(value, StepDown) or (isinstance(value, dict) and "step down" in value) else "stacks"


Reduction: TypeAlias = Annotated[
    Annotated[Stacking, Tag("stacks")] | Annotated[StepDown, Tag("steps")], Discriminator(_which)
]
"""`{ stacking: ... }` or `{ step down: ... }`: which one is told by the word it begins with."""


class Adjusted(Protocol):
    """The terms of a royalty, as far as they are read here."""

    @property
    def from_(self) -> str:
        """Return who pays."""

    @property
    def to(self) -> Split | None:
        """Return who is paid."""

    @property
    def reductions(self) -> Sequence[Stacking | StepDown] | None:
        """Return the reductions, in the order written."""

    @property
    def credits(self) -> Sequence[Credit] | None:
        """Return the credits, in the order written."""

    @property
    def minimum(self) -> Minimum | None:
        """Return the minimum annual royalty."""

    @property
    def cap(self) -> TotalCap | None:
        """Return the most that is paid in all."""

    @property
    def withholding(self) -> Withholding | None:
        """Return the tax that is withheld."""


def companions(terms: Adjusted, step_down: type[Clause[Any]]) -> dict[str, type[Clause[Any]]]:
    """Return the formula of every part that books lines of its own, by its name."""
    result: dict[str, type[Clause[Any]]] = {}
    for reduction in terms.reductions or ():
        result[reduction.part] = StackingFormula if isinstance(reduction, Stacking) else step_down
    result |= {credit.part: CreditFormula for credit in terms.credits or ()}
    result |= {"minimum": MinimumFormula} if terms.minimum else {}
    result |= {CAP: CapFormula} if terms.cap else {}
    if terms.withholding:
        result |= {GROSS_UP: GrossUpFormula} if terms.withholding.grossed_up else {}
        result[PART] = WithholdingFormula
    return result


def stepping_down(terms: Adjusted) -> list[StepDown]:
    """Return the step-downs, in the order written."""
    return [part for part in terms.reductions or () if isinstance(part, StepDown)]


def events(terms: Adjusted) -> list[str]:
    """Return the events that step-downs wait for."""
    return list(dict.fromkeys(part.from_ for part in stepping_down(terms) if isinstance(part.from_, str)))


def named_clauses(terms: Adjusted) -> Iterable[tuple[Place, str]]:
    """Yield the milestones and fees that are credited, with the paths to their names."""
    for number, credit in enumerate(terms.credits or ()):
        if credit.source:
            yield ("credits", number, credit.key), credit.source


def amounts(terms: Adjusted) -> Iterable[tuple[Place, Amount]]:
    """Yield the amounts of the minimum and the cap, with the paths to them."""
    yield from terms.minimum.amounts(("minimum",)) if terms.minimum else ()
    yield from [(("cap", "amount"), terms.cap.amount)] if terms.cap else []


def problems(terms: Adjusted) -> Iterable[Problem]:
    """Yield what is wrong within the parts and between them."""
    for number, reduction in enumerate(terms.reductions or ()):
        yield from reduction.problems(("reductions", number))
    for number, credit in enumerate(terms.credits or ()):
        yield from credit.problems(("credits", number))
    if terms.minimum:
        yield from terms.minimum.problems(("minimum",))
    if terms.cap:
        yield from terms.cap.problems((CAP,))
    if terms.withholding:
        yield from terms.withholding.problems((PART,))
    yield from _order_problems(terms.reductions or ())
    yield from _twice("credits", [credit.part for credit in terms.credits or ()], "name each milestone or fee once")
    yield from _without_payees(terms)


def _order_problems(reductions: Sequence[Stacking | StepDown]) -> Iterable[Problem]:
    stacked = False
    for number, reduction in enumerate(reductions):
        if stacked and isinstance(reduction, StepDown):
            fix = "write the step-down first; it lowers the rates of the royalty"
            yield Problem(("reductions", number), "a step-down can't come after stacking", fix)
        elif stacked:
            fix = "write one stacking at most"
            yield Problem(("reductions", number), f"'{reduction.part}' stands here a second time", fix)
        stacked = stacked or isinstance(reduction, Stacking)


def _twice(field: str, parts: Sequence[str], fix: str) -> Iterable[Problem]:
    for number, part in enumerate(parts):
        if part in parts[:number]:
            yield Problem((field, number), f"'{part}' stands here a second time", fix)


def _without_payees(terms: Adjusted) -> Iterable[Problem]:
    written: dict[str, object] = {"reductions": terms.reductions, "credits": terms.credits, "minimum": terms.minimum}
    written |= {CAP: terms.cap, PART: terms.withholding}
    for field in (name for name, value in written.items() if value and terms.to is None):
        fix = "say with 'to' who is paid, in which fractions"
        yield Problem((field,), "it is shared as the royalty is, which has its payees band by band", fix)


def problems_among(terms: Adjusted, clauses: Mapping[str, ClauseTerms]) -> Iterable[Problem]:
    """Yield credits of what can't be credited."""
    for number, credit in enumerate(terms.credits or ()):
        yield from credit.problems_among(("credits", number), terms.from_, clauses)


def in_words(terms: Adjusted, reader: Reader) -> list[str]:
    """Say what comes off the royalty, in which order, and what is paid at least."""
    lines = [line for reduction in terms.reductions or () for line in reduction.in_words(reader, terms.from_)]
    lines += [line for credit in terms.credits or () for line in credit.in_words()]
    lines += terms.minimum.in_words(reader) if terms.minimum else ()
    lines += terms.cap.in_words(reader) if terms.cap else ()
    return [*lines, *(terms.withholding.in_words(reader, terms.from_) if terms.withholding else ())]
