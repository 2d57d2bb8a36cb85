"""Brief transactions of one workspace that wait for each other, kept together.

Those who write to a workspace take turns, and where fifty approve at once, each of them would begin
and be kept by itself, and wait for the disk. Here whoever has done hands the open transaction to
who has waited longest in the same process, and what eight of them have done is kept at once. Nobody
hears of anything before it is. Each stands behind a savepoint: what is refused, or fails, is undone
alone, and what one of them has read or written the next one knows. Where the database breaks off,
nothing of any of them is kept.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from jupiter_core.store.batch import batch_of
from jupiter_core.store.direct import can_go_on
from jupiter_core.store.memory import Memory
from jupiter_core.store.turns import NotInTime

MOST = 8
"""In one transaction: the first of them waits for the last."""


class Shared:
    """A transaction that whoever has begun it keeps, for all who have a part in it."""

    connection: Connection

    def __init__(self, together: "Together", name: str) -> None:
        self._together, self._name = together, name
        self.memory = Memory()
        self._said, self._ended = threading.Event(), threading.Event()
        self._broken: BaseException | None = None
        self._failure: BaseException | None = None
        self._parts = 1

    @property
    def takes_more(self) -> bool:
        return self._parts < MOST and self._broken is None

    def hand_on(self, connection: Connection) -> None:
        """By who has begun it: to all who wait, one after the other, until the last has done.
        Raises what broke the transaction for all of them."""
        self.connection = connection
        if not self._together.waiting(self._name):
            return
        batch_of(connection).send()  # so that an error of it is told to nobody else
        if self._handed_on():
            self._said.wait()
        if self._broken:
            raise self._broken

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """Of one who was handed it: ended once all is kept. Raises what the block does, and why
        nothing is kept."""
        own: BaseException | None = None
        try:
            with batch_of(self.connection).savepoint():
                yield self.connection
        except BaseException as error:
            own = error
            self.memory.clear()
            if not can_go_on(self.connection):
                self._broken = error
        if not self._handed_on():
            self._said.set()
        self._ended.wait()
        if self._failure and self._failure is not own:
            raise self._failure from own
        if own:
            raise own

    def end(self, failure: BaseException | None) -> None:
        """By who has begun it: all is kept, or nothing for this reason."""
        self._failure = failure
        self._ended.set()

    def _handed_on(self) -> bool:
        if not (self.takes_more and self._together.give_next(self._name, self)):
            return False
        self._parts += 1
        return True


class _Place:
    """Of one who waits."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.given: Shared | None = None


class Together:
    """Those of one database, by what they write to."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[_Place]] = {}
        """A name stands here while somebody writes to it, or waits for the turn to."""
        self._looking = threading.Lock()

    @contextmanager
    def one(self, name: str, seconds: float) -> Iterator[tuple[Shared, float | None]]:
        """What it has a part in; with how many seconds are left where it is the one to begin and
        to keep it. Raises NotInTime."""
        until = time.monotonic() + seconds
        given = self._given(name, seconds)
        if given:
            yield given, None
            return
        shared = Shared(self, name)
        try:
            yield shared, max(0, until - time.monotonic())
        except BaseException as error:
            shared.end(error)
            raise
        else:
            shared.end(None)
        finally:
            self._leave(name)

    def waiting(self, name: str) -> int:
        """How many wait behind whoever writes there, or has the next turn to."""
        with self._looking:
            return len(self._waiting.get(name, ()))

    def give_next(self, name: str, shared: Shared | None) -> bool:
        """Whether there is one."""
        with self._looking:
            waiting = self._waiting[name]
            if not waiting:
                return False
            place = waiting.popleft()
            place.given = shared
            place.reached.set()
            return True

    def _given(self, name: str, seconds: float) -> Shared | None:
        """None for who is to begin one."""
        with self._looking:
            waiting = self._waiting.get(name)
            if waiting is None:
                self._waiting[name] = deque()
                return None
            place = _Place()
            waiting.append(place)
        if not place.reached.wait(seconds):
            with self._looking:
                if not place.reached.is_set():
                    waiting.remove(place)
                    raise NotInTime
        return place.given

    def _leave(self, name: str) -> None:
        """Whoever is next begins one, or nobody is there."""
        with self._looking:
            waiting = self._waiting[name]
            if not waiting:
                del self._waiting[name]
                return
            waiting.popleft().reached.set()
