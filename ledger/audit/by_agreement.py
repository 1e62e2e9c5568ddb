"""Reperformance of a ledger agreement by agreement: only one is in memory at a time, and several processes share them.

Agreements make nothing due under each other, so that each can be worked out by itself: the heaviest first, or the last
one begun would keep a single process at work. Where several differ, the first event that does is reported, whichever
agreement it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contracts.errors import ContractError
from ledger.audit.reperform import Reperformed, reperform
from ledger.audit.verify import Progress
from ledger.errors import LedgerError, VerificationFailed
from ledger.events import Event
from ledger.store.mapper import event_of
from ledger.store.opened import OpenLedger
from ledger.store.processes import FAR_AHEAD, across

_AT_ONCE = 100
"""Events of an agreement that are read together; an imported one may have a thousand facts."""

_MANY_BYTES = 1 << 23
"""From so many on others are called for help at once: it takes longer than they take to come."""

_UNKNOWN = 0
"""The event at which an agreement cannot even be read."""


class _Task(NamedTuple):
    agreement: str
    size: int


class _Bad(NamedTuple):
    """The first event of an agreement that differs."""

    event_id: int
    agreement: str


def reperform_ledger(
    ledger: OpenLedger,
    agreements: Sequence[str],
    size: int,
    processes: int = 1,
    progress: Progress | None = None,
) -> Reperformed:
    """Work out again every entry of some agreements, up to an event. Raises what `reperform` raises.

    `progress` is told after each how many agreements are done, and how many there are.
    """
    weights = dict(ledger.recorder.weights()) if processes > 1 and len(agreements) > 1 else {}
    tasks = [_Task(agreement, size) for agreement in sorted(agreements, key=lambda name: -weights.get(name, 0))]
    much = sum(weights.get(agreement, 0) for agreement in agreements) >= _MANY_BYTES
    counts: list[Reperformed] = []
    bad: list[_Bad] = []
    for found in across(ledger, _reperformed, tasks, processes, at_once=much, ahead=FAR_AHEAD):
        if isinstance(found, _Bad):
            bad.append(found)
        else:
            counts.append(found)
        if progress is not None:
            progress(len(counts) + len(bad), len(tasks))
    if bad:  # only numbers and names came from the other process: the error itself is met again here
        counts.append(_again(ledger, _Task(min(bad).agreement, size)))
    return Reperformed(*(sum(each) for each in zip(*counts, strict=True))) if counts else Reperformed(0, 0, 0)


def _reperformed(ledger: OpenLedger, task: _Task) -> Reperformed | _Bad:
    try:
        return _again(ledger, task)
    except VerificationFailed as failed:
        return _Bad(failed.event_id or _UNKNOWN, task.agreement)
    except (LedgerError, ContractError):
        return _Bad(_UNKNOWN, task.agreement)


def _again(ledger: OpenLedger, task: _Task) -> Reperformed:
    return reperform(_events(ledger, task))


def _events(ledger: OpenLedger, task: _Task) -> Iterator[Event]:
    version = 0
    while rows := ledger.recorder.select_rows_of(task.agreement, version, _AT_ONCE):
        for row in rows:
            if row[0] > task.size:
                return
            yield event_of(row)
        version = rows[-1][3]
