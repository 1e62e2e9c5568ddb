"""Rows of one kind that follow each other become one event, which is worked out once for all of them.

What a list makes due is what its facts would make due one by one: the totals do not depend on the order in which facts
are recorded, nor on how many are taken at once.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, TypeGuard

from msgspec.structs import replace

from ledger.agreement import Agreement
from ledger.application import Together
from ledger.conversion_events import Converted
from ledger.events import Body, CostRecorded, IncomeRecorded, SalesRecorded
from ledger.importing.told import Told
from ledger.listed_events import FactsListed, ListedFact
from ledger.taking import KINDS

LONGEST = 1_000
"""Facts in one event: enough to make the work for each small, and few enough to read one event quickly."""

LISTED = ("cost", "sales", "income")
"""The kinds of facts that may stand in a list."""

Listed: TypeAlias = CostRecorded | SalesRecorded | IncomeRecorded


class _Row(NamedTuple):
    body: Listed
    place: str


class Lists:
    """The rows of an agreement that wait to be recorded together; `file` is what their provenance calls the file."""

    def __init__(self, together: Together, agreement: Agreement, file: str, told: Told) -> None:
        self._together = together
        self._agreement = agreement
        self._file = file
        self._told = told
        self._rows: list[_Row] = []

    def add(self, body: Body, place: str, note: str | None) -> None:
        """Take a checked fact in its turn: into a list, or by itself where it has something of its own to say."""
        if note or not _listable(body):
            self.end()
            self._record(body, note)
            return
        if self._rows and (len(self._rows) == LONGEST or not _alike(self._rows[0].body, body)):
            self.end()
        self._agreement.facts.reserve(body.ref, KINDS[type(body)])
        self._rows.append(_Row(body, place))

    def end(self) -> None:
        """Let what follows see all that was added before it."""
        rows, self._rows = self._rows, []
        if rows:
            self._record(rows[0].body if len(rows) == 1 else self._event(rows))

    def _record(self, body: Body, note: str | None = None) -> None:
        self._told.add(self._together.add(self._agreement, body, note))

    def _event(self, rows: list[_Row]) -> FactsListed:
        first = rows[0].body
        return FactsListed(
            kind=KINDS[type(first)],
            shared=getattr(first, "shared", True),
            facts=tuple(_fact(*row) for row in rows),
            entries=(),
            provenance=replace(first.provenance, source=self._file),
        )


def _listable(body: Body) -> TypeGuard[Listed]:
    """Whether a fact counts at once, stands for no other, and rests on no paper and no rate of its own."""
    if not isinstance(body, Listed) or isinstance(body, Converted) or body.restates or body.provenance.evidence:
        return False
    return not (isinstance(body, CostRecorded) and body.pending)


def _alike(one: Listed, other: Listed) -> bool:
    """Whether two facts may stand in one list: of one kind, by the same people."""
    if type(one) is not type(other) or getattr(one, "shared", True) != getattr(other, "shared", True):
        return False
    first, second = one.provenance, other.provenance
    return first.party == second.party and first.on_behalf_of == second.on_behalf_of


def _fact(body: Listed, place: str) -> ListedFact:
    deductions = body.deductions if isinstance(body, SalesRecorded) else ()
    return ListedFact(body.ref, body.on, body.party, body.of, body.amount, deductions, place)
