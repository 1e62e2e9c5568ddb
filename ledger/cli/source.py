"""What an answer is drawn from: views of all that is known, or of what was known or so at an earlier moment.

The kept views serve what is asked about now. For `--known-at` and `--as-of` views are built in memory, from the
events recorded by then, or replayed with only the facts that had happened by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.cli.moments import last_instant
from ledger.cli.opened import meant_agreement
from ledger.cli.practising import notice
from ledger.cli.reading import Reading
from ledger.cli.streams import warn
from ledger.errors import NotFound
from ledger.store.opened import OpenLedger
from ledger.store.opening import open_ledger

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.events import Event
    from projections.asking import Asked
    from projections.rendering.report import Footing


class Source(NamedTuple):
    """The views to read, what they were asked for, the file behind them, and the last event that counts."""

    connection: Connection
    asked: Asked
    file: OpenLedger
    position: int


@contextmanager
def views_of(reading: Reading, agreement: str | None = None) -> Iterator[tuple[Source, str]]:
    """Open what one agreement is read from, and give its id; None means the only one that is not voided."""
    with open_ledger(reading.settings.ledger, read_only=True) as file:
        name = meant_agreement(file.recorder, agreement)
        known = name if file.recorder.version_of(name) else None
        with _source(reading, file, known) as source:
            if known is not None and source.asked.known_at is not None:
                _check_signed_by_then(source, known)
            yield source, name


@contextmanager
def views_of_all(reading: Reading) -> Iterator[Source]:
    """Open what the whole ledger is read from."""
    with open_ledger(reading.settings.ledger, read_only=True) as file, _source(reading, file, None) as source:
        yield source


def member_meant(source: Source, agreement: str, word: str | None) -> str | None:
    """Return the id that an agreement has for a party that is called otherwise elsewhere, or the word as it is."""
    if word is None:
        return None
    from projections.asking import find_agreement

    agreed = find_agreement(source.connection, agreement)
    if word.casefold() in {own.casefold() for pair in agreed.parties.items() for own in pair}:
        return word
    from ledger.registered import read_register

    meant = read_register(source.file.recorder, source.position).members_called(agreement, word)
    return meant[0] if len(meant) == 1 else word


def members_meant(source: Source, agreement: str | None, word: str) -> set[tuple[str, str]]:
    """Return what a party is called in which agreement: in the one named, or in all. Raises NotFound for nobody."""
    from ledger.joining import one_called
    from ledger.registered import read_register
    from projections.asking import find_agreement

    if agreement is None:
        register = read_register(source.file.recorder, source.position)
        return set(one_called(register, word, "--party").members)
    agreed = find_agreement(source.connection, agreement)
    return {(agreed.id, agreed.party(member_meant(source, agreed.id, word)) or word)}


@contextmanager
def basis_of(reading: Reading) -> Iterator[tuple[OpenLedger, int, Footing]]:
    """Open the ledger itself, for what needs no views: the file, the last event that counts, what answers rest on."""
    from projections.rendering.report import Footing
    from projections.views import basis_at

    with open_ledger(reading.settings.ledger, read_only=True) as file:
        notice(file)
        position, known_at = _position(reading, file), reading.known_until(file.meta.time_zone)
        rests_on = basis_at(file.recorder, position)
        yield (
            file,
            position,
            Footing(
                instant=rests_on.instant,
                position=rests_on.position,
                root=rests_on.root,
                known_at=known_at,
                as_of=reading.as_of,
                bases=(),
            ),
        )


@contextmanager
def _source(reading: Reading, file: OpenLedger, agreement: str | None) -> Iterator[Source]:
    from projections.asking import Asked
    from projections.views import basis_at, open_views, views_over

    notice(file)
    asked = Asked(reading.as_of, reading.known_until(file.meta.time_zone))
    if asked == Asked():
        with open_views(file, helped=True) as views, views.now() as connection:
            if views.instead_of is not None:
                warn(f"the kept views were not used, and this answer took all events: {views.instead_of}.")
            yield Source(connection, asked, file, file.recorder.max_notification_id())
        return
    position = _position(reading, file)
    with views_over(events(reading, file, position, agreement), basis_at(file.recorder, position)) as connection:
        yield Source(connection, asked, file, position)


def events(reading: Reading, file: OpenLedger, position: int, agreement: str | None = None) -> Iterable[Event]:
    """Return the events up to a position that an answer counts, of one agreement or of all."""
    from ledger.replay import as_of
    from projections.views import events_until

    recorded = events_until(file.recorder, position, agreement)
    return recorded if reading.as_of is None else as_of(recorded, reading.as_of)


def _check_signed_by_then(source: Source, agreement: str) -> None:
    first: Any = source.file.recorder.select_events(agreement, limit=1)[0]
    if first.id > source.position:
        fix = f"Leave out --known-at, or name a moment from {first.recorded_at} on"
        raise NotFound(f"{agreement} was not signed by then", where=f"--known-at {source.asked.known_at}", fix=fix)


def _position(reading: Reading, file: OpenLedger) -> int:
    if reading.known_at is None:
        return file.recorder.max_notification_id()
    instant: datetime = last_instant(reading.known_at, file.meta.time_zone)
    return file.recorder.position_at(instant)
