"""How often a law is tried that takes long: less in `make test`, and as much more in `make fuzz` as any other."""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100
"""How often `make test` tries a law."""


def examples(number: int) -> settings:
    """Try a law so often in `make test`."""
    return settings(max_examples=round(number * settings().max_examples / _USUAL))
