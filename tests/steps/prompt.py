"""Steps at the prompt: commands as people type them, and the answers that they read."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

import pytest
from openpyxl import Workbook, load_workbook
from pytest_bdd import given, parsers, then, when

from ledger.cli.main import main
from tests.steps.scene import Scene


@given("somebody types at the prompt:")
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
    scene.size_before = scene.size
    main(words)
    scene.printed = "".join(capsys.readouterr())


@given(parsers.parse('the file "{name}":'))
def write_file(scene: Scene, name: str, docstring: str) -> None:
    """Put a text file beside the ledger."""
    (scene.path.parent / name).write_text(f"{docstring}\n", "utf-8")


@given(parsers.parse('the workbook "{name}" with the sheet "{title}":'))
def write_sheet(scene: Scene, name: str, title: str, datatable: Sequence[Sequence[str]]) -> None:
    """Put a workbook of texts beside the ledger, or add a sheet to the one there."""
    place = scene.path.parent / name
    book = load_workbook(place) if place.exists() else Workbook()
    if not place.exists():
        book.remove(book.active)
    sheet = book.create_sheet(title)
    for row in datatable:
        sheet.append([cell or None for cell in row])
    book.save(place)


@then("the answer says:")
def answer_says(scene: Scene, docstring: str) -> None:
    """Look for lines in what was printed, one after the other as they stand there."""
    assert docstring in scene.printed


@then("the answer is:")
def answer_is(scene: Scene, docstring: str) -> None:
    """Compare all that was printed, warnings last."""
    assert docstring == scene.printed.strip()
