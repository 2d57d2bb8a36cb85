"""Joining Slack when it answers: until then the customers' pages and the API work without it."""

import threading
from collections.abc import Callable
from http.client import HTTPException

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.middleware.authorization.single_team_authorization import SingleTeamAuthorization
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.logs.errors import traced

FIRST_SECONDS, LONGEST_SECONDS = 1.0, 30.0
"""From one try to the next; the wait doubles."""
PATIENCE_SECONDS = 5.0
"""How long a start waits for Slack's first answer, before it goes on without."""
_REFUSALS = frozenset(
    {
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"),
        *("not_allowed_token_type", "missing_scope", "no_permission", "invalid_token"),
    }
)
"""What no waiting mends: somebody has to set another token."""

log = structlog.get_logger(__name__)


class TokenRefused(Exception):
    """Slack's own word for why."""


class Joining:
    """Asks Slack which team is ours, then calls `connect`, each until it goes through. Without a
    `client` there are many teams, and nothing to ask.

    `connect` opens Socket Mode, or does nothing.
    """

    def __init__(
        self,
        client: WebClient | None,
        connect: Callable[[], object] = lambda: None,
        *,
        first_seconds: float = FIRST_SECONDS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._client, self._connect = client, connect
        self._first_seconds, self._patience = first_seconds, patience
        self._answer: SlackResponse | None = None
        self._bolts: SingleTeamAuthorization | None = None
        self._stopping, self._told = threading.Event(), threading.Event()
        self._refused: TokenRefused | None = None
        self._thread = threading.Thread(target=self._join, name="joining Slack", daemon=True)

    def is_ours(self, team: str) -> bool:
        """Whether that is the team of our token; no team is, while Slack does not say which."""
        try:
            return str(self._asked()["team_id"]) == team
        except (SlackApiError, OSError, HTTPException):
            return False

    def expect_joined(self, _request: BoltRequest) -> BoltResponse | None:
        """For Bolt, before it would ask Slack itself. While Slack does not say who we are, its
        payloads are to come again."""
        try:
            self._asked()
        except (SlackApiError, OSError, HTTPException) as error:
            log.warning("slack_away", error=traced(error), seldom=True)
            return BoltResponse(status=503, body="")
        return None

    def knows(self, app: App) -> None:
        """Lets Bolt's own authorisation take the answer that Slack has given already."""
        for each in app._middleware_list:
            if isinstance(each, SingleTeamAuthorization):
                self._bolts = each

    def begin(self) -> None:
        """Returns when Slack has answered, or after a while. Raises TokenRefused."""
        self._thread.start()
        self._told.wait(self._patience)
        if self._refused:
            raise self._refused
        if not self._told.is_set():
            log.warning("slack_away", error="no answer yet")

    def end(self) -> bool:
        """Whoever waits for Slack for long is waited for a moment only. Whether it is the first
        end."""
        if self._stopping.is_set():
            return False
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1)
        return True

    def _asked(self) -> SlackResponse:
        assert self._client
        if self._answer is None:
            self._answer = self._client.auth_test()
        if self._bolts:
            self._bolts.auth_test_result = self._answer
        return self._answer

    def _join(self) -> None:
        wait, was_away = self._first_seconds, False
        while not self._stopping.is_set():
            trouble = self._tried()
            if trouble is None:
                log.info("slack_joined")
                self._told.set()
                return
            if not was_away:
                word = "slack_refuses_a_token" if self._refused else "slack_away"
                log.warning(word, error=traced(trouble))
            was_away = True
            self._told.set()
            self._stopping.wait(wait)
            wait = min(2 * wait, LONGEST_SECONDS)

    def _tried(self) -> Exception | None:
        try:
            if self._client:
                self._asked()
            self._connect()
        except (SlackApiError, OSError, HTTPException) as error:
            word = str(error.response.get("error")) if isinstance(error, SlackApiError) else ""
            self._refused = TokenRefused(word) if word in _REFUSALS else None
            return error
        return None
