"""Who the parties of a document are: what is said at the prompt, what is asked there, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from ledger.cli.options import Function
from ledger.cli.recording import not_empty
from ledger.cli.streams import can_ask
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from ledger.application import Recorded
    from ledger.cli.answer_names import Names
    from ledger.joining import Decided, PartyUnclear


def decided_options(command: Function) -> Function:
    """Add the options that say who the parties are; the command is called with what they say as `decided`."""

    @wraps(command)
    def run(*args: Any, same_as: tuple[str, ...], new: tuple[str, ...], **given: Any) -> None:
        command(*args, decided=_decided(same_as, new), **given)

    same = click.option(
        "--same-as",
        multiple=True,
        metavar="PARTY=KNOWN",
        help="PARTY of the document is the one that the register has as KNOWN. May be repeated.",
    )
    new_party = click.option(
        "--new", multiple=True, metavar="PARTY", help="PARTY is not known yet, whatever it is called. May be repeated."
    )
    return same(new_party(run))


def _decided(same_as: tuple[str, ...], new: tuple[str, ...]) -> Decided:
    from ledger.joining import Decided

    return Decided(tuple(map(_pair, same_as)), tuple(not_empty("--new", party) or "" for party in new))


def _pair(text: str) -> tuple[str, str]:
    member, equals, known = (part.strip() for part in text.partition("="))
    if not (member and equals and known):
        fix = "Write the party of the document, =, and the known party, as in: pledger parties"
        raise WrongUsage(f"'{text}' does not say who is who", where="--same-as", fix=fix)
    return member, known


def record_asking(record: Callable[[Decided], None], decided: Decided) -> None:
    """Record a document, asking who its parties are where that is unclear and somebody can be asked."""
    from ledger.joining import PartyUnclear

    while True:
        try:
            record(decided)
        except PartyUnclear as unclear:
            if not can_ask():
                raise
            decided = _asked(unclear, decided)
        else:
            return


def _asked(unclear: PartyUnclear, decided: Decided) -> Decided:
    """Ask who a party is, and add the answer."""
    from ledger.joining import Decided

    click.echo(f"'{unclear.name}' ({unclear.member}) may be a party that is known already:", err=True)
    for number, (party, name) in enumerate(unclear.candidates, 1):
        click.echo(f"  {number}  {name} ({party})", err=True)
    click.echo("  0  none of them: it is another party", err=True)
    chosen: int = click.prompt("Which is it?", type=click.IntRange(0, len(unclear.candidates)), err=True)
    if chosen == 0:
        return Decided(decided.same_as, (*decided.new, unclear.member))
    return Decided((*decided.same_as, (unclear.member, unclear.candidates[chosen - 1][0])), decided.new)


_BY = {"number": "by its number", "name": "by its name", "said": "as was said"}


def joined_in_words(done: Recorded, names: Names) -> Iterator[str]:
    """Say which parties of a document are known from elsewhere, and whose name is another from now on."""
    for joined in done.joined:
        if joined.by in _BY:
            yield f"{names.party(joined.member)} is known, {_BY[joined.by]}: it is {joined.party} in the register."
        if joined.before:
            since = names.day(getattr(done.event.body, "effective", None) or done.agreement.contract.terms.effective)
            yield f"Until then it was called {joined.before}; from {since} it is called {names.party(joined.member)}."
