"""The net under all listeners: whoever acted hears that it went wrong, and the log knows where."""

import http.client
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack import steady_ack, turns
from bot.slack.closed import CLOSED_MEANWHILE
from bot.slack.payload import Body
from bot.slack.telling import tell_privately
from bot.slack.turn import REFUSAL
from bot.slack.views import blocks as b
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import StoreTrouble, StoreUnsure, StoreUnusable

SORRY = "Something went wrong on our side. Check whether it went through; if not, please try again."
NOT_SAVED = "Something went wrong on our side. Nothing was saved; please submit it again."
_LONGEST = 2500
LATE = "That took too long, so Slack couldn't open the window. Please try again."
AWAY = "Our records can't be reached right now. Nothing was saved; please try again in a minute."
UNSURE = (
    "Our records broke off while this was being saved. Check whether it went through; "
    "if not, please try again in a minute."
)
BROKEN = (
    "Our records can't be changed right now, and whoever runs this app has to mend that. "
    "Nothing was saved."
)
_STORE: dict[type[Exception], str] = {StoreUnsure: UNSURE, StoreUnusable: BROKEN}
BUSY = "Slack is busy at the moment. Please try again in a minute."
_TOLD = {
    **dict.fromkeys(("expired_trigger_id", "trigger_expired"), LATE),
    **dict.fromkeys(("ratelimited", "rate_limited"), BUSY),
}
"""Where Slack's own word says more than that something went wrong."""
_BY_PEOPLE = ("block_actions", "view_submission", "shortcut", "message_action")

log = structlog.get_logger(__name__)


def register(app: App) -> None:
    """Events and searches have nobody to tell: those are logged only."""
    steady_ack.register(app)
    turns.register(app)

    @app.error
    def unexpected(
        error: Exception, body: Body, client: WebClient, response: BoltResponse | None
    ) -> BoltResponse | None:
        kind = _kind(body)
        if isinstance(error, AlreadyDone):
            return _answer({}, response)
        if _word(error) in CLOSED_MEANWHILE:
            return _answer({}, response)
        if not isinstance(error, Refusal | StoreTrouble):  # whoever watches the database says that
            log.error("listener_failed", payload=kind, error=traced(error))
        if kind == "view_submission" and response is not None:
            return _answer(_on_first_field(body, error), response)
        if kind == "block_suggestion":
            return _answer({"options": []}, response)
        if kind == "command" or kind in _BY_PEOPLE:
            _tell(client, body, _sentence(error, _TOLD.get(_word(error), SORRY)))
        return _answer({}, response)


def _kind(body: Body) -> str:
    return "command" if "command" in body else str(body.get("type", ""))


def _word(error: Exception) -> str:
    """Slack's own, where it is an error of Slack's."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else ""


def _sentence(error: Exception, otherwise: str) -> str:
    if isinstance(error, StoreTrouble):
        return _STORE.get(type(error), AWAY)
    return error.sentence if isinstance(error, Refusal) else otherwise


def _tell(client: WebClient, body: Body, sentence: str) -> None:
    try:
        tell_privately(client, body, sentence)
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.error("person_not_told", error=traced(trouble))


def _on_first_field(body: Body, error: Exception) -> Mapping[str, Any]:
    """The form stays open with all that was typed; a view without fields is replaced."""
    sentence = _sentence(error, NOT_SAVED)
    blocks = body["view"].get("blocks", [])
    fields = [each["block_id"] for each in blocks if each.get("type") == "input"]
    if fields:
        return {"response_action": "errors", "errors": {fields[0]: sentence}}
    view = b.modal("Not saved", [b.section(b.plain(sentence))], callback_id=REFUSAL)
    return {"response_action": "update", "view": view}


def _answer(body: Mapping[str, Any], response: BoltResponse | None) -> BoltResponse | None:
    """What Slack is answered; nothing where it was acked before."""
    return None if response is None else BoltResponse(status=200, body=dict(body) or "")
