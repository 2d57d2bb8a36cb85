"""How often something was done in a period of time, counted over all processes."""

from datetime import datetime
from typing import Protocol


class RateCounters(Protocol):
    """Of no workspace: most of what is counted is done by strangers."""

    def add(self, key: str, window: datetime, amount: int, expires_at: datetime) -> int:
        """Counts `amount` more in the window that began then; returns how many there are now.

        Quick, or it fails: raises StoreTrouble. What has expired is forgotten.
        """
