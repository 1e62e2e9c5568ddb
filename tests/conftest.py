"""What all tests share: how hard Hypothesis tries, in `make test` and in `make fuzz`; the stores to be tested alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.stores import STORES, new_place

# A busy machine is no failure of the product, so that nothing is timed; and the same code gives the same answer twice.
settings.register_profile(
    "quick", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> str:
    """Name each kind of store in turn."""
    return str(request.param)


@pytest.fixture
def place(store: str) -> Iterator[str]:
    """Give a place where a ledger may be made, in each kind of store in turn."""
    with new_place(store) as found:
        yield found
