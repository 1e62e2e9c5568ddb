"""The language of the features: every clause has one, steps are few, scenarios are short and end in sums."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_bdd import parsers
from pytest_bdd.feature import get_features
from pytest_bdd.parser import Feature, ScenarioTemplate
from pytest_bdd.parser import Step as WrittenStep

from contracts.clauses import kind_names

ROOT = Path(__file__).parents[1]
MOST_PHRASES = 79
MOST_STEPS = 7


class Phrase(NamedTuple):
    """A step as defined: its keyword, its words, how they are read, and the function behind it."""

    keyword: str
    words: str
    parser: parsers.StepParser
    function: ast.FunctionDef


def defined() -> Iterator[Phrase]:
    """Yield every step that the modules of steps define."""
    for path in sorted((ROOT / "tests" / "steps").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield from (_phrase(call, node) for call in node.decorator_list if _keyword(call))


def _keyword(decorator: ast.expr) -> str:
    named = decorator.func if isinstance(decorator, ast.Call) else None
    return named.id if isinstance(named, ast.Name) and named.id in ("given", "when", "then") else ""


def _phrase(decorator: ast.expr, function: ast.FunctionDef) -> Phrase:
    assert isinstance(decorator, ast.Call)
    words = next(node.value for node in ast.walk(decorator) if isinstance(node, ast.Constant))
    assert isinstance(words, str)
    reading = next((node.attr for node in ast.walk(decorator) if isinstance(node, ast.Attribute)), "string")
    return Phrase(_keyword(decorator), words, getattr(parsers, reading)(words), function)


PHRASES = list(defined())
FEATURES: list[Feature] = get_features([str(ROOT / "features")])
SCENARIOS: list[tuple[Feature, ScenarioTemplate]] = [
    (feature, scenario) for feature in FEATURES for scenario in feature.scenarios.values()
]


def own_steps(scenario: ScenarioTemplate) -> list[WrittenStep]:
    """Return a scenario's steps without those of backgrounds."""
    return scenario.steps[len(scenario.all_background_steps) :]


def test_every_kind_of_clause_has_its_feature() -> None:
    features = {path.stem.replace("_", " ") for path in (ROOT / "features" / "clauses").glob("*.feature")}
    assert features == set(kind_names())


def test_the_vocabulary_is_small() -> None:
    assert len({phrase.words for phrase in PHRASES}) <= MOST_PHRASES


def test_every_step_says_what_it_does() -> None:
    assert [] == [phrase.words for phrase in PHRASES if not ast.get_docstring(phrase.function)]


def test_no_phrase_is_left_over() -> None:
    used = {(step.type, step.name) for _, scenario in SCENARIOS for step in scenario.steps}
    unused = [
        (phrase.keyword, phrase.words)
        for phrase in PHRASES
        if not any(type_ == phrase.keyword and phrase.parser.is_matching(name) for type_, name in used)
    ]
    assert [] == unused


def test_every_scenario_has_a_title_of_its_own() -> None:
    """pytest-bdd keeps one scenario a title, so that the second of two would never run."""
    for feature in FEATURES:
        text = Path(feature.filename).read_text(encoding="utf-8")
        titles = re.findall(r"^ *Scenario(?: Outline)?: (.+)$", text, re.MULTILINE)
        assert sorted(set(titles)) == sorted(titles)
        assert sorted(titles) == sorted(feature.scenarios)


@pytest.mark.parametrize(
    ("feature", "scenario"),
    [
        pytest.param(feature, scenario, id=f"{Path(feature.filename).stem}: {scenario.name}")
        for feature, scenario in SCENARIOS
    ],
)
def test_a_scenario_is_short_and_stands_under_a_rule(feature: Feature, scenario: ScenarioTemplate) -> None:
    steps = own_steps(scenario)
    assert scenario.rule is not None
    assert len(steps) <= MOST_STEPS
    assert 1 == sum(step.type == "when" for step in steps)
    assert "then" == steps[-1].type


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: Path(feature.filename).stem)
def test_a_feature_begins_with_prose_and_shows_sums(feature: Feature) -> None:
    steps = [step for scenario in feature.scenarios.values() for step in scenario.steps]
    assert 2 <= len(feature.description.strip().splitlines()) <= 4
    assert any("total" in (row[0] for row in (step.datatable.raw() if step.datatable else ())) for step in steps)
