"""The parts of the index of words are merged, so that a search looks into few of them, and so that
nothing is left of what was erased."""

from typing import Protocol


class WordMerging(Protocol):
    """Of a whole database. Each change of words adds a part, and each search asks every part.

    What is removed is still in the part that it came with, until that is merged. Where something
    was erased, this is noted in the erasure's transaction, and stays so until nothing is left of it
    in the index or in the database's log: whoever is killed meanwhile goes on at the next start.
    """

    def step(self) -> bool:
        """Merges a little, in a short transaction, and so that any number of processes may do it
        at once; False where nothing is left to merge, which writes nothing, and where others do
        not let go of the log. Raises StoreTrouble."""

    def is_forgetting(self) -> bool:
        """Whether something is left of what was erased. Raises StoreTrouble."""
