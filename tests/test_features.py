"""Every scenario of every feature, run end to end: documents, commands, store, views."""

from __future__ import annotations

from pytest_bdd import scenarios

pytest_plugins = (
    "tests.steps.scene",
    "tests.steps.agreement",
    "tests.steps.facts",
    "tests.steps.auditing",
    "tests.steps.refusals",
    "tests.steps.results",
)

scenarios("../features")
