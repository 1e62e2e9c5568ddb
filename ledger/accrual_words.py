"""Estimates in words, for answers and for explanations alike."""

from __future__ import annotations


def estimate_in_words(kind: str, of: str, amount: str, period: str) -> str:
    """Say what is expected: `sales of device, GBP 1,000.00 expected for 2026-Q2`; `amount` has its currency."""
    return f"{kind} of {of}, {amount} expected for {period}"
