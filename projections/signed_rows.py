"""What a signed agreement adds to the tables: itself, its parties, its clauses and what they read."""

from __future__ import annotations

from contracts.contract import Contract, booking
from contracts.terms import AgreementTerms
from ledger.events import AgreementAmended, AgreementSigned, Event
from ledger.life_events import PartyNovated
from projections import tables
from projections.life_rows import take_life
from projections.rows import Rows

_BEHIND = 1000
"""Where the parties stand that no document names: behind all that one does."""


def add_signed(rows: Rows, event: Event, signed: AgreementSigned) -> None:
    """Add an agreement as it was signed."""
    terms = AgreementTerms.from_json(bytes(signed.terms))
    agreement = event.originator_id
    rows.added[tables.agreements].append(
        {
            "agreement": agreement,
            "title": signed.title,
            "currency": signed.currency,
            "digits": signed.minor_digits,
            "effective": signed.effective.isoformat(),
            "until": signed.until.isoformat() if signed.until else None,
            "year": terms.year.value,
            "terms": bytes(signed.terms),
            "signed": event.id,
            "voided": None,
        }
    )
    _add_terms(rows, event, signed)
    _add_parties(rows, agreement, terms)
    _add_clauses(rows, agreement, Contract(terms, signed.minor_digits))


def add_amended(rows: Rows, event: Event, amended: AgreementAmended) -> None:
    """Put amended terms in the place of those before; clauses that have ended keep their rows."""
    terms = AgreementTerms.from_json(bytes(amended.terms))
    agreement = event.originator_id
    rows.forget(tables.parties, agreement, list(terms.parties))
    rows.forget(tables.clauses, agreement, list(booking(terms)))
    rows.forget(tables.measures, agreement, list(booking(terms)))
    rows.amended.append(
        {
            "of_agreement": agreement,
            "new_title": terms.title,
            "new_until": terms.until.isoformat() if terms.until else None,
            "new_terms": bytes(amended.terms),
        }
    )
    _add_terms(rows, event, amended)
    _add_parties(rows, agreement, terms)
    _add_clauses(rows, agreement, Contract(terms, terms.digits))


def add_novated(rows: Rows, event: Event, body: PartyNovated) -> None:
    """Add a novation, and the party that it brings into the agreement, behind those of the document."""
    take_life(rows, event, body)
    if body.name:
        party = {"agreement": event.originator_id, "party": body.to, "name": body.name, "role": None}
        rows.forget(tables.parties, event.originator_id, [body.to])
        rows.added[tables.parties].append(party | {"ordinal": _BEHIND + event.originator_version})


def _add_terms(rows: Rows, event: Event, body: AgreementSigned | AgreementAmended) -> None:
    rows.added[tables.terms].append(
        {
            "agreement": event.originator_id,
            "event": event.id,
            "effective": body.effective.isoformat(),
            "terms": bytes(body.terms),
        }
    )


def _add_parties(rows: Rows, agreement: str, terms: AgreementTerms) -> None:
    rows.added[tables.parties] += [
        {
            "agreement": agreement,
            "party": name,
            "ordinal": ordinal,
            "name": party.name,
            "role": party.role,
        }
        for ordinal, (name, party) in enumerate(terms.parties.items())
    ]


def _add_clauses(rows: Rows, agreement: str, contract: Contract) -> None:
    sources = booking(contract.terms)
    for ordinal, (name, clause) in enumerate(contract.clauses.items()):
        terms = sources[name][1]
        counts = clause.counts(terms)
        rows.added[tables.clauses].append(
            {
                "agreement": agreement,
                "clause": name,
                "ordinal": ordinal,
                "kind": terms.kind,
                "payer_counts": counts.payer.value,
                "payee_counts": counts.payee.value,
                "credited": terms.credited,
                "recurs": terms.recurs,
                "timed": clause.timed,
            }
        )
        rows.added[tables.measures] += [
            {"agreement": agreement, "clause": name, "measure": measure} for measure in dict.fromkeys(clause.reads)
        ]
