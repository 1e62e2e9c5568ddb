"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ledger.errors import WrongUsage


def write_whole(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that nobody ever finds half of it.

    Raises WrongUsage for a folder that does not exist; OSError where the system does not let the file be written.
    """
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write piece by piece, which is found in its place when all of it is there, and not before.

    Raises as `write_whole` does.
    """
    check_place(path)
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as device:  # a device or a named pipe is written to, not replaced
            yield device
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def check_place(path: Path) -> None:
    """Refuse a place where no file can be, before any work is done for it. Raises WrongUsage."""
    target = path.resolve()
    if target.is_dir():
        raise WrongUsage("This is a folder, not a file", where=str(path), fix="Add a file name")
    if not target.parent.is_dir():
        raise WrongUsage("The folder does not exist", where=str(target.parent), fix="Make it first, or name another")
