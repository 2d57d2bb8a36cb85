"""Each run of a listener that somebody waits for is a turn; what is behind it is done then."""

import http.client
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.listener.custom_listener import CustomListener
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack import turn
from bot.slack.turn import Turn

DONE = "Done. You can close this window."
_GIVEN: Mapping[str, Callable[[BoltRequest], Any]] = {
    "ack": lambda request: request.context.ack,
    "body": lambda request: request.body,
    "client": lambda request: request.context.client,
    "respond": lambda request: request.context.respond,
}
"""What a listener may take, by its name. Bolt puts forty such things together for each run."""

log = structlog.get_logger(__name__)


def register(app: App) -> None:
    """For all listeners of the app that answer by themselves."""
    for listener in app._listeners:
        if isinstance(listener, CustomListener) and not listener.auto_acknowledgement:
            _wrap(listener)


def _wrap(listener: CustomListener) -> None:
    work, names = listener.ack_function, (*listener.arg_names,)
    as_usual, known = listener.run_ack_function, set(names) <= set(_GIVEN)

    def run(*, request: BoltRequest, response: BoltResponse) -> BoltResponse | None:
        ack, body, client = (_GIVEN[each](request) for each in ("ack", "body", "client"))
        now = Turn(ack, body, client, opens=turn.may_open(body))
        token = turn.begin(now)
        try:
            if known:
                return work(**{each: _GIVEN[each](request) for each in names})
            return as_usual(request=request, response=response)
        finally:
            try:
                _behind(now)
            finally:
                turn.end(token)

    listener.run_ack_function = run  # type: ignore[method-assign]


def _behind(now: Turn) -> None:
    try:
        now.say(turn.done_view(DONE))
        for each in now.behind:
            each(now)
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.info("not_followed_up", error=traced(trouble))
