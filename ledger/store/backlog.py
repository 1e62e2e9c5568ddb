"""Records on their way into a store: in memory while they are few, then in a file that goes with the command.

However many there are, memory holds `_BYTES_IN_MEMORY` of them. Nobody else can open the file, and it is gone once it
is closed, even where the command is killed.
"""

from __future__ import annotations

import struct
import tempfile
import weakref
from collections.abc import Collection, Iterator
from io import SEEK_END
from typing import Generic, TypeVar

import msgspec

from ledger.errors import StoreError

R = TypeVar("R", bound=tuple[object, ...])

_BYTES_IN_MEMORY = 4 * 2**20
_LENGTH = struct.Struct("<I")

_packed = msgspec.msgpack.Encoder().encode


class Backlog(Collection[R], Generic[R]):
    """Records of one type in the order in which they came; they may be read as often as one likes."""

    def __init__(self, record: type[R]) -> None:
        self._decoder = msgspec.msgpack.Decoder(record)
        self._file = tempfile.SpooledTemporaryFile(_BYTES_IN_MEMORY)  # noqa: SIM115  # it is closed as its owner goes
        self.close = weakref.finalize(self, self._file.close)
        self._count = 0
        self._at_end = True

    def append(self, record: R) -> None:
        """Add one at the end. Raises StoreError where the disk takes no more."""
        packed = _packed(record)
        try:
            if not self._at_end:
                self._file.seek(0, SEEK_END)
                self._at_end = True
            self._file.write(_LENGTH.pack(len(packed)) + packed)
        except OSError as error:
            fix = "Make room there, or name another folder in TMPDIR (on Windows TEMP), then run the command again"
            raise StoreError(
                f"Temporary files can't be written: {error}", where=tempfile.gettempdir(), fix=fix
            ) from error
        self._count += 1

    def __iter__(self) -> Iterator[R]:
        place = 0
        for _ in range(self._count):
            self._at_end = False
            self._file.seek(place)  # each time, since others may read or add in between
            (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
            yield self._decoder.decode(self._file.read(length))
            place += _LENGTH.size + length

    def __len__(self) -> int:
        return self._count

    def __contains__(self, record: object) -> bool:
        return any(record == each for each in self)
