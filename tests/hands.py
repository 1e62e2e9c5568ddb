"""Many hands on one ledger: processes that record and processes that follow, as on machines of their own.

A writer records sales, each with a key, some of them twice; it appends what was acknowledged to a file, a line each. A
follower reads from the first event on and refuses to go on where an event is missing.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from typing import Any, NamedTuple

from contracts.document import read_document
from contracts.scalars import parse_amount
from ledger.application import By, Ledger, Recorded
from ledger.audit.reperform import reperform
from ledger.audit.verify import verify
from ledger.commands.lifecycle import Sign
from ledger.commands.receipts import RecordSales
from ledger.events import Event, Evidence
from ledger.store.opening import create_ledger, open_ledger
from tests.import_samples import TERMS

BY = By(name="Finance", user="finance", host="desk")
SOURCE = Evidence("0" * 64, "terms.yaml", 1)
SENT_TWICE = 5
"""Every so many-th request is sent a second time, as by somebody who never heard of the first."""

SPAWN: SpawnContext = multiprocessing.get_context("spawn")


class Work(NamedTuple):
    """What one writer is to do: so many requests on each of these agreements in turn, or until `enough` is there."""

    place: str
    writer: int
    agreements: int
    requests: int
    told: Path
    enough: Path | None = None


def new_agreements(place: str, count: int) -> None:
    """Make a ledger with agreements."""
    create_ledger(place)
    with Ledger(place) as ledger:
        for number in range(count):
            terms = read_document(TERMS.replace("agreement: partnership", f"agreement: a{number}"))
            ledger.record(f"a{number}", Sign.of(terms, SOURCE, None), BY)


def sell(ledger: Ledger, writer: int, number: int, agreements: int) -> Recorded:
    """Record the sale of a writer that has a number, with its key."""
    agreement = f"a{(writer + number) % agreements}"
    amount = parse_amount(str(100 + number))
    command = RecordSales(amount=amount, on=date(2026, 4 + number % 3, 1 + number % 28), ref=f"w{writer}-{number}")
    return ledger.record(agreement, command, BY._replace(key=f"w{writer}-{number}"))


def write(work: Work) -> None:
    """Do a writer's work."""
    with work.told.open("a", encoding="ascii") as told, Ledger(work.place) as ledger:
        for number in range(work.requests):
            if work.enough is not None and work.enough.exists():
                break
            done = sell(ledger, work.writer, number, work.agreements)
            if number % SENT_TWICE == 0:
                again = sell(ledger, work.writer, number, work.agreements)
                assert (True, done.event.id) == (again.repeated, again.event.id)
            told.write(f"w{work.writer}-{number} {done.event.id}\n")
            told.flush()


def follow(place: str, until: Path, found: Path) -> None:
    """Read what is new until a file says how many events there are; then write down how many came, none left out."""
    seen = 0
    with open_ledger(place, read_only=True) as ledger:
        while not (until.exists() and seen >= int(until.read_text("ascii") or 0)):
            batch = ledger.recorder.select_notifications(seen, 100, inclusive_of_start=False)
            assert list(range(seen + 1, seen + 1 + len(batch))) == [event.id for event in batch]
            seen += len(batch)
            if not batch:
                time.sleep(0.01)
    found.write_text(str(seen), "ascii")


@contextmanager
def at_work(target: Any, *several: tuple[Any, ...]) -> Iterator[list[SpawnProcess]]:
    """Run processes, and wait for them at the end of the block; none may fail."""
    processes = [SPAWN.Process(target=target, args=arguments) for arguments in several]
    for process in processes:
        process.start()
    try:
        yield processes
        for process in processes:
            process.join()
        assert [0] * len(processes) == [process.exitcode for process in processes]
    finally:
        for process in processes:
            process.kill()


def acknowledged(works: list[Work]) -> dict[str, int]:
    """Return what the writers were told of: the id of each event by its reference."""
    lines = [line.split() for work in works for line in work.told.read_text("ascii").splitlines()]
    assert len(lines) == len({ref for ref, _ in lines})
    return {ref: int(number) for ref, number in lines}


def check(place: str, agreements: int, told: dict[str, int]) -> None:
    """Hold a ledger against what its writers were told: gapless, nothing lost or doubled, sealed, and right."""
    with Ledger(place, read_only=True) as ledger:
        size = verify(ledger.file).size
        events: list[Event] = [ledger.decoded(each) for each in ledger.store.select_notifications(1, size)]
    assert list(range(1, size + 1)) == [event.id for event in events]
    assert told == {ref: event.id for event in events if (ref := getattr(event.body, "ref", None))}
    assert size == agreements + len(told)
    assert size == reperform(events).events
