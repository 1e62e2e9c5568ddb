"""A question about a template: what to ask, the answer that stands there, and where an answer is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from contracts.clause_terms import Place, percentage
from contracts.currency import parse_currency
from contracts.errors import BadScalar
from contracts.scalars import parse_day, parse_fraction, parse_slug


class Question(NamedTuple):
    """A question: its name, what to ask, the answer that stands in the template, and how to check an answer.

    `validate` raises BadScalar; `written` gives, for each place that the answer fills, the text to put there.
    """

    name: str
    prompt: str
    default: str
    validate: Callable[[str], object]
    written: Mapping[Place, Callable[[str], str]]


def text(answer: str) -> str:
    """Check that there is something in an answer. Raises BadScalar."""
    if not answer.strip():
        raise BadScalar("nothing was answered", fix="write a few words")
    return answer.strip()


def share(answer: str) -> Fraction:
    """Read a share of a whole. Raises BadScalar for more than the whole."""
    found = parse_fraction(answer)
    if found > 1:
        raise BadScalar(f"'{answer}' is more than the whole", fix="write a share of at most 100%")
    return found


def remainder(answer: str) -> str:
    """Write what a share leaves of the whole."""
    return percentage(1 - parse_fraction(answer))


def ask(place: Place, prompt: str, default: str, validate: Callable[[str], object] = text) -> Question:
    """Make a question named after the place that its answer fills: `licensor-name`."""
    name = "-".join(str(step).replace(" ", "-") for step in place if step not in ("parties", "clauses"))
    return Question(name, prompt, default, validate, {place: str.strip})


def ask_shares(name: str, prompt: str, default: str, place: Place, parties: tuple[str, str]) -> Question:
    """Make a question for the first of two shares; the second party has what it leaves."""
    first, second = parties
    return Question(name, prompt, default, share, {(*place, first): str.strip, (*place, second): remainder})


def frame(agreement: str, title: str, until: str) -> tuple[Question, ...]:
    """Return the questions that every template begins with."""
    return (
        ask(("agreement",), "A short id for the agreement", agreement, parse_slug),
        ask(("title",), "Its title", title),
        ask(("currency",), "The currency", "GBP", parse_currency),
        ask(("effective",), "The first day on which it holds", "2026-04-01", parse_day),
        ask(("until",), "The last day on which it holds", until, parse_day),
    )
