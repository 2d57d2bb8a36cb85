"""Threads whose lines tell of the request that they work for."""

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

from bot.threads import Threads

T = TypeVar("T")


class CarryingThreads(Threads):
    """What is known where something is submitted is known where it runs."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        return super().submit(partial(copy_context().run, fn), *args, **kwargs)
