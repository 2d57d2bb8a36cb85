"""The App Homes that people look at: drawn when they open one, and after what they do."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

import structlog

from bot.logs.errors import traced
from bot.slack.permalinks import Permalinks
from bot.threads import Threads

MOST_LOOKING = 2000

Draw = Callable[[str], None]
"""Draws somebody's Home as it is now, with what their last press led to."""

log = structlog.get_logger(__name__)


class Homes:
    """Of one process. `executor` draws behind the ack."""

    def __init__(self, executor: Executor | None = None) -> None:
        self.executor = executor or Threads(2, "homes")
        self.permalinks = Permalinks()
        self._looking: OrderedDict[tuple[str, str], Draw] = OrderedDict()
        self._lock = threading.Lock()

    def show(self, team_id: str, user_id: str, draw: Draw, said: str = "") -> None:
        """Draws it now; from now on it follows what that person does."""
        with self._lock:
            self._looking[team_id, user_id] = draw
            self._looking.move_to_end((team_id, user_id))
            while len(self._looking) > MOST_LOOKING:
                self._looking.popitem(last=False)
        draw(said)

    def changed(self, team_id: str, user_id: str) -> None:
        """Draws it anew soon, if they have looked at it."""
        with self._lock:
            draw = self._looking.get((team_id, user_id))
        if draw is not None:
            self.executor.submit(_try, draw)


def _try(draw: Draw) -> None:
    try:
        draw("")
    except Exception as error:  # the outermost of a thread; the next opening draws it
        log.info("home_not_drawn", error=traced(error))


def is_home(body: dict[str, Any]) -> bool:
    """Whether this was pressed in the App Home."""
    return (body.get("view") or {}).get("type") == "home"


def is_deed(body: dict[str, Any]) -> bool:
    """Whether a person did something that a Home may show: no event, and nothing that is pressed or
    typed inside a modal, which says what came of it when it is submitted."""
    view = body.get("view") or {}
    typed = body.get("type") == "block_actions" and view.get("type") == "modal"
    return not typed and bool(body.get("command") or body.get("type") in _DEEDS)


_DEEDS = ("block_actions", "view_submission", "view_closed")
