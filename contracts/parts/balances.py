"""Balances that a clause carries by name: how they lie in its state, and when they start afresh.

The state is a tuple in the order in which terms bring balances in. An amendment can only add to its end, so that the
states of the periods before it stay what they were. Balances are exact and bear no interest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from contracts.arithmetic import Exact, Number
from contracts.carry import NOT_ASKED, Carry
from contracts.clause import State
from contracts.parts.scope import Per


class Slot(NamedTuple):
    """A balance by its name, and what it counts over."""

    name: str
    per: Per

    def __hash__(self) -> int:
        """Hash the name, which few balances share: formulas look balances up day by day."""
        return hash(self.name)


Kept = dict[Slot, Number]
"""Balances by slot; formulas bring them up to date as they go."""


def slots_until(timeline: Iterable[tuple[int, Any]], day: int) -> tuple[Slot, ...]:
    """Return the slots of all terms that began by a day, in the order in which they came in."""
    begun = (terms for start, terms in timeline if start <= day and terms is not None)
    return tuple(dict.fromkeys(slot for terms in begun for slot in terms.slots))


def opened(slots: Sequence[Slot], state: State) -> Kept:
    """Return the balances at the start of a quarter; what is new begins with nothing."""
    carried = (*state, *(0 for _ in slots[len(state) :]))
    return {slot: 0 if slot.per is Per.QUARTER else amount for slot, amount in zip(slots, carried, strict=True)}


def carries(slots: Iterable[Slot], words: Callable[[Slot], str], *, year_end: bool) -> list[Carry]:
    """Name balances that go on after a quarter's end; those of a span that ends with it begin afresh."""
    ended = (Per.QUARTER, Per.YEAR) if year_end else (Per.QUARTER,)
    return [NOT_ASKED if slot.per in ended else Carry(words(slot)) for slot in slots]


def state_of(kept: Mapping[Slot, Number]) -> State:
    """Return the state that carries balances on."""
    return tuple(kept.values())


def new_year(slots: Sequence[Slot], state: State) -> State:
    """Return a state at the start of a contract year."""
    return tuple(amount if slot.per is Per.LIFE else 0 for slot, amount in zip(slots, state, strict=False))


def within(ops: Exact, moved: Number, above: Number, room: Number) -> Number:
    """Return how much of what moved stays below a limit: at most the room left.

    What comes back (a credit note) first lessens what is above the limit.
    """
    return ops.clip(ops.hi(moved, 0), 0, ops.hi(room, 0)) + ops.lo(above + ops.lo(moved, 0), 0)
