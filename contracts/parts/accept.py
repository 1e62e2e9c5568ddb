"""Acceptance: which parties must agree to a claim before it counts. A party never accepts its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contracts.clause_terms import Problem


def accepters(accepted_by: str | list[str] | None) -> list[str]:
    """Return the parties that may accept, in the order of the document; none if nobody has to."""
    if accepted_by is None:
        return []
    return [accepted_by] if isinstance(accepted_by, str) else accepted_by


def circular(accepted_by: str | list[str] | None, claimants: Sequence[str]) -> Iterable[Problem]:
    """Yield a problem if only those who gain by a claim could accept it."""
    if accepted_by is not None and set(accepters(accepted_by)) <= set(claimants) and len(claimants) == 1:
        yield Problem(
            ("accepted by",),
            f"'{claimants[0]}' is paid by the claim and may not accept its own",
            "name another party",
        )
