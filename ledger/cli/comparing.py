"""`pledger compare TERMS_A TERMS_B --facts FILE|AGREEMENT`: what each party would get under either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.documents import read_agreement
from ledger.cli.moments import Day
from ledger.cli.opened import meant_agreement, opened
from ledger.cli.options import general_options, settings_here
from ledger.cli.output import Format
from ledger.cli.reading import REPORTS, Reading
from ledger.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from contracts.terms import AgreementTerms
    from ledger.comparing import Figure, Happening


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger compare device-licence licence.yaml --facts device-licence",
        "pledger compare device-licence licence.yaml --facts sales.csv --explain licensor",
    ],
)
@click.argument("terms_a", metavar="TERMS_A")
@click.argument("terms_b", metavar="TERMS_B")
@click.option("--facts", required=True, metavar="FILE|AGREEMENT", help="A CSV or XLSX of facts, or an agreement's.")
@click.option("--through", type=Day(), metavar="DATE", help="Let time pass up to this day, as a close would.")
@click.option("--explain", metavar="PARTY[/PERIOD]", help="Show the sums behind these figures, not the largest ones.")
@click.option("--format", "format_", type=click.Choice([each.value for each in REPORTS]), help="How to write it.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into a file.")
@general_options
def compare(
    *,
    terms_a: str,
    terms_b: str,
    facts: str,
    through: date | None,
    explain: str | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show what each party would get under TERMS_A and under TERMS_B: documents, or agreements in the ledger.

    The same facts happen under both: all that count of an agreement, its acceptances and closes among them, or the
    rows of a file, whose claims count as accepted. Facts that terms don't take are listed. Nothing is recorded.
    """
    from ledger.comparing import figures, lived
    from projections.comparison import comparison_report

    first, second = _terms(terms_a), _terms(terms_b)
    happened = _happened(facts, (first, second))
    under_a, under_b = lived(terms_a, first, happened, through), lived(terms_b, second, happened, through)
    found = figures(under_a, under_b)
    explained = _explained(found, explain) if explain else None
    reading = Reading(settings_here(), format=Format(format_) if format_ else None, output=output)
    reading.show(comparison_report(under_a, under_b, found, explained))


def _terms(word: str) -> AgreementTerms:
    """Return the terms in a document, or those that an agreement in the ledger has now."""
    if Path(word).is_file():
        return read_agreement(Path(word))[1]
    if Path(word).suffix or "/" in word or "\\" in word:
        raise WrongUsage(f"There is no file '{word}'", fix="Name an agreement document, or an agreement in the ledger")
    with opened(settings_here()) as ledger:
        return ledger.agreement(meant_agreement(ledger.store, word)).contract.terms


def _happened(word: str, several: Sequence[AgreementTerms]) -> list[Happening]:
    """Return the facts of a file or of an agreement. Raises WrongUsage for amounts in another currency."""
    if Path(word).is_file():
        from ledger.importing.happenings import happenings_of, lines_of
        from ledger.importing.source import open_source

        return list(happenings_of(lines_of(open_source(Path(word)), several)))
    from ledger.happened import check_opening, happenings

    with opened(settings_here()) as ledger:
        agreement = ledger.agreement(meant_agreement(ledger.store, word))
        held = agreement.contract.terms.currency
        if any(terms.currency != held for terms in several):
            what = f"The facts of {agreement.id} are in {held}, and terms are in another currency"
            raise WrongUsage(what, where="--facts", fix="Compare terms in the currency of the facts")
        if agreement.opening:
            for terms in several:
                check_opening(agreement.opening, terms)
        events = [ledger.decoded(stored) for stored in ledger.store.select_events(agreement.id)]
        return list(happenings(agreement, events))


def _explained(found: Sequence[Figure], word: str) -> list[Figure]:
    """Return the figures of a party, or of a party in a period. Raises NotFound where there are none."""
    party, _, period = word.partition("/")
    wanted = [each for each in found if each.party == party and period in ("", each.period)]
    if not wanted:
        listed = ", ".join(dict.fromkeys(f"{each.party}/{each.period}" for each in found)) or "none"
        raise NotFound(f"There are no figures for '{word}'", where="--explain", fix=f"There are: {listed}")
    return wanted
