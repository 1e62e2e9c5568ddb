"""Reports at a terminal: golden output at several widths, and what holds at every width."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.rendering.bars import length
from projections.rendering.figures import four_places, grouped, plain
from projections.rendering.report import Band, Bar, Fan, FanGroup, Prose, ProseLine, Report, Table, money, text
from projections.rendering.screen import Screen
from projections.rendering.terminal import to_terminal
from tests.rendering_samples import DUES, SAMPLE, SHARES

GOLDEN = Path(__file__).parent / "golden"
SCREENS = {
    "rendering-100.txt": Screen(100),
    "rendering-60.txt": Screen(60),
    "rendering-60-ascii.txt": Screen(60, blocks=False),
    "rendering-100-colour.txt": Screen(100, colour=True),
}


@pytest.mark.parametrize("name", SCREENS)
def test_output_is_as_it_was(name: str) -> None:
    expected = (GOLDEN / name).read_text("utf-8")

    assert expected == to_terminal(SAMPLE, SCREENS[name])


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100, 140])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    lines = to_terminal(SAMPLE, Screen(width)).splitlines()

    assert [] == [line for line in lines if len(line) > width]


@given(
    minors=st.lists(st.integers(min_value=-(10**16), max_value=10**16), min_size=1, max_size=6),
    width=st.integers(min_value=20, max_value=120),
)
def test_no_figure_is_cut_in_two_at_any_width(minors: list[int], width: int) -> None:
    columns = (text("of", "What it is for"), *(money(f"m{i}", "An amount", "GBP") for i in range(len(minors))))
    table = Table("t", columns, (("A row with some words in it", *minors),))

    printed = to_terminal(Report("Figures", (table,)), Screen(width))

    assert [grouped(minor, 2) for minor in minors] == re.findall(r"-?[\d,]+\.\d\d", printed)


def test_an_empty_table_says_so() -> None:
    printed = to_terminal(Report("Dues", (Table("t", DUES.columns, (), empty="Nothing falls due."),)), Screen(60))

    assert "Dues\n\nNothing falls due.\n" == printed


def test_without_block_characters_everything_but_names_is_ascii() -> None:
    report = replace(SAMPLE, blocks=(replace(SHARES, rows=SHARES.rows[:1]), *SAMPLE.blocks[1:]))

    assert to_terminal(report, Screen(100, blocks=False)).isascii()


def test_words_cannot_steer_the_terminal() -> None:
    table = Table("t", (text("party", "Party"),), (("\x1b[2J\x07Trust\x9b1m",),))
    prose = Prose("p", (ProseLine(0, "a\x1b]0;title\x07b"),))

    printed = to_terminal(Report("\x1b[31m", (table, prose), notes=("\r\x1b",)), Screen(60))

    assert "\x1b" not in printed and "\x07" not in printed and "\x9b" not in printed and "\r" not in printed


def test_markup_in_words_is_left_as_it_is() -> None:
    table = Table("t", (text("party", "Party"),), (("[bold]Trust[/bold] :smile:",),))

    assert "[bold]Trust[/bold] :smile:" in to_terminal(Report("x", (table,)), Screen(60))


@given(st.fractions(min_value=-1, max_value=2), st.integers(min_value=1, max_value=200))
def test_a_bar_keeps_within_its_room_and_shows_any_share_above_nothing(given: Fraction, room: int) -> None:
    drawn = length(Bar("risk", given), room)

    assert 0 <= drawn <= room
    assert (drawn > 0) == (given > 0)


@given(st.integers(), st.integers(min_value=0, max_value=4))
def test_an_amount_reads_back_exactly(minor: int, digits: int) -> None:
    assert minor == Fraction(plain(minor, digits)) * 10**digits
    assert plain(minor, digits) == grouped(minor, digits).replace(",", "")


@given(st.fractions())
def test_a_share_is_shown_to_the_nearest_ten_thousandth(value: Fraction) -> None:
    assert abs(Fraction(four_places(value)) - value) <= Fraction(1, 20_000)
    assert four_places(value).lstrip("-") == four_places(-value).lstrip("-")


def test_nothing_is_never_minus_nothing() -> None:
    assert "0.0000" == four_places(Fraction(-1, 10**9))


def test_a_row_needs_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="table t: 1 cells for 2 columns"):
        Table("t", (text("a", "A"), text("b", "B")), (("x",),))


@pytest.mark.parametrize(
    ("blocks", "first", "last"),
    [(True, "\u2588", "\u2591\u2588\u2591"), (False, "|", "-|-")],
)
def test_a_fan_is_drawn_to_one_scale_in_blocks_or_in_ascii(blocks: bool, first: str, last: str) -> None:
    bands = (Band("2026", 0, 0, 0), Band("2027", 8, 9, 10))
    fan = Fan("Cash flow", (FanGroup("Trust", "GBP 0.00", "GBP 0.10", bands),))

    drawn = to_terminal(Report("Ahead", (fan,)), Screen(width=19, blocks=blocks)).splitlines()

    assert "Trust, GBP 0.00 to\nGBP 0.10" in "\n".join(drawn)
    assert f"  2026  {first}" in drawn
    assert f"  2027  {' ' * 8}{last}" in drawn
