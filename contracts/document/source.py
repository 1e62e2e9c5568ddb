"""From the bytes of a file to text: UTF-8, with or without a byte order mark, and nothing else."""

from __future__ import annotations

import json
from typing import NamedTuple

from contracts.errors import DocumentRefused, Mistake


class DocumentKind(NamedTuple):
    """What a document is called, the line that it begins with, and what stands in it."""

    name: str
    begins: str
    holds: str


AGREEMENT = DocumentKind("an agreement document", "agreement: my-id", "agreement, title, currency, parties, clauses")
SCENARIO = DocumentKind("a scenario", "scenario: base", "scenario, until, discount, milestones, expected")

MOST_CHARACTERS = 250_000
"""Far more than any agreement; what is longer was not meant to be read as one."""

_OTHER_FILES = {b"%PDF": "a PDF", b"PK\x03\x04": "a Word or Excel file", b"\xd0\xcf\x11\xe0": "an old Office file"}


def refusal(what: str, fix: str, line: int = 0) -> DocumentRefused:
    """Make the refusal of a document that can't be read any further."""
    return DocumentRefused((Mistake(line, "", what, fix),))


def text_of(source: bytes | str, kind: DocumentKind = AGREEMENT) -> str:
    """Decode a document. Raises DocumentRefused for other encodings, other files, and files without end."""
    text = source if isinstance(source, str) else _decoded(source, kind)
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        raise refusal(f"the document is longer than {MOST_CHARACTERS:,} characters", "is it the right file?")
    if not text.strip():
        raise refusal("the document is empty", f"begin with a template: {kind.holds}")
    # JSON may be indented with tabs, YAML may not; in JSON a tab can't be anything but a blank.
    return text.replace("\t", " ") if _is_json(text) else text


def _decoded(source: bytes, kind: DocumentKind) -> str:
    for magic, name in _OTHER_FILES.items():
        if source.startswith(magic):
            raise refusal(f"this is {name}, not {kind.name}", "give the YAML or JSON file")
    if source.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in source[:4]:
        raise refusal("the file is saved as UTF-16 (which Windows calls Unicode)", "save it again as UTF-8")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise refusal("the file is not in UTF-8", "save it again with the encoding UTF-8", line) from error


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith("{") or "\t" not in text:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
