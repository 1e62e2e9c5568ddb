"""A ledger moved between stores, a file and a server: the same lines and root, the same texts, people and keys.

What is copied is what one moment had, in one transaction: whoever is interrupted leaves nothing behind that could be
taken for a ledger, and begins anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from ledger.audit.verify import Progress, Verified, verify
from ledger.errors import StoreError
from ledger.store.address import Place, ServerAddress
from ledger.store.contents import Contents, write_contents
from ledger.store.failures import not_made
from ledger.store.opened import OpenLedger
from ledger.store.opening import create_file, open_file, open_ledger


class Steps(NamedTuple):
    """Who is told how far a copy is, first of the copying and then of its verification, and how many may verify it."""

    copied: Progress | None = None
    verified: Progress | None = None
    processes: int = 1


def copy_ledger(source: OpenLedger, target: Place, steps: Steps | None = None) -> Verified:
    """Copy a ledger to a place that holds none, verify the copy, and say what was verified.

    Raises StoreError where the place is taken or can't be written, VerificationFailed where the copy is not as sealed.
    """
    steps = steps or Steps()
    if isinstance(target, ServerAddress):
        _copy_to_server(source, target, steps.copied)
        return _verified(target, source, steps)
    take_name(target)
    part = part_beside(target)
    try:
        copy_to_file(source, part, steps.copied)
        verified = _verified(part, source, steps)
        part.replace(target)
    except BaseException:
        for left in (part, target):
            left.unlink(missing_ok=True)
        raise
    return verified


def copy_to_file(source: OpenLedger, target: Path, copied: Progress | None = None) -> None:
    """Write what a ledger holds into a new file."""
    target.unlink(missing_ok=True)
    create_file(target, source.meta)
    with open_file(target) as copy, source.datastore.one_moment() as cursor:
        contents = Contents(cursor, copied)
        copy.datastore.write(lambda writing: write_contents(contents, copy.datastore, writing))


def _copy_to_server(source: OpenLedger, target: ServerAddress, copied: Progress | None) -> None:
    from ledger.store.server.creating import create_on_server  # only for a server

    with source.datastore.one_moment() as cursor:
        contents = Contents(cursor, copied)
        create_on_server(target, source.meta, lambda store, writing: write_contents(contents, store, writing))


def _verified(target: Place, source: OpenLedger, steps: Steps) -> Verified:
    """Verify a copy whole, and that what it has is the beginning of what the source has by now."""
    with open_ledger(target, read_only=True) as copy:
        size = copy.recorder.head().size
        kept = (size, source.recorder.root_at(size)) if size else None
        return verify(copy, kept=kept, progress=steps.verified, processes=steps.processes)


def part_beside(target: Path) -> Path:
    """Return the name under which a copy is made before it gets its own."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def take_name(target: Path) -> None:
    """Take the name of a file that does not exist yet, by an empty file, which is no ledger."""
    try:
        target.open("xb").close()
    except FileExistsError:
        raise StoreError("There is a file already", where=str(target), fix="Choose another name") from None
    except (OSError, ValueError) as error:
        raise not_made("The copy cannot be made", target, error) from error
