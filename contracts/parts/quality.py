"""The quality gate of a gain share: nothing is paid unless what was measured stays within the agreed limits.

A limit is `at most 4%`, `at least 90%` or `passed`, of the cases of the contract year to date; the edge itself is
within. What nobody has measured does not pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from contracts.arithmetic import Exact, Number
from contracts.clause_terms import Problem, percentage
from contracts.errors import BadScalar
from contracts.scalars import parse_fraction

AT_MOST, AT_LEAST, PASSED = "at most ", "at least ", "passed"


class Limit(NamedTuple):
    """A limit of what is measured; `sign` is 1 for a lower limit, -1 for an upper one."""

    what: str
    edge: Fraction
    sign: int

    @property
    def words(self) -> str:
        """Say the limit."""
        return f"{self.what} {AT_LEAST if self.sign > 0 else AT_MOST}{percentage(self.edge)}"


def limit(what: str, written: str) -> Limit:
    """Read a limit. Raises BadScalar for words that are none."""
    words = " ".join(written.split())
    if words == PASSED:
        return Limit(what, Fraction(1), 1)
    for prefix, sign in ((AT_MOST, -1), (AT_LEAST, 1)):
        if words.startswith(prefix):
            return Limit(what, parse_fraction(words.removeprefix(prefix)), sign)
    raise BadScalar(f"'{written}' is not a limit", fix="write 'at most 4%', 'at least 90%' or 'passed'")


def problems(field: str, limits: Mapping[str, str]) -> Iterable[Problem]:
    """Yield limits that cannot be read."""
    for what, written in limits.items():
        try:
            limit(what, written)
        except BadScalar as error:
            yield Problem((field, what), error.what, error.fix)


def measures(of: str, what: str) -> tuple[str, str]:
    """Return the measures under which cases, and all that they are out of, are tallied."""
    return f"quality:{of}:{what}", f"quality:{of}:{what}:out of"


def in_words(measure: str) -> str:
    """Name what a measure counts in the contract year.

    >>> [in_words(measure) for measure in measures("bed days", "readmissions")]
    ['readmissions of the year to date, cases', 'readmissions of the year to date, out of']
    """
    what = measure.split(":", 2)[2]
    counted = "out of" if what.endswith(":out of") else "cases"
    return f"{what.removesuffix(':out of')} of the year to date, {counted}"


def is_open(ops: Exact, limits: Iterable[Limit], measured: Iterable[tuple[Number, Number]]) -> Number:
    """Return 1 if every limit is kept by its (cases, out of), else 0."""
    result: Number = 1
    for each, (cases, out_of) in zip(limits, measured, strict=True):
        margin = (cases - out_of * ops.number(each.edge)) * each.sign
        result = result * ops.reached(margin, 0) * ops.reached(out_of, 1)
    return result
