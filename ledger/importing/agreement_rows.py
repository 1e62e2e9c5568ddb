"""The rows of a file that are of one agreement: each checked against it as it is after those before it, and added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from contracts.errors import ContractError
from ledger.agreement import Agreement
from ledger.application import By, Together
from ledger.commands.base import known_party
from ledger.errors import LedgerError, Refused
from ledger.events import Body, Evidence, PaymentRecorded
from ledger.importing.facts import command_for
from ledger.importing.kinds import kind_of
from ledger.importing.known import Known
from ledger.importing.lines import Line
from ledger.importing.lists import LISTED, Lists
from ledger.importing.mistakes import Mistake, field_of, in_columns
from ledger.importing.told import Told
from ledger.importing.turns import Turned
from ledger.importing.values import Values


class Wishes(NamedTuple):
    """How to import: the agreement and the kind where rows name none, and what to do with rows that are in doubt."""

    agreement: str | None
    kind: str | None = None
    all_new: bool = False
    skip_bad: bool = False
    dry_run: bool = False


FindEvidence = Callable[[str], Evidence]
FindDue = Callable[[str, str], str]


class Finds(NamedTuple):
    """What a row only names: `evidence` reads a file, `due` tells what an agreement calls the due of an entry."""

    evidence: FindEvidence
    due: FindDue


class Asked(NamedTuple):
    """What every row of an import has in common: the hash of its file, who imports it, how, and where things are."""

    file: str
    by: By
    wishes: Wishes
    finds: Finds


class AgreementRows:
    """Takes the rows of one agreement in their turn; `told` adds up what is recorded, `good` counts the rows."""

    def __init__(self, asked: Asked, together: Together, agreement: Agreement) -> None:
        self._asked = asked
        self._together = together
        self._agreement = agreement
        self._known = None if asked.wishes.all_new else Known(agreement)
        self._same: dict[object, Line] = {}
        self.told = Told(agreement)
        self._acting: dict[tuple[str | None, ...], By] = {}
        self._source = f"import:{asked.file}"
        self._lists = Lists(together, agreement, self._source, self.told)
        self.good = 0

    def take(self, turned: Turned) -> Sequence[Mistake]:
        """Add one line, or return what is wrong with it."""
        line, same_turn = turned
        if line.mistakes:
            return line.mistakes
        if before := self._before(line, same_turn=same_turn):
            return [_repeated(line, before)]
        try:
            return self._add(line)
        except (LedgerError, ContractError) as error:
            return [mistake_of(line, error)]

    def _before(self, line: Line, *, same_turn: bool) -> Line | None:
        """Return the line that says the same; it can only stand among those of the same turn."""
        if self._known is None or line.values.get("ref"):
            return None
        if not same_turn:
            self._same.clear()
        before = self._same.setdefault(frozenset(line.values.items()), line)
        return None if before is line else before

    def end(self) -> None:
        """Add what still waits to be recorded in one list, and hold the agreement no longer."""
        self._lists.end()
        self._together.let_go(self._agreement)

    def _add(self, line: Line) -> Sequence[Mistake]:
        values, agreement = line.values, self._agreement
        kind = kind_of(values, self._asked.wishes.kind, agreement)
        if values.get("against"):
            values = {**values, "against": self._asked.finds.due(agreement.id, values["against"])}
        command = command_for(kind, values)
        if kind not in LISTED or values.get("restates"):
            self._lists.end()
        place = line.place
        body = self._together.checked(agreement, command, self._by_of(values), f"{self._source}:{place}")
        if values.get("party"):
            _check_party(agreement, values["party"], body)
        if self._known and (found := list(self._known.mistakes(line, kind, body))):
            return found
        self._lists.add(body, place, values.get("note"))
        self.good += 1
        return ()

    def _by_of(self, values: Values) -> By:
        """Return who acts in a row, for whom, with what to show for it; most rows have that in common."""
        named = (values.get("party"), values.get("on behalf of"), values.get("evidence"))
        if named not in self._acting:
            by, (party, behalf, paper) = self._asked.by, named
            shown = (self._asked.finds.evidence(paper),) if paper else ()
            self._acting[named] = by._replace(
                party=party or by.party, on_behalf_of=behalf or by.on_behalf_of, evidence=by.evidence + shown
            )
        return self._acting[named]


def mistake_of(line: Line, error: LedgerError | ContractError, field: str | None = None) -> Mistake:
    """Return what an agreement has against a line, in the words of the sheet; `field` is where, if it does not say."""
    if isinstance(error, LedgerError):
        return line.mistake(error.what, in_columns(error.fix), field_of(error.where) or field)
    return line.mistake(error.what, error.fix, error.where or "amount")


def _repeated(line: Line, before: Line) -> Mistake:
    what = f"the row says the same as {f'{before.sheet}, ' if before.sheet else ''}row {before.row}"
    return line.mistake(what, "Take one out; if both happened, give each a reference of its own or add --new")


def _check_party(agreement: Agreement, named: str, body: Body) -> None:
    """Refuse a row that says another party's name than the terms give its fact."""
    party = body.payer if isinstance(body, PaymentRecorded) else getattr(body, "party", None)
    if party and known_party(named, agreement.contract.terms.parties, agreement.also_called) != party:
        fix = f"Write {party}, or correct what it is of"
        raise Refused(f"By the terms this is {party}'s, not {named}'s", where="--party", fix=fix)
