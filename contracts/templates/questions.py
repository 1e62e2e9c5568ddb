"""What to ask for to fill in a template, and the template with the answers in it, comments and all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import yaml

from contracts.clause_terms import Place
from contracts.templates import template_text
from contracts.templates.catalogue import QUESTIONS
from contracts.templates.question import Question

_PLAIN = re.compile(r"[A-Za-z0-9£€](?:[A-Za-z0-9 ./%-]*[A-Za-z0-9%])?")


def questions(name: str) -> tuple[Question, ...]:
    """Give the questions of a template, in the order of the document."""
    return QUESTIONS[name]


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
