"""Every scenario of every feature, run end to end: documents, commands, store, views."""

from __future__ import annotations

from pytest_bdd import scenarios

from tests.steps import STEPS

pytest_plugins = STEPS

scenarios("../features")
