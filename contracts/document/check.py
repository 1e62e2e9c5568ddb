"""The check of a document: every mistake at once, each with its line, its field and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from pydantic import ValidationError

from contracts.clause import VENTURE
from contracts.clause_terms import ClauseTerms, Place
from contracts.currency import digits
from contracts.document.draft import Draft, drafted
from contracts.document.loader import Loaded, load
from contracts.document.mistakes import report
from contracts.errors import BadScalar, DocumentRefused
from contracts.suggestions import did_you_mean
from contracts.terms import AgreementTerms

_EDGES = ("up to", "above")
"""The fields of a band that are compared with those of the bands beside it."""


def read_document(source: bytes | str) -> AgreementTerms:
    """Read an agreement document, YAML or JSON. Raises DocumentRefused with every mistake in it."""
    loaded = load(source)
    terms = None
    try:
        terms = AgreementTerms.model_validate(loaded.tree)
    except ValidationError as error:
        report(error, loaded)
    _check_together(drafted(loaded), loaded)
    if terms is None or loaded.mistakes:
        raise DocumentRefused(tuple(sorted(dict.fromkeys(loaded.mistakes))))
    return terms


def _check_together(draft: Draft, loaded: Loaded) -> None:
    """Check what only shows when several parts of the document are seen together."""
    if draft.until and draft.effective and draft.until < draft.effective:
        what = f"the agreement ends on {draft.until}, before it begins on {draft.effective}"
        loaded.mistake(("until",), what, "write a later day, or correct 'effective'")
    for party in draft.parties:
        if party.casefold() == VENTURE:
            what = f"'{party}' is the name of the common pot and can't be a party"
            loaded.mistake(("parties", party), what, "give the party another id")
    _check_floors(draft, loaded)
    for table in ("parties", "clauses"):
        _check_capitals(table, loaded)
    for name, terms in draft.clauses.items():
        _check_parties(("clauses", name), terms, draft, loaded)
        _check_amounts(("clauses", name), terms, draft, loaded)
        for problem in terms.problems():
            place = ("clauses", name, *problem.path)
            if not _touches_repair(place, draft):
                loaded.mistake(place, problem.what, problem.fix)
    _check_reads(draft, loaded)
    _check_among(draft, loaded)


def _check_floors(draft: Draft, loaded: Loaded) -> None:
    floors = loaded.tree.get("parity floor")
    for party in floors if isinstance(floors, dict) and draft.parties else ():
        if party not in draft.parties:
            fix = did_you_mean(party, draft.parties, f"the parties are {', '.join(draft.parties)}")
            loaded.mistake(("parity floor", party), f"there is no party '{party}'", fix)


def _check_among(draft: Draft, loaded: Loaded) -> None:
    for name, terms in draft.clauses.items():
        for problem in terms.problems_among(draft.clauses):
            place = ("clauses", name, *problem.path)
            if not _touches_repair(place, draft):
                loaded.mistake(place, problem.what, problem.fix)


def _check_capitals(table: str, loaded: Loaded) -> None:
    """Refuse ids that differ in nothing but capitals: people would take one for the other."""
    ids = loaded.tree.get(table)
    seen: dict[str, str] = {}
    for name in ids if isinstance(ids, dict) else ():
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            what = f"'{name}' differs from '{first}' in nothing but capitals"
            loaded.mistake((table, name), what, "give one of them another id")


def _check_parties(place: Place, terms: ClauseTerms, draft: Draft, loaded: Loaded) -> None:
    known = [party for party in draft.parties if party.casefold() != VENTURE]
    for path, party in terms.named_parties():
        whole = (*place, *path)
        repaired = whole in draft.repaired and whole[-1] != party
        if known and party not in known and not repaired:
            fix = did_you_mean(party, known, f"the parties are {', '.join(known)}")
            loaded.mistake(whole, f"there is no party '{party}'", fix)


def _check_amounts(place: Place, terms: ClauseTerms, draft: Draft, loaded: Loaded) -> None:
    if draft.currency is None:
        return
    for path, amount in terms.amounts():
        try:
            amount.minor(digits(draft.currency), draft.currency)
        except BadScalar as error:
            if (*place, *path) not in draft.repaired:
                loaded.mistake((*place, *path), error.what, error.fix)


def _touches_repair(place: Place, draft: Draft) -> bool:
    """Tell whether what is wrong at a place may come from an example that stands in for what was written."""
    return any(
        place[: len(repaired)] == repaired or repaired[: len(place)] == place or _beside(place, repaired)
        for repaired in draft.repaired
    )


def _beside(place: Place, repaired: Place) -> bool:
    """Tell whether a place in a list of bands is compared with an edge that is an example."""
    numbers = [position for position, step in enumerate(place) if isinstance(step, int)]
    return bool(numbers) and repaired[-1] in _EDGES and repaired[: numbers[-1]] == place[: numbers[-1]]


def _check_reads(draft: Draft, loaded: Loaded) -> None:
    reads: dict[str, list[str]] = {name: [] for name in draft.clauses}
    known = loaded.tree.get("clauses")
    names = tuple(known) if isinstance(known, dict) else ()
    for name, terms in draft.clauses.items():
        for path, other in terms.named_clauses():
            if other in draft.clauses:
                reads[name].append(other)
            elif other not in names and (place := ("clauses", name, *path)) not in draft.repaired:
                fix = did_you_mean(other, names, f"the clauses are {', '.join(names)}")
                loaded.mistake(place, f"there is no clause '{other}'", fix)
    if found := circle(reads):
        what = f"the clauses read each other in a circle: {' reads '.join(found)}"
        loaded.mistake(("clauses", found[0]), what, "let one of them read something else")


def circle(reads: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Give the names of a circle of clauses, the first again at the end; nothing if there is none.

    >>> circle({"a": ["b"], "b": ["a"]})
    ('a', 'b', 'a')
    """
    try:
        TopologicalSorter(reads).prepare()
    except CycleError as error:
        found = tuple(reversed(error.args[1]))
        first = found.index(min(found))
        return (*found[first:-1], *found[:first], found[first])
    return ()
