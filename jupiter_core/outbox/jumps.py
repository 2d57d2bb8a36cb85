"""A clock that was set: leases written by its old time say nothing until they are renewed.

Where it jumps ahead, every lease looks as if it were over, also of those who are sending at this
moment. They renew them within a few seconds, by the new time; until then nobody may take them for
dead. Where the server of the database tells the time, its own clock goes on evenly.
"""

from collections.abc import Callable

from jupiter_core.ports import Clock

NOTICED_SECONDS = 2.0
"""What a clock may go wrong between two looks without having been set."""


class Jumps:
    """Of one process, for all who send in it. `stopwatch` is in seconds, and nobody sets it."""

    def __init__(self, clock: Clock, stopwatch: Callable[[], float], settled_after: float) -> None:
        self._clock, self._stopwatch, self._settled_after = clock, stopwatch, settled_after
        self._offset = self._offset_now()
        self._settled_at = stopwatch()

    def is_settled(self) -> bool:
        """False for `settled_after` seconds from when a jump ahead is noticed. To be asked every
        few seconds: what was long ago may be noticed late."""
        offset = self._offset_now()
        if offset - self._offset > NOTICED_SECONDS:
            self._settled_at = self._stopwatch() + self._settled_after
        self._offset = offset
        return self._stopwatch() >= self._settled_at

    def _offset_now(self) -> float:
        return self._clock.now().timestamp() - self._stopwatch()
