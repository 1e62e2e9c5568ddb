"""A word in the place of the agreement that is something of an agreement: what was meant, and how to type it.

Who types `pledger record in-kind nurse 120` meant `pledger record in-kind device-trial 120 --item "nurse hour"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from ledger.errors import NotFound
from ledger.party_events import REGISTER

if TYPE_CHECKING:
    from ledger.application import Ledger
    from ledger.commands.base import Command

_MOST = 20
"""Of more agreements than these none is looked into: each has to be loaded."""


class _Named(NamedTuple):
    """Under which kind clauses want what a command records, and with which option it is named."""

    kind: str
    option: str


_BY_COMMAND = {
    "record cost": _Named("cost", "--of"),
    "record sales": _Named("sales", "--of"),
    "record income": _Named("income", "--of"),
    "record in-kind": _Named("in kind", "--item"),
    "record outcome": _Named("outcome", "--of"),
}


def refuse_misplaced(ledger: Ledger, word: str | None, command: Command) -> None:
    """Refuse a word that is no agreement but near to an item, a product or a category, with the line to type."""
    named = _BY_COMMAND.get(command.name)
    if word is None or named is None or ledger.store.version_of(word):
        return
    found = list(_near(ledger, word, named.kind))
    if found:
        agreement, thing = found[0]
        fix = f"Type: pledger {command.name} {agreement}{_figure()} {named.option} {_quoted(thing)}"
        others = "" if len(found) == 1 else f", or {len(found) - 1} more"
        raise NotFound(f"There is no agreement '{word}'; {agreement} has '{thing}'{others}", fix=fix)


def _near(ledger: Ledger, word: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what agreements want recorded of a kind that a word may mean, unless it may mean an agreement."""
    from contracts.suggestions import nearest  # only to help

    ids = [each for each in ledger.store.list_agreements() if each != REGISTER]
    an_agreement = nearest(word, ids) is not None
    for name in ids if len(ids) <= _MOST else ():
        agreement = ledger.agreement(name)
        things = list(dict.fromkeys(feed.of for feed in agreement.contract.feeds_of(kind)))
        thing = _part_of(word, things) or (None if an_agreement else nearest(word, things))
        if thing and not agreement.voided:
            yield name, thing


def _part_of(word: str, things: list[str]) -> str | None:
    """Return the thing that has all words of what was typed."""
    wanted = set(word.casefold().split())
    return next((each for each in things if wanted <= set(each.casefold().split())), None)


def _figure() -> str:
    """Return the figure as it was typed, with its currency."""
    given = click.get_current_context().params
    words = (given.get("quantity") or given.get("amount") or given.get("amount_option"), given.get("currency"))
    return "".join(f" {word}" for word in words if word)


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words
