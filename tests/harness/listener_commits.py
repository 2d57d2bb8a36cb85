"""Which commits of a bot's listeners came of which action of a test.

A listener goes on after its acknowledgement, so it may commit long after the action that it came
of. A test that waits for its own action must not be satisfied by such a latecomer: each listener's
thread knows the action in which it was started, and what it commits counts for that one alone.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.slack.context import SlackContext
from bot.slack.payload import Body
from jupiter_core.ports import UnitOfWork

NO_ACTION = -1


class ListenerCommits:
    """`executor` runs the listeners, `committed` is what they call after each commit."""

    def __init__(self) -> None:
        self.executor = _Executor(self)
        self.action = 0
        self._together = False
        self._thread = threading.local()
        self._commits: defaultdict[int, threading.Semaphore] = defaultdict(
            lambda: threading.Semaphore(0)
        )

    def begin(self) -> None:
        """Another action begins: what was started before no longer counts."""
        if not self._together:
            self.action += 1

    @contextmanager
    def one_action(self) -> Iterator[None]:
        """What people do at once, inside, is one action."""
        self.begin()
        self._together = True
        try:
            yield
        finally:
            self._together = False

    @contextmanager
    def counted_once(self) -> Iterator[None]:
        """What is committed inside is counted by whoever asked for this."""
        self._thread.inside = True
        try:
            yield
        finally:
            self._thread.inside = False

    def committed(self) -> None:
        """Called in the listener's thread."""
        if getattr(self._thread, "inside", False):
            return
        self._commits[getattr(self._thread, "action", NO_ACTION)].release()

    def wait(self, seconds: float = 30) -> bool:
        """Whether a listener of the present action has committed, or does so in time."""
        return self._commits[self.action].acquire(timeout=seconds)

    def started(self, listener: Callable[..., Any]) -> Callable[..., Any]:
        """`listener`, counted for the action that is under way now."""
        action = self.action

        def counted(*args: Any, **kwargs: Any) -> Any:
            self._thread.action = action
            return listener(*args, **kwargs)

        return counted


@dataclass(frozen=True)
class CountingContext(SlackContext):
    """Counts each commit of a listener, also one that leaves nothing for the outbox, which is
    therefore not woken."""

    commits: ListenerCommits = field(default_factory=ListenerCommits)

    @contextmanager
    def writing(
        self,
        body: Body,
        once: str | None = None,
        *,
        redraws_home: bool = True,
        own_form: bool = False,
        brief: bool = False,
        foresee: Callable[[UnitOfWork], None] = lambda _uow: None,
    ) -> Iterator[UnitOfWork]:
        said = {"redraws_home": redraws_home, "own_form": own_form, "brief": brief}
        committing = super().writing(body, once, **said, foresee=foresee)
        with self.commits.counted_once(), committing as uow:
            yield uow
        self.commits.committed()


class _Executor(ThreadPoolExecutor):
    def __init__(self, commits: ListenerCommits) -> None:
        super().__init__(8)
        self._of = commits

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(self._of.started(fn), *args, **kwargs)
