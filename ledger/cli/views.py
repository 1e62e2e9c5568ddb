"""`pledger views`: the disposable tables that answers are read from."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LazyGroup, LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.streams import say, warn

if TYPE_CHECKING:
    from ledger.errors import StoreError


@click.group(cls=LazyGroup, examples=["pledger views rebuild", "pledger views follow --for 1"])
@general_options
def views() -> None:
    """Look after the tables that answers are read from; they hold nothing of their own."""


@views.command(cls=LedgerCommand, examples=["pledger views rebuild"])
@general_options
def rebuild() -> None:
    """Throw the views away and build them again from the ledger."""
    from ledger.store.opening import open_ledger
    from projections.views import rebuild_views

    with open_ledger(settings_here().ledger, read_only=True) as ledger:
        basis = rebuild_views(ledger, helped=True)
    root = f", root {basis.root}" if basis.position else ""
    say(f"Built the views again from {basis.position} events{root}.")


@views.command(cls=LedgerCommand, examples=["pledger views follow --for 1"])
@click.option(
    "--every",
    type=click.FloatRange(0.01, 3600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait before asking again what is new.",
)
@click.option("--for", "most", type=click.FloatRange(0), metavar="SECONDS", help="End after so long (never).")
@general_options
def follow(every: float, most: float | None) -> None:
    """Keep the views caught up with what others record, until Ctrl-C.

    For a ledger on a server that many read: nobody's question has to wait then until the views know what is new.
    Several may follow at once, and a server that restarts is waited for.
    """
    from ledger.store.opening import open_ledger
    from projections.following import Told, follow

    place, line = settings_here().ledger, _Line()
    with _until(most) as stop:
        follow(lambda: open_ledger(place, read_only=True), Told(line.batch, line.trouble), stop, every)
    say(f"Followed up to event {line.position}." if line.position else "Nothing new was recorded meanwhile.")


class _Line:
    """A line on standard error for each batch, and one for each trouble as long as it lasts."""

    def __init__(self) -> None:
        self.position = 0
        self._trouble = ""

    def batch(self, position: int) -> None:
        """Say how far the views are now, and that they were built again where the history is another one."""
        if position < self.position:
            say("pledger: the ledger has another history than its views: they are built again", to_errors=True)
        if position > self.position:
            say(f"pledger: views up to event {position:,}", to_errors=True)
        self.position, self._trouble = position, ""

    def trouble(self, error: StoreError) -> None:
        """Say what is wrong, once as long as it lasts."""
        if error.what != self._trouble:
            warn(f"{error.what} ({error.where}); still trying")
        self._trouble = error.what


@contextmanager
def _until(most: float | None) -> Iterator[threading.Event]:
    """Yield a flag that goes up after so many seconds, on Ctrl-C, or when the system ends the program."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: object) -> None:
        if stop.is_set():  # asked for twice: whoever waits for a lock does not look at the flag
            raise KeyboardInterrupt
        stop.set()

    for number in before:
        signal.signal(number, end)
    timer = threading.Timer(most, stop.set) if most is not None else None
    try:
        if timer is not None:
            timer.start()
        yield stop
    finally:
        if timer is not None:
            timer.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)
