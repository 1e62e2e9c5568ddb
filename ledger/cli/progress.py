"""How far a long command is, on standard error, so that nobody takes it for one that hangs; short ones say nothing."""

from __future__ import annotations

from time import monotonic

from ledger.cli.streams import say

PATIENCE_SECONDS = 3.0
"""How long a command may be silent."""


class Progress:
    """Called with what is done and what there is in all; says so after a while, and then from time to time.

    `what` follows the numbers: `events verified`.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._silent_until = monotonic() + PATIENCE_SECONDS

    def __call__(self, done: int, of: int) -> None:
        """Take note of how far it is."""
        if done < of and monotonic() >= self._silent_until:
            say(f"pledger: {done:,} of {of:,} {self._what}", to_errors=True)
            self._silent_until = monotonic() + PATIENCE_SECONDS
