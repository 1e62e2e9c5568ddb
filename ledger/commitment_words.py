"""Commitments in words, for answers and for explanations alike."""

from __future__ import annotations

from ledger.commitment_events import CommitmentRecorded


def commitment_in_words(body: CommitmentRecorded, amount: str) -> str:
    """Say what is committed: a cost of a category, or capital of a fund; `amount` is written with its currency."""
    return f"{'capital promised to' if body.funding else 'a commitment for'} {body.of}, {amount}"


def release_in_words(commitment: str, amount: str) -> str:
    """Say what is released of which commitment."""
    return f"release of {amount} of {commitment}"
