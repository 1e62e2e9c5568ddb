"""The one place where what went wrong becomes sentences on standard error, and an exit code.

0 done      1 refused by the agreement or the ledger, or impossible on this machine
2 wrong usage      3 verification failed      130 interrupted      141 the reader of a pipe went away
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

import click
from click.exceptions import Exit, NoArgsIsHelpError

from contracts.errors import BadScalar, ContractError, DocumentRefused
from ledger.cli.streams import say, silence
from ledger.errors import LedgerError

REFUSED = 1
WRONG_USAGE = 2
INTERRUPTED = 130
READER_GONE = 141

_LONGEST_UNFORESEEN = 200
_CLAUSES_TOLD = "Each kind of clause, with an example and all its words: pledger agreement clauses KIND"


def guarded(run: Callable[[], object], *, debug: bool = False) -> int:
    """Run a command and return its exit code; with `debug`, the traceback is printed before the sentence."""
    try:
        exit_code = _exit_code(run)
        _flush()
    except (Exception, KeyboardInterrupt) as error:
        return _told(error, debug=debug)
    return exit_code


def _exit_code(run: Callable[[], object]) -> int:
    try:
        run()
    except Exit as stop:
        return stop.exit_code
    return 0


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _told(error: BaseException, *, debug: bool) -> int:
    if isinstance(error, OSError):
        _give_up_broken_output()
    if _reader_is_gone(error):
        return READER_GONE
    if debug:
        import traceback  # only to be shown

        traceback.print_exception(error)
    sentences, exit_code = explained(error)
    _say("\n".join((sentences, *_advice(error))))
    return exit_code


def _advice(error: BaseException) -> list[str]:
    """Name the command that says how clauses are written, where that is what went wrong."""
    in_clauses = isinstance(error, DocumentRefused) and any(each.field.startswith("clauses") for each in error.mistakes)
    return [_CLAUSES_TOLD] if in_clauses else []


def _give_up_broken_output() -> None:
    """Where standard output takes nothing more, keep Python from trying once more when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        silence()


def _reader_is_gone(error: BaseException) -> bool:
    """Say whether a pipe was closed by its reader; Windows reports an invalid argument without a file's name."""
    if isinstance(error, BrokenPipeError):
        return True
    return (
        sys.platform == "win32"
        and isinstance(error, OSError)
        and error.errno == errno.EINVAL
        and error.filename is None
    )


def _say(sentences: str) -> None:
    from projections.rendering.screen import safe  # only when something went wrong

    try:
        say(f"pledger: {safe(sentences)}", to_errors=True)
    except OSError:
        return  # nobody reads standard error; the exit code still says it


def explained(error: BaseException) -> tuple[str, int]:
    """Say in sentences what went wrong and what to do, and give the exit code."""
    if isinstance(error, click.ClickException):
        return _usage(error), error.exit_code
    if isinstance(error, LedgerError):
        return _closed(str(error)), error.exit_code
    if isinstance(error, ContractError):
        return _terms(error), WRONG_USAGE if isinstance(error, BadScalar) else REFUSED
    if isinstance(error, (KeyboardInterrupt, click.Abort, EOFError)):
        return "stopped.", INTERRUPTED
    if isinstance(error, OSError):
        return _system(error), REFUSED
    return _unforeseen(error), REFUSED


def _usage(error: click.ClickException) -> str:
    if isinstance(error, NoArgsIsHelpError):
        return f"a command is missing.\n\n{error.format_message()}"
    message = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}\nSee {context.command_path} --help." if context else message


def _terms(error: ContractError) -> str:
    if isinstance(error, DocumentRefused):
        place = f"{error.where}: " if error.where else ""
        return "\n".join((f"{place}{_closed(error.what)}", *(f"  {mistake}" for mistake in error.mistakes)))
    return _closed(str(error))


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _system(error: OSError) -> str:
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return f"there is no space left on the disk{place}. Make room and run the command again."
    if isinstance(error, PermissionError):
        return f"this is not permitted here{place}. Check the rights, and close the file in other programs."
    return f"{error.strerror or type(error).__name__}{place}. Check the path and the disk."


def _unforeseen(error: BaseException) -> str:
    words = " ".join(str(error).split())[:_LONGEST_UNFORESEEN]
    name = type(error).__name__
    return f"something unforeseen happened, {name}{f': {words}' if words else ''}. Run again with --debug to see where."
