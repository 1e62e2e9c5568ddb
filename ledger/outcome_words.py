"""What was recorded of an outcome, of quality or of its want, in words: how many people, how much each, verified."""

from __future__ import annotations

from contracts.sums import exactly
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded


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


def non_response_in_words(body: NonResponseClaimed, claimed: str) -> str:
    """Say who did not respond: `no response, 12 people, claimed on 2026-06-30`; the day comes in words."""
    return f"no {body.of}, {body.people:,} {'people' if body.people > 1 else 'person'}, claimed on {claimed}"
