"""Work on a ledger shared out among processes, each of which opens the ledger for itself, or done in this one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import active_children, get_context
from time import monotonic
from typing import TypeVar

from ledger.store.address import Place
from ledger.store.opened import OpenLedger
from ledger.store.opening import LedgerFile, open_ledger

PATIENCE_SECONDS = 0.5
"""Other processes take about as long to start and to read what they need."""

MOST = 8
"""Beyond so many processes the disk has the last word."""

T = TypeVar("T")
R = TypeVar("R")

_opened: list[OpenLedger] = []
"""The ledger that this process opened, where it works for another."""


def processes_here() -> int:
    """Return how many processes this machine has cores for."""
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)  # those we may use, from 3.13 on
    return min(count() or 1, MOST)


def across(
    ledger: OpenLedger, work: Callable[[OpenLedger, T], R], tasks: Sequence[T], processes: int, *, at_once: bool = False
) -> Iterator[R]:
    """Yield what `work`, a function of a module, makes of each task, in the order of the tasks.

    This process begins alone, and shares out what is left after a moment, or `at_once` where that is known to pay;
    it goes on working itself while the others start and while they work. Where others can't be started, or are ended
    from outside, it does the rest. Errors of `work` should be part of what it returns: few of them can pass from one
    process to another.
    """
    done, shared_from = 0, monotonic() + (0 if at_once else PATIENCE_SECONDS)
    while done < len(tasks):
        if processes > 1 and len(tasks) - done > 1 and monotonic() >= shared_from:
            with suppress(OSError, ImportError, BrokenProcessPool):
                for result in _results(ledger, work, tasks[done:], min(processes, len(tasks) - done)):
                    done += 1
                    yield result
            processes = 1
            continue
        yield work(ledger, tasks[done])
        done += 1


def _results(
    ledger: OpenLedger, work: Callable[[OpenLedger, T], R], tasks: Sequence[T], processes: int
) -> Iterator[R]:
    # Started anew everywhere, as Windows does it: a copy of this process would share its connections to the ledger.
    pool = ProcessPoolExecutor(processes - 1, get_context("spawn"), _open, (_place(ledger),))
    earlier = set(active_children())
    try:
        yield from _shared(ledger, work, tasks, [pool.submit(_done, work, task) for task in tasks])
    except BaseException:  # whoever stops here does not wait until the others have done what they are at
        for started in set(active_children()) - earlier:
            started.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _shared(
    ledger: OpenLedger, work: Callable[[OpenLedger, T], R], tasks: Sequence[T], running: Sequence[Future[R]]
) -> Iterator[R]:
    """Yield every result in its turn; while it is not there, do here what nobody has begun."""
    waiting = iter(range(len(tasks)))
    own: dict[int, R] = {}
    for turn, future in enumerate(running):
        while turn not in own and not future.done():
            unbegun = next((number for number in waiting if running[number].cancel()), None)
            if unbegun is None:
                break
            own[unbegun] = work(ledger, tasks[unbegun])
        yield own.pop(turn) if turn in own else future.result()


def _place(ledger: OpenLedger) -> Place:
    return ledger.path.absolute() if isinstance(ledger, LedgerFile) else ledger.address


def _open(place: Place) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever presses Ctrl-C means the process that shares out
    _opened.append(open_ledger(place, read_only=True))


def _done(work: Callable[[OpenLedger, T], R], task: T) -> R:
    return work(_opened[0], task)
