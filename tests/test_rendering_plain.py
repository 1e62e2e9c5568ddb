"""Tables without colour are laid out line by line, and look as rich lays them out with colour."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from projections.rendering.report import Report, Row, Table, integer, text
from projections.rendering.screen import Screen
from projections.rendering.terminal import to_terminal

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WORDS = st.text(st.sampled_from("ab é-/.,1漢字\u00a0  "), max_size=40)
ROWS = st.lists(st.tuples(WORDS, WORDS, st.integers(-(10**12), 10**12), WORDS), min_size=1, max_size=4)
HEADINGS = st.sampled_from(["A", "A heading", "A heading of many words", "Aheadingwithoutanyblank漢字"])


@given(rows=ROWS, heading=HEADINGS, total=st.booleans(), width=st.integers(20, 130), blocks=st.booleans())
def test_without_colour_a_table_looks_as_with_it(
    rows: list[Row], heading: str, *, total: bool, width: int, blocks: bool
) -> None:
    columns = (text("a", heading), text("b", "B b"), integer("c", f"{heading} C"), text("d", "D"))
    last = ("Together", "", 5, "") if total else None
    report = Report("Title", (Table("t", columns, tuple(rows), title="A table", total=last),))

    coloured, plain = (to_terminal(report, Screen(width, colour=colour, blocks=blocks)) for colour in (True, False))

    bare = (f"{line.rstrip()}\n" for line in _COLOUR.sub("", coloured).splitlines())
    assert "".join(bare) == plain
