"""Every command of the tree has help, an example that is named in it, and the example runs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ledger.cli.commands import Exampled, LazyGroup
from ledger.cli.main import pledger
from tests.agreement_samples import DOCUMENTS
from tests.command_samples import done, enter_sample_ledger, typed

MAKES_THE_LEDGER = "pledger init"
SIGNS = "pledger agreement sign"
MAKES_A_FILE = "pledger agreement new"
_RATE = "record rate export-licence EUR 0.8550 --for 2026-Q1 --party licensor"
BEFORE = {
    "pledger withdraw": "accept device-licence/M1 --on 2026-06-12 --party licensee",
    "pledger record rate export-licence EUR 0.8560": _RATE,
    "pledger record sales export-licence": _RATE,
    "pledger record release": "record commitment device-development 80,000 --on 2026-05-10 --party university",
    "pledger explain device-licence --payment": "record payment device-licence 100 --on 2026-06-10 --from licensee",
    "pledger parties separate the-inventors": "parties merge the-inventors eastern-university",
    "pledger statement device-licence --period FY2026/27-Q1 --issued": "close device-licence FY2026/27-Q1",
    "pledger resolve": (
        "dispute device-licence/royalty@FY2026/27-Q1 500 --on 2026-06-01 --reason returns --party licensee"
    ),
}
"""What has to be recorded before an example, by how the example begins."""


def commands(group: LazyGroup = pledger, path: tuple[str, ...] = ("pledger",)) -> Iterator[tuple[str, Exampled]]:
    """Yield every command and group below one, with its full name."""
    context = click.Context(group)
    for name in [*group.lazy, *(name for name in group.commands if not name.startswith("sample-"))]:
        command = group.get_command(context, name)
        assert isinstance(command, Exampled), name
        yield " ".join((*path, name)), command
        if isinstance(command, LazyGroup):
            yield from commands(command, (*path, name))


TREE = dict(commands())
EXAMPLES = [example for command in TREE.values() for example in command.examples]


@pytest.fixture(autouse=True)
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


@pytest.mark.parametrize("name", TREE)
def test_every_command_has_help_with_an_example_of_its_own(name: str) -> None:
    told = done(*name.split()[1:], "--help")

    assert told.startswith(f"Usage: {name} ")
    assert TREE[name].help
    assert TREE[name].examples
    assert [] == [example for example in TREE[name].examples if example not in told or not example.startswith(name)]


@pytest.mark.parametrize("name", TREE)
def test_every_option_of_every_command_says_what_it_is(name: str) -> None:
    options = [parameter for parameter in TREE[name].params if isinstance(parameter, click.Option)]

    assert [] == [option.opts for option in options if not (option.help and option.help.endswith((".", ").")))]


@pytest.mark.parametrize("example", dict.fromkeys(EXAMPLES))
def test_every_example_runs(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if example.startswith(SIGNS) or example == MAKES_THE_LEDGER:
        Path("ledger.db").unlink()
    if example.startswith(SIGNS):
        done("init")
    if example.startswith(MAKES_A_FILE):
        Path("licence.yaml").unlink()
    if example.startswith("pledger adopt-engine"):
        for module in ("ledger.application", "ledger.commands.lifecycle"):
            monkeypatch.setattr(f"{module}.ENGINE_VERSION", 3)
    for agreement in DOCUMENTS.keys() & set(shlex.split(example)):
        done("agreement", "sign", f"{agreement}.yaml", "--document", "signed.pdf")
    for begins, needed in BEFORE.items():
        if example.startswith(begins):
            done(*shlex.split(needed))
    told = typed(*shlex.split(example)[1:])

    assert 0 == told.exit_code, told
    assert told.out or "Written to" in told.err


@pytest.mark.parametrize("alias", ["list", "show device-licence", "sign revenue.yaml --dry-run", "void x --reason y"])
def test_commands_of_agreements_work_without_that_word(alias: str) -> None:
    words = alias.split()

    assert typed("agreement", *words) == typed(*words)
    assert f"\n  {words[0]} " not in done("--help")
