"""`pledger explain`."""

from __future__ import annotations

import click

from ledger.cli.accrued import agreements_now, show_with_accrued
from ledger.cli.commands import LedgerCommand
from ledger.cli.reading import Reading, reading_options
from ledger.cli.source import member_meant, views_of
from ledger.errors import WrongUsage


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger explain device-licence --entry E3.1",
        "pledger explain device-licence --payment P1",
        "pledger explain device-licence --party licensor --measure received",
        "pledger explain device-licence --party licensor --clause royalty --period FY2026/27-Q1",
    ],
)
@click.argument("agreement", required=False)
@click.option("--party", metavar="PARTY", help="What concerns this party only.")
@click.option("--clause", metavar="CLAUSE", help="What this clause booked.")
@click.option("--period", metavar="PERIOD", help="What was booked for this period, such as FY2026/27-Q2.")
@click.option("--entry", metavar="ENTRY", help="One entry, such as E12.1.")
@click.option("--payment", metavar="PAYMENT", help="A payment, such as P1, traced to its source.")
@click.option("--measure", metavar="MEASURE", help="What a figure of shares is added up from, such as cash or irr.")
@reading_options
def explain(
    reading: Reading,
    *,
    agreement: str | None,
    party: str | None,
    clause: str | None,
    period: str | None,
    entry: str | None,
    payment: str | None,
    measure: str | None,
) -> None:
    """Explain figures: from entries down through their sums to facts, events and the clause's own words.

    AGREEMENT may be left out where the ledger holds only one.
    """
    if measure is not None:
        _explain_measure(reading, agreement, measure, party, narrowed=any((clause, period, entry, payment)))
        return
    from projections import explain as explanations
    from projections.asking import find_agreement
    from projections.carried import may_carry, with_carried
    from projections.explained import Wanted
    from projections.traced import Trail, with_trace

    with views_of(reading, agreement) as (source, name):
        wanted = Wanted(member_meant(source, name, party), clause, period, entry, payment)
        report = explanations.explain(source.connection, name, source.file.side_tables, wanted, source.asked)
        if payment is not None:
            agreed = find_agreement(source.connection, name)
            trail = Trail(payment, source.file.side_tables, source.file.recorder)
            report = with_trace(report, source.connection, agreed, trail)
        if not any((party, period, entry, payment)):
            known = find_agreement(source.connection, name).id
            for behind in agreements_now(reading, source, [known] if may_carry(source.connection, known) else ()):
                report = with_carried(report, behind, reading.as_of, clause)
        if wanted.narrow:
            reading.show(report)
        else:
            show_with_accrued(reading, source, report, name, parties=(wanted.party,) if wanted.party else None)


def _explain_measure(
    reading: Reading, agreement: str | None, measure: str, party: str | None, *, narrowed: bool
) -> None:
    if narrowed:
        fix = "Leave out --clause, --period, --entry and --payment, or --measure"
        raise WrongUsage("A measure is explained as a whole", where="--measure", fix=fix)
    from projections.explain_measure import explain_measure

    with views_of(reading, agreement) as (source, name):
        reading.show(explain_measure(source.connection, name, measure, member_meant(source, name, party), source.asked))
