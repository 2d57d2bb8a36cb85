"""How many files and sockets this process may have open, and how many of them may be clients."""

import sys

_ENOUGH = 65_536
_RESERVED = 640
"""For the database, for what we open ourselves, and for a burst that is being accepted."""


def raised_limit() -> int:
    """The limit of the operating system, raised as far as this process may."""
    if sys.platform == "win32":
        return 8_192
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return _ENOUGH if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ValueError, OSError):
        return soft
    return wanted


def most_connections(wanted: int, open_files: int) -> int:
    """As many as an operator wants, and fewer where the system has not the files for them."""
    return max(1, min(wanted, max(open_files - _RESERVED, open_files // 3)))
