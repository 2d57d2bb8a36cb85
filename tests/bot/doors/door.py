"""What every door can do: take the deal, and refuse a deal with a mistake in it."""

from typing import Protocol

from tests.bot.doors.deal import Noun
from tests.bot.doors.meant import Meant
from tests.bot.doors.mistakes import Mistake


class Door(Protocol):
    @property
    def name(self) -> str: ...

    def means(self, noun: Noun) -> Meant:
        """What the core is told of the deal."""
        ...

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        """Whether there is a way to make this mistake here."""
        ...

    def paths(self, mistake: Mistake) -> set[str]:
        """Where it is told today, as the door spells it; none where it is taken as it is."""
        ...

    def spelled(self, mistake: Mistake) -> str:
        """Where it ought to be told: its path, as the door spells it."""
        ...
