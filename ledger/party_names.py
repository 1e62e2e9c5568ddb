"""Whether two names may mean one party: how names are compared that are not written alike.

Names are brought into one form: small letters, abbreviations written out (Univ., NHS FT, &), the legal form at the end
taken off. If that makes them equal, and their legal forms don't differ, they are the same name. Otherwise the words
that both have are taken out. They are near if nothing is left of one of them (Sky Medical, Sky Medical Technology),
or if what is left of both differs by little more than a slip of the pen: 80 of 100 by rapidfuzz, on words in order of
the alphabet. Words that say what kind of body it is count against: a university and a hospital are two, whatever else
they are called. The comparison is the same from either side.

    >>> compare("Sky Medical", "Sky Medical Technology Ltd")
    <Likeness.NEAR: 'near'>
    >>> compare("Univ. of Exampleton", "University of Exampleton")
    <Likeness.SAME: 'same'>
    >>> compare("University of Exampleton", "Exampleton University Hospitals NHS FT")
    <Likeness.OTHER: 'other'>
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple

from ledger.party import plain

THRESHOLD = 80
"""What is left of two names is alike from here on, of 100."""

_SHORTEST = 4
"""Letters that a word must have for a slip of the pen in it to count: North 1 and North 2 are two."""

_WRITTEN_OUT = {
    "univ": "university",
    "uni": "university",
    "hosp": "hospital",
    "hosps": "hospital",
    "hospitals": "hospital",
    "ft": "foundation trust",
    "inst": "institute",
    "coll": "college",
    "natl": "national",
    "intl": "international",
    "tech": "technology",
    "technologies": "technology",
    "st": "saint",
    "dept": "department",
    "assoc": "association",
}
_PASSED_OVER = frozenset({"the", "of", "for", "and", "at", "in"})
_FORMS_WRITTEN = {
    "limited": "ltd",
    "public limited company": "plc",
    "incorporated": "inc",
    "corporation": "corp",
    "community interest company": "cic",
    "limited liability partnership": "llp",
}
_NHS_FORM = re.compile(r"\bnhs( foundation)? trust$|\bnhs$|(?<=hospital) foundation trust$")
_KINDS = frozenset({"university", "hospital", "college", "council", "institute", "charity", "school", "ministry"})

_TELLING_NOTHING = frozenset({"trust", "nhs", "company", "group", "holdings", "foundation"})
"""Words that many names share: a party called University alone is near to no other university."""


class Likeness(Enum):
    """How two names compare."""

    SAME = "same"
    NEAR = "near"
    OTHER = "other"


class _Form(NamedTuple):
    """A name in the form in which it is compared: its words, and its legal form, "" where it has none."""

    words: tuple[str, ...]
    legal: str


def compare(one: str, other: str) -> Likeness:
    """Compare two names."""
    here, there = _form(one), _form(other)
    if here.words == there.words:
        return Likeness.NEAR if here.legal and there.legal and here.legal != there.legal else Likeness.SAME
    if not here.words or not there.words:
        return Likeness.OTHER
    if (kinds := _kinds(here)) != (others := _kinds(there)) and kinds and others:
        return Likeness.OTHER
    return Likeness.NEAR if _near(here.words, there.words) else Likeness.OTHER


def _kinds(form: _Form) -> frozenset[str]:
    return _KINDS.intersection(form.words)


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    from rapidfuzz.fuzz import token_sort_ratio  # here, because only names that are not alike need it

    left, right = (sorted({*these} - {*those} - _PASSED_OVER) for these, those in ((one, other), (other, one)))
    if not left or not right:
        return bool({*one} & {*other} - _PASSED_OVER - _KINDS - _TELLING_NOTHING)
    if min(map(len, (*left, *right))) < _SHORTEST:
        return False
    return token_sort_ratio(" ".join(left), " ".join(right)) >= THRESHOLD


@cache
def _form(name: str) -> _Form:
    from cleanco import basename  # here, because it takes a while to load

    whole = _spelt(name)
    base = _spelt(basename(name.casefold().replace(".", "")))
    if not base or not whole.startswith(base):
        base = whole
    legal = whole[len(base) :].strip()
    nhs = _NHS_FORM.search(base)
    if nhs and nhs.start():
        base, legal = base[: nhs.start()].strip(), f"{base[nhs.start() :]} {legal}".strip()
    words = tuple(word for word in base.split() if word not in _PASSED_OVER)
    return _Form(words or tuple(base.split()), _FORMS_WRITTEN.get(legal, legal))


def _spelt(name: str) -> str:
    """Write a name plainly, with its abbreviations written out."""
    return " ".join(_WRITTEN_OUT.get(word, word) for word in plain(name).split())
