"""Who is at work as far as this machine knows; recorded beside the name that they claim."""

from __future__ import annotations

UNKNOWN = "unknown"


def user() -> str:
    """Return the operating system's user, or `unknown` where it has no name (a bare container)."""
    import getpass  # only when something is recorded

    try:
        return getpass.getuser() or UNKNOWN
    except (OSError, KeyError, ImportError):
        return UNKNOWN


def host() -> str:
    """Return the name of this machine, or `unknown`."""
    import platform  # only when something is recorded

    return platform.node() or UNKNOWN
