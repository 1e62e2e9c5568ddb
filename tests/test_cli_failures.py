"""The boundary at which every error becomes sentences and an exit code."""

from __future__ import annotations

import errno
from collections.abc import Callable

import click
import pytest

from contracts.errors import BadScalar, DocumentRefused, Mistake, RefusedByTerms
from ledger.cli.failures import guarded
from ledger.errors import Refused, VerificationFailed, WrongUsage


def raising(error: BaseException) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "exit_code", "sentences"),
    [
        (Refused("The claim is its own", where="R-1", fix="Ask Ann"), 1, "The claim is its own (R-1). Ask Ann."),
        (WrongUsage("No agreement is named", fix="Name one"), 2, "No agreement is named. Name one."),
        (VerificationFailed("Event 3 is not as sealed", event_id=3), 3, "Event 3 is not as sealed."),
        (
            RefusedByTerms("too late", where="article 7", fix="ask the company"),
            1,
            "article 7: too late: ask the company.",
        ),
        (BadScalar("no amount", fix="write 1,000.00"), 2, "no amount: write 1,000.00."),
        (
            DocumentRefused((Mistake(3, "clauses.a", "99%", "1% more"), Mistake(0, "", "a circle", ""))),
            1,
            "there are 2 mistakes.\n  line 3, clauses.a: 99%: 1% more\n  a circle\n"
            "Each kind of clause, with an example and all its words: pledger agreement clauses KIND",
        ),
        (click.BadParameter("no"), 2, "Invalid value: no"),
        (KeyboardInterrupt(), 130, "stopped."),
        (click.Abort(), 130, "stopped."),
        (
            OSError(errno.ENOSPC, "No space left on device", "a.db"),
            1,
            "there is no space left on the disk (a.db). Make room and run the command again.",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "a.xlsx"),
            1,
            "this is not permitted here (a.xlsx). Check the rights, and close the file in other programs.",
        ),
        (FileNotFoundError(2, "No such file", "x"), 1, "No such file (x). Check the path and the disk."),
        (
            ZeroDivisionError("a penny\nby none"),
            1,
            "something unforeseen happened, ZeroDivisionError: a penny by none. Run again with --debug to see where.",
        ),
        (
            RuntimeError("\x1b[2J"),
            1,
            "something unforeseen happened, RuntimeError: ?[2J. Run again with --debug to see where.",
        ),
    ],
)
def test_what_went_wrong_is_told(
    error: BaseException, exit_code: int, sentences: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code == guarded(raising(error))
    assert ("", f"pledger: {sentences}\n") == capsys.readouterr()


def test_a_reader_that_went_away_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    assert 141 == guarded(raising(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert ("", "") == capsys.readouterr()


def test_with_debug_the_traceback_comes_before_the_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(raising(Refused("No")), debug=True)

    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last):")
    assert told.endswith("pledger: No.\n")


def test_what_went_well_is_0() -> None:
    assert 0 == guarded(lambda: None)
