"""From the text of a scenario to its terms, checked by themselves and against the agreement, with line numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from contracts.clause_terms import Place, Problem
from contracts.contract import Contract
from contracts.document.check import circle
from contracts.document.fields import Rooted
from contracts.document.loader import Loaded, load
from contracts.document.mistakes import report
from contracts.document.source import SCENARIO
from contracts.errors import BadScalar, DocumentRefused
from contracts.forecast.scenario import Dated, Expected, ScenarioTerms, Shape
from contracts.forecast.words import BY_PERSON
from contracts.scalars import Amount
from contracts.suggestions import did_you_mean

QUANTITY_DIGITS = 3
"""The decimals of a quantity contributed in kind."""


class ScenarioDocument(NamedTuple):
    """A scenario that can be read, with the lines that it was read from."""

    terms: ScenarioTerms
    loaded: Loaded


def read_scenario(source: bytes | str) -> ScenarioDocument:
    """Read a scenario, YAML or JSON. Raises DocumentRefused with every mistake in it."""
    loaded = load(source, SCENARIO)
    loaded.tree = Rooted(loaded.tree, ScenarioTerms)
    terms = None
    try:
        terms = ScenarioTerms.model_validate(loaded.tree)
    except ValidationError as error:
        report(error, loaded)
    if terms is not None:
        _note(loaded, _problems(terms))
    if terms is None or loaded.mistakes:
        raise _refused(loaded)
    return ScenarioDocument(terms, loaded)


def check_against(document: ScenarioDocument, contract: Contract) -> None:
    """Check what only shows beside the agreement. Raises DocumentRefused."""
    document.loaded.mistakes.clear()
    _note(document.loaded, _misfits(document.terms, contract))
    if document.loaded.mistakes:
        raise _refused(document.loaded)


def _refused(loaded: Loaded) -> DocumentRefused:
    return DocumentRefused(tuple(sorted(dict.fromkeys(loaded.mistakes))))


def _note(loaded: Loaded, problems: Iterator[Problem]) -> None:
    for problem in problems:
        loaded.mistake(problem.path, problem.what, problem.fix)


def _problems(terms: ScenarioTerms) -> Iterator[Problem]:
    """Yield what is wrong between the parts of a scenario."""
    if terms.until < terms.discount.base_date:
        yield Problem(("until",), "it lies before the base date of the discount", "write a later day")
    if not 0 < terms.worst <= 1:
        yield Problem(("worst",), "it is no part of the whole", "write a percentage above 0% and up to 100%")
    for name, line in terms.expected.items():
        yield from _line_problems(("expected", name), line, terms)
    for name, dated in terms.milestones.items():
        yield from _milestone_problems(("milestones", name), dated, terms)
    afters = {name: [dated.after] if dated.after else [] for name, dated in terms.milestones.items()}
    if found := circle({name: [each for each in after if each in afters] for name, after in afters.items()}):
        what = f"the milestones wait for each other in a circle: {' after '.join(found)}"
        yield Problem(("milestones", found[0]), what, "let one of them come first")
    yield from _correlation_problems(terms)


def _line_problems(place: Place, line: Expected, terms: ScenarioTerms) -> Iterator[Problem]:
    if (line.amounts is None) == (line.curve is None):
        yield Problem(place, "a line has either 'amounts' or a 'curve'", "write one of them")
    if line.if_ is not None and line.if_ not in terms.milestones:
        fix = did_you_mean(line.if_, terms.milestones, f"the milestones are {', '.join(terms.milestones) or 'none'}")
        yield Problem((*place, "if"), f"there is no milestone '{line.if_}' in the scenario", fix)
    if line.curve and line.curve.from_ is None and line.if_ is None:
        yield Problem((*place, "curve"), "the curve has no first day", "add 'from', or 'if' with a milestone")
    if line.curve and line.curve.erosion and line.curve.erosion.a_year > 1:
        yield Problem((*place, "curve", "erosion", "a year"), "more than everything is lost", "write at most 100%")
    if line.each is not None and line.of.kind not in BY_PERSON:
        yield Problem((*place, "each"), f"'{line.of}' is not counted by person", "leave it out")
    if line.each is None and line.of.kind == "outcome":
        yield Problem(place, "an outcome is what each person uses", "add 'each', and write people as 'amounts'")
    if line.uncertain is not None:
        least, most = line.uncertain.low, line.uncertain.high
        likely = line.uncertain.likely
        if line.uncertain.shape is Shape.LOGNORMAL:
            if not 0 < least < most:
                yield Problem((*place, "uncertain"), "low must be above nothing and below high", "correct one of them")
        elif not least <= likely <= most or least == most:
            yield Problem((*place, "uncertain"), "low, likely and high must rise in this order", "correct one of them")


def _milestone_problems(place: Place, dated: Dated, terms: ScenarioTerms) -> Iterator[Problem]:
    if dated.probability > 1:
        yield Problem((*place, "probability"), "it is above 100%", "write a probability from 0% to 100%")
    if dated.after is not None and dated.after not in terms.milestones:
        fix = did_you_mean(dated.after, terms.milestones, f"the milestones are {', '.join(terms.milestones)}")
        yield Problem((*place, "after"), f"there is no milestone '{dated.after}' in the scenario", fix)
    if (dated.earliest and dated.earliest > dated.on) or (dated.latest and dated.latest < dated.on):
        yield Problem(place, "earliest, on and latest must follow each other", "correct one of the days")
    if dated.shape is Shape.LOGNORMAL:
        yield Problem((*place, "shape"), "a day is not lognormal", "write triangular or PERT")


def _correlation_problems(terms: ScenarioTerms) -> Iterator[Problem]:
    known = [name for name, line in terms.expected.items() if line.uncertain]
    for number, each in enumerate(terms.correlated):
        for at, name in enumerate(each.between):
            if name not in known:
                fix = did_you_mean(name, known, f"uncertain are {', '.join(known) or 'none'}")
                yield Problem(("correlated", number, "between", at), f"there is no uncertain line '{name}'", fix)
        if len(set(each.between)) == 1:
            yield Problem(("correlated", number, "between"), "a line moves with itself anyway", "name two lines")


def _misfits(terms: ScenarioTerms, contract: Contract) -> Iterator[Problem]:
    """Yield what the agreement does not know, or can't read."""
    agreement = contract.terms.agreement
    if terms.agreement is not None and terms.agreement != agreement:
        fix = f"name the scenario of '{agreement}', or correct the line"
        yield Problem(("agreement",), f"the scenario is about '{terms.agreement}'", fix)
    parties = tuple(contract.terms.parties)
    for name, line in terms.expected.items():
        place: Place = ("expected", name)
        if line.by not in parties:
            fix = did_you_mean(line.by, parties, f"the parties are {', '.join(parties)}")
            yield Problem((*place, "by"), f"there is no party '{line.by}' in {agreement}", fix)
        yield from _unknown_fact((*place, "of"), line, contract)
        yield from _unread_amounts(place, line, contract)


def _unknown_fact(place: Place, line: Expected, contract: Contract) -> Iterator[Problem]:
    """Yield what no clause wants recorded; a cost may be a party's own, sales of something else may not."""
    known = list(dict.fromkeys(feed.of for feed in contract.feeds_of(_feed_kind(line, contract))))
    if line.of.kind != "cost" and line.of.of not in known:
        fix = did_you_mean(line.of.of, known, f"clauses want {', '.join(known) or f'no {line.of.kind}'}")
        yield Problem(place, f"no clause of {contract.terms.agreement} wants {line.of}", fix)


def _feed_kind(line: Expected, contract: Contract) -> str:
    """Return the kind of feed: savings and outcomes come in by the same one."""
    kind = line.of.kind
    return "outcome" if kind == "saving" and not contract.feeds_of("saving") else kind


def _unread_amounts(place: Place, line: Expected, contract: Contract) -> Iterator[Problem]:
    for label in line.amounts or ():
        try:
            contract.calendar.parse(label)
        except BadScalar as error:
            yield Problem((*place, "amounts", label), error.what, error.fix)
    written = [((*place, "amounts", label), amount) for label, amount in (line.amounts or {}).items()]
    if line.curve:
        written.append(((*place, "curve", "a year"), line.curve.a_year))
    for path, amount in written:
        try:
            minor_of(line, amount, contract)
        except BadScalar as error:
            yield Problem(path, error.what, error.fix)


def minor_of(line: Expected, amount: Amount, contract: Contract) -> int:
    """Return an amount in what its kind is counted in: minor units, thousandths of a quantity, or people."""
    if line.each is not None:
        return amount.minor(0, contract.terms.currency)
    digits = QUANTITY_DIGITS if line.of.kind == "in kind" else contract.digits
    return amount.minor(digits, contract.terms.currency)
