"""What the YAML reader complains of, in plain words."""

from __future__ import annotations

import re

import yaml

from contracts.document.source import refusal
from contracts.errors import DocumentRefused

_QUOTE = "put quotes around text that has signs in it"
_EXPLAINED = (
    (r"character '\\t'", "a tab is used to indent", "write blanks instead of tabs"),
    (r"mapping values are not allowed", "a colon stands where none can stand", f"check the indentation, or {_QUOTE}"),
    (r"could not find expected ':'", "a line has no 'name: value'", "add the colon, or check the indentation"),
    (r"escape", "a backslash in quotes begins an unknown escape", "double the backslash, or use single quotes"),
    (r"quoted scalar", "a quotation mark is not closed", "close it on the line where it begins"),
    (r"expected ',' or '[}\]]'", "a brace or bracket is not closed, or a comma is missing",
     "close it, or add the comma"),
    (r"expected <block end>|expected the node content|block sequence entries|block mapping",
     "the indentation does not fit the lines above", "indent what belongs together by the same number of blanks"),
    (r"cannot start any token", "a value begins with a sign that has another meaning", _QUOTE),
    (r"alias|anchor", "shortcuts (&name and *name) are not read", "write the value out"),
    (r"tag|%|directive", "types and directives (!name and %NAME) are not read", "leave them out"),
)  # fmt: skip


def explained(error: Exception, text: str) -> DocumentRefused:
    """Turn an error of the YAML reader into a refusal that names the line."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return refusal("there is a character that can't be printed", "remove it, or save the file as UTF-8", line)
    if not isinstance(error, yaml.MarkedYAMLError):
        return refusal("the document can't be read", "check its quotes and escapes")
    problem = f"{error.context or ''} {error.problem or ''}"
    opening = re.search(r"expected ','|quoted scalar|expected ':'", problem)
    mark = (opening and error.context_mark) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    for pattern, what, fix in _EXPLAINED:
        if re.search(pattern, problem):
            return refusal(what, fix, line)
    return refusal("this is not readable as YAML", _QUOTE, line)
