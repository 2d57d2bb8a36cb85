"""Each run of a listener that somebody waits for is a turn; what is behind it is done then."""

import http.client
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.listener.custom_listener import CustomListener
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack import turn
from bot.slack.turn import Turn

DONE = "Done. You can close this window."
_NEEDED = ("ack", "body", "client")

log = structlog.get_logger(__name__)


def register(app: App) -> None:
    """For all listeners of the app that answer by themselves."""
    for listener in app._listeners:
        if isinstance(listener, CustomListener) and not listener.auto_acknowledgement:
            _wrap(listener)


def _wrap(listener: CustomListener) -> None:
    work, names = listener.ack_function, [*listener.arg_names]

    def run(**given: Any) -> object:
        body = given["body"]
        now = Turn(given["ack"], body, given["client"], opens=turn.may_open(body))
        token = turn.begin(now)
        try:
            return work(**{name: given[name] for name in names})
        finally:
            try:
                _behind(now)
            finally:
                turn.end(token)

    run.__name__ = getattr(work, "__name__", "run")
    listener.ack_function = run  # type: ignore[assignment]
    listener.arg_names = [*dict.fromkeys((*names, *_NEEDED))]


def _behind(now: Turn) -> None:
    try:
        now.say(turn.done_view(DONE))
        for each in now.behind:
            each(now)
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.info("not_followed_up", error=traced(trouble))
