"""Steps at the prompt: commands as people type them, and the answers that they read."""

from __future__ import annotations

import shlex

import pytest
from pytest_bdd import then, when

from ledger.cli.main import main
from tests.steps.scene import Scene


@when("somebody types at the prompt:")
def type_command(
    scene: Scene, docstring: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run a command as the user of a terminal 100 columns wide, with no settings but the ledger's place."""
    program, *words = shlex.split(docstring)
    assert "pledger" == program
    monkeypatch.chdir(scene.path.parent)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PLEDGER_LEDGER", str(scene.path))
    monkeypatch.delenv("PLEDGER_US", raising=False)
    main(words)
    scene.printed = "".join(capsys.readouterr())


@then("the answer is:")
def answer_is(scene: Scene, docstring: str) -> None:
    """Compare all that was printed, warnings last."""
    assert docstring == scene.printed.strip()
