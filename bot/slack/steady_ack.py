"""An answer that was given to Slack stays given; whoever waits for it is told."""

import threading
from collections.abc import Callable

from slack_bolt import Ack, App, BoltRequest, BoltResponse

from bot.slack import hurry
from bot.slack.passing import Passing

Tell = Callable[[BoltResponse], object]


class SteadyAck(Ack):
    """Bolt takes an answer back when its listener fails right after it: Slack would wait three
    seconds for another, and then be told that nobody listens."""

    def __init__(self) -> None:
        self._given: BoltResponse | None = None
        self._waiting: list[Tell] = []
        self._lock = threading.Lock()

    @property
    def response(self) -> BoltResponse | None:
        return self._given

    @response.setter
    def response(self, given: BoltResponse | None) -> None:
        with self._lock:
            self._given = answer = given or self._given
            if answer is None:
                return
            waiting, self._waiting = self._waiting, []
        for tell in waiting:
            tell(answer)

    def then(self, tell: Tell) -> None:
        """Tells the answer, once: now, or in the thread that gives it."""
        with self._lock:
            answer = self._given
            if answer is None:
                self._waiting.append(tell)
                return
        tell(answer)

    def wait(self, seconds: float) -> BoltResponse | None:
        """The answer, if it is given in time."""
        there = threading.Event()
        self.then(lambda _answer: there.set())
        there.wait(seconds)
        return self._given


def register(app: App) -> None:
    """For all listeners of the app."""

    def with_steady_ack(request: BoltRequest) -> None:
        request.context["ack"] = ack = SteadyAck()
        hurry.answers_with(ack)

    app.use(Passing(with_steady_ack))
