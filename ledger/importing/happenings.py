"""The rows of a spreadsheet as what happened, under any terms: for comparisons, which record nothing.

Each row is read as `pledger import` reads it, except that a claim counts as accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from msgspec.structs import replace

from contracts.terms import AgreementTerms
from ledger.agreement import Agreement
from ledger.commands.base import known_party
from ledger.comparing import UNRECORDED, Happening
from ledger.errors import WrongUsage
from ledger.events import Body, Evidence
from ledger.importing.facts import command_for
from ledger.importing.file import tables_in
from ledger.importing.habits import Habits
from ledger.importing.headings import Fields
from ledger.importing.kinds import kind_of
from ledger.importing.lines import Line
from ledger.importing.mistakes import BadRows
from ledger.importing.source import Source

_SHOWN = Evidence("0" * 64, "a row of the file", 0)
"""What terms ask for as evidence counts as shown."""


def lines_of(source: Source, several: Iterable[AgreementTerms]) -> list[Line]:
    """Read the rows of a file. Raises BadRows with every cell that can't be read, and WrongUsage for no rows."""
    from contracts.contract import Contract

    feeds = [feed for terms in several for feed in Contract(terms, terms.digits).feeds]
    deductions = list(dict.fromkeys(kind for feed in feeds for kind in feed.deductions))
    lines, _ = tables_in(source, Fields({}, {}, lambda: deductions), Habits()).read()
    mistakes = [mistake for line in lines for mistake in line.mistakes]
    if mistakes:
        raise BadRows(source.name, mistakes, 0)
    if not lines:
        raise WrongUsage("No row holds a fact", where=source.name, fix="Fill in rows below the headings")
    return sorted(lines, key=lambda line: str(line.values.get("on") or ""))


def happenings_of(lines: Sequence[Line]) -> Iterator[Happening]:
    """Yield each row as what it is under an agreement's terms."""
    yield from (Happening(_name(line), partial(_body, line)) for line in lines)


def _name(line: Line) -> str:
    values = line.values
    told = (values.get("kind"), values.get("of"), values.get("amount") or values.get("quantity"), values.get("on"))
    sheet = f"{line.sheet}, " if line.sheet else ""
    return f"{sheet}row {line.row}: {', '.join(str(each) for each in told if each)}"


def _body(line: Line, agreement: Agreement) -> Body:
    """Return the event that a row would be recorded as. Raises LedgerError for a row that the terms don't take."""
    values, parties = line.values, agreement.contract.terms.parties
    party = known_party(values["party"], parties) if values.get("party") else None
    by = replace(UNRECORDED, party=party, evidence=(_SHOWN,))
    body: Any = command_for(kind_of(values, None, agreement), values).body(agreement, by)
    return cast(Body, replace(body, pending=False) if getattr(body, "pending", False) else body)
