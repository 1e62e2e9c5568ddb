"""The JSON Schema of scenarios: what editors complete and check as one types."""

from __future__ import annotations

from typing import Any

from contracts.document.schema import schema_of
from contracts.forecast.scenario import ScenarioTerms


def scenario_schema() -> dict[str, Any]:
    """Describe a scenario as JSON Schema (draft 2020-12); as with agreements, it is wider than the check."""
    described = "What is expected to happen under an agreement: milestones, sales, costs, and how uncertain they are."
    return schema_of(ScenarioTerms, "Scenario", described)
