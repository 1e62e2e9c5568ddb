"""The schedule: one rate, or marginal bands of a cumulative base by contract year or over the life.

Marginal bands are continuous at their edges, so which side an edge belongs to has no effect on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple, Self, TypeAlias

from pydantic import Field

from contracts.clause_terms import Place, Problem, Reader, percentage
from contracts.parts.split import Split, sum_problem
from contracts.parts.split import in_words as split_in_words
from contracts.scalars import Amount, Fractional
from contracts.terms_model import Choice, TermsModel


class Per(Choice):
    """What the base of the bands is counted over."""

    YEAR = "year"
    LIFETIME = "lifetime"

    @classmethod
    def also(cls) -> Mapping[str, Self]:
        """Return other words for the same."""
        return {"life": cls.LIFETIME, "contract year": cls.YEAR}


class Band(TermsModel):
    """A band of the base, and the rate on the slice that falls in it, or how that slice is shared."""

    from_: Amount | None = Field(default=None, description="where the band starts, if not where the last ended")
    above: Amount | None = Field(default=None, description="the same, said of the last band")
    up_to: Amount | None = Field(default=None, description="where the band ends, if not where the next begins")
    rate: Fractional | None = Field(default=None, description="the rate on the slice within the band")
    to: dict[str, Fractional] | None = Field(default=None, description="how the slice is shared, in place of a rate")


class Bands(TermsModel):
    """Marginal bands: each slice of the base earns the rate of its own band."""

    planned: ClassVar[dict[str, str]] = {
        "retroactive": "a rate that, once reached, applies to everything sold in the period",
        "inclusive": "the side on which a threshold or a retroactive band includes its edge",
    }
    per: Per = Field(default=Per.YEAR, description="count the base by contract year, or over the lifetime")
    bands: list[Band] = Field(min_length=1, description="ascending, without gaps; the last one has no end")


Schedule: TypeAlias = Fractional | Bands


class Slice(NamedTuple):
    """A band made explicit: from where to where (None: without end), its rate, or its shares by party."""

    start: Amount
    end: Amount | None
    rate: Fraction
    shares: dict[str, Fraction] | None


ZERO = Amount(Decimal(0))


def slices(schedule: Fraction | Bands) -> list[Slice]:
    """Make every band explicit: without an end of its own it ends where the next begins. A flat rate has no end."""
    if isinstance(schedule, Fraction):
        return [Slice(ZERO, None, schedule, None)]
    result: list[Slice] = []
    start = ZERO
    following = [*(band.from_ or band.above for band in schedule.bands[1:]), None]
    for band, next_start in zip(schedule.bands, following, strict=True):
        start = band.from_ or band.above or start
        rate = band.rate if band.rate is not None else Fraction(1)
        end = band.up_to or next_start
        result.append(Slice(start, end, rate, band.to))
        start = end or start
    return result


def problems(path: Place, schedule: Fraction | Bands) -> Iterable[Problem]:
    """Yield what is wrong between bands: gaps, overlaps, no open end, rate and shares both or neither."""
    if isinstance(schedule, Fraction):
        return
    path = (*path, "bands")
    yield from _edges(path, slices(schedule))
    yield from _contents(path, schedule.bands)


def _edges(path: Place, bands: Sequence[Slice]) -> Iterable[Problem]:
    reached = Decimal(0)
    for number, band in enumerate(bands):
        if band.start.major != reached:
            kind = "overlaps the band before it" if band.start.major < reached else "leaves a gap before it"
            yield Problem(
                (*path, number),
                f"the band from {band.start.major:,} {kind}, which ends at {reached:,}",
                f"start it at {reached:,}",
            )
        if band.end is None:
            if number + 1 < len(bands):
                yield Problem((*path, number), "only the last band may be without an end", "add 'up to'")
            return
        if band.end.major <= band.start.major:
            yield Problem(
                (*path, number, "up to"),
                f"the band ends at {band.end.major:,}, at or below its start {band.start.major:,}",
                "write the bands in ascending order",
            )
        reached = band.end.major
    yield Problem(path, f"nothing is said above {reached:,}", f"add a band {{ above: {reached:,}, rate: ... }}")


def _contents(path: Place, bands: Sequence[Band]) -> Iterable[Problem]:
    for number, band in enumerate(bands):
        if (band.rate is None) == (band.to is None):
            yield Problem((*path, number), "a band has either a rate or shares", "write one of 'rate' and 'to'")
        if band.rate is not None and band.rate < 0:
            yield Problem((*path, number, "rate"), "a rate below zero", "write 0% or more")
        if (band.to is None) != (bands[0].to is None):
            yield Problem((*path, number), "some bands have rates and others shares", "use one of them for all")
        if band.to is not None:
            yield from sum_problem((*path, number, "to"), band.to)


def payee_problems(schedule: Fraction | Bands, to: Split | None, payer: str) -> Iterable[Problem]:
    """Yield a royalty that nobody receives, or that the bands and `to` both hand out, or that goes to its payer."""
    shared_by_band = isinstance(schedule, Bands) and schedule.bands[0].to is not None
    if to is None and not shared_by_band:
        yield Problem(("to",), "nobody is named to receive it", "add 'to: PARTY', or parties and shares")
    if to is not None and shared_by_band:
        yield Problem(("to",), "both the bands and 'to' say who receives it", "keep one of them")
    if isinstance(to, dict):
        yield from sum_problem(("to",), to)
    if to == payer:
        yield Problem(("to",), f"'{payer}' would pay itself", "name another party")


def amounts(path: Place, schedule: Fraction | Bands) -> Iterable[tuple[Place, Amount]]:
    """Yield the edges of the bands with their paths."""
    if isinstance(schedule, Fraction):
        return
    for number, band in enumerate(schedule.bands):
        edges = (("from", band.from_), ("above", band.above), ("up to", band.up_to))
        yield from (((*path, "bands", number, key), edge) for key, edge in edges if edge is not None)


def named_parties(path: Place, schedule: Fraction | Bands) -> Iterable[tuple[Place, str]]:
    """Yield the parties that bands name, with their paths."""
    if isinstance(schedule, Fraction):
        return
    for number, band in enumerate(schedule.bands):
        yield from (((*path, "bands", number, "to", party), party) for party in band.to or ())


def band_in_words(band: Slice, reader: Reader) -> str:
    """Name a band: `up to GBP 1,000.00`, `from GBP 1,000.00 to GBP 3,000.00`, `above GBP 3,000.00`."""
    if band.end is None:
        return f"above {reader.money(band.start)}" if band.start.major else "on all of it"
    if not band.start.major:
        return f"up to {reader.money(band.end)}"
    return f"from {reader.money(band.start)} to {reader.money(band.end)}"


def in_words(schedule: Fraction | Bands, reader: Reader) -> list[str]:
    """Say the rate, or each band in a line."""
    if isinstance(schedule, Fraction):
        return [f"The rate is {percentage(schedule)}."]
    counted = "each contract year" if schedule.per is Per.YEAR else "the whole life of the agreement"
    lines = [f"The bands are marginal (each slice earns its own band) and count over {counted}:"]
    for band in slices(schedule):
        earns = split_in_words(band.shares, reader) if band.shares else percentage(band.rate)
        lines.append(f"  {band_in_words(band, reader)}: {earns}")
    return lines
