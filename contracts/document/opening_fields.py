"""What the fields of an opening hold: tables, names, amounts and parties, each mistake noted with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from contracts.clause import VENTURE
from contracts.clause_terms import Place
from contracts.contract import Contract
from contracts.document.loader import Loaded, Tree
from contracts.errors import BadScalar
from contracts.scalars import parse_amount
from contracts.suggestions import did_you_mean

_FRACTION = re.compile(r"(-?[0-9]+)/([1-9][0-9]*)")


class Fields:
    """One document on its way; mistakes are noted in it, and what is wrong is left out."""

    def __init__(self, loaded: Loaded, contract: Contract) -> None:
        self.loaded = loaded
        self.contract = contract

    def party(self, place: Place, tree: Tree) -> str | None:
        """Read a party's id."""
        parties = [party for party in self.contract.terms.parties if party != VENTURE]
        if tree in parties:
            return str(tree)
        self.loaded.mistake(place, f"there is no party '{tree}'", did_you_mean(str(tree), parties, ", ".join(parties)))
        return None

    def table(self, place: Place, tree: Tree) -> Mapping[str, Tree]:
        """Return a table, or nothing where something else stands."""
        if isinstance(tree, dict):
            return tree
        self.loaded.mistake(place, "this is no table of names and values", "see: pledger opening --blank")
        return {}

    def known(self, place: Place, table: Mapping[str, Tree], names: Any) -> None:
        """Note names that nothing is known of."""
        for name in table:
            if name not in names:
                listed = f"known are: {', '.join(names)}" if names else "there is nothing to say here: leave it out"
                self.loaded.mistake((*place, name), f"'{name}' is not known here", did_you_mean(name, names, listed))

    def scalar(self, place: Place, tree: Tree, parse: Any) -> Any:
        """Read a text by its parser; None where it can't be read."""
        try:
            return parse(str(tree))
        except BadScalar as error:
            self.loaded.mistake(place, error.what, error.fix)
            return None

    def amount(self, place: Place, tree: Tree) -> int:
        """Read an amount in whole minor units."""
        terms = self.contract.terms
        return self.scalar(place, tree, lambda text: parse_amount(text).minor(terms.digits, terms.currency)) or 0

    def exact(self, place: Place, tree: Tree) -> Fraction:
        """Read an amount as fine as it is written: decimals, or a fraction of a unit of the currency."""
        found = self.scalar(place, tree, _fine)
        return Fraction(0) if found is None else found * 10**self.contract.terms.digits


def _fine(text: str) -> Fraction:
    """Read decimals, or a fraction such as 100/3. Raises BadScalar."""
    if match := _FRACTION.fullmatch(text.replace(",", "").strip()):
        return Fraction(int(match[1]), int(match[2]))
    return Fraction(parse_amount(text).major)
