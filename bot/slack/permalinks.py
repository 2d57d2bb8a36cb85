"""The addresses of messages: asked of Slack once each, since they never change."""

import http.client
import threading
from collections import OrderedDict

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.quick_calls import quick

MOST_KEPT = 5000
Place = tuple[str, str]
"""A channel's id, and the `ts` of a message in it."""

log = structlog.get_logger(__name__)


class Permalinks:
    """Of one process, of all workspaces: channel ids are nobody else's."""

    def __init__(self) -> None:
        self._known: OrderedDict[Place, str] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, client: WebClient, place: Place) -> str:
        """Empty where Slack does not tell."""
        with self._lock:
            if place in self._known:
                return self._known[place]
        try:
            channel, ts = place
            found = quick(client).chat_getPermalink(channel=channel, message_ts=ts)
        except (SlackApiError, OSError, http.client.HTTPException) as trouble:
            log.info("permalink_not_known", error=traced(trouble))
            return ""
        link = str(found.get("permalink") or "")
        with self._lock:
            self._known[place] = link
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
        return link
