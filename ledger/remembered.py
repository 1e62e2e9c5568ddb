"""The facts that an agreement remembers, by reference, with what a new reference has to be checked against."""

from __future__ import annotations

from ledger.facts import Fact


class Facts(dict[str, Fact]):
    """Facts by reference, in the order in which they were recorded.

    How many there are of each kind, and how each reference is written, is kept beside them: a file of a hundred
    thousand facts must not look through all of them for each. Most references have no small letters, as S1 has none;
    these are found as they are, and only the others are kept a second time.
    """

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}
        self._reserved: set[str] = set()
        self._small: dict[str, str] = {}

    def __setitem__(self, ref: str, fact: Fact) -> None:
        """Remember a fact, or how it now stands; it is never forgotten."""
        if ref not in self:
            self.reserve(ref, fact.kind)
            self._reserved.discard(ref)
        dict.__setitem__(self, ref, fact)

    def reserve(self, ref: str, kind: str) -> None:
        """Let no other fact have a reference: the one that has it is in a list that is still being gathered."""
        if self.written(ref) is not None:
            return
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        if ref == ref.upper():
            self._reserved.add(ref)
        else:
            self._small[ref.casefold()] = ref

    def number_of(self, kind: str) -> int:
        """Return how many facts there are of a kind, whether or not they count."""
        return self._numbers.get(kind, 0)

    def written(self, ref: str) -> str | None:
        """Return how a reference is written, however its letters are given; None for one that is free."""
        capitals = ref.upper()
        if capitals in self or capitals in self._reserved:
            return capitals
        return self._small.get(ref.casefold()) if self._small else None
