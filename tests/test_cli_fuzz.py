"""Whatever is typed: no traceback, an exit code that says what happened, and a ledger that still verifies."""

from __future__ import annotations

import tempfile
from contextlib import chdir
from pathlib import Path

import click
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.cli.commands import LazyGroup
from tests.command_samples import put_sample_ledger, typed
from tests.test_cli_examples import TREE

MEANT = [
    *("device-licence", "DEVICE-LICENCE", "device-development", "revenue-sharing", "signed-twice", "device-licens"),
    *("device-licence/S1", "S1", "s1", "M1", "C1", "device-licence/", "/", "E3.1", "e3.99", "4", "0", "-1"),
    *("licensor", "licensee", "Northern Trust", "university", "company", "us", "first-patient", "approval", "royalty"),
    *("device", "licensing", "development cost", "rebates=5", "rebates", "=", "k1"),
    *("3,500,000", "£3.50", "-£40,000.00", "(500)", "1.005", "1e9", "0", "99999999999999999999", "EUR 5", "$5", "NaN"),
    *("2026-05-10", "31/04/2026", "46113", "10 May 2026", "9999-12-31", "2026-05-10T10:00Z", "2026-05-10T25:00"),
    *("2026", "2026-Q2", "FY2026/27-Q1", "FY2026/28", "2026-13"),
    *("licence.yaml", "revenue.yaml", "signed.pdf", ".", "nowhere.yaml", "new.yaml", "answer.csv", "ledger.db"),
    *("json", "csv", "xlsx", "table", "text", "7:" + "0" * 64, "licence", "UTC", "Europe/Nowhere"),
    *("", " ", "-", "--", "\u00a0", "\ufeff", "a\x1b[2Jb", "\U0001f980", "x" * 300, "'; DROP TABLE events; --", "%s{}"),
]
EXAMPLES = settings().max_examples // 4
"""A quarter of what the profile asks for: every example is several commands on a ledger of its own."""

_DAYS = ["2026-05-10", "1 July 2026", "2026-04-01", "2041-03-31"]
_AGREEMENTS = ["device-licence", "device-development", "revenue-sharing"]
_AMOUNTS = ["3,500,000", "£3.50", "-£40,000.00", "(500)", "9,999,999.99", "0.01"]
_PARTIES = ["licensor", "licensee", "university", "company", "Eastern University"]
_FACTS = ["S1", "M1", "C1", "device-licence/S1", "device-licence/M1", "X-1"]
LIKELY = {
    **dict.fromkeys(("on", "today", "as_of", "known_at"), _DAYS),
    **dict.fromkeys(("party", "on_behalf_of", "to"), _PARTIES),
    **dict.fromkeys(("amount", "amount_option"), _AMOUNTS),
    **dict.fromkeys(("agreement", "agreements"), _AGREEMENTS),
    **dict.fromkeys(("ref", "restates", "against"), _FACTS),
    "of": ["device", "development cost", "licensing", "travel"],
    "clause": ["first-patient", "approval", "royalty", "development-cost"],
    "period": ["2026", "2026-05", "FY2026/27-Q1"],
    "entry": ["E3.1", "E4.2"],
    "evidence": ["report.pdf"],
    "file": ["licence.yaml", "revenue.yaml"],
    "event": ["3", "4"],
    "format_": ["json", "csv", "table"],
    "as_json": ["json", "text"],
    "template": ["licence", "co-development", "clinical-evaluation", "data-access"],
}
"""What a parameter of a name is mostly given, so that many command lines go through."""

FITTING = {
    ("pledger record sales", "agreement"): ["device-licence"],
    ("pledger record cost", "agreement"): ["device-development"],
    ("pledger record cost", "party"): ["university", "company"],
    ("pledger record cost", "of"): ["development cost"],
    ("pledger import", "file"): ["sales.csv", "finance.csv"],
    ("pledger import", "kind"): ["sales", "cost", "payment"],
    ("pledger import", "maps"): ["amount=Net GBP", "on=Booked", "of=Net GBP"],
}
"""What a parameter of one command is mostly given."""

UNSAFE = {"--ledger", "--output", "-o"}
"""Options that lead out of the ledger; they are given only what stays in the folder."""

CALLABLE = {name: command for name, command in TREE.items() if not isinstance(command, LazyGroup)}
CALLABLE.pop("pledger demo", None)
WORDS = st.sampled_from(MEANT) | st.text(st.characters(exclude_characters="\0/"), max_size=12)


def _value(parameter: click.Parameter, command: str) -> st.SearchStrategy[str]:
    likely = FITTING.get((command, str(parameter.name))) or LIKELY.get(str(parameter.name))
    return WORDS if likely is None else st.sampled_from(likely) | st.sampled_from(likely) | WORDS


@st.composite
def command_lines(draw: st.DrawFn, name: str) -> list[str]:
    """Draw the options and arguments of one command, of the right kind more often than not."""
    parameters = TREE[name].params
    options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
    line = []
    for parameter in parameters:
        if isinstance(parameter, click.Argument) and draw(st.integers(0, 9)):
            line.append(draw(_value(parameter, name)))
    for option in draw(st.lists(st.sampled_from(options), max_size=3)):
        if option.opts[0] in UNSAFE or option.name in ("help", "debug"):
            continue
        line += [option.opts[0]] if option.is_flag else [option.opts[0], draw(_value(option, name))]
    return line


@pytest.mark.parametrize("name", CALLABLE)
@settings(max_examples=EXAMPLES)
@given(st.data())
def test_no_command_breaks_on_what_is_typed(name: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(command_lines(name), min_size=1, max_size=4))
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        put_sample_ledger(Path())
        for line in lines:
            _is_answered(name.split()[1:] + line)
        _still_verifies()


@settings(max_examples=2 * EXAMPLES)
@given(st.lists(st.sampled_from(sorted(CALLABLE)).flatmap(lambda name: st.tuples(st.just(name), command_lines(name)))))
@example([("pledger record sales", ["device-licence", "5"]), ("pledger accept", ["M1"]), ("pledger shares", [])])
def test_no_session_breaks_the_ledger(session: list[tuple[str, list[str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        put_sample_ledger(Path())
        for name, line in session:
            _is_answered(name.split()[1:] + line)
        _still_verifies()


def _is_answered(arguments: list[str]) -> None:
    endless = ("--for", "0") if arguments[:2] == ["views", "follow"] else ()
    told = typed(*arguments, *endless)

    assert told.exit_code in (0, 1, 2, 3), told
    assert "--debug" in arguments or "Traceback" not in told.err
    assert "unforeseen" not in told.err, told
    harmless = ("pledger: warning: ", "pledger: views up to ")
    said = [line for line in told.err.splitlines() if not line.startswith(harmless)]
    assert bool(told.exit_code) == any("pledger: " in line for line in said), told


def _still_verifies() -> None:
    told = typed("verify", "--reperform")

    assert 0 == told.exit_code, told
