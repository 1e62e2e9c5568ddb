"""Backups: a copy of a ledger that others go on working with, verified before it takes its name.

A file that exists is never written over. The name is taken first, by an empty file, which is no ledger: whoever is
interrupted leaves that behind and never half a backup. A ledger on a server is backed up into a file as well, which
is a ledger that can be read anywhere; `pledger copy` brings it back to a server.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ledger.audit.copy import Steps, copy_to_file, part_beside, take_name
from ledger.audit.verify import Verified, verify
from ledger.store.copying import copy_into, mark_as_practice
from ledger.store.opened import OpenLedger
from ledger.store.opening import LedgerFile, open_file


class Copied(NamedTuple):
    """What was copied: what was verified of the copy, and its size."""

    verified: Verified
    size_bytes: int


def back_up(ledger: OpenLedger, target: Path, steps: Steps | None = None, *, practice: bool = False) -> Copied:
    """Copy a ledger into a file that does not exist yet, marked as one to practise on if that is asked for.

    Raises StoreError where the copy can't be made, and VerificationFailed where the copy is not as it was sealed.
    """
    take_name(target)
    part = part_beside(target)
    try:
        copied = _copied(ledger, part, steps or Steps(), practice=practice)
        part.replace(target)
    except BaseException:
        for left in (part, target):
            left.unlink(missing_ok=True)
        raise
    return copied


def _copied(ledger: OpenLedger, part: Path, steps: Steps, *, practice: bool) -> Copied:
    head = ledger.recorder.head()
    if isinstance(ledger, LedgerFile):
        copy_into(ledger, part, steps.copied)
    else:
        copy_to_file(ledger, part, steps.copied)
    if practice:
        mark_as_practice(part)
    with open_file(part, read_only=True) as copy:
        kept = (head.size, head.root_hex) if head.size else None
        verified = verify(copy, kept=kept, progress=steps.verified, processes=steps.processes)
    return Copied(verified, part.stat().st_size)
