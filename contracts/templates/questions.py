"""What to ask for to fill in a template, and the template with the answers in it, comments and all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

import yaml

from contracts.clause_terms import Place, percentage
from contracts.currency import parse_currency
from contracts.errors import BadScalar
from contracts.scalars import parse_amount, parse_day, parse_fraction, parse_slug
from contracts.templates import template_text

_PLAIN = re.compile(r"[A-Za-z0-9£€](?:[A-Za-z0-9 ./%-]*[A-Za-z0-9%])?")


class Question(NamedTuple):
    """A question: its name, what to ask, the answer that stands in the template, and how to check an answer.

    `validate` raises BadScalar; `written` gives, for each place that the answer fills, the text to put there.
    """

    name: str
    prompt: str
    default: str
    validate: Callable[[str], object]
    written: Mapping[Place, Callable[[str], str]]


def questions(name: str) -> tuple[Question, ...]:
    """Give the questions of a template, in the order of the document."""
    return {"licence": _LICENCE, "co-development": _CO_DEVELOPMENT}[name]


def filled(name: str, answers: Mapping[str, str]) -> str:
    """Give a template with answers in it; what is not answered stays. Raises BadScalar for a bad answer."""
    text = template_text(name)
    spans = _spans(yaml.compose(text, Loader=yaml.SafeLoader), ())
    changes: list[tuple[int, int, str]] = []
    for question in questions(name):
        answer = answers.get(question.name, question.default)
        question.validate(answer)
        if answer != question.default:
            changes += [(*spans[place], write(answer)) for place, write in question.written.items()]
    for start, end, answer in sorted(changes, reverse=True):
        text = text[:start] + _scalar(answer) + text[end:]
    return text


def _spans(node: yaml.Node | None, place: Place) -> dict[Place, tuple[int, int]]:
    """Find where each value of a template begins and ends, in characters."""
    if isinstance(node, yaml.MappingNode):
        parts = [((*place, str(key.value)), value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [((*place, number), value) for number, value in enumerate(node.value)]
    elif node is not None and node.start_mark and node.end_mark:
        return {place: (node.start_mark.index, node.end_mark.index)}
    else:
        parts = []
    return {found: span for inner, value in parts for found, span in _spans(value, inner).items()}


def _scalar(text: str) -> str:
    """Write text as a value of YAML, in quotes if it could be read as something else."""
    return text if _PLAIN.fullmatch(text) and text != "null" else json.dumps(text, ensure_ascii=False)


def _text(answer: str) -> str:
    if not answer.strip():
        raise BadScalar("nothing was answered", fix="write a few words")
    return answer.strip()


def _remainder(answer: str) -> str:
    return percentage(1 - parse_fraction(answer))


def _share(answer: str) -> Fraction:
    share = parse_fraction(answer)
    if share > 1:
        raise BadScalar(f"'{answer}' is more than the whole", fix="write a share of at most 100%")
    return share


def _ask(place: Place, prompt: str, default: str, validate: Callable[[str], object] = _text) -> Question:
    """Make a question named after the place that its answer fills: `licensor-name`."""
    name = "-".join(str(step) for step in place if step not in ("parties", "clauses"))
    return Question(name, prompt, default, validate, {place: str.strip})


def _frame(agreement: str, title: str, until: str) -> tuple[Question, ...]:
    return (
        _ask(("agreement",), "A short id for the agreement", agreement, parse_slug),
        _ask(("title",), "Its title", title),
        _ask(("currency",), "The currency", "GBP", parse_currency),
        _ask(("effective",), "The first day on which it holds", "2026-04-01", parse_day),
        _ask(("until",), "The last day on which it holds", until, parse_day),
    )


_BANDS: Place = ("clauses", "royalty", "rate", "bands")
_SHARES: Place = ("clauses", "development-cost", "shares")

_LICENCE = (
    *_frame("device-licence", "Licence of a device", "2041-03-31"),
    _ask(("parties", "licensor", "name"), "The licensor's name", "Example Hospitals NHS Trust"),
    _ask(("parties", "licensee", "name"), "The licensee's name", "Example Devices Ltd"),
    _ask(("clauses", "first-patient", "when"), "The first milestone: when", "the first patient is treated"),
    _ask(("clauses", "first-patient", "pays"), "What it pays", "250,000", parse_amount),
    _ask(("clauses", "approval", "when"), "The second milestone: when", "the device is approved for sale"),
    _ask(("clauses", "approval", "pays"), "What it pays", "500,000", parse_amount),
    Question(
        "product",
        "The product whose sales earn a royalty",
        "device",
        _text,
        {("clauses", "royalty", "on"): lambda answer: f"net sales of {answer.strip()}"},
    ),
    Question(
        "first-edge",
        "Sales in a contract year up to which the first rate is paid",
        "10m",
        parse_amount,
        {(*_BANDS, 0, "up to"): str.strip},
    ),
    Question("first-rate", "The first rate", "3%", parse_fraction, {(*_BANDS, 0, "rate"): str.strip}),
    Question(
        "second-edge",
        "Sales up to which the second rate is paid",
        "25m",
        parse_amount,
        {(*_BANDS, 1, "up to"): str.strip, (*_BANDS, 2, "above"): str.strip},
    ),
    Question("second-rate", "The second rate", "4.5%", parse_fraction, {(*_BANDS, 1, "rate"): str.strip}),
    Question("third-rate", "The rate above", "6%", parse_fraction, {(*_BANDS, 2, "rate"): str.strip}),
)

_CO_DEVELOPMENT = (
    *_frame("device-development", "Co-development of a device", "2031-03-31"),
    _ask(("parties", "university", "name"), "The first party's name", "Example University"),
    _ask(("parties", "company", "name"), "The second party's name", "Example Devices Ltd"),
    _ask(("clauses", "development-cost", "of"), "The category of cost that is shared", "development cost"),
    Question(
        "first-share",
        "The first party's share; the second bears the rest",
        "40%",
        _share,
        {(*_SHARES, "university"): str.strip, (*_SHARES, "company"): _remainder},
    ),
)
