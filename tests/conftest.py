"""What all tests share: how hard Hypothesis tries, in `make test` and in `make fuzz`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is no failure of the product, so that nothing is timed; and the same code gives the same answer twice.
settings.register_profile(
    "quick", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")
