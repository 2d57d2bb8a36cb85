"""What strangers can cause again and again is logged a few times a minute, so that no attack fills
the disk. What was left out is counted in the first line after it."""

import logging
import threading
from collections.abc import Callable, Mapping, MutableMapping
from time import monotonic
from typing import Any

import structlog

MOST, SECONDS = 20, 60.0
_SERVERS = ("uvicorn", "asyncio")
_KINDS_KEPT = 200
_OF_NO_USE = "As you gave `client` as well, `token` will be unused."
"""Bolt finds SLACK_BOT_TOKEN in the environment; our client has it."""


class Repeats:
    """Lets each kind of line through so often in a period."""

    def __init__(
        self, most: int = MOST, seconds: float = SECONDS, now: Callable[[], float] = monotonic
    ) -> None:
        self._most, self._seconds, self._now = most, seconds, now
        self._counts: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def left_out(self, kind: str) -> int | None:
        """How many lines were left out before this one; None where this one is left out too."""
        now = self._now()
        with self._lock:
            began, count = self._counts.get(kind, (now, 0))
            over = max(0, count - self._most)
            is_new = now - began >= self._seconds
            if kind not in self._counts and len(self._counts) >= _KINDS_KEPT:
                self._counts.clear()
            self._counts[kind] = (now, 1) if is_new else (began, count + 1)
            if is_new:
                return over
            return 0 if count < self._most else None


class QuietServers(logging.Filter):
    """For the lines of the libraries that serve: bad requests, failed accepts, errors. One line of
    Bolt's, which nobody can do anything about, is left out."""

    def __init__(self, repeats: Repeats | None = None) -> None:
        super().__init__()
        self._repeats = repeats or Repeats()

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith(_SERVERS):
            return record.msg != _OF_NO_USE
        left_out = self._repeats.left_out(f"{record.name} {str(record.msg)[:80]}")
        if left_out:
            record.msg = f"{record.msg} ({left_out} more were left out)"
        return left_out is not None


class Seldom:
    """A processor of structlog's: a line said with `seldom=True` is one of many of its kind."""

    def __init__(self, repeats: Repeats | None = None) -> None:
        self._repeats = repeats or Repeats()

    def __call__(
        self, _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> Mapping[str, Any]:
        if not event.pop("seldom", False):
            return event
        left_out = self._repeats.left_out(str(event.get("event")))
        if left_out is None:
            raise structlog.DropEvent
        if left_out:
            event["left_out"] = left_out
        return event
