"""What an answer rests on, in words and as named values."""

from __future__ import annotations

from projections.rendering.report import Footing

ROOT_SHOWN_DIGITS = 16
"""Digits of the root shown at a terminal; the other formats give it whole."""


def sentences(footing: Footing) -> list[str]:
    """Write the footing as lines below a report at a terminal."""
    lines = [f"{measure[:1].upper()}{measure[1:]}: {basis}." for measure, basis in footing.bases]
    when = _when(footing)
    if when:
        lines.append(f"{when[:1].upper()}{when[1:]}.")
    if footing.position is not None:
        lines.append(_position(footing))
    return lines


def _when(footing: Footing) -> str:
    asked = (
        f"as of {footing.as_of.isoformat()}" if footing.as_of else "",
        f"as known at {footing.known_at}" if footing.known_at else "",
    )
    return ", ".join(part for part in asked if part)


def _position(footing: Footing) -> str:
    recorded = f", recorded {footing.instant}" if footing.instant else ""
    root = f", root {footing.root[:ROOT_SHOWN_DIGITS]}" if footing.root else ""
    return f"Rests on the ledger up to event {footing.position}{recorded}{root}."


def named(footing: Footing) -> dict[str, str | int | None]:
    """Return name and value in a fixed order; dates in ISO order, None for what was not asked or given."""
    return {
        "as_of": footing.as_of.isoformat() if footing.as_of else None,
        "known_at": footing.known_at,
        "instant": footing.instant,
        "position": footing.position,
        "root": footing.root,
    }
