"""Column maps that are kept: `pledger-columns.json` beside the ledger says what headings stand for, next time too.

    {"Net GBP": "amount", "Rechnungsdatum": "on"}

Anybody may edit or delete it. A heading in a file is looked up in `--map` first, then here, then by its own name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ledger.errors import WrongUsage
from ledger.importing.headings import DEDUCTION, NAMES, plain
from ledger.store.address import Place

FILE_NAME = "pledger-columns.json"


def place_beside(ledger: Place) -> Path:
    """Return where the maps for a ledger are kept: beside its file, or for one on a server in the current folder."""
    return (ledger.resolve().parent if isinstance(ledger, Path) else Path.cwd()) / FILE_NAME


def read_kept(place: Path) -> dict[str, str]:
    """Read kept maps, field by plain heading; none where there is no file. Raises WrongUsage for a broken one."""
    if not place.is_file():
        return {}
    fix = f'Write it as {{"Net GBP": "amount"}}, with one of {", ".join(NAMES)}; or delete it'
    try:
        kept = json.loads(place.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WrongUsage("The kept columns can't be read", where=str(place), fix=fix) from error
    if not isinstance(kept, dict) or not all(map(_is_field, kept.values())):
        raise WrongUsage("The kept columns name no field", where=str(place), fix=fix)
    return {plain(heading): field for heading, field in kept.items()}


def _is_field(field: object) -> bool:
    return isinstance(field, str) and (field in NAMES or field.startswith(DEDUCTION))


def with_kept(kept: Mapping[str, str], asked: Mapping[str, str]) -> bytes:
    """Return the file that keeps what was asked for as well."""
    return (json.dumps({**kept, **asked}, indent=2, ensure_ascii=False) + "\n").encode()
