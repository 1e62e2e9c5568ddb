"""Work on a ledger shared out among processes, each of which opens the ledger for itself, or done in this one."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from threading import Condition, Thread, current_thread, main_thread
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

_MOMENT_SECONDS = 0.2
"""On Windows nobody who waits hears Ctrl-C: it is heard in between."""

_IN_HAND = 2
"""Tasks that another process has at a time: the one that it is at, and the next, for which it need not ask."""

T = TypeVar("T")
R = TypeVar("R")


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
    it goes on working itself while the others start and while they work. Where others can't be started, are ended
    from outside or meet an error, their tasks are done here: errors never pass from one process to another. Tasks are
    drawn, and results held, only so many for each process `ahead` of what is yielded.
    """
    shared_from = monotonic() + (0 if at_once else PATIENCE_SECONDS)
    left = iter(tasks)
    for task in left:
        if processes > 1 and monotonic() >= shared_from and (following := list(islice(left, 1))):
            shared = _Shared[T, R](chain((task, *following), left), ahead * processes)
            with _helped(ledger, work, shared, processes - 1):
                yield from shared.results(lambda each: work(ledger, each))
            return
        yield work(ledger, task)


class _Shared(Generic[T, R]):
    """Tasks by their numbers, from which this process and the threads of others help themselves, and their results."""

    def __init__(self, tasks: Iterator[T], ahead: int) -> None:
        self._changed = Condition()
        self._tasks = enumerate(tasks)
        self._ahead = ahead
        self._returned: deque[tuple[int, T]] = deque()
        self._in_hand = 0
        self._wanted = 0
        self._results: dict[int, R] = {}
        self._failed: Exception | None = None
        self._all_drawn = False

    def results(self, work: Callable[[T], R]) -> Iterator[R]:
        """Yield every result in its turn; while it is not there, do here what nobody has begun."""
        while True:
            with self._changed:
                while (taken := None if self._is_there() else self._take()) is None and not self._is_there():
                    if self._failed is not None:
                        raise self._failed
                    if not self._in_hand:
                        return
                    self._changed.wait(_MOMENT_SECONDS)
            if taken is not None:
                self.put(taken[0], work(taken[1]))
                continue
            with self._changed:
                result = self._results.pop(self._wanted)
                self._wanted += 1
                self._changed.notify_all()
            yield result

    def take(self, *, patiently: bool) -> tuple[int, T] | None:
        """Take the next task and its number; None where there is none, or for now none that may be begun."""
        with self._changed:
            while (taken := self._take()) is None and patiently and (self._in_hand or not self._all_drawn):
                self._changed.wait()
            return taken

    def end(self) -> None:
        """Let nobody wait for another task."""
        with self._changed:
            self._all_drawn, self._in_hand = True, 0
            self._tasks = enumerate(())
            self._returned.clear()
            self._changed.notify_all()

    def put(self, number: int, result: R) -> None:
        """Hand in the result of a task."""
        with self._changed:
            self._results[number] = result
            self._in_hand -= 1
            self._changed.notify_all()

    def give_back(self, tasks: Iterable[tuple[int, T]]) -> None:
        """Give back tasks that were not done."""
        with self._changed:
            for task in tasks:
                self._returned.append(task)
                self._in_hand -= 1
            self._changed.notify_all()

    def _drawn(self) -> tuple[int, T] | None:
        """Draw the next task; where that fails, in whichever thread, it fails for whoever wants the results."""
        drawn = None
        try:
            drawn = next(self._tasks, None)
        except Exception as error:  # it is raised where it is waited for
            self._failed = error
        self._all_drawn = drawn is None
        return drawn

    def _is_there(self) -> bool:
        return self._wanted in self._results

    def _take(self) -> tuple[int, T] | None:
        if self._returned:
            taken: tuple[int, T] | None = self._returned.popleft()
        elif self._in_hand + len(self._results) < self._ahead:
            taken = self._drawn()
        else:
            return None
        if taken is not None:
            self._in_hand += 1
        return taken


@contextmanager
def _helped(
    ledger: OpenLedger, work: Callable[[OpenLedger, T], R], shared: _Shared[T, R], helpers: int
) -> Iterator[None]:
    """Let other processes do tasks as well, until the block ends, whatever they are at then."""
    # Started anew everywhere, as Windows does it: a copy of this process would share its connections to the ledger.
    context = get_context("spawn")
    started = []
    try:
        with suppress(OSError, ImportError, AssertionError), _unheard():  # a daemon may start none
            for _ in range(helpers):
                here, there = Pipe()
                process = context.Process(target=_help, args=(there, _place(ledger), work), daemon=True)
                process.start()
                there.close()  # or the end of the other process would not be seen here
                started.append(process)
                Thread(target=_hand_over, args=(here, shared), daemon=True).start()
        yield
    finally:
        shared.end()
        for process in started:
            process.terminate()  # they only read
        for process in started:
            process.join()


def _hand_over(other: Connection, shared: _Shared[T, R]) -> None:
    """Give another process tasks, and take its results, until there are no more, or no other process."""
    in_hand: deque[tuple[int, T]] = deque()
    with suppress(Exception), other:  # whatever it is that other process cannot be given or cannot answer
        while True:
            while len(in_hand) < _IN_HAND and (taken := shared.take(patiently=not in_hand)) is not None:
                in_hand.append(taken)
                other.send(taken[1])
            if not in_hand:
                break
            result = other.recv()
            shared.put(in_hand.popleft()[0], result)
    shared.give_back(in_hand)


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


def _help(other: Connection, place: Place, work: Callable[[OpenLedger, T], R]) -> None:
    """Work for another process, which does itself, and meets what goes wrong there, whatever is not answered."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows this is not handed down
    with suppress(Exception), open_ledger(place, read_only=True) as ledger:
        while True:
            other.send(work(ledger, other.recv()))
