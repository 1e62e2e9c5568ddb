"""How names of parties are compared: the same, near, or others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.party_names import Likeness, compare

SAME = [
    ("Sky Medical Technology Ltd", "SKY MEDICAL TECHNOLOGY LIMITED"),
    ("Sky Medical Technology", "Sky Medical Technology Ltd."),
    ("Univ. of Exampleton", "The University of Exampleton"),
    ("Example Hospitals NHS FT", "Example Hospitals NHS Foundation Trust"),
    ("Example Hospitals", "Example Hospital NHS Trust"),
    ("Smith & Jones plc", "Smith and Jones PLC"),
    ("St. Anne's Hospital", "St Annes Hospital"),
    ("Müller GmbH", "MULLER GMBH"),
]
NEAR = [
    ("Sky Medical", "Sky Medical Technology Ltd"),
    ("Sky Medcial Technology", "Sky Medical Technology Ltd"),
    ("Example Ltd", "Example plc"),
    ("Imperial College", "Imperial College London"),
    ("Eastern University", "Eastern University Ventures Ltd"),
]
OTHER = [
    ("University of Exampleton", "Exampleton University Hospitals NHS Foundation Trust"),
    ("Fund 1 LP", "Fund 2 LP"),
    ("Party A", "Party B"),
    ("NHS England", "NHS Scotland"),
    ("Northern Trust", "Eastern University"),
    ("Site North", "Site South"),
    ("University", "Carrow University"),
    ("The Trust", "Northern Trust"),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(*pair, likeness) for likeness, pairs in zip(Likeness, (SAME, NEAR, OTHER), strict=True) for pair in pairs],
)
def test_names_are_compared_from_either_side(one: str, other: str, expected: Likeness) -> None:
    assert expected is compare(one, other)
    assert expected is compare(other, one)


WORDS = st.sampled_from(
    [
        "Sky",
        "Medical",
        "Technology",
        "University",
        "of",
        "Leeds",
        "Hospitals",
        "NHS",
        "FT",
        "Trust",
        "Ltd",
        "plc",
        "&",
        "1",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join) | st.text(min_size=1, max_size=12)


@given(NAMES, NAMES)
def test_a_comparison_is_symmetric_and_a_name_is_the_same_as_itself(one: str, other: str) -> None:
    assert compare(one, other) is compare(other, one)
    assert Likeness.SAME is compare(one, one)
