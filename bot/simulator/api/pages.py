"""Lists page by page, as `limit` and `cursor` ask for."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import TypeVar

from bot.simulator.api.calls import Call
from bot.simulator.wire import Json, SlackError

MOST = 1000
T = TypeVar("T")


def page_of(call: Call, listed: Sequence[T], *, usual: int = MOST) -> tuple[Sequence[T], Json]:
    """What is on the page, and `response_metadata`; its cursor is empty on the last. Of `usual`
    length where no limit is given. Raises SlackError."""
    begin, most = _begin(str(call.args.get("cursor") or "")), _limit(call, usual)
    if begin and begin >= len(listed):
        raise SlackError("invalid_cursor")
    end = begin + most
    return listed[begin:end], {"next_cursor": _cursor(end) if end < len(listed) else ""}


def _limit(call: Call, usual: int) -> int:
    try:
        limit = int(call.args.get("limit") or usual)
    except (TypeError, ValueError):
        raise SlackError("invalid_limit") from None
    if not 0 < limit <= MOST:
        raise SlackError("invalid_limit")
    return limit


def _cursor(begin: int) -> str:
    return b64encode(f"next:{begin}".encode()).decode()


def _begin(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, begin = b64decode(cursor, validate=True).decode().partition(":")
        if word == "next" and begin.isascii() and begin.isdigit():
            return int(begin)
    except ValueError:
        pass
    raise SlackError("invalid_cursor")
