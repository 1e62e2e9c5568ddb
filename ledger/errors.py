"""What can go wrong, in one tree; every message says what is wrong, where, and what to do.

    LedgerError              exit code 1
    ├── Refused              the agreement or the ledger says no
    │   └── DuplicateKey     an idempotency key was used before, for another request
    ├── NotFound             there is no such agreement, fact, party or entry
    ├── WrongUsage           the command was called wrongly                              exit code 2
    ├── StoreError           file or server: missing, no ledger, newer, locked, full, read-only; or the clock
    │   ├── Damaged          the bytes no longer make a database                         exit code 3
    │   ├── NotAllowed       this user or this place may not do it
    │   └── Passing          over in a moment, perhaps: a lock is held, a server restarts
    ├── Conflict             somebody else recorded first: load again and run the command again
    ├── AlreadyRecorded      this key and this request are recorded: give the first answer again
    └── VerificationFailed   what is stored is not what was sealed                       exit code 3

`Conflict` and `AlreadyRecorded` are signals for the application, which acts on them; a user meets neither.
"""

from __future__ import annotations

from typing import ClassVar


class LedgerError(Exception):
    """Base of every error of the ledger: `what` is wrong, `where`, and the `fix`."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        super().__init__(what, where, fix)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        """One line: what (where). fix."""
        place = f" ({self.where})" if self.where else ""
        return f"{self.what}{place}. {self.fix}".rstrip()


class Refused(LedgerError):
    """The agreement or the ledger does not allow what was asked."""


class DuplicateKey(Refused):
    """An idempotency key came back with another request than the one recorded under it."""


class NotFound(LedgerError):
    """What was asked for is not in this ledger."""


class WrongUsage(LedgerError):
    """The command itself was put wrongly."""

    exit_code: ClassVar[int] = 2


class StoreError(LedgerError):
    """The ledger's file, server, disk or clock does not allow reading or writing."""


class Damaged(StoreError):
    """The database itself finds that it was altered or broken."""

    exit_code: ClassVar[int] = 3


class NotAllowed(StoreError):
    """What this user may not do, or nobody in a place that is for reading only."""


class Passing(StoreError):
    """What may be over in a moment: another program holds the lock, or the server is on its way back."""


class Conflict(LedgerError):
    """Another writer recorded on this agreement first; the aggregate in hand is out of date."""


class AlreadyRecorded(LedgerError):
    """The same request under the same key stands as `count` events from `first_id` on."""

    def __init__(self, first_id: int, count: int) -> None:
        super().__init__("This request is recorded already", where=f"event {first_id}")
        self.first_id = first_id
        self.count = count


class VerificationFailed(LedgerError):
    """The first thing found that is not as sealed; `event_id` and `agreement` where it is an event."""

    exit_code: ClassVar[int] = 3

    def __init__(
        self, what: str, *, where: str = "", fix: str = "", event_id: int | None = None, agreement: str | None = None
    ) -> None:
        super().__init__(what, where=where, fix=fix)
        self.event_id = event_id
        self.agreement = agreement
