"""Waiting until the listeners of a bot have done what they do behind their answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from typing import Any

from bot.slack.context import SlackContext


class QuietListeners:
    """Of these executors, which it watches from now on: of listeners, and of what they ask of Slack
    behind them."""

    def __init__(self, *executors: Executor) -> None:
        self._under_way: set[Future[Any]] = set()
        for each in executors:
            each.submit = self._watched(each.submit)  # type: ignore[method-assign]

    def wait(self, seconds: float = 20) -> None:
        """Until nothing is under way, nor what that has begun."""
        while under_way := set(self._under_way):
            if wait(under_way, timeout=seconds).not_done:
                return

    @contextmanager
    def to_the_end(self, ctx: SlackContext) -> Iterator[None]:
        """Nothing that was begun inside goes on afterwards, nor what was put off: it would speak to
        a Slack that is gone, in the middle of another test."""
        try:
            yield
        finally:
            self.wait()
            ctx.redraws.finish()

    def _watched(self, submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
        def submitted(work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
            future = submit(work, *args, **named)
            self._under_way.add(future)
            future.add_done_callback(self._under_way.discard)
            return future

        return submitted
