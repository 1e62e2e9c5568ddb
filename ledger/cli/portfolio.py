"""One agreement or all of them: what a command reads that takes either."""

from __future__ import annotations

from collections.abc import Iterator
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
    """Open what one agreement is read from, or all that were not voided; all without a name."""
    from projections.loaded import loaded

    if agreement is not None and everything:
        raise WrongUsage("One agreement and all of them are asked for", fix=f"Leave out {agreement} or --all")
    if agreement is None:
        with views_of_all(reading) as source:
            yield source, list(loaded(events(reading, source.file, source.position)))
        return
    with views_of(reading, agreement) as (source, name):
        from projections.asking import find_agreement

        found = find_agreement(source.connection, name).id
        yield source, list(loaded(events(reading, source.file, source.position, found)))
