"""The addends of which a party's amounts are made."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """One addend of one of a party's amounts, named in `Standing`: where it comes from, and how much it adds.

    An amount of None makes the whole amount undefined.
    """

    party: str
    measure: str
    source: str
    amount: int | None
