"""A scenario to begin with, which fits the licence template as it stands."""

from __future__ import annotations

from importlib.resources import files


def scenario_text() -> str:
    """Give the text of a commented scenario."""
    return files("contracts.templates").joinpath("scenario.yaml").read_text(encoding="utf-8")
