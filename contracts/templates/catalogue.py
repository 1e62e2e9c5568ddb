"""The questions of each template, in the order of its document."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.clause_terms import Place
from contracts.parts.quality import limit
from contracts.scalars import parse_amount, parse_fraction
from contracts.scalars.quantity import parse_quantity
from contracts.templates.question import Question, ask, ask_shares, frame, share, text

_BANDS: Place = ("clauses", "royalty", "rate", "bands")
_GAIN: Place = ("clauses", "shared-saving")
_STAFF: Place = ("clauses", "staff-time")

_LICENCE = (
    *frame("device-licence", "Licence of a device", "2041-03-31"),
    ask(("parties", "licensor", "name"), "The licensor's name", "Example Hospitals NHS Trust"),
    ask(("parties", "licensee", "name"), "The licensee's name", "Example Devices Ltd"),
    ask(("clauses", "first-patient", "when"), "The first milestone: when", "the first patient is treated"),
    ask(("clauses", "first-patient", "pays"), "What it pays", "250,000", parse_amount),
    ask(("clauses", "approval", "when"), "The second milestone: when", "the device is approved for sale"),
    ask(("clauses", "approval", "pays"), "What it pays", "500,000", parse_amount),
    Question(
        "product",
        "The product whose sales earn a royalty",
        "device",
        text,
        {("clauses", "royalty", "on"): lambda answer: f"net sales of {answer.strip()}"},
    ),
    Question(
        "first-edge",
        "Sales in a contract year up to which the first rate is paid",
        "10m",
        parse_amount,
        {(*_BANDS, 0, "up to"): str.strip},
    ),
    Question("first-rate", "The first rate", "3%", parse_fraction, {(*_BANDS, 0, "rate"): str.strip}),
    Question(
        "second-edge",
        "Sales up to which the second rate is paid",
        "25m",
        parse_amount,
        {(*_BANDS, 1, "up to"): str.strip, (*_BANDS, 2, "above"): str.strip},
    ),
    Question("second-rate", "The second rate", "4.5%", parse_fraction, {(*_BANDS, 1, "rate"): str.strip}),
    Question("third-rate", "The rate above", "6%", parse_fraction, {(*_BANDS, 2, "rate"): str.strip}),
)

_CO_DEVELOPMENT = (
    *frame("device-development", "Co-development of a device", "2031-03-31"),
    ask(("parties", "university", "name"), "The first party's name", "Example University"),
    ask(("parties", "company", "name"), "The second party's name", "Example Devices Ltd"),
    ask(("clauses", "development-cost", "of"), "The category of cost that is shared", "development cost"),
    ask_shares(
        "first-share",
        "The first party's share of the cost; the second bears the rest",
        "40%",
        ("clauses", "development-cost", "shares"),
        ("university", "company"),
    ),
    ask_shares(
        "first-profit-share",
        "The first party's share of the profit; the second has the rest",
        "40%",
        ("clauses", "profit", "shares"),
        ("university", "company"),
    ),
)

_CLINICAL_EVALUATION = (
    *frame("device-evaluation", "Evaluation of a device in a hospital", "2029-03-31"),
    ask(("parties", "trust", "name"), "The hospital's name", "Example Hospitals NHS Trust"),
    ask(("parties", "company", "name"), "The company's name", "Example Devices Ltd"),
    ask((*_STAFF, "rates", 0, "rate"), "What an hour of a research nurse is worth", "38.50", parse_amount),
    ask((*_STAFF, "rates", 1, "rate"), "What an hour of a consultant is worth", "142.75", parse_amount),
    ask((*_STAFF, "cap", "amount"), "The most that staff time counts for in a contract year", "60,000", parse_amount),
    ask_shares(
        "trust-share",
        "The hospital's share of the cost; the company bears the rest",
        "25%",
        ("clauses", "evaluation-cost", "shares"),
        ("trust", "company"),
    ),
    ask((*_GAIN, "outcome"), "The outcome that saves", "bed days before surgery"),
    ask((*_GAIN, "saving", "baseline"), "How many units a patient used before", "3.5", parse_quantity),
    ask((*_GAIN, "saving", "unit"), "What such a unit is", "bed day"),
    ask((*_GAIN, "saving", "worth"), "What a unit is worth that is not used", "350", parse_amount),
    ask(
        (*_GAIN, "saving", "cohort"),
        "Whom that was measured on",
        "patients of the year before, matched by age and injury",
    ),
    ask((*_GAIN, "saving", "grade"), "The grade of the evidence", "B"),
    ask((*_GAIN, "saving", "verified by"), "Who verifies the saving", "health economics unit"),
    ask((*_GAIN, "to", "company"), "The company's part of the saving", "30%", share),
    ask(
        (*_GAIN, "only if", "readmissions"),
        "The limit of readmissions",
        "at most 4%",
        lambda answer: limit("readmissions", answer),
    ),
    ask((*_GAIN, "cap", "amount"), "The most that is paid in a contract year", "50,000", parse_amount),
)

_DATA_ACCESS = (
    *frame("imaging-data", "Access to imaging records, not exclusive", "2031-03-31"),
    ask(("parties", "trust", "name"), "The name of who provides the data", "Example Hospitals NHS Trust"),
    ask(("parties", "university", "name"), "The name of who uses it for research", "Example University"),
    ask(("parties", "company", "name"), "The name of who uses it commercially", "Example Imaging Ltd"),
    Question(
        "data",
        "The data",
        "imaging records",
        text,
        {("clauses", fee, "data"): str.strip for fee in ("preparation", "research-access", "commercial-access")},
    ),
    ask(("clauses", "preparation", "fee"), "What preparing access costs, once", "18,000", parse_amount),
    ask(("clauses", "research-access", "fee"), "The fee of a year for research", "7,300", parse_amount),
    ask(("clauses", "commercial-access", "fee"), "The fee of a year for commercial use", "73,000", parse_amount),
    Question(
        "product",
        "The product made of the data, whose sales earn a royalty",
        "derived product",
        text,
        {("clauses", "royalty", "on"): lambda answer: f"net sales of {answer.strip()}"},
    ),
    ask(("clauses", "royalty", "rate"), "The rate of the royalty", "2%", share),
)

QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "licence": _LICENCE,
    "co-development": _CO_DEVELOPMENT,
    "clinical-evaluation": _CLINICAL_EVALUATION,
    "data-access": _DATA_ACCESS,
}
"""What to ask, by the name of the template."""
