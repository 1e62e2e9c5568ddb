"""Facts and events in sentences, with who recorded them, when, and on what evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Row

from contracts.entries import OPENING
from contracts.money import written
from contracts.parts.quantity import quantity_text
from ledger.accrual_events import EstimateRecorded
from ledger.accrual_words import estimate_in_words
from ledger.commitment_events import CommitmentRecorded
from ledger.commitment_words import commitment_in_words, release_in_words
from ledger.conversion_events import RateRecorded
from ledger.conversion_words import original_in_words, rate_in_words
from ledger.due_events import DEALINGS
from ledger.due_words import dealing_in_words
from ledger.event_parts import Original
from ledger.events import Deduction, Provenance
from ledger.facts import Status
from ledger.gate_events import GateOpened, GateShut
from ledger.gate_words import gate_in_words
from ledger.life_words import life_in_words
from ledger.opening_events import PositionOpened
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded
from ledger.outcome_words import non_response_in_words, outcome_in_words, quality_in_words
from projections.asking import Agreed, Register
from projections.life_rows import BODIES, life_of
from projections.listed_rows import LISTED, SummedUp

ERASED = "erased"
_DIGITS_OF_HASH = 12

_brought = msgspec.json.Decoder(PositionOpened).decode
_shut = msgspec.json.Decoder(GateShut).decode
_opened = msgspec.json.Decoder(GateOpened).decode
_DEALT = {kind: msgspec.json.Decoder(body).decode for body, kind in DEALINGS.items()}
provenance_of = msgspec.json.Decoder(Provenance).decode
_committed = msgspec.json.Decoder(CommitmentRecorded).decode
_outcome = msgspec.json.Decoder(OutcomeRecorded).decode
_non_response = msgspec.json.Decoder(NonResponseClaimed).decode
_quality = msgspec.json.Decoder(QualityRecorded).decode
_estimate = msgspec.json.Decoder(EstimateRecorded).decode
_deductions = msgspec.json.Decoder(tuple[Deduction, ...]).decode
_original = msgspec.json.Decoder(Original).decode
_worth = msgspec.json.Decoder(RateRecorded).decode
_listed = msgspec.json.Decoder(SummedUp).decode


def fact_in_words(agreed: Agreed, fact: Row[Any]) -> str:
    """Say what a fact is: its reference, what happened, and its status now where it does not count."""
    status = "" if fact.status == Status.COUNTS.value else f" (now: {fact.status})"
    return f"{_named(agreed, fact)}{status}"


def _named(agreed: Agreed, fact: Row[Any]) -> str:
    instead = f", in place of {agreed.id}/{fact.restates}" if fact.restates else ""
    row = f", row {fact.details.decode()} of its file" if fact.details and fact.kind in LISTED else ""
    return f"{agreed.id}/{fact.ref}: {_happened(agreed, fact)}{instead}{row}"


def _happened(agreed: Agreed, fact: Row[Any]) -> str:
    return _SAID.get(fact.kind, _of_amount)(agreed, fact)


def _commitment(agreed: Agreed, fact: Row[Any]) -> str:
    body = _committed(fact.details or b"")
    until = f", until {body.until}" if body.until else ""
    return f"{commitment_in_words(body, agreed.money(fact.amount))}, by {fact.party} on {fact.on}{until}"


def _of_amount(agreed: Agreed, fact: Row[Any]) -> str:
    less = "".join(
        f", less {deduction.kind} {written(deduction.amount, agreed.digits)}"
        for deduction in (_deductions(fact.deductions) if fact.deductions else ())
    )
    return f"{fact.kind} of {fact.of}, {agreed.money(fact.amount)}{_from(fact)}{less}, by {fact.party} on {fact.on}"


def _from(fact: Row[Any]) -> str:
    """Say what was converted from another currency."""
    return original_in_words(_original(fact.original) if fact.original else None)


def _rate(agreed: Agreed, fact: Row[Any]) -> str:
    return f"{rate_in_words(_worth(fact.details), agreed.currency, date.isoformat)}, by {fact.party}"


def thing_in_words(agreed: Agreed, fact: Row[Any]) -> str:
    """Say what a fact is of, with what is no amount of money about it."""
    match fact.kind:
        case "in kind":
            return f"{fact.of}, {quantity_text(fact.amount)}"
        case "outcome":
            return outcome_in_words(_outcome(fact.details), agreed.digits)
        case "non-response":
            body = _non_response(fact.details)
            return non_response_in_words(body, body.claimed.isoformat())
        case "quality":
            return quality_in_words(_quality(fact.details))
        case _:
            return str(fact.of)


def _dealing(agreed: Agreed, fact: Row[Any]) -> str:
    body = _DEALT[fact.kind](fact.details)
    return dealing_in_words(body, agreed.money, date.isoformat)


def _position(agreed: Agreed, fact: Row[Any]) -> str:
    """Say how far an agreement was kept elsewhere, and where the terms make something else of its figures."""
    body = _brought(fact.details)
    said = f"opening: the position as kept elsewhere up to {fact.on}, brought in by {fact.party} from "
    said += body.source.name
    for each in body.differences:
        told, worked = agreed.money(each.told), agreed.money(each.worked)
        said += f"; opening difference under {each.clause}: {each.role} was booked {told}, the terms make {worked}"
    return said


def _expected(agreed: Agreed, fact: Row[Any]) -> str:
    body = _estimate(fact.details or b"")
    return f"{estimate_in_words(body.kind, body.of, agreed.money(body.amount), body.period)}, by {body.party}"


_SAID: Mapping[str, Callable[[Agreed, Row[Any]], str]] = {
    "cost": lambda agreed, fact: (
        f"cost of {fact.of}, {agreed.money(fact.amount)}{_from(fact)}, paid by {fact.party} on {fact.on}"
    ),
    "rate": _rate,
    "in kind": lambda agreed, fact: f"{thing_in_words(agreed, fact)}, contributed in kind by {fact.party} on {fact.on}",
    "approval": lambda agreed, fact: (
        f"overspend of {fact.of}, {agreed.money(fact.amount)}, approved by {fact.party} on {fact.on}"
    ),
    "contribution": lambda agreed, fact: (
        f"capital of {agreed.money(fact.amount)} paid into {fact.of} by {fact.party} on {fact.on}"
    ),
    "outcome": lambda agreed, fact: f"{thing_in_words(agreed, fact)}, shown by {fact.party} on {fact.on}",
    "quality": lambda agreed, fact: f"{thing_in_words(agreed, fact)}, measured by {fact.party} on {fact.on}",
    "non-response": lambda agreed, fact: f"{thing_in_words(agreed, fact)}, by {fact.party}, of {fact.on}",
    "gate": lambda agreed, fact: gate_in_words(
        (_shut if fact.amount > 0 else _opened)(fact.details or b""), date.isoformat
    ),
    "commitment": _commitment,
    "release": lambda agreed, fact: (
        f"{release_in_words(fact.of, agreed.money(fact.amount))}, of {fact.party} on {fact.on}"
    ),
    "unvalued": lambda agreed, fact: (
        f"{fact.of}, {quantity_text(fact.amount)}, contributed in kind by {fact.party} on {fact.on}, without a value"
    ),
    **dict.fromkeys(DEALINGS.values(), _dealing),
    OPENING: _position,
    "payment": lambda agreed, fact: f"payment of {agreed.money(fact.amount)} by {fact.party} to {fact.of} on {fact.on}",
    "estimate": _expected,
    **dict.fromkeys(BODIES, lambda agreed, fact: life_in_words(life_of(fact.kind, fact.details), str, date.isoformat)),
    "milestone": lambda agreed, fact: f"milestone {fact.of}, reached on {fact.on}, claimed by {fact.party}",
}
"""What is said of a fact by its kind; of any other kind, what it is of and its amount."""


def event_in_words(agreed: Agreed, event: Row[Any], facts: Mapping[str, Row[Any]]) -> str:
    """Say in a sentence what happened."""
    fact = facts.get(event.ref)
    if event.listed:
        return list_in_words(agreed, event.listed)
    if fact is None:
        return {
            "agreement-signed": f"{agreed.title} was signed",
            "agreement-voided": f"{agreed.id} was voided",
            "engine-adopted": "another version of the engine was adopted",
            "period-closed": f"the close of the statements up to {event.on}",
            "agreement-amended": "other terms were agreed",
            "accrued": f"what had accrued by {event.on} and was not booked was accrued, and reversed on the next day",
        }[event.event]
    if event.event == "fact-accepted":
        return f"{event.party} accepted {_named(agreed, fact)}"
    if event.event == "fact-reversed":
        return f"reversed {_named(agreed, fact)}"
    return fact_in_words(agreed, fact)


def list_in_words(agreed: Agreed, listed: bytes) -> str:
    """Say what a list of facts holds."""
    told = _listed(listed)
    when = f"on {told.since}" if told.since == told.until else f"from {told.since} to {told.until}"
    what = f"{told.count:,} of {told.kind}, {', '.join(told.of)}, {agreed.money(told.amount)} in all"
    return f"{agreed.id}/{told.first} to {told.last}: {what}, by {', '.join(told.parties)}, {when}"


class Remembered:
    """A register that asks for each name once: few people record many events."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._names: dict[str, str | None] = {}

    def name_of(self, pseudonym: str) -> str | None:
        """Give the name behind a pseudonym, None where it was erased."""
        if pseudonym not in self._names:
            self._names[pseudonym] = self._register.name_of(pseudonym)
        return self._names[pseudonym]

    def text_of(self, text_hash: str) -> str | None:
        """Give the text behind a salted hash, None where it was erased."""
        return self._register.text_of(text_hash)


def who(provenance: Provenance, register: Register) -> str:
    """Name the person behind a pseudonym."""
    return register.name_of(provenance.actor) or ERASED


def for_whom(provenance: Provenance) -> str:
    """Say which party acted, and on whose behalf."""
    if provenance.on_behalf_of:
        return f"{provenance.party or ''} on behalf of {provenance.on_behalf_of}".strip()
    return provenance.party or ""


def why(event: Row[Any], provenance: Provenance, register: Register) -> str:
    """Return the reason or note that was given, "erased" where it was."""
    text_hash = event.reason or provenance.note
    if not text_hash:
        return ""
    return register.text_of(text_hash) or ERASED


def recorded(event: Row[Any], register: Register) -> str:
    """Say who recorded an event, for whom, when, from where and on what evidence."""
    provenance = provenance_of(event.provenance)
    acting = for_whom(provenance)
    said = [f"event {event.id}, recorded by {who(provenance, register)}{f' for {acting}' if acting else ''}"]
    said.append(f"at {event.at} as user {provenance.user} on {provenance.host}, source {provenance.source}")
    for proof in provenance.evidence:
        said.append(f"evidence {proof.name} (SHA-256 {proof.sha256[:_DIGITS_OF_HASH]})")
    reason = why(event, provenance, register)
    return ", ".join([*said, f'"{reason}"'] if reason else said)


def to_the_second(instant: str | None) -> str:
    """Shorten an instant for reading; the canonical line has all of it.

    >>> to_the_second("2026-11-22T04:36:03.123456Z")
    '2026-11-22 04:36:03Z'
    """
    return f"{instant[:10]} {instant[11:19]}Z" if instant else ""
