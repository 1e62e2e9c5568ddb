"""Layers: what import-linter can't see. Its contracts stand in pyproject.toml; every module must be in one of them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What only the world outside knows: the day, the hour, a file, a person at the keyboard.
IMPURE = {"today", "now", "utcnow", "open", "input", "print", "write_text", "write_bytes", "getenv"}


def test_imports_keep_to_the_layers() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)

    assert (0, "") == (done.returncode, done.stdout.decode("utf-8") if done.returncode else "")


def test_every_part_of_the_ledger_has_its_layer() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {module.strip("()") for layer in layers for module in layer.split(" : ")}
    parts = {f"ledger.{path.stem}" for path in (ROOT / "ledger").iterdir() if path.suffix == ".py" or path.is_dir()}

    assert set() == {part for part in parts if not part.rpartition(".")[2].startswith("__")} - placed


def called(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield every call of a program: its line, and the last part of the name called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield node.lineno, name


@pytest.mark.parametrize("path", sorted((ROOT / "contracts").rglob("*.py")), ids=lambda path: path.stem)
def test_contracts_ask_nobody_outside(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))

    assert [] == [(line, name) for line, name in called(tree) if name in IMPURE]
