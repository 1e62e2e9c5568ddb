"""Obligations: who had to do what by when, how it stands, and who is how often on time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from contracts.parts.accept import accepters
from ledger.duties import Duty, duties, obligations
from projections.loaded import Loaded
from projections.rendering.report import Footing, Report, Row, Table, day, integer, share, text


class Held(NamedTuple):
    """A duty under one agreement."""

    agreement: str
    duty: Duty


def held(each: Loaded, until: date) -> list[Held] | None:
    """Return the duties of an agreement whose periods have begun by a day; None where it sets no duties at all."""
    clauses = obligations(each.agreement)
    found = [Held(each.id, duty) for clause in clauses for duty in duties(each.agreement, clause, until)]
    return found if clauses else None


def obligations_report(several: Iterable[Loaded], today: date, footing: Footing) -> Report:
    """Answer with every duty and its state, and the on-time rate of each party."""
    found = _earliest_first(one for each in several for one in held(each, today) or ())
    return Report(
        title=f"Obligations, as on {today.isoformat()}",
        blocks=(_table("obligations", "Obligations", found, "There are no obligations."), _rates(found)),
        notes=(
            "On time is what was shown by its day; duties that are not due yet, were waived or have ended with the "
            "agreement are in no rate.",
            "A duty is planned until its period has ended, late after its day, and breached after its days of cure.",
        ),
        footing=footing,
    )


def _earliest_first(found: Iterable[Held]) -> list[Held]:
    return sorted(found, key=lambda one: one.duty.occurrence.due)


def open_duties(several: Sequence[list[Held] | None], until: date | None) -> Iterator[Table]:
    """Yield the duties still to be done that fall due by a day, where agreements have obligations at all."""
    if all(found is None for found in several):
        return
    found = _earliest_first(one for each in several for one in each or () if one.duty.open)
    wanted = [one for one in found if until is None or one.duty.occurrence.due <= until]
    yield _table("duties", "Duties to be done", wanted, "No duty is to be done.")


def _table(name: str, title: str, found: Iterable[Held], empty: str) -> Table:
    columns = (
        text("agreement", "Agreement"),
        text("clause", "Clause"),
        text("party", "Party"),
        text("duty", "Duty"),
        text("for", "For"),
        day("due", "Due"),
        text("state", "State"),
        day("done", "Done"),
        text("reference", "Reference"),
        text("asked", "Evidence asked"),
        text("accepters", "Accepted by"),
    )
    return Table(name, columns, tuple(map(_row, found)), title=title, empty=empty)


def _row(one: Held) -> Row:
    duty = one.duty
    done = duty.fact.on if duty.fact and duty.fact.kind == "duty" else None
    return (
        one.agreement,
        duty.clause,
        duty.party,
        duty.terms.duty,
        duty.occurrence.period,
        duty.occurrence.due,
        duty.state.value,
        done,
        f"{one.agreement}/{duty.fact.ref}" if duty.fact else "",
        duty.terms.evidence or "",
        " or ".join(accepters(duty.terms.accepted_by)),
    )


def _rates(found: Iterable[Held]) -> Table:
    columns = (
        text("agreement", "Agreement"),
        text("party", "Party"),
        integer("due", "Fallen due"),
        integer("met", "On time"),
        share("rate", "On-time rate"),
    )
    counted: dict[tuple[str, str], list[bool]] = {}
    for one in found:
        met = counted.setdefault((one.agreement, one.duty.party), [])
        if one.duty.on_time is not None:
            met.append(one.duty.on_time)
    rows: tuple[Row, ...] = tuple(
        (agreement, party, len(met), sum(met), Fraction(sum(met), len(met)) if met else None)
        for (agreement, party), met in counted.items()
    )
    return Table("on_time", columns, rows, title="On time", empty="No duty has fallen due.")
