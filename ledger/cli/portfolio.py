"""One agreement or all of them: what a command reads that takes either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledger.cli.reading import Reading
from ledger.cli.source import Source, events, views_of, views_of_all
from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from projections.loaded import Loaded


@contextmanager
def agreements_of(
    reading: Reading, agreement: str | None, *, everything: bool
) -> Iterator[tuple[Source, list[Loaded]]]:
    """Open what one agreement is read from, or all that were not voided; all without a name. All are in memory."""
    with agreements_named(reading, agreement, everything=everything) as (source, names):
        yield source, list(one_by_one(reading, source, names))


@contextmanager
def agreements_named(
    reading: Reading, agreement: str | None, *, everything: bool
) -> Iterator[tuple[Source, list[str]]]:
    """Open what one agreement is read from, or all that were not voided, and give their ids; all without a name."""
    if agreement is not None and everything:
        raise WrongUsage("One agreement and all of them are asked for", fix=f"Leave out {agreement} or --all")
    if agreement is None:
        from projections.asking import standing_agreements

        with views_of_all(reading) as source:
            yield source, standing_agreements(source.connection)
        return
    with views_of(reading, agreement) as (source, name):
        from projections.asking import find_agreement

        yield source, [find_agreement(source.connection, name).id]


def one_by_one(reading: Reading, source: Source, names: Iterable[str]) -> Iterator[Loaded]:
    """Yield agreements with their facts, one after the other: who lets go of each has one in memory at a time."""
    from projections.loaded import loaded

    for name in names:
        yield from loaded(events(reading, source.file, source.position, name))
