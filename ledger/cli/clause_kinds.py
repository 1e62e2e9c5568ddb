"""`pledger agreement clauses`: which kinds of clause there are, and how each is written, with a worked example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.files import check_place
from ledger.cli.options import general_options
from ledger.cli.output import emit
from ledger.cli.sentences import inner, tell
from ledger.cli.streams import say
from ledger.errors import NotFound, Refused

if TYPE_CHECKING:
    from contracts.document.words import Word


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger agreement clauses",
        "pledger agreement clauses cost share",
        "pledger agreement clauses royalty -o royalty.yaml",
    ],
)
@click.argument("kind", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the example into a file.")
@general_options
def clauses(kind: tuple[str, ...], output: Path | None) -> None:
    """List the kinds of clause, or say how one is written: its rule, an example that checks, and all its words."""
    if not kind:
        _listed()
        return
    name = _meant(" ".join(kind))
    if output is None:
        _shown(name)
    else:
        _written(name, output)


def _listed() -> None:
    from contracts.clauses import kind_names
    from contracts.document.words import first_line

    tell([f"{name}: {first_line(name)}" for name in kind_names()])
    tell(["Next: pledger agreement clauses royalty"])


def _meant(said: str) -> str:
    from contracts.clauses import kind_names
    from contracts.document.advice import kind_advice

    name = " ".join(said.replace("-", " ").replace("_", " ").casefold().split())
    if name in kind_names():
        return name
    kinds = [kind for kind in kind_names() if _has(kind, name)]
    within = f"It is a word of: {', '.join(kinds)}. See: pledger agreement clauses {kinds[0]}" if kinds else ""
    raise NotFound(f"There is no kind of clause '{said}'", fix=within or kind_advice(name).capitalize())


def _has(kind: str, name: str) -> bool:
    """Whether clauses of a kind say a word, or the plural of it."""
    from contracts.document.words import words_of

    return any(word.name in (name, f"{name}s") for word in words_of(kind))


def _shown(name: str) -> None:
    from contracts.document.words import IN_EVERY_CLAUSE, first_line, rule, words_of
    from contracts.templates.clauses import example_text

    tell([f"{name}: {first_line(name)}", "", *rule(name), "", "Example, which checks as it stands:", ""])
    for line in example_text(name).splitlines():
        say(inner(line) if line else "")
    tell(["", "Words:", *map(_in_words, words_of(name)), ""])
    tell([f"Every clause may say besides: {', '.join(word for word in IN_EVERY_CLAUSE if word != 'kind')}."])
    tell([f"Next: pledger agreement clauses {name} -o {name.replace(' ', '-')}.yaml"])


def _in_words(word: Word) -> str:
    """Write a word as a sentence: `per ('year' or 'lifetime'; 'year' if left out): what it counts over`."""
    left_out = "needed" if word.needed else "may be left out"
    if word.default is not None:
        left_out = f"'{word.default}' if left out"
    return f"{'  ' * (word.depth + 1)}{word.name} ({word.shape}; {left_out}): {word.meaning}"


def _written(name: str, output: Path) -> None:
    from contracts.templates.clauses import example_text

    check_place(output)
    if output.exists():
        raise Refused("There is a file already", where=str(output), fix="Choose another name, or remove it first")
    emit(example_text(name), output)
    tell([f"Next: pledger agreement check {output}"])
