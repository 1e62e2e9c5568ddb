"""Agreement documents as files: read once, so that what is checked is what is hashed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.errors import WrongUsage

if TYPE_CHECKING:
    from contracts.terms import AgreementTerms

DOCUMENT = click.Path(exists=True, dir_okay=False, path_type=Path)
"""A file that exists."""

_MOST_BYTES = 4_000_000
"""More than the longest document in the widest encoding; what is larger need not be read to be refused."""


def read_agreement(file: Path) -> tuple[bytes, AgreementTerms]:
    """Read and check a document. Raises DocumentRefused with every mistake, each with its line."""
    from contracts.document import read_document
    from contracts.errors import DocumentRefused

    if file.stat().st_size > _MOST_BYTES:
        raise WrongUsage("This is far too large for an agreement document", where=str(file), fix="Name the YAML file")
    content = file.read_bytes()
    try:
        return content, read_document(content)
    except DocumentRefused as error:
        error.where = str(file)
        raise
