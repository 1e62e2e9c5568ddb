"""Charts of forecasts, as PNG or SVG: risk beside reward, what a value is made of, and how shares spread.

A chart shows figures that a table beside it holds too. The same figures give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure

from contracts.forecast.outlook import Outlook
from contracts.forecast.standpoint import Standpoint
from projections.forecast import shares_over_all_years, source_in_words, unit_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from contracts.forecast.draws import Array
    from contracts.forecast.simulated import Simulated

RISK, REWARD, UP, DOWN = "#b2182b", "#2166ac", "#4393c3", "#d6604d"
"""Colours that the colour-blind tell apart, and a printer in grey."""
_WIDTH, _HEIGHT = 7.0, 3.2
_MILLION = 1e6
DASH = "\N{EN DASH}"
_LETTERS_AN_INCH = 11
_LONGEST_NAME = 28


def outlook_chart(stand: Standpoint, found: Outlook, kind: str, mark: str | None = None) -> bytes:
    """Draw shares of risk beside those of reward, below it what each party's rNPV is made of; `mark` is above."""
    unit = unit_of(stand)
    parties = [party for party in unit.names if any(found.parts[party].values())]
    with rc_context({"svg.hashsalt": "pledger"}):
        figure = Figure(figsize=(_WIDTH, _HEIGHT * (1 + len(parties))), layout="constrained")
        _head(figure, stand, mark)
        axes = figure.subplots(1 + len(parties), 1, squeeze=False)[:, 0]
        _risk_beside_reward(axes[0], stand, found)
        for axis, party in zip(axes[1:], parties, strict=True):
            scale = 10**unit.digits * _MILLION
            steps = {source_in_words(of): float(value) / scale for of, value in found.parts[party].items() if value}
            _waterfall(axis, f"{unit.names[party]}: rNPV, {unit.currency} million", steps)
        return _written(figure, kind)


def fan_chart(stand: Standpoint, found: Simulated, kind: str, mark: str | None = None) -> bytes:
    """Draw how each party's cash flow of the year and its share of the reward to date spread; `mark` stands above."""
    from contracts.forecast.simulated import reward_shares

    unit, calendar = unit_of(stand), stand.contract.calendar
    scale = 10**unit.digits * _MILLION
    by_year = reward_shares(found)
    with rc_context({"svg.hashsalt": "pledger"}):
        figure = Figure(figsize=(2 * _WIDTH, _HEIGHT * len(unit.names)), layout="constrained")
        _head(figure, stand, mark)
        panels = figure.subplots(len(unit.names), 2, squeeze=False)
        for (left, right), (party, name) in zip(panels, unit.names.items(), strict=True):
            flows = {year: amounts["cash"] / scale for (year, of), amounts in found.years.items() if of == party}
            shares = {year: each[party] for year, each in by_year.items() if len(each[party])}
            _fan(left, {calendar.year_label(year): values for year, values in flows.items()})
            _fan(right, {calendar.year_label(year): values for year, values in shares.items()})
            left.set_title(f"{name}: cash flow of the year, {unit.currency} million")
            right.set(title=f"{name}: share of the reward to date", ylim=(-0.05, 1.05))
        return _written(figure, kind)


def _head(figure: Figure, stand: Standpoint, mark: str | None) -> None:
    """Say above a chart what it is of, and that it is for practice where that is so."""
    terms = stand.contract.terms
    said = f"{terms.title} ({terms.agreement}), scenario {stand.scenario.scenario}, from {stand.today.isoformat()}"
    columns = int(figure.get_figwidth() * _LETTERS_AN_INCH)
    figure.suptitle("\n".join(fill(each, columns) for each in (mark, said) if each), fontsize="medium")


def _fan(axis: Axes, by_year: Mapping[str, Array]) -> None:
    from contracts.forecast.simulated import spread

    found = [spread(values, 1.0) for values in by_year.values()]
    labels = list(by_year)
    axis.fill_between(labels, [each.p10 for each in found], [each.p90 for each in found], color=UP, alpha=0.35)
    axis.plot(labels, [each.p50 for each in found], color=REWARD, marker="o")
    axis.legend(["P10 to P90", "P50"])
    axis.tick_params(axis="x", rotation=45)


def _risk_beside_reward(axis: Axes, stand: Standpoint, found: Outlook) -> None:
    names = list(unit_of(stand).names.values())
    risks, rewards = shares_over_all_years(found)
    for offset, what, shares, colour in ((0.2, "risk", risks, RISK), (-0.2, "reward", rewards, REWARD)):
        places = [at + offset for at in range(len(names))]
        drawn = axis.barh(places, [float(share or 0) for share in shares], 0.36, color=colour, label=what)
        axis.bar_label(drawn, [DASH if share is None else f"{float(share):.4f}" for share in shares], padding=3)
    axis.set_yticks(range(len(names)), [fill(name, _LONGEST_NAME) for name in names])
    axis.set(title="Risk beside reward, expected, over all years", xlim=(0, 1.2), xticks=(0, 0.25, 0.5, 0.75, 1))
    axis.invert_yaxis()
    axis.legend(loc="center left", bbox_to_anchor=(1, 0.5))


def _waterfall(axis: Axes, title: str, steps: dict[str, float]) -> None:
    """Draw steps that each begin where the one before ends, and the sum of all."""
    level = 0.0
    for at, step in enumerate(steps.values()):
        drawn = axis.bar(at, step, bottom=level, color=UP if step >= 0 else DOWN)
        axis.bar_label(drawn, [f"{step:+,.2f}"], fontsize="small", padding=2)
        level += step
    axis.bar_label(axis.bar(len(steps), level, color="#4d4d4d"), [f"{level:,.2f}"], fontsize="small", padding=2)
    axis.axhline(0, color="black", linewidth=0.8)
    axis.use_sticky_edges = False
    axis.margins(y=0.15)
    axis.set_xticks(range(len(steps) + 1), [*steps, "rNPV"], rotation=20, ha="right")
    axis.set_title(title)


def _written(figure: Figure, kind: str) -> bytes:
    stream = BytesIO()
    figure.savefig(stream, format=kind, dpi=144, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return stream.getvalue()
