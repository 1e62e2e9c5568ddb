"""One import: every row checked against the agreement in hand, and all recorded in one transaction, or none.

Agreement after agreement is loaded, worked out and let go again, so that memory holds the facts of one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from contracts.errors import ContractError
from ledger.application import By, Ledger, Together
from ledger.errors import LedgerError, WrongUsage
from ledger.importing.agreement_rows import AgreementRows, Asked, Finds, Wishes, mistake_of
from ledger.importing.mistakes import BadRows, Mistake
from ledger.importing.source import Source
from ledger.importing.told import Told
from ledger.importing.turns import Turned, Turns
from ledger.store.encoding import request_hash

_EVENTS_AT_ONCE = 100

Progress = Callable[[int], None]
Tell = Callable[[Told], Sequence[str]]
"""Says in sentences what was brought into one agreement."""


class Imported(NamedTuple):
    """What came of it: the transaction, the sentences about each agreement, and what was wrong with skipped rows."""

    together: Together
    sentences: Sequence[str]
    facts: int
    accepted: int
    skipped: Sequence[Mistake]


class Import:
    """The rows of one file on their way into a ledger."""

    def __init__(self, source: Source, turns: Turns, by: By, wishes: Wishes, finds: Finds) -> None:
        self._source = source
        self._turns = turns
        self._wishes = wishes
        self._asked = Asked(source.sha256, by, wishes, finds)
        self._begin()

    def _begin(self) -> None:
        self._mistakes: list[Mistake] = []
        self._sentences: list[str] = []
        self._good = self._facts = self._accepted = self._done = 0

    def record(self, ledger: Ledger, progress: Progress, tell: Tell) -> Imported:
        """Record all rows, or with --skip-bad the good ones. Raises BadRows with every mistake there is."""
        together = ledger.record_together(
            self._key(), lambda together: self._fill(together, progress, tell), dry_run=self._wishes.dry_run
        )
        if together.repeated:
            self._begin()
            for told in _told_again(ledger, together):
                self._add_up(told, tell)
        return Imported(together, self._sentences, self._facts, self._accepted, self._mistakes)

    def _key(self) -> tuple[str, bytes]:
        """Return what makes the same file the same request, whoever imports it and however its columns are called."""
        request = {"file": self._source.sha256, "agreement": self._wishes.agreement}
        key = f"import:{self._source.sha256}:{self._wishes.agreement or ''}"
        return key, request_hash("import", request)

    def _fill(self, together: Together, progress: Progress, tell: Tell) -> None:
        self._begin()
        for named, lines in self._turns.by_agreement():
            counted = self._counted(lines, progress)
            try:
                rows = self._rows(together, named)
            except (LedgerError, ContractError) as error:
                for line, _ in counted:
                    self._mistakes += line.mistakes or [mistake_of(line, error, "agreement")]
            else:
                for turned in counted:
                    self._mistakes += rows.take(turned)
                rows.end()
                self._good += rows.good
                self._add_up(rows.told, tell)
        if self._mistakes and (not self._wishes.skip_bad or not self._good):
            mistakes = sorted(self._mistakes, key=lambda each: self._turns.place_of(each.sheet, each.row))
            raise BadRows(self._source.name, mistakes, self._good)

    def _rows(self, together: Together, named: str | None) -> AgreementRows:
        if not named:
            raise WrongUsage("It is not said which agreement", where="--agreement", fix="Write its id in every row")
        return AgreementRows(self._asked, together, together.agreement(named))

    def _counted(self, lines: Iterable[Turned], progress: Progress) -> Iterator[Turned]:
        for line in lines:
            progress(self._done)
            self._done += 1
            yield line

    def _add_up(self, told: Told, tell: Tell) -> None:
        self._facts += told.count
        self._accepted += len(told.accepted)
        if told.count or told.accepted:
            self._sentences += tell(told)


def _told_again(ledger: Ledger, together: Together) -> Iterator[Told]:
    """Yield what was brought into each agreement by a file that was imported before."""
    versions: dict[str, list[int]] = {}
    for stored in together.stored:
        versions.setdefault(str(stored.originator_id), [stored.originator_version] * 2)[1] = stored.originator_version
    for name, (first, last) in versions.items():
        agreement = together.agreement(name)
        told = Told(agreement)
        for after in range(first - 1, last, _EVENTS_AT_ONCE):
            some = ledger.store.select_events(name, gt=after, lte=min(after + _EVENTS_AT_ONCE, last))
            for stored in some:
                told.add(ledger.decoded(stored))
        yield told
        together.let_go(agreement)
