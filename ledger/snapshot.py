"""An agreement's state as bytes, so that the next command need not replay its history: a cache, never a source.

Only what cannot be worked out again is kept: the signed terms, the facts, and what was booked. The tally and the
clauses' states follow from them.
"""

from __future__ import annotations

from datetime import date

import msgspec

from contracts.entries import Booked
from ledger.agreement import Agreement
from ledger.amending import renew_terms
from ledger.errors import StoreError
from ledger.events import AgreementAmended, AgreementSigned
from ledger.facts import Fact
from ledger.life_events import PartyNovated
from ledger.opening import set_opening
from ledger.opening_events import PositionOpened

EVERY = 200
"""How many events pass between one snapshot and the next."""


def is_due(before: int, version: int) -> bool:
    """Say whether a snapshot is to be taken of an agreement that was at version `before` when it was last recorded."""
    return version // EVERY > before // EVERY


class State(msgspec.Struct, frozen=True):
    """What a snapshot holds."""

    version: int
    engine_version: int
    voided: bool
    signed: AgreementSigned
    amendments: tuple[AgreementAmended, ...]
    through: date | None
    facts: tuple[Fact, ...]
    booked: tuple[Booked, ...]
    accrued_to: date | None = None
    opening: PositionOpened | None = None
    freed: tuple[tuple[str, tuple[str, str, str], int], ...] = ()
    novations: tuple[PartyNovated, ...] = ()


_DECODER = msgspec.json.Decoder(State)


def packed(agreement: Agreement) -> bytes:
    """Write an agreement's state. It must have been signed."""
    if agreement.signed is None:
        raise StoreError(f"{agreement.id} was never signed")
    booked = (
        Booked(clause, role, payer, payee, amount, period, agreement.debts.due(clause, period))
        for clause, period, (role, payer, payee), amount in agreement.engine.kept()
    )
    return msgspec.json.encode(
        State(
            version=agreement.version,
            engine_version=agreement.engine_version,
            voided=agreement.voided,
            signed=agreement.signed,
            amendments=tuple(agreement.amendments),
            novations=tuple(agreement.novations),
            through=agreement.through,
            accrued_to=agreement.accrued_to,
            opening=agreement.opening,
            facts=tuple(agreement.facts.values()),
            booked=tuple(booked),
            freed=tuple(agreement.debts.freed()),
        )
    )


def unpacked(agreement_id: str, state: bytes) -> Agreement:
    """Read an agreement back; its engine works the clauses' states out when it is next asked."""
    kept = _DECODER.decode(state)
    agreement = Agreement(agreement_id)
    agreement.bind(kept.signed)
    for amendment in kept.amendments:
        renew_terms(agreement, amendment)
    agreement.novations = list(kept.novations)
    if kept.opening:
        set_opening(agreement, kept.opening)
    if kept.through:
        agreement.through = kept.through
        agreement.engine.close(kept.through.toordinal())
    agreement.accrued_to = kept.accrued_to
    agreement.version = kept.version
    agreement.voided = kept.voided
    agreement.engine_version = kept.engine_version
    agreement.engine.book(kept.booked)
    agreement.debts.book(kept.booked)
    for fact in kept.facts:
        agreement.recall(fact)
    agreement.debts.recall_freed(kept.freed)
    return agreement
