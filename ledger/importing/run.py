"""One import: every row checked against the agreement in hand, and all recorded in one transaction, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from contracts.errors import ContractError
from ledger.agreement import Agreement
from ledger.application import By, Ledger, Together
from ledger.commands.base import Command, known_party
from ledger.errors import LedgerError, Refused, WrongUsage
from ledger.events import Body, Evidence, PaymentRecorded
from ledger.importing.facts import command_for
from ledger.importing.file import Source
from ledger.importing.kinds import kind_of
from ledger.importing.known import Known
from ledger.importing.lines import Line, same_rows
from ledger.importing.lists import LISTED, Lists
from ledger.importing.mistakes import BadRows, Mistake, field_of, in_columns
from ledger.store.encoding import request_hash


class Wishes(NamedTuple):
    """How to import: the agreement and the kind where rows name none, and what to do with rows that are in doubt."""

    agreement: str | None
    kind: str | None = None
    all_new: bool = False
    skip_bad: bool = False
    dry_run: bool = False


class Imported(NamedTuple):
    """What came of it: the transaction, and what was wrong with the rows that were skipped."""

    together: Together
    skipped: Sequence[Mistake]


Progress = Callable[[int], None]
FindEvidence = Callable[[str], Evidence]
FindDue = Callable[[str, str], str]


class Finds(NamedTuple):
    """What a row only names: `evidence` reads a file, `due` tells what an agreement calls the due of an entry."""

    evidence: FindEvidence
    due: FindDue


class Import:
    """The lines of one file on their way into a ledger."""

    def __init__(self, source: Source, lines: Sequence[Line], by: By, wishes: Wishes, finds: Finds) -> None:
        self._source = source
        self._lines = lines
        self._by = by
        self._wishes = wishes
        self._finds = finds
        self._known: dict[str, Known] = {}
        self._mistakes: list[Mistake] = []
        self._lists: Lists
        self._good = 0

    def record(self, ledger: Ledger, progress: Progress) -> Imported:
        """Record all lines, or with --skip-bad the good ones. Raises BadRows with every mistake there is."""
        together = ledger.record_together(
            self._key(), lambda together: self._fill(together, progress), dry_run=self._wishes.dry_run
        )
        return Imported(together, () if together.repeated else self._mistakes)

    def _key(self) -> tuple[str, bytes]:
        """Return what makes the same file the same request, whoever imports it and however its columns are called."""
        request = {"file": self._source.sha256, "agreement": self._wishes.agreement}
        key = f"import:{self._source.sha256}:{self._wishes.agreement or ''}"
        return key, request_hash("import", request)

    def _fill(self, together: Together, progress: Progress) -> None:
        self._known.clear()
        self._good = 0
        self._lists = Lists(together, f"import:{self._source.sha256}")
        self._mistakes = [] if self._wishes.all_new else [_repeated(*pair) for pair in same_rows(self._lines)]
        doubtful = {(mistake.sheet, mistake.row) for mistake in self._mistakes}
        for done, line in enumerate(sorted(self._lines, key=_turn)):
            progress(done)
            self._mistakes += line.mistakes
            if not line.mistakes and (line.sheet, line.row) not in doubtful:
                self._try(together, line)
        self._lists.end_all()
        if self._mistakes and (not self._wishes.skip_bad or not self._good):
            order = {(line.sheet, line.row): place for place, line in enumerate(self._lines)}
            mistakes = sorted(self._mistakes, key=lambda mistake: order[mistake.sheet, mistake.row])
            raise BadRows(self._source.name, mistakes, self._good)

    def _try(self, together: Together, line: Line) -> None:
        """Add one line, or note what its agreement has against it."""
        try:
            self._add(together, line)
        except LedgerError as error:
            self._mistakes.append(line.mistake(error.what, in_columns(error.fix), field_of(error.where)))
        except ContractError as error:
            self._mistakes.append(line.mistake(error.what, error.fix, error.where or "amount"))

    def _add(self, together: Together, line: Line) -> None:
        values = line.values
        named = values.get("agreement") or self._wishes.agreement
        if not named:
            raise WrongUsage("It is not said which agreement", where="--agreement", fix="Write its id in every row")
        agreement = self._agreement(together, named)
        kind = kind_of(values, self._wishes.kind, agreement)
        if values.get("against"):
            values = {**values, "against": self._finds.due(agreement.id, values["against"])}
        command = command_for(kind, values)
        if kind not in LISTED or values.get("restates"):
            self._lists.end(agreement)
        body = together.checked(agreement, command, self._by_of(line))
        _check_party(agreement, values.get("party"), body)
        if not self._wishes.all_new:
            found = list(self._known[agreement.id].mistakes(line, kind, body))
            if found:
                self._mistakes += found
                return
        self._lists.add(agreement, body, line.place, values.get("note"))
        self._good += 1

    def _agreement(self, together: Together, named: str) -> Agreement:
        agreement = together.agreement(named, Command())
        if named not in self._known:
            self._known[named] = Known(agreement)
        return agreement

    def _by_of(self, line: Line) -> By:
        values = line.values
        evidence = (self._finds.evidence(values["evidence"]),) if values.get("evidence") else ()
        return self._by._replace(
            source=f"import:{self._source.sha256}:{line.place}",
            party=values.get("party") or self._by.party,
            on_behalf_of=values.get("on behalf of") or self._by.on_behalf_of,
            evidence=self._by.evidence + evidence,
        )


def _turn(line: Line) -> tuple[bool, date]:
    """Return when a line has its turn: by its day, so that no row is late behind another; what restates, last."""
    return bool(line.values.get("restates")), line.values.get("on") or date.max


def _repeated(line: Line, before: Line) -> Mistake:
    what = f"the row says the same as {f'{before.sheet}, ' if before.sheet else ''}row {before.row}"
    return line.mistake(what, "Take one out; if both happened, give each a reference of its own or add --new")


def _check_party(agreement: Agreement, named: str | None, body: Body) -> None:
    """Refuse a row that says another party's name than the terms give its fact."""
    party = body.payer if isinstance(body, PaymentRecorded) else getattr(body, "party", None)
    if named and party and known_party(named, agreement.contract.terms.parties, agreement.also_called) != party:
        fix = f"Write {party}, or correct what it is of"
        raise Refused(f"By the terms this is {party}'s, not {named}'s", where="--party", fix=fix)
