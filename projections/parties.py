"""The parties of a ledger in a list, and one of them with all that is known of it and how that became known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from ledger.parties import Register
from ledger.party import KINDS, Name, Registered
from projections.asking import Register as People
from projections.party_history import Happened, happened
from projections.rendering.report import Footing, Report, Row, Table, day, integer, moment, text

_MOST_COMPARED = 400
"""Of more parties than these no pairs are looked for: every one is compared with every other."""

_NOTE = "A party is found by its id, any of its names and numbers, and in an agreement by the id it has there."


def list_parties(register: Register, on: date, us: str | None, footing: Footing) -> Report:
    """List every party with its name on a day; `us` says which is our own."""
    columns = (
        text("party", "Party"),
        text("name", "Name"),
        text("numbers", "Numbers"),
        text("agreements", "Agreements, and as what"),
        text("us", "Us"),
    )
    parties = list(register.parties())
    rows: tuple[Row, ...] = tuple(
        (party.id, party.name_on(on), _numbers(party), _agreements(party), "us" if us and _is_us(party, us) else "")
        for party in parties
    )
    table = Table("parties", columns, rows, empty="No party is known yet: sign an agreement, or add one.")
    notes = (_NOTE, *_perhaps_one(parties, on))
    return Report(title=f"Parties, by their names on {on.isoformat()}", blocks=(table,), notes=notes, footing=footing)


def show_party(party: Registered, on: date, events: Sequence[Happened], people: People, footing: Footing) -> Report:
    """Show one party: names by date, numbers, agreements, and every event that concerns it."""
    earlier = f"; earlier {', '.join(party.earlier_ids)}" if party.earlier_ids else ""
    return Report(
        title=f"{party.name_on(on)} ({party.id}{earlier})",
        blocks=(_names(party), _registered(party), _roles(party), _history(party, events, people)),
        footing=footing,
    )


def _numbers(party: Registered) -> str:
    return ", ".join(f"{KINDS[kind]} {party.numbers[kind]}" for kind in KINDS if kind in party.numbers)


def _agreements(party: Registered) -> str:
    return ", ".join(f"{agreement} ({role})" for (agreement, _), role in party.members.items())


def _is_us(party: Registered, us: str) -> bool:
    return us in (party.id, *party.earlier_ids, *(member for _, member in party.members)) or us in party.all_names()


def _perhaps_one(parties: Sequence[Registered], on: date) -> Iterator[str]:
    """Name the pairs that may be one party, by their names."""
    from ledger.party_names import Likeness, compare  # compares names with a library that only this needs

    for one, other in combinations(parties if len(parties) <= _MOST_COMPARED else (), 2):
        if one.contradicts(other.numbers):
            continue
        if compare(one.name_on(on), other.name_on(on)) is not Likeness.OTHER:
            yield (
                f"Perhaps one party: {one.name_on(on)} and {other.name_on(on)}; if so, "
                f"pledger parties merge {other.id} {one.id}"
            )


def _names(party: Registered) -> Table:
    columns = (day("from", "From"), text("name", "Name"), text("said_in", "Said in"))
    rows: tuple[Row, ...] = tuple((each.since, each.name, _said(each)) for each in party.names)
    rows += tuple(
        (None, name, f"{source or 'the register'}, beside its name") for name, source in party.aliases.items()
    )
    return Table("names", columns, rows, title="Names")


def _said(name: Name) -> str:
    return name.source or "the register"


def _registered(party: Registered) -> Table:
    columns = (text("register", "Register"), text("number", "Number"), text("said_in", "Said in"))
    rows: tuple[Row, ...] = tuple(
        (KINDS[kind], party.numbers[kind], party.sources[kind] or "the register")
        for kind in KINDS
        if kind in party.numbers
    )
    return Table("numbers", columns, rows, title="Numbers", empty="It has no number of a public register yet.")


def _roles(party: Registered) -> Table:
    columns = (text("agreement", "Agreement"), text("as", "Called there"), text("role", "As what"))
    rows: tuple[Row, ...] = tuple((agreement, member, role) for (agreement, member), role in party.members.items())
    return Table("agreements", columns, rows, title="Agreements", empty="It has signed none yet.")


def _history(party: Registered, events: Sequence[Happened], people: People) -> Table:
    columns = (
        integer("event", "Event"),
        moment("recorded_at", "Recorded at"),
        text("what", "What happened"),
        text("by", "By"),
        text("why", "Why"),
    )
    return Table("history", columns, tuple(happened(party, events, people)), title="History")
