"""The agreement and the word after it, `AGREEMENT GATE`, or the word alone where the ledger holds one agreement."""

from __future__ import annotations

from ledger.errors import WrongUsage


def meant(agreement: str | None, word: str | None, missing: str, fix: str) -> tuple[str | None, str]:
    """Return the agreement, None if only one word was written, and the word. Raises WrongUsage, saying what to add."""
    named, last = (agreement, word) if word is not None else (None, agreement)
    if not last or not last.strip():
        raise WrongUsage(missing, fix=fix)
    return named, last.strip()
