"""A template filled in by asking: each question has an answer already, which Enter takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contracts.document import read_document
from contracts.errors import BadScalar, DocumentRefused
from contracts.templates.questions import filled, questions
from ledger.cli.streams import warn

if TYPE_CHECKING:
    from contracts.templates.question import Question


def asked(template: str) -> str:
    """Ask on standard error, so that the document alone goes to standard output; warn of mistakes that are left."""
    answers = {question.name: _answer(question) for question in questions(template)}
    text = filled(template, answers)
    try:
        read_document(text)
    except DocumentRefused as error:
        warn(f"the document is written, but {error.what}:\n{error}")
    return text


def _answer(question: Question) -> str:
    answer: str = click.prompt(
        question.prompt, default=question.default, value_proc=lambda given: _checked(question, given), err=True
    )
    return answer


def _checked(question: Question, answer: str) -> str:
    try:
        question.validate(answer)
    except BadScalar as error:
        raise click.UsageError(str(error)) from error
    return answer
