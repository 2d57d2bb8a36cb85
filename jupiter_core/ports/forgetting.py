"""What an erasure leaves to be done once it is committed, in steps for which nobody waits."""

from typing import Protocol


class Forgetting(Protocol):
    """Of a whole database. What there is to do is noted in the erasure's transaction, and stays so
    until it is done: whoever is killed meanwhile goes on at the next start."""

    def step(self) -> bool:
        """Does a little of it, in a short transaction, and so that any number of processes may do
        it at once; False where nothing is left to do, which writes nothing. Raises StoreTrouble."""

    def is_forgetting(self) -> bool:
        """Whether something is left of what was erased. Raises StoreTrouble."""


class SentForgetting(Forgetting, Protocol):
    """What messages said that were sent, and attempts to deliver them. From the erasure on nobody
    is told of either; until it is done, they are in the database's file."""
