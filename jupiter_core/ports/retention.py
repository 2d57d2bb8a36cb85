"""What is kept for a while only: what was sent, how it went, answers, drafts that were left."""

from datetime import datetime
from typing import Protocol


class Retention(Protocol):
    """Of all workspaces: what a message said is of no use once it is sent and old."""

    def purge(
        self,
        *,
        now: datetime,
        messages_before: datetime,
        attempts_before: datetime,
        deliveries_before: datetime,
        limit: int,
    ) -> int:
        """Forgets up to `limit` of each kind; how many, so that 0 says that nothing is left.

        A message that was sent, or given up for good, before then keeps its place, its ids and
        what came back, by which cards and threads are found, and nothing of what it said. What
        waits for a person stays whole. A delivery to a webhook endpoint of which nothing but that
        is left since then goes as a whole; the event that it told stays. Keys of what
        can arrive no more, such as a click, go too.
        """
