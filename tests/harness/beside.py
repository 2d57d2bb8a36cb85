"""What is got ready in a process of its own while the tests of a whole run are loaded, for all its
workers: another core has little to do meanwhile, and each worker would make the same by itself.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.harness import garbage

_begun: list[tuple[Path, int]] = []


def begin(works: Sequence[Callable[[Path], object]]) -> None:
    """Each puts what it makes into the folder, under its name only once it is whole. What cannot be
    made is missed by nobody: who needs it makes it then."""
    folder = Path(tempfile.mkdtemp(prefix="jupiter-tests-"))
    is_over, at_work = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        os.close(is_over)
        _do(works, folder)
    os.close(at_work)
    _begun.append((folder, is_over))
    atexit.register(_clear_up, folder, pid, os.getpid())


def made(name: str) -> Path | None:
    """Where it is, once all is got ready; None where it was not made ahead."""
    for folder, is_over in _begun:
        os.read(is_over, 1)  # ends with the process that holds the other end
        if (folder / name).exists():
            return folder / name
    return None


def _do(works: Sequence[Callable[[Path], object]], folder: Path) -> None:
    """Never goes back into the run that it was forked from."""
    try:
        with garbage.none_is_looked_for():
            for work in works:
                with suppress(Exception):
                    work(folder)
    finally:
        os._exit(0)


def _clear_up(folder: Path, pid: int, by: int) -> None:
    """Not by a worker, which was forked with what is to be done in the end."""
    if os.getpid() == by:
        os.waitpid(pid, 0)
        shutil.rmtree(folder, ignore_errors=True)
