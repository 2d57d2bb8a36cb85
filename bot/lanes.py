"""The threads that send the outbox: some for each destination, which wait until they are woken.

Of a destination, one thread looks when it is woken; each that finds a message lets the next one
look too. So an idle process asks for nothing, and a place that is slow takes one thread and holds
up no other place.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from time import monotonic

import structlog

from jupiter_core.outbox.drain import Drain
from jupiter_core.ports import StoreTrouble

STUCK_SECONDS = 300.0
"""No sending takes that long: each place that is sent to has a deadline."""

_log = structlog.get_logger(__name__)


class Lane:
    """One drain and its thread."""

    def __init__(
        self,
        name: str,
        drain: Callable[[Callable[[], None]], Drain],
        following: "Lane | None",
        stopwatch: Callable[[], float],
        give_way: Callable[[], None],
    ) -> None:
        self.name = name
        self._stopwatch, self._give_way = stopwatch, give_way
        self._busy_since: float | None = None
        self._drain = drain(following.wake if following else _nobody)
        self._wanted, self._draining = threading.Event(), threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._wanted.set()
        thread = threading.Thread(target=self._work, name=self.name, daemon=True)
        thread.start()
        self._thread = thread  # after it: whoever stops meanwhile waits for nobody

    def tell_to_stop(self) -> None:
        self._stopping.set()
        self._wanted.set()

    def join(self, seconds: float | None = None) -> bool:
        """Waits for the message that is being sent; whether that was done in time."""
        if self._thread:
            self._thread.join(seconds)
        return not (self._thread and self._thread.is_alive())

    def let_go(self) -> None:
        """What it is sending is for another process. Raises StoreTrouble."""
        self._drain.let_go()

    @property
    def is_at_work(self) -> bool:
        """Its thread is there, and what it does is not stuck."""
        since = self._busy_since
        stuck = since is not None and self._stopwatch() - since > STUCK_SECONDS
        return bool(self._thread and self._thread.is_alive()) and not stuck

    def wake(self) -> None:
        """It looks at once, or once more before it rests."""
        self._wanted.set()

    @contextmanager
    def alone(self) -> Iterator[Callable[[], int]]:
        """While it sends nothing by itself: what sends all that is due, and says how many were
        tried."""
        with self._draining:
            yield self._send

    def _send(self) -> int:
        tried = 0
        while not self._stopping.is_set():
            try:
                sent = self._drain.run(goes_on=self._goes_on)
            finally:
                self._busy_since = None
            tried += sent
            if not sent and not self._wanted.is_set():
                break
        return tried

    def _goes_on(self) -> bool:
        """Before each look for a message."""
        self._wanted.clear()  # a wake that comes later is not lost
        self._busy_since = self._stopwatch()
        if not self._stopping.is_set():
            self._give_way()
        return not self._stopping.is_set()

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._wanted.wait()
            try:
                with self.alone() as send:
                    send()
            except StoreTrouble:  # whoever watches the database has said it
                self._look_again()
            except Exception:  # the outermost loop of its thread
                _log.exception("sending_failed", lane=self.name)
                self._look_again()

    def _look_again(self) -> None:
        """In a second: a wake is no reason to ask at once, and what was sent is to be recorded
        though nobody wakes it."""
        self._stopping.wait(1)
        self._wanted.set()


def _nobody() -> None:
    """Whom the last lane of a destination wakes, and whom lanes give way to by themselves."""


class Crew:
    """All lanes of one process; of each destination, the first one is woken. Before each message
    they `give_way` to what somebody waits for."""

    def __init__(
        self,
        sizes: Mapping[str, int],
        drain: Callable[[str, int, Callable[[], None]], Drain],
        stopwatch: Callable[[], float] = monotonic,
        give_way: Callable[[], None] = _nobody,
    ) -> None:
        self._chains = [
            _chain(each, size, drain, stopwatch, give_way) for each, size in sizes.items()
        ]
        self._lanes = [lane for chain in self._chains for lane in chain]

    def start(self) -> None:
        for lane in self._lanes:
            lane.start()

    def tell_to_stop(self) -> None:
        for lane in self._lanes:
            lane.tell_to_stop()

    def join(self, seconds: float | None = None) -> None:
        """Waits for what is being sent, in all so long at most; what is still being sent then is
        let go."""
        end = None if seconds is None else monotonic() + seconds
        for lane in self._lanes:
            if not lane.join(None if end is None else max(0.0, end - monotonic())):
                _log.warning("stopped_while_sending", lane=lane.name)
                with suppress(StoreTrouble):
                    lane.let_go()

    @property
    def is_at_work(self) -> bool:
        return all(lane.is_at_work for lane in self._lanes)

    def wake(self) -> None:
        for chain in self._chains:
            chain[0].wake()

    def drain(self) -> int:
        """Sends all that is due, one destination after the other, when what the threads send is
        sent; how many were tried."""
        with ExitStack() as alone:
            sending = [
                [alone.enter_context(lane.alone()) for lane in each] for each in self._chains
            ]
            return sum(first() for first, *_ in sending)


def _chain(
    destination: str,
    size: int,
    drain: Callable[[str, int, Callable[[], None]], Drain],
    stopwatch: Callable[[], float],
    give_way: Callable[[], None],
) -> Sequence[Lane]:
    """The first one is the one that is woken."""
    lanes: list[Lane] = []
    for n in reversed(range(size)):
        lane = Lane(
            f"{destination}-{n}",
            partial(drain, destination, n),
            lanes[0] if lanes else None,
            stopwatch,
            give_way,
        )
        lanes.insert(0, lane)
    return lanes
