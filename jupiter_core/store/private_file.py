"""A SQLite file is for its owner alone: it holds every invoice, and bank details."""

import logging
import os
from pathlib import Path
from stat import S_IMODE
from urllib.parse import unquote, urlsplit

MODE = 0o600
_BESIDE = ("", "-wal", "-shm", "-journal")
"""SQLite gives the files beside a new one the mode of that one."""

_log = logging.getLogger(__name__)


def keep_private(database: str) -> None:
    """Makes the file where there is none, before SQLite would with the usual mode; takes from
    others what they may with one that is ours. `database` is a path, or a `file:` URI."""
    path = path_of(database)
    if path is None:
        return
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, MODE))
    except FileExistsError:
        _tighten(path)
    except OSError:
        return  # SQLite says itself what is wrong with such a path


def _tighten(path: Path) -> None:
    ours = [each for end in _BESIDE if _is_open_to_others(each := Path(f"{path}{end}"))]
    for each in ours:
        each.chmod(MODE)
    if ours:
        _log.warning("%s could be read by others on this machine; now by its owner only", path.name)


def _is_open_to_others(path: Path) -> bool:
    try:
        known = path.stat()
    except OSError:
        return False
    owner = os.geteuid() if hasattr(os, "geteuid") else known.st_uid
    return path.is_file() and known.st_uid == owner and bool(S_IMODE(known.st_mode) & 0o077)


def path_of(database: str) -> Path | None:
    """None for a database in memory."""
    if not database or ":memory:" in database or "mode=memory" in database:
        return None
    if database.startswith("file:"):
        return Path(unquote(urlsplit(database).path))
    return Path(database)
