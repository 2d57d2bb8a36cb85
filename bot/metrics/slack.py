"""How soon Slack is answered, and what its API answers us."""

from collections.abc import Callable
from itertools import count
from time import perf_counter
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState
from structlog.contextvars import bound_contextvars

from bot.metrics.meters import Meters

_KINDS = frozenset(
    {
        *("command", "event_callback", "block_actions", "block_suggestion"),
        *("view_submission", "view_closed", "shortcut", "message_action"),
    }
)


class Promised(BoltResponse):
    """An answer that its listener gives later: `then` has it told when it is there. Slack waits for
    it so many `seconds`; whoever waits no longer calls `given_up`."""

    def __init__(
        self, then: Callable[[Callable[[BoltResponse], object]], None], seconds: float
    ) -> None:
        super().__init__(status=200)
        self.then, self.seconds = then, seconds
        self.given_up: Callable[[], object] = lambda: None


class MeteredApp(App):
    """The app of Bolt, over HTTP and in Socket Mode alike. Lines that are written meanwhile tell
    the workspace."""

    def __init__(self, meters: Meters, **given: Any) -> None:
        super().__init__(**given)
        self._meters = meters

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        began, times = perf_counter(), count()

        def note(_answer: BoltResponse | None = None) -> None:
            if next(times):  # it was given up before it came
                return
            self._meters.acks.labels(_kind(req)).observe(perf_counter() - began)

        answer: BoltResponse | None = None
        try:
            with bound_contextvars(workspace=req.context.team_id or ""):
                answer = super().dispatch(req)
                return answer
        finally:
            if isinstance(answer, Promised):
                answer.given_up = note
                answer.then(note)
            else:
                note()


class CountingCalls(RetryHandler):
    """Sees each answer of Slack's, and never has a call repeated."""

    def __init__(self, meters: Meters) -> None:
        super().__init__(max_retry_count=0)
        self._meters = meters

    def can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002 (the SDK's name)
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 (the SDK's name)
    ) -> bool:
        method = request.url.partition("?")[0].rpartition("/")[2]
        status = str(response.status_code) if response else "none"
        self._meters.slack_calls.labels(method, status).inc()
        return False

    def __deepcopy__(self, _memo: dict[int, Any]) -> "CountingCalls":
        """Bolt copies the client for each request; what counts is one."""
        return self


def _kind(request: BoltRequest) -> str:
    kind = "command" if "command" in request.body else str(request.body.get("type", ""))
    return kind if kind in _KINDS else "other"
