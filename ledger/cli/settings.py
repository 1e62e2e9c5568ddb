"""Settings: which ledger, which party is us, who is recording.

A flag counts before an environment variable, and that before `pledger.toml`, which is looked for in the current
folder and then in those above it:

    ledger = "partnership.db"      # beside the file, if relative; or "postgresql://user@host/database"
    us = "trust"
    by = "A. Contract-Manager"
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ledger.errors import WrongUsage
from ledger.store.address import Place, ServerAddress, is_server_address, without_password

FILE_NAME: Final = "pledger.toml"
DEFAULT_LEDGER: Final = "ledger.db"
VARIABLES: Final = {"ledger": "PLEDGER_LEDGER", "us": "PLEDGER_US", "by": "PLEDGER_USER"}
"""The environment variable of each setting; the keys are also those of the file."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True)
class Settings:
    """What a command works with: the ledger's place, our own party, and who records (a claim)."""

    ledger: Place
    us: str | None = None
    by: str | None = None


def gather(
    flags: Mapping[str, str], environment: Mapping[str, str] = os.environ, folder: Path | None = None
) -> Settings:
    """Settle every setting; raises WrongUsage for a file that can't be read as settings."""
    found = _from_file(folder or Path.cwd())
    found |= {name: environment[variable] for name, variable in VARIABLES.items() if environment.get(variable)}
    found |= flags
    return Settings(place_named(found.get("ledger", DEFAULT_LEDGER)), found.get("us"), found.get("by"))


def place_named(text: str) -> Place:
    """Read where a ledger is: a file, or an address of a server. Raises WrongUsage for any other address."""
    if is_server_address(text):
        return ServerAddress(text)
    if _ADDRESS.match(text):
        fix = "Name a file, or a server as postgresql://user@host/database"
        raise WrongUsage("A ledger is a file or on a PostgreSQL server", where=without_password(text), fix=fix)
    return _expanded(text)


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise WrongUsage("There is no such home folder", where=text, fix="Write the path out") from None


def _from_file(folder: Path) -> dict[str, str]:
    for place in (folder, *folder.parents):
        file = place / FILE_NAME
        if file.is_file():
            return _read(file)
    return {}


def _read(file: Path) -> dict[str, str]:
    import tomllib  # only where there is a file of settings

    try:
        text = file.read_text("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise WrongUsage("The settings are not UTF-8 text", where=str(file), fix="Save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        fix = 'Write one setting a line, such as us = "trust"'
        raise WrongUsage(f"The settings can't be read: {error}", where=str(file), fix=fix) from error
    settings = {key: _value(key, value, f"{file}, line {_line(key, text)}") for key, value in values.items()}
    if "ledger" in settings and not _ADDRESS.match(settings["ledger"]):
        settings["ledger"] = str(file.parent / _expanded(settings["ledger"]))
    return settings


def _value(key: str, value: object, where: str) -> str:
    from contracts.suggestions import did_you_mean  # only where there is a file of settings

    if key not in VARIABLES:
        raise WrongUsage(f"There is no setting '{key}'", where=where, fix=did_you_mean(key, VARIABLES).capitalize())
    if not isinstance(value, str) or not value.strip():
        raise WrongUsage(f"'{key}' must be text", where=where, fix=f'Write {key} = "…"')
    return value


def _line(key: str, text: str) -> int:
    """Find the line on which a key of the file is set, or opens a section; 1 if it is written in a way of its own."""
    opening = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[]=.]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if opening.match(line)), 1)
