"""Waiting until the listeners of a bot have done what they do behind their answer."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, wait
from typing import Any


class QuietListeners:
    """Of one executor, which it watches from now on."""

    def __init__(self, executor: Executor) -> None:
        self._under_way: set[Future[Any]] = set()
        self._submit = executor.submit
        executor.submit = self._submitted  # type: ignore[method-assign]

    def wait(self, seconds: float = 20) -> None:
        """Until nothing is under way."""
        wait(set(self._under_way), timeout=seconds)

    def _submitted(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        future = self._submit(work, *args, **named)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future
