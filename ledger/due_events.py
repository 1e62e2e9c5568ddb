"""The events of a due beyond its payment: claimed, invoiced, waived, disputed, and a dispute that ended.

Each names the due: `clause` and `period`, between `payer` and `payee`. `party` is who acted. They change nothing that
a clause makes due; what a waiver settles and a dispute ring-fences stands in `settled`, and moves with what is left.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import msgspec

from contracts.entries import Entry
from ledger.event_parts import Provenance, Settled


class EntitlementClaimed(msgspec.Struct, frozen=True, gc=False):
    """`party`, the payee, has claimed what it is due; `amount` is what was open then."""

    ref: str
    on: date
    party: str
    clause: str
    period: str
    payer: str
    payee: str
    amount: int
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class Invoiced(msgspec.Struct, frozen=True, gc=False):
    """`party`, the payee, has invoiced `amount` of a due; `number` is the invoice's own."""

    ref: str
    on: date
    party: str
    clause: str
    period: str
    payer: str
    payee: str
    amount: int
    number: str | None
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class Waived(msgspec.Struct, frozen=True, gc=False):
    """`party`, the payee, gives up `amount` of a due; `authority` is the salted hash of who decided it."""

    ref: str
    on: date
    party: str
    clause: str
    period: str
    payer: str
    payee: str
    amount: int
    authority: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class Disputed(msgspec.Struct, frozen=True, gc=False):
    """`party` disputes `amount` of a due: no payment settles it meanwhile; `reason` is the salted hash of a text."""

    ref: str
    on: date
    party: str
    clause: str
    period: str
    payer: str
    payee: str
    amount: int
    reason: str
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


class DisputeResolved(msgspec.Struct, frozen=True, gc=False):
    """The dispute `dispute` ended: `amount` was upheld and is waived, the rest falls due again; 0: it was withdrawn."""

    ref: str
    on: date
    party: str
    dispute: str
    clause: str
    period: str
    payer: str
    payee: str
    amount: int
    entries: tuple[Entry, ...]
    provenance: Provenance
    settled: tuple[Settled, ...] = ()


Dealing: TypeAlias = EntitlementClaimed | Invoiced | Waived | Disputed | DisputeResolved
"""What happens to a due beside being paid."""

DEALINGS: dict[type[Dealing], str] = {
    EntitlementClaimed: "claim",
    Invoiced: "invoice",
    Waived: "waiver",
    Disputed: "dispute",
    DisputeResolved: "resolution",
}
"""What the kind of fact of each event is called."""

HOLDING = ("waiver", "dispute", "resolution")
"""The kinds that hold a part of a due: what was waived or upheld settles it, what is disputed is ring-fenced."""
