"""Rows of what was measured or is expected: outcomes, quality beside them, estimates, and exchange rates."""

from __future__ import annotations

from datetime import date

from contracts.scalars.exchange_rate import parse_rate
from ledger.commands.base import Command
from ledger.commands.estimate import KINDS, RecordEstimate
from ledger.commands.non_response import RecordNonResponse
from ledger.commands.outcome import RecordOutcome
from ledger.commands.quality import RecordQuality
from ledger.commands.rate import RecordRate
from ledger.errors import WrongUsage
from ledger.importing.values import Values, amount_in, day_in, name_in, number_in, whole_in


def outcome(values: Values) -> Command:
    """Return the outcome of so many people, which is verified by somebody, or said to be only claimed."""
    verified_by = values.get("verified by")
    if bool(values.get("claimed")) == bool(verified_by):
        fix = "Write who verified it, or yes under 'claimed'"
        what = "It is not said whether the outcome was verified or is only claimed"
        raise WrongUsage(what, where="--verified-by", fix=fix)
    return RecordOutcome(
        people=whole_in(values, "patients", "The number of people"),
        on=day_in(values),
        of=values.get("of"),
        saving_each=values.get("saving"),
        units_each=number_in(values, "used", "units of the agreed baseline, such as 1.66"),
        verified_by=verified_by,
        grade=values.get("grade"),
        ref=values.get("ref"),
    )


def quality(values: Values) -> Command:
    """Return a measurement: so many cases out of so many."""
    return RecordQuality(
        what=name_in(values, "measurement", "measured"),
        cases=whole_in(values, "cases", "The number of cases"),
        out_of=whole_in(values, "out of", "How many were looked at"),
        on=day_in(values),
        of=values.get("of"),
        ref=values.get("ref"),
    )


def non_response(values: Values) -> Command:
    """Return a claim for people in whom an outcome was missing."""
    claimed = values.get("claimed on")
    if not isinstance(claimed, date):
        raise WrongUsage("The day of the claim is missing", where="--claimed-on", fix="Write it in every row")
    people = whole_in(values, "patients", "The number of people")
    return RecordNonResponse(
        people=people, on=day_in(values), claimed=claimed, of=values.get("of"), ref=values.get("ref")
    )


def estimate(values: Values) -> Command:
    """Return an estimate of sales, income or costs for a period."""
    kind = (values.get("measured") or "").casefold()
    if kind not in KINDS:
        fix = f"Write one of: {', '.join(KINDS)}"
        raise WrongUsage("It is not said what is estimated", where="--measured", fix=fix)
    period = values.get("for")
    if not period:
        fix = "Write it in every row, such as 2026-Q2 or FY2026/27"
        raise WrongUsage("The period is missing", where="--for", fix=fix)
    ref = values.get("ref")
    return RecordEstimate(kind=kind, amount=amount_in(values), period=period, of=values.get("of"), ref=ref)


def rate(values: Values) -> Command:
    """Return what one unit of a currency is worth, on a day or as the average of a period."""
    written, period, restates = values.get("exchange rate"), values.get("for"), values.get("restates")
    if not written:
        fix = "Write what one unit of the currency is worth, such as 0.8550"
        raise WrongUsage("The exchange rate is missing", where="--exchange-rate", fix=fix)
    return RecordRate(
        rate=parse_rate(written),
        currency=values.get("currency") or name_in(values, "currency"),
        on=None if period or restates else day_in(values),
        period=period,
        ref=values.get("ref"),
        restates=restates,
    )
