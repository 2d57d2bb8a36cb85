"""What a user sees who may little: where tests run as root, nothing is forbidden to them."""

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

NOBODY = 65_534
T = TypeVar("T")


def as_nobody(work: Callable[[], T]) -> T:
    """What it gives in a process of that user; of this one, where it is not root."""
    if os.geteuid():
        return work()
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(write, pickle.dumps(work()))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        said = answer.read()
    os.waitpid(pid, 0)
    found: T = pickle.loads(said)
    return found
