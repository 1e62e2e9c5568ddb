"""Places where a database file is at risk: folders that a program synchronises, and network shares.

A synchronising program copies the file at moments of its own choosing and may put an old copy back; on a share,
locks hold only as far as the server keeps them. The ledger works there, warns, and keeps a rollback journal.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
)
_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "fuse.sshfs", "afs", "webdav")
_DRIVE_REMOTE = 4  # GetDriveTypeW, https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew


def place_warnings(path: Path) -> tuple[str, ...]:
    """Say what is risky about the place of a ledger, one sentence a risk; empty where nothing is."""
    place = path.resolve()
    warnings = []
    folder = synced_folder(place)
    if folder:
        warnings.append(
            f"The ledger lies in {folder}, which is synchronised: use it from one machine at a time, or move it"
        )
    if is_network_share(place):
        warnings.append(
            f"The ledger lies on a network share, {place.parent}: locks may fail between machines; move it to a disk"
        )
    return tuple(warnings)


def synced_folder(place: Path) -> str | None:
    """Name the folder above `place` that a known program keeps in step with a cloud, or None."""
    for part in place.parts[:-1]:
        name = part.lower()
        if any(name == known or name.startswith((f"{known} ", f"{known}-")) for known in _SYNCED):
            return part
    return None


def is_network_share(place: Path) -> bool:
    """Say whether a path leads to another machine's disk, as far as this system tells."""
    if str(place).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes  # only here, and only where it exists with `windll`

        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _DRIVE_REMOTE)
    mounts = Path("/proc/self/mounts")
    return mounts.exists() and file_system_of(place, mounts.read_text("utf-8", "replace")).startswith(
        _NETWORK_FILE_SYSTEMS
    )


def file_system_of(place: Path, mounts: str) -> str:
    """Find the type of the file system that holds `place` in a table of mounts (fstab's columns); "" if none."""
    best, kind = "", ""
    for columns in (row.split(" ") for row in mounts.splitlines() if row.count(" ") >= 2):
        point, file_system = columns[1].replace("\\040", " "), columns[2]
        if len(point) >= len(best) and (place == Path(point) or Path(point) in place.parents):
            best, kind = point, file_system
    return kind


def is_writable(path: Path) -> bool:
    """Say whether this user may write the file and make files beside it, as far as the system tells."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
