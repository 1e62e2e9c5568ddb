"""A file to import as it lies on the disk: told from others by its hash, and read from there as often as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ledger.importing.sheet import UnreadableFile

_BLOCK = 2**20


class Source(NamedTuple):
    """A file: what it is called, where it is, its hash in hex, and its size and last change when it was hashed."""

    name: str
    path: Path
    sha256: str
    as_it_was: tuple[int, int]

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the file. Raises OSError, and UnreadableFile where it is no longer what was hashed."""
        with self.path.open("rb") as file:
            if _state(self.path) != self.as_it_was:
                fix = "Save and close it where it is open, then import it again"
                raise UnreadableFile("The file was changed while it was read", where=self.name, fix=fix)
            yield file

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return self.as_it_was[0]

    def blocks(self) -> Iterator[bytes]:
        """Yield its bytes, a part at a time."""
        with self.opened() as file:
            while block := file.read(_BLOCK):
                yield block

    def begins(self, count: int) -> bytes:
        """Return its first bytes."""
        with self.opened() as file:
            return file.read(count)


def open_source(path: Path, name: str | None = None) -> Source:
    """Look at a file, which may be called otherwise than it is here. Raises OSError."""
    as_it_was, seal = _state(path), sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            seal.update(block)
    return Source(name or path.name, path, seal.hexdigest(), as_it_was)


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
