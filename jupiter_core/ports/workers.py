"""The processes that send the outbox and do what is due, by their signs of life."""

from datetime import datetime
from typing import Protocol


class Workers(Protocol):
    """Over all processes on one database."""

    def beat(self, owner: str, now: datetime) -> None:
        """This one is at work at this moment. Raises StoreTrouble."""

    def left(self, owner: str) -> None:
        """This one has stopped as it should. Raises StoreTrouble."""

    def last_seen(self) -> datetime | None:
        """When any of them was last at work; None where none is. Raises StoreTrouble."""
