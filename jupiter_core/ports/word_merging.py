"""The parts of the index of words are merged, so that a search looks into few of them, and so that
nothing is left of what was erased."""

from typing import Protocol

from jupiter_core.ports.forgetting import Forgetting


class WordMerging(Forgetting, Protocol):
    """Of a whole database. Each change of words adds a part, and each search asks every part.

    What is removed is still in the part that it came with, until that is merged. Where something
    was erased, it is forgotten when nothing is left of it in the index or in the database's log,
    which is emptied last of all that an erasure leaves to be done.
    """

    def step(self) -> bool:
        """Merges a little; False also where others do not let go of the log, and while other
        things are left to be forgotten before that."""
