"""The parts of the index of words are merged, so that a search looks into few of them."""

from typing import Protocol


class WordMerging(Protocol):
    """Of a whole database. Each change of words adds a part, and each search asks every part."""

    def step(self) -> bool:
        """Merges a little, in a short transaction, and so that any number of processes may do it
        at once; False where nothing is left to merge, which writes nothing. Raises StoreTrouble."""
