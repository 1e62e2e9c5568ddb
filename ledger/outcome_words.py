"""What was recorded of an outcome or of quality, in words: how many people, how much each, and who verified it."""

from __future__ import annotations

from contracts.sums import exactly
from ledger.outcome_events import OutcomeRecorded, QualityRecorded


def outcome_in_words(body: OutcomeRecorded, digits: int) -> str:
    """Say what an outcome was: `bed days, 1,200 people, 412.50 saved by each, verified by the auditor`."""
    if body.saving_each is not None:
        each = f"{exactly(body.saving_each, digits)} saved by each"
    else:
        each = f"{exactly(body.units_each or '0', 0)} used by each"
    known = f"verified by {body.verified_by}" if body.verified else "claimed, not verified"
    grade = f", evidence of grade {body.grade}" if body.grade else ""
    return f"{body.of}, {body.people:,} {'people' if body.people > 1 else 'person'}, {each}, {known}{grade}"


def quality_in_words(body: QualityRecorded) -> str:
    """Say what was measured: `readmissions beside bed days, 30 of 1,200`."""
    return f"{body.what} beside {body.of}, {body.cases:,} of {body.out_of:,}"
