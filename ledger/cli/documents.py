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

    content = content_of(file)
    try:
        return content, read_document(content)
    except DocumentRefused as error:
        error.where = str(file)
        raise


def content_of(file: Path) -> bytes:
    """Read a document's bytes. Raises WrongUsage for a file that is far too large to be one."""
    if file.stat().st_size > _MOST_BYTES:
        raise WrongUsage("This is far too large for a document of terms", where=str(file), fix="Name the YAML file")
    return file.read_bytes()
