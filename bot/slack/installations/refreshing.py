"""Tokens that rotate: a new one is fetched well before the old one ends, by one process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.logs.errors import traced
from bot.security.secret_box import CannotOpen, SecretBox
from jupiter_core.ports import Clock, Installation, Installations, Tokens

AHEAD = timedelta(hours=2)
"""Of the twelve hours that a token is good: a worker may be away for a while."""
CLAIM = timedelta(seconds=60)
"""How long a process has for one refresh; also from one that fails to the next."""
_OVER = frozenset({"invalid_refresh_token", "token_revoked", "account_inactive", "invalid_auth"})
"""No waiting mends these: somebody has to install the app again."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class AppCredentials:
    """By which the app, and not a workspace, is known to Slack."""

    client_id: str
    client_secret: str


class Refreshing:
    """`client` has no token of its own."""

    def __init__(
        self,
        kept: Installations,
        box: SecretBox,
        clock: Clock,
        client: Callable[[], WebClient],
        app: AppCredentials,
    ) -> None:
        self._kept, self._box, self._clock = kept, box, clock
        self._client, self._app = client, app

    def refresh_due(self) -> int:
        """All that end soon; how many were refreshed. One that fails holds up no other."""
        due = self._kept.expiring(self._clock.now() + AHEAD)
        return sum(self.refresh(each) != each for each in due)

    def refresh(self, installation: Installation) -> Installation:
        """As it is kept afterwards: with a new token, unless somebody else is fetching one or
        Slack gives none."""
        now = self._clock.now()
        if installation.sealed_refresh and self._kept.claim_refresh(
            installation, now=now, until=now + CLAIM
        ):
            self._fetch(installation)
        return self._kept.find(installation.place) or installation

    def _fetch(self, installation: Installation) -> None:
        try:
            answer = self._asked(self._box.open(installation.sealed_refresh))
        except CannotOpen:
            log.error("installation_cannot_be_opened", place=installation.place)
        except (SlackApiError, OSError, HTTPException) as error:
            self._failed(installation, error)
        else:
            self._kept.refreshed(installation, self._tokens(answer))
            log.info("token_refreshed", place=installation.place)

    def _asked(self, refresh_token: str) -> SlackResponse:
        return self._client().oauth_v2_access(
            client_id=self._app.client_id,
            client_secret=self._app.client_secret,
            grant_type="refresh_token",
            refresh_token=refresh_token,
        )

    def _tokens(self, answer: SlackResponse) -> Tokens:
        seconds = int(answer["expires_in"])
        return Tokens(
            sealed_token=self._box.seal(str(answer["access_token"])),
            sealed_refresh=self._box.seal(str(answer["refresh_token"])),
            expires_at=self._clock.now() + timedelta(seconds=seconds),
        )

    def _failed(self, installation: Installation, error: Exception) -> None:
        """The old token is good until it ends, so nothing waits before that."""
        word = str(error.response.get("error")) if isinstance(error, SlackApiError) else ""
        log.warning("token_not_refreshed", place=installation.place, error=traced(error))
        now, expires = self._clock.now(), installation.expires_at
        if word in _OVER and expires and expires <= now:
            sealed = installation.sealed_token
            self._kept.end(installation.place, why=word, now=now, sealed_token=sealed)
