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


class _Came(NamedTuple):
    """What came of the rows of one agreement: how many lines, good ones, facts and acceptances, and what is said."""

    lines: int
    mistakes: Sequence[Mistake]
    good: int = 0
    facts: int = 0
    accepted: int = 0
    sentences: Sequence[str] = ()


class Import:
    """The rows of one file on their way into a ledger."""

    def __init__(self, source: Source, turns: Turns, by: By, wishes: Wishes, finds: Finds) -> None:
        self._source = source
        self._turns = turns
        self._wishes = wishes
        self._asked = Asked(source.sha256, by, wishes, finds)
        self._came: dict[str | None, _Came] = {}
        self._begin()

    def _begin(self) -> None:
        self._mistakes: list[Mistake] = []
        self._sentences: list[str] = []
        self._good = self._facts = self._accepted = self._done = 0

    def record(self, ledger: Ledger, progress: Progress, tell: Tell) -> Imported:
        """Record all rows, or with --skip-bad the good ones. Raises BadRows with every mistake there is."""
        together = ledger.record_together(
            self._key(),
            lambda together: self._fill(together, progress, tell),
            dry_run=self._wishes.dry_run,
            resumes=True,
        )
        if together.repeated:
            self._begin()
            for told in _told_again(ledger, together):
                self._add_up(*_added_up(told, tell))
        return Imported(together, self._sentences, self._facts, self._accepted, self._mistakes)

    def _key(self) -> tuple[str, bytes]:
        """Return what makes the same file the same request, whoever imports it and however its columns are called."""
        request = {"file": self._source.sha256, "agreement": self._wishes.agreement}
        key = f"import:{self._source.sha256}:{self._wishes.agreement or ''}"
        return key, request_hash("import", request)

    def _fill(self, together: Together, progress: Progress, tell: Tell) -> None:
        """Work the file out, without the agreements that are taken over from the attempt before."""
        self._begin()
        for named, lines in self._turns.by_agreement():
            if named not in together.taken_over:
                self._came[named] = self._worked(together, named, lines, progress, tell)
            came = self._came[named]
            self._done += came.lines
            self._mistakes += came.mistakes
            self._good += came.good
            self._add_up(came.facts, came.accepted, came.sentences)
        if self._mistakes and (not self._wishes.skip_bad or not self._good):
            mistakes = sorted(self._mistakes, key=lambda each: self._turns.place_of(each.sheet, each.row))
            raise BadRows(self._source.name, mistakes, self._good)

    def _worked(
        self, together: Together, named: str | None, lines: Iterable[Turned], progress: Progress, tell: Tell
    ) -> _Came:
        """Work out the rows of one agreement, and say what came of them."""
        counted = _Counted(lines, progress, self._done)
        mistakes = list[Mistake]()
        try:
            rows = self._rows(together, named)
        except (LedgerError, ContractError) as error:
            for line, _ in counted:
                mistakes += line.mistakes or [mistake_of(line, error, "agreement")]
            return _Came(counted.done, mistakes)
        for turned in counted:
            mistakes += rows.take(turned)
        rows.end()
        return _Came(counted.done, mistakes, rows.good, *_added_up(rows.told, tell))

    def _rows(self, together: Together, named: str | None) -> AgreementRows:
        if not named:
            raise WrongUsage("It is not said which agreement", where="--agreement", fix="Write its id in every row")
        return AgreementRows(self._asked, together, together.agreement(named))

    def _add_up(self, facts: int, accepted: int, sentences: Sequence[str]) -> None:
        self._facts += facts
        self._accepted += accepted
        self._sentences += sentences


class _Counted(Iterable[Turned]):
    """The lines of one agreement, which are counted on top of those before them."""

    def __init__(self, lines: Iterable[Turned], progress: Progress, before: int) -> None:
        self._lines = lines
        self._progress = progress
        self._before = before
        self.done = 0

    def __iter__(self) -> Iterator[Turned]:
        for line in self._lines:
            self._progress(self._before + self.done)
            self.done += 1
            yield line


def _added_up(told: Told, tell: Tell) -> tuple[int, int, Sequence[str]]:
    """Return how many facts and acceptances there are, and what is said of them."""
    there_is = told.count or told.accepted
    return told.count, len(told.accepted), tell(told) if there_is else ()


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
