"""Starter agreements that people copy and fill in: commented YAML files that are correct as they stand."""

from __future__ import annotations

from importlib.resources import files

NAMES = ("licence", "co-development", "clinical-evaluation", "data-access")
"""The templates there are."""


def template_text(name: str) -> str:
    """Give the text of a template. Raises KeyError for a name that is not in NAMES."""
    if name not in NAMES:
        raise KeyError(name)
    return files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
