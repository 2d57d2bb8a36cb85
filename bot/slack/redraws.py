"""Modals that follow what is typed in them: the newest keystroke wins, at a pace that Slack takes.

Slack sends every keystroke, in any order, to any thread; it takes about a hundred `views.update` a
minute of a whole workspace. So a view is drawn by one thread at a time and of its newest payload
alone, and all views of a workspace share a budget, which leaves room for what is no preview.
"""

import http.client
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.views.blocks import Block
from bot.threads import Timers
from jupiter_core.domain.refusals import Refusal

BURST = 20
"""Drawings that a workspace may have at once, after a rest."""
A_SECOND = 1.0
"""Drawings a second of a workspace from then on: 80 in the first minute, of Slack's 100."""
GAP_SECONDS = 0.3
"""Between two drawings of one view."""
MOST_VIEWS = 500
_LONGEST_WAIT = 60.0

Later = Callable[[float, Callable[[], None]], None]

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Redrawing:
    """What a payload wants drawn. `draw` gives None where the view may stay as it is.

    With `seen`, the hash of the view that the payload left, it is drawn of what that view held:
    what was drawn since, elsewhere, is newer and stays. Without, `draw` reads what is kept.
    """

    client: WebClient
    team_id: str
    view_id: str
    at: float
    draw: Callable[[], Block | None]
    seen: str | None = None


@dataclass
class _View:
    """What this process knows of an open view."""

    newest: float = 0.0
    wanted: Redrawing | None = None
    is_drawn: bool = False
    not_before: float = 0.0
    hash: str | None = None
    replaced: set[str] = field(default_factory=set)


@dataclass
class _Budget:
    left: float
    since: float
    not_before: float = 0.0


class Redraws:
    """Of one process. `now` is a monotonic clock in seconds, `later` calls after so many."""

    burst: float = BURST
    gap_seconds: float = GAP_SECONDS

    def __init__(
        self, now: Callable[[], float] = time.monotonic, later: Later | None = None
    ) -> None:
        self._now = now
        self._timers = Timers("redraws")
        self._later = later or self._timers.later
        self._lock = threading.Lock()
        self._views: OrderedDict[str, _View] = OrderedDict()
        self._budgets: dict[str, _Budget] = {}

    def add(self, drawing: Redrawing) -> None:
        """Draws it now or soon, unless something newer of the same view was wanted before.

        A drawing that fails is logged and no more: the next keystroke makes another, and what was
        typed is kept by submitting.
        """
        with self._lock:
            view = self._view(drawing.view_id)
            if drawing.at < view.newest:
                return
            view.newest, view.wanted = drawing.at, drawing
            if view.is_drawn:
                return
            view.is_drawn = True
        self._work(view)

    def finish(self, seconds: float | None = None) -> int:
        """What was put off is dropped, and what is being drawn then is waited for, so long at most;
        of how many drawings nobody knows the end."""
        return self._timers.finish(seconds)

    def _view(self, view_id: str) -> _View:
        view = self._views.setdefault(view_id, _View())
        self._views.move_to_end(view_id)
        while len(self._views) > MOST_VIEWS:
            self._views.popitem(last=False)
        return view

    def _work(self, view: _View) -> None:
        """Draws until nothing is wanted, or leaves it to a timer."""
        while True:
            with self._lock:
                drawing = view.wanted
                if drawing is None:
                    view.is_drawn = False
                    return
                wait = self._wait(view, drawing.team_id)
                if wait <= 0:
                    view.wanted = None
                    view.not_before = self._now() + self.gap_seconds
            if wait > 0:
                self._later(wait, lambda: self._work(view))
                return
            self._try(view, drawing)

    def _wait(self, view: _View, team_id: str) -> float:
        """Seconds until the next drawing is welcome; 0 takes one off the budget."""
        now = self._now()
        budget = self._budgets.setdefault(team_id, _Budget(self.burst, now))
        budget.left = min(self.burst, budget.left + (now - budget.since) * A_SECOND)
        budget.since = now
        wait = max(view.not_before, budget.not_before) - now
        if wait <= 0 and budget.left < 1:
            wait = (1 - budget.left) / A_SECOND
        if wait <= 0:
            budget.left -= 1
        return wait

    def _try(self, view: _View, drawing: Redrawing) -> None:
        try:
            self._draw(view, drawing)
        except SlackApiError as error:
            self._refused(view, drawing, error)
        except Refusal:
            return  # a form that was submitted or discarded meanwhile
        except (OSError, http.client.HTTPException) as error:
            log.info("preview_not_drawn", error=traced(error))
        except Exception as error:  # the outermost of a timer's thread; nobody misses a preview
            log.exception("preview_failed", error=traced(error))

    def _draw(self, view: _View, drawing: Redrawing) -> None:
        drawn = drawing.draw()
        if drawn is None:
            return
        ours = drawing.seen in view.replaced
        seen = view.hash if ours else drawing.seen
        answer = drawing.client.views_update(view_id=drawing.view_id, view=drawn, hash=seen)
        if drawing.seen is None and (since := drawing.draw()) not in (None, drawn):
            # Kept, and perhaps drawn, by another thread meanwhile: ours may have landed on top.
            answer = drawing.client.views_update(view_id=drawing.view_id, view=since, hash=None)
        if drawing.seen:
            view.replaced.update(filter(None, (drawing.seen, seen)))
        view.hash = str((answer.get("view") or {}).get("hash") or "") or None

    def _refused(self, view: _View, drawing: Redrawing, error: SlackApiError) -> None:
        """Of `hash_conflict`: a newer drawing exists. A limit is waited for, once for all."""
        response = error.response
        name = str(response.get("error") or "")
        if name not in ("ratelimited", "rate_limited") and response.status_code != 429:
            log.info("preview_not_drawn", error=traced(error))
            return
        with self._lock:
            pause = min(_seconds(response.headers.get("Retry-After")), _LONGEST_WAIT)
            self._budgets[drawing.team_id].not_before = self._now() + pause
            view.wanted = view.wanted or drawing


def _seconds(said: object) -> float:
    try:
        return max(1.0, float(str(said)))
    except ValueError:
        return 1.0
