"""`pledger forecast`: what a scenario means for every party, on top of what is booked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.documents import DOCUMENT, content_of
from ledger.cli.files import check_place
from ledger.cli.output import emit
from ledger.cli.portfolio import agreements_of
from ledger.cli.practising import practice_sentence
from ledger.cli.reading import Reading, reading_options
from ledger.errors import Refused, WrongUsage
from ledger.facts import Status

if TYPE_CHECKING:
    from contracts.forecast.outlook import Outlook
    from contracts.forecast.reading import ScenarioDocument
    from contracts.forecast.simulated import Simulated
    from contracts.forecast.standpoint import Standpoint
    from projections.forecast_portfolio import Worked
    from projections.loaded import Loaded
    from projections.rendering.report import Report

CHARTS = (".png", ".svg")


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger forecast --blank device-licence -o scenario.yaml",
        "pledger forecast device-licence --scenario base.yaml",
        "pledger forecast device-licence --scenario base.yaml --simulate 10000 --seed 1",
        "pledger forecast device-licence --scenario base.yaml --backtest",
    ],
)
@click.argument("agreement", required=False)
@click.option("--all", "everything", is_flag=True, help="Every agreement that a scenario names.")
@click.option("--scenario", "files", type=DOCUMENT, multiple=True, metavar="FILE", help="What is expected (YAML).")
@click.option("--simulate", type=click.IntRange(100, 200_000), metavar="PATHS", help="Draw what is uncertain so often.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same draws.")
@click.option("--backtest", is_flag=True, help="Compare what the scenario said with what has come since.")
@click.option("--chart", type=click.Path(path_type=Path), metavar="FILE", help="Draw it too, as .png or .svg.")
@click.option("--blank", is_flag=True, help="Write the scenario of the agreement to fill in; of none, an example.")
@reading_options
def forecast(
    reading: Reading,
    *,
    agreement: str | None,
    everything: bool,
    files: tuple[Path, ...],
    simulate: int | None,
    seed: int,
    backtest: bool,
    chart: Path | None,
    blank: bool,
) -> None:
    """Project risk and reward, cash and value, party by party, from what is booked and a scenario.

    A scenario says which sales, costs and milestones are expected, and with which probability.
    """
    if blank:
        reading.emit(_blank(reading, agreement))
        return
    if not files:
        fix = f"Write one: pledger forecast --blank {agreement or 'AGREEMENT'} -o base.yaml"
        raise WrongUsage("A scenario is missing", where="--scenario", fix=fix)
    if backtest and simulate is not None:
        raise WrongUsage("A look back draws nothing", where="--simulate", fix="Leave out --simulate or --backtest")
    documents = {file: _read(file) for file in files}
    with agreements_of(reading, agreement, everything=everything) as (source, several):
        from projections.asking import footing
        from projections.forecast import BASES
        from projections.forecast_portfolio import joined

        ahead = _Ahead(
            reading.as_of or date.today(), simulate, seed, backtest, _drawn_into(chart, files, backtest=backtest)
        )
        meant = {file: _meant(several, file, each) for file, each in documents.items()}
        _each_once(meant)
        worked: list[Worked] = []
        reports = {meant[file].id: _report(meant[file], file, each, ahead, worked) for file, each in documents.items()}
        reading.show(joined(reports, worked, footing(source.connection, source.asked, BASES)))


def _blank(reading: Reading, agreement: str | None) -> str:
    """Write the scenario of an agreement, with a line for all that its clauses read; of none an example."""
    if agreement is None:
        from contracts.forecast.template import scenario_text

        return scenario_text()
    from contracts.forecast.blank import blank_scenario

    with agreements_of(reading, agreement, everything=False) as (_, (found, *_rest)):
        facts = found.agreement.facts.values()
        reached = {fact.of for fact in facts if fact.kind == "milestone" and fact.status is Status.COUNTS}
        return blank_scenario(found.agreement.contract, reading.as_of or date.today(), reached)


def _read(file: Path) -> ScenarioDocument:
    """Read a scenario; every mistake is told with the file and its line."""
    from contracts.forecast.reading import read_scenario

    with told_with(file):
        return read_scenario(content_of(file))


def _meant(several: list[Loaded], file: Path, document: ScenarioDocument) -> Loaded:
    """Return the agreement that a scenario is about: the one that it names, or the only one there is."""
    named = document.terms.agreement
    for each in several:
        if named == each.id or (named is None and len(several) == 1):
            return each
    if named is None:
        fix = "Add 'agreement: ID' to it, or name one agreement before --scenario"
        raise WrongUsage("The scenario does not say which agreement it is about", where=str(file), fix=fix)
    if len(several) == 1:
        return several[0]  # the check says in which line another one is named
    fix = f"There {'is' if len(several) == 1 else 'are'}: {', '.join(each.id for each in several) or 'none'}"
    raise WrongUsage(f"There is no agreement '{named}' to look ahead from", where=str(file), fix=fix)


class _Ahead(NamedTuple):
    """From which day to look ahead, or back, and on how many paths of which draws."""

    today: date
    paths: int | None
    seed: int
    back: bool
    chart: Path | None


def _each_once(meant: dict[Path, Loaded]) -> None:
    """Refuse two scenarios of one agreement: which of them is to be looked at is for people to say."""
    by_agreement: dict[str, Path] = {}
    for file, agreement in meant.items():
        other = by_agreement.setdefault(agreement.id, file)
        if other != file:
            fix = "Ask for one of them at a time"
            raise WrongUsage(f"Both {other} and {file} are about {agreement.id}", where="--scenario", fix=fix)


def _report(agreement: Loaded, file: Path, document: ScenarioDocument, ahead: _Ahead, worked: list[Worked]) -> Report:
    """Answer for one agreement; what was worked out way by way is put to `worked`, to be added up."""
    from contracts.forecast.outlook import outlook
    from contracts.forecast.reading import check_against
    from projections.forecast import forecast_report, standpoint
    from projections.forecast_portfolio import Worked

    stand = standpoint(agreement, document.terms, ahead.today)
    with told_with(file):
        check_against(document, stand.contract)
    if ahead.back:
        from projections.forecast_backtest import backtest_report

        return backtest_report(stand)
    if ahead.paths is None:
        found = outlook(stand)
        worked.append(Worked(stand, found))
        with needing_arrays():
            _draw(ahead.chart, lambda kind: _outlook_chart(stand, found, kind))
        return forecast_report(stand, found)
    with needing_arrays():
        from contracts.forecast.draws import Draws
        from contracts.forecast.simulated import simulated
        from projections.forecast_simulated import Run, simulated_report

        run = Run(ahead.paths, ahead.seed)
        paths = simulated(stand, Draws(stand, *run))
        _draw(ahead.chart, lambda kind: _fan_chart(stand, paths, kind))
        return simulated_report(stand, run, paths)


def _drawn_into(chart: Path | None, files: tuple[Path, ...], *, backtest: bool) -> Path | None:
    """Check where a chart is to go, before anything is worked out."""
    if chart is None:
        return None
    if chart.suffix.lower() not in CHARTS:
        fix = f"End its name in {' or '.join(CHARTS)}"
        raise WrongUsage("The chart's name does not say which format it is to have", where=str(chart), fix=fix)
    if len(files) > 1 or backtest:
        raise WrongUsage("A chart shows one scenario ahead", where="--chart", fix="Ask for it by itself")
    check_place(chart)
    return chart


def _draw(chart: Path | None, draw: Callable[[str], bytes]) -> None:
    if chart is not None:
        emit(draw(chart.suffix.lower().removeprefix(".")), chart)


def _outlook_chart(stand: Standpoint, found: Outlook, kind: str) -> bytes:
    from projections.charts import outlook_chart

    return outlook_chart(stand, found, kind, practice_sentence())


def _fan_chart(stand: Standpoint, found: Simulated, kind: str) -> bytes:
    from projections.charts import fan_chart

    return fan_chart(stand, found, kind, practice_sentence())


@contextmanager
def needing_arrays() -> Iterator[None]:
    """Say in a sentence that what simulations and charts need is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in ("matplotlib", "numpy", "scipy"):
            raise
        fix = "Install it: pip install 'partnership-ledger[forecast]'"
        raise Refused(
            f"This needs {error.name}, which is not installed", where="the extra 'forecast'", fix=fix
        ) from error


@contextmanager
def told_with(file: Path) -> Iterator[None]:
    """Let what is wrong with a document be told with its file."""
    from contracts.errors import DocumentRefused

    try:
        yield
    except DocumentRefused as error:
        error.where = str(file)
        raise
