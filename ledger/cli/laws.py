"""The sums of a ledger held against their laws, for `pledger verify --laws`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from ledger.cli.options import settings_here
from ledger.cli.portfolio import agreements_of
from ledger.cli.reading import Reading
from ledger.errors import VerificationFailed

if TYPE_CHECKING:
    from projections.rendering.report import Report


def laws_kept(agreements: Collection[str]) -> Report:
    """Hold the sums of these agreements against every law."""
    from projections.laws import laws_table
    from projections.rendering.report import Report

    with agreements_of(Reading(settings_here()), None, everything=True) as (source, several):
        meant = [each for each in several if each.id in agreements]
        return Report("Every sum, added up in two ways", (laws_table(source.connection, meant, date.today()),))


def check_laws(report: Report) -> None:
    """Raise VerificationFailed where something is left of a sum."""
    from projections.laws import broken
    from projections.rendering.report import Table

    for laws in report.blocks:
        for agreement, law in broken(laws) if isinstance(laws, Table) else ():
            fix = "Run pledger views rebuild, then pledger verify --reperform"
            raise VerificationFailed(f"The sums do not come out: {law}", where=agreement, fix=fix, agreement=agreement)
