"""The house kept in order: sizes of files and functions, docstrings, leftovers, and texts that speak of the product."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import TypeAlias

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("contracts", "ledger", "projections")
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 50
TEXTS = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".feature", ".json", ".jsonl", ".csv", ""}

# In brackets where this file would otherwise find itself.
LEFTOVER = re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX|[N]otImplementedError)\b")
UNEXPLAINED = re.compile(r"#\s*(?:[n]oqa|[t]ype: ignore)(?![^#\n]*#\s*\w)")
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:[r]oot|[t]mp|[w]ork|[o]pt)/|\b[A-Z]:\\[U]sers\\")
INDEX_HOST = re.compile(
    r"[p]ypi\.org|[p]ythonhosted\.org|(?:index|find-links)[_-]?(?:url)?\s*=?\s*(?:[h]ttps?|file):", re.IGNORECASE
)

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def programs(*folders: str) -> list[Path]:
    """Give the Python files of some folders of the project."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def texts() -> list[Path]:
    """Give every file of the project that people read: programs, documents, data, and what builds it."""
    folders = (*PACKAGES, "tests", "features", "examples", "docs", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    found += [path for path in ROOT.iterdir() if not path.name.startswith(".") or path.name.startswith(".git")]
    found = [path for path in found if path.name != ".git"]  # in a second working tree it is a file that names a place
    return sorted(path for path in found if path.is_file() and path.suffix in TEXTS)


def relative(path: Path) -> str:
    """Name a file as seen from the project's folder, the same on every system."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    """Yield the functions and methods of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Count the lines of a function from its name to its end, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def undocumented(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Yield what is public, directly in a module or a class, and says nothing of itself; methods of a class too."""
    for child in node.body:
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            overrides = any("overload" in ast.unparse(decorator) for decorator in child.decorator_list)
            if not overrides and ast.get_docstring(child) is None:
                yield child.name
            if isinstance(child, ast.ClassDef):
                yield from undocumented(child)


def places(pattern: re.Pattern[str]) -> list[str]:
    """Find a pattern in the texts of the project: file and line of each."""
    return [
        f"{relative(path)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("path", programs(*PACKAGES, "tests"), ids=relative)
def test_a_file_says_what_it_is_for_and_is_short(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)

    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= LINES_OF_A_FILE
    assert {} == {each.name: length(each) for each in functions(path) if length(each) > LINES_OF_A_FUNCTION}


@pytest.mark.parametrize("path", programs(*PACKAGES), ids=relative)
def test_everything_public_says_what_it_is(path: Path) -> None:
    assert [] == list(undocumented(ast.parse(path.read_text("utf-8"))))


def test_functions_are_short_as_a_rule() -> None:
    lengths = [length(each) for path in programs(*PACKAGES) for each in functions(path)]

    assert median(lengths) <= 8
    assert quantiles(lengths, n=20)[-1] <= 30


def test_files_are_short_as_a_rule() -> None:
    assert median(len(path.read_text("utf-8").splitlines()) for path in programs(*PACKAGES)) <= 150


def test_nothing_is_left_over() -> None:
    assert [] == places(LEFTOVER)


def test_exceptions_from_the_rules_give_their_reason() -> None:
    assert [] == places(UNEXPLAINED)


def test_texts_name_no_machine_and_no_index() -> None:
    assert [] == places(MACHINE_PATH) + places(INDEX_HOST)


def test_the_two_locks_agree_and_are_hashed() -> None:
    product, everything = (
        {line.removesuffix(" \\") for line in (ROOT / name).read_text("utf-8").splitlines() if line[:1].strip()}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    hashes = (ROOT / "requirements-dev.txt").read_text("utf-8").split("\n    --hash=sha256:")

    assert set() == product - everything
    assert len(hashes) > 2 * len(everything)
    assert [] == [line for line in everything if not re.match(r"[a-z0-9-]+==[^ ]+( ; .+)?$", line)]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_tells_type_checkers_that_it_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()
