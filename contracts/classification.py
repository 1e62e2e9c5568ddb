"""Which side of an entry counts as risk, and which as reward.

Each clause kind has a default; a document may override it clause by clause (`counts as`). The words are the ones
that the agreement is read back in.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Counts(StrEnum):
    """What an amount is to the party on one side of an entry."""

    RISK = "risk"
    """Cost borne in cash: adds to the party's risk."""
    IN_KIND = "risk in kind"
    """Time, goods or data contributed, at their accepted value: adds to the party's risk, and nobody owes it."""
    RECOVERY = "cost recovery"
    """Cost got back: lessens the party's risk, and is never a reward."""
    REWARD = "reward"
    """Income from the venture: received when paid, accrued until then."""
    SAVING = "verified saving"
    """Worth of an outcome that was verified and is kept: a reward that nobody pays, shown apart from cash."""
    RETAINED = "paid out of sales"
    """Neither: the payer's own reward is what it keeps of the sales, shown apart before its own costs."""
    NOTHING = "neither"
    """Neither risk nor reward: shown apart."""


class Classification(NamedTuple):
    """How an entry counts for the party that owes it and for the party that it is owed to."""

    payer: Counts
    payee: Counts
