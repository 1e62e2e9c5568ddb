"""The mark of a practice ledger in what a command answers: found when the ledger is opened, told with the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ledger.store.opened import OpenLedger
    from projections.rendering.report import Report

_FOUND = "pledger.practice"
_TOLD = "pledger.practice.told"


def notice(file: OpenLedger) -> None:
    """Remember for the command that is running whether the ledger that it opened is one to practise on."""
    context = click.get_current_context(silent=True)
    if context is not None and file.meta.practice is not None:
        context.meta[_FOUND] = file.meta.practice


def practice_sentence() -> str | None:
    """Say that the ledger of the command that is running is one to practise on, None where it is not."""
    context = click.get_current_context(silent=True)
    copied = context.meta.get(_FOUND) if context else None
    return f"This is a practice ledger, copied on {copied[:10]}: nothing in it counts." if copied else None


def first_sentence() -> list[str]:
    """Return what an answer in sentences begins with, once a command."""
    said = practice_sentence()
    context = click.get_current_context(silent=True)
    if said is None or context is None or context.meta.get(_TOLD):
        return []
    context.meta[_TOLD] = True
    return [said]


def marked(report: Report) -> Report:
    """Return a report that says, in its title and before anything else, that its ledger is one to practise on."""
    said = practice_sentence()
    if said is None:
        return report
    from projections.rendering.report import Prose, ProseLine

    return replace(
        report,
        title=f"Practice: {report.title}",
        blocks=(Prose("practice", (ProseLine(0, said),)), *report.blocks),
    )
