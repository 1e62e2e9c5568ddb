"""What was probably meant by a word that the grammar does not have: another word for the same, or a part's word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.clauses import kind_names
from contracts.document.fields import known_fields, parts_of
from contracts.suggestions import did_you_mean
from contracts.terms_model import TermsModel

MEANT = {
    "payer": ("from", "by"),
    "paid by": ("from", "by"),
    "licensee": ("from",),
    "payee": ("to",),
    "paid to": ("to",),
    "recipient": ("to",),
    "licensor": ("to",),
    "tiers": ("bands", "rate"),
    "base": ("on", "of"),
    "net sales": ("on",),
    "of": ("on",),
    "category": ("of",),
    "cost": ("of",),
    "split": ("shares", "to"),
    "event": ("when",),
    "trigger": ("when", "from"),
    "amount": ("pays", "fee", "up to"),
    "party": ("by", "on"),
    "start": ("starting",),
    "end": ("until",),
    "interest": ("rate",),
    "max": ("at most", "cap"),
    "maximum": ("at most", "cap"),
}
"""What people write for words of the grammar, and the words meant by it, of which a clause has one."""

_KINDS_MEANT = {
    "fx": "conversion",
    "currency": "conversion",
    "currencies": "conversion",
    "exchange rate": "conversion",
    "exchange rates": "conversion",
    "foreign exchange": "conversion",
    "cvr": "all or nothing",
    "contingent value right": "all or nothing",
    "contingent value rights": "all or nothing",
}
"""What people call a kind of clause that has another name here."""


def advice(key: str, models: list[type[TermsModel]], planned: Iterable[str]) -> str:
    """Say what to write in place of a word that is not known in a place."""
    known = known_fields(models)
    meant = next((word for word in MEANT.get(key.casefold(), ()) if word in known), None)
    if meant:
        return f"write '{meant}'"
    if outer := list(_outer(key, models)):
        within = " or ".join(f"'{word}'" for word in outer)
        return f"write it within {within}, as in {outer[0]}: {{ {key}: ... }}"
    return did_you_mean(key, [*known, *planned], f"known are {', '.join(known)}")


def _outer(key: str, models: Iterable[type[TermsModel]]) -> Iterator[str]:
    """Yield the words under which the key is one; what counts as what is no place to put a party."""
    for name, field in known_fields(models).items():
        if name != "counts as" and key in known_fields(parts_of(field)):
            yield name


def kind_advice(name: str) -> str:
    """Say which kind of clause was meant: the nearest, or those whose name holds every word of it; else all."""
    if name.casefold() in _KINDS_MEANT:
        return f"did you mean '{_KINDS_MEANT[name.casefold()]}'?"
    words = set(name.casefold().replace("-", " ").replace("_", " ").split())
    holding = [kind for kind in kind_names() if words and words <= set(kind.split())]
    if holding:
        return f"did you mean {' or '.join(repr(kind) for kind in holding)}?"
    return did_you_mean(name, kind_names(), f"write one of: {', '.join(kind_names())}")


def table_in_words(models: Iterable[type[TermsModel]]) -> str:
    """Show how a table begins: its needed words. Empty where it has none, or may be of several shapes."""
    shapes = list(models)
    needed = [name for name, field in known_fields(shapes).items() if field.is_required()] if len(shapes) == 1 else []
    return f" {{ {', '.join(f'{name}: ...' for name in needed)} }}" if needed else ""
