"""Work on a ledger shared out among processes, each of which opens the ledger for itself, or done in this one."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from multiprocessing import active_children, get_context
from threading import current_thread, main_thread
from time import monotonic
from typing import Generic, TypeVar

from ledger.store.address import Place
from ledger.store.opened import OpenLedger
from ledger.store.opening import LedgerFile, open_ledger

PATIENCE_SECONDS = 0.5
"""Other processes take about as long to start and to read what they need."""

MOST = 8
"""Beyond so many processes the disk has the last word."""

AHEAD = 3
"""Tasks handed out ahead for each process, so that none waits for the next."""

FAR_AHEAD = 1 << 12
"""Where results are small, and some tasks take as long as many others."""

T = TypeVar("T")
R = TypeVar("R")

_opened: list[OpenLedger] = []
"""The ledger that this process opened, where it works for another."""


def processes_here() -> int:
    """Return how many processes this machine has cores for."""
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)  # those we may use, from 3.13 on
    return min(count() or 1, MOST)


def across(
    ledger: OpenLedger,
    work: Callable[[OpenLedger, T], R],
    tasks: Iterable[T],
    processes: int,
    *,
    at_once: bool = False,
    ahead: int = AHEAD,
) -> Iterator[R]:
    """Yield what `work`, a function of a module, makes of each task, in the order of the tasks.

    This process begins alone, and shares out what is left after a moment, or `at_once` where that is known to pay;
    it goes on working itself while the others start and while they work. Where others can't be started, or are ended
    from outside, it does the rest. Errors of `work` should be part of what it returns: few of them can pass from one
    process to another. Tasks are drawn, and results held, only so many for each process `ahead` of what is yielded.
    """
    shared_from = monotonic() + (0 if at_once else PATIENCE_SECONDS)
    left = iter(tasks)
    for task in left:
        if processes > 1 and monotonic() >= shared_from and (following := list(islice(left, 1))):
            shared = _Shared[T, R](ledger, work, chain((task, *following), left), ahead * processes)
            with suppress(OSError, ImportError, BrokenProcessPool):
                yield from shared.results(processes)
            yield from map(partial(work, ledger), shared.left())
            return
        yield work(ledger, task)


class _Handed(Generic[T, R]):
    """A task that was handed to other processes, unless this one has taken it back."""

    def __init__(self, task: T, future: Future[R]) -> None:
        self.task = task
        self._future = future
        self._own: list[R] = []

    def is_done(self) -> bool:
        """Say whether its result is there."""
        return bool(self._own) or self._future.done()

    def take_back(self, work: Callable[[T], R]) -> bool:
        """Do it here, if nobody has begun it; says whether that was so."""
        if self._own or not self._future.cancel():
            return False
        self._own.append(work(self.task))
        return True

    def result(self) -> R:
        """Wait for its result."""
        return self._own[0] if self._own else self._future.result()


class _Shared(Generic[T, R]):
    """Tasks shared out among this process and others, a few ahead of the result that is wanted next."""

    def __init__(self, ledger: OpenLedger, work: Callable[[OpenLedger, T], R], tasks: Iterator[T], ahead: int) -> None:
        self._ledger = ledger
        self._work = work
        self._tasks = tasks
        self._ahead = ahead
        self._handed: deque[_Handed[T, R]] = deque()

    def results(self, processes: int) -> Iterator[R]:
        """Yield every result in its turn. Raises BrokenProcessPool where another process was ended from outside."""
        # Started anew everywhere, as Windows does it: a copy of this process would share its connections to the ledger.
        pool = ProcessPoolExecutor(processes - 1, get_context("spawn"), _open, (_place(self._ledger),))
        earlier = set(active_children())
        try:
            with _unheard():
                self._hand_out(pool)
            while self._handed:
                self._help_until_done(self._handed[0])
                result = self._handed[0].result()
                self._handed.popleft()
                yield result
                self._hand_out(pool)
        except BaseException:  # whoever stops here does not wait until the others have done what they are at
            for started in set(active_children()) - earlier:
                started.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def left(self) -> Iterator[T]:
        """Yield the tasks whose results were not yielded."""
        yield from (handed.task for handed in self._handed)
        yield from self._tasks

    def _hand_out(self, pool: ProcessPoolExecutor) -> None:
        for task in islice(self._tasks, self._ahead - len(self._handed)):
            try:
                self._handed.append(_Handed(task, pool.submit(_done, self._work, task)))
            except BrokenProcessPool:
                self._tasks = chain((task,), self._tasks)
                raise

    def _help_until_done(self, wanted: _Handed[T, R]) -> None:
        """Do here what nobody has begun, while the result that is wanted is not there."""
        work = partial(self._work, self._ledger)
        while not wanted.is_done() and any(handed.take_back(work) for handed in self._handed):
            pass


@contextmanager
def _unheard() -> Iterator[None]:
    """Start others so that they never hear Ctrl-C, not even before they could turn away: it is meant for this one."""
    if current_thread() is not main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _place(ledger: OpenLedger) -> Place:
    return ledger.path.absolute() if isinstance(ledger, LedgerFile) else ledger.address


def _open(place: Place) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows this is not handed down
    _opened.append(open_ledger(place, read_only=True))


def _done(work: Callable[[OpenLedger, T], R], task: T) -> R:
    return work(_opened[0], task)
