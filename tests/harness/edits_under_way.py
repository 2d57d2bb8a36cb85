"""Somebody who writes while a test looks."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from jupiter_core.store import Database
from tests.factories import WORKSPACE
from tests.jupiter_core.store.histories import edit


@contextmanager
def edits_under_way(opened: Callable[[], Database]) -> Iterator[threading.Event]:
    """They edit a draft that is there again and again, a version each; set once they have begun."""
    over, begun = threading.Event(), threading.Event()

    def write() -> None:
        with closing(opened()) as database:
            n = 0
            while not over.is_set():
                n += 1
                with database.write(WORKSPACE) as uow:
                    edit(uow, f"edit {n}")
                if n > 3:
                    begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield begun
    finally:
        over.set()
        thread.join()
