"""An opening is the ground that all later facts stand on: it is not taken back under them."""

from __future__ import annotations

from contracts.entries import OPENING
from ledger.agreement import Agreement
from ledger.errors import Refused
from ledger.facts import Fact, Status


def refuse_followed(agreement: Agreement, fact: Fact) -> None:
    """Refuse to take back an opening that something has followed."""
    if fact.kind != OPENING:
        return
    later = [other.ref for other in agreement.facts.values() if other.ref != fact.ref and other.status is Status.COUNTS]
    if later or agreement.through != fact.on or agreement.amendments:
        listed = f": {', '.join(later[:10])}" if later else ""
        raise Refused(
            f"Something was recorded after the opening {fact.ref}{listed}",
            fix="Reverse what followed first, from the last on; what was closed or amended stays",
        )
