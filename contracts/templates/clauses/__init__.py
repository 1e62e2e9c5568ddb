"""One worked example of every clause kind: a document that checks without a mistake, with its other choices beside."""

from __future__ import annotations

from importlib.resources import files

from contracts.clauses import kind_names


def example_text(kind: str) -> str:
    """Give the document that shows a clause kind. Raises KeyError for a kind that there is not."""
    if kind not in kind_names():
        raise KeyError(kind)
    return files(__name__).joinpath(f"{kind.replace(' ', '-')}.yaml").read_text(encoding="utf-8")
