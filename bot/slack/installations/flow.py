"""Bolt's way from Slack's page to an installation, with our stores, our pages and our clock."""

from collections.abc import Callable, Collection, Sequence
from http.client import HTTPException
from typing import Protocol

import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation as Given

from bot.logs.errors import traced
from bot.slack.installations.refreshing import AppCredentials
from bot.slack.installations.sealed import STATE_SECONDS, HashedStates, SealedInstallations
from jupiter_core.ports import Clock

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"

log = structlog.get_logger(__name__)


class Pages(Protocol):
    """What whoever installs sees in the end; HTML."""

    def installed(self, name: str, open_url: str) -> str: ...

    def failed(self, reason: str) -> str: ...

    def not_allowed(self, place: str) -> str: ...


class NotAllowedHere(Exception):
    """Whoever runs the bot has not named this workspace or organisation."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class SealedFlow(OAuthFlow):
    """An OAuthFlow. What Slack's answer holds is in no line of the log."""

    clock: Clock
    allowed: frozenset[str]
    """Ids of workspaces and organisations; without any, all are."""
    pages: Pages

    def handle_callback(self, request: BoltRequest) -> BoltResponse:
        """See `OAuthFlow`. Of what is not allowed, nothing is kept."""
        try:
            return super().handle_callback(request)
        except NotAllowedHere as refused:
            log.warning("not_installed", reason="not_allowed", place=refused.place, seldom=True)
            return _answer(403, self.pages.not_allowed(refused.place), self.settings)

    def run_installation(self, code: str) -> Given | None:
        """None where Slack does not take the code, or cannot be asked. Raises NotAllowedHere."""
        try:
            return self._installation(code)
        except (SlackApiError, OSError, HTTPException) as error:
            log.warning("not_installed", error=traced(error))
            return None

    def _installation(self, code: str) -> Given | None:
        answer = self.client.oauth_v2_access(
            code=code,
            client_id=self.settings.client_id,
            client_secret=self.settings.client_secret,
            redirect_uri=self.settings.redirect_uri,
        )
        token = answer.get("access_token")
        whole = bool(answer.get("is_enterprise_install"))
        team, organisation = answer.get("team") or {}, answer.get("enterprise") or {}
        if not token or not (organisation.get("id") if whole else team.get("id")):
            return None
        place = organisation["id"] if whole else team["id"]
        if self.allowed and self.allowed.isdisjoint((place, organisation.get("id"))):
            self._give_back(token)
            raise NotAllowedHere(place)
        bot = self.client.auth_test(token=token)
        seconds = answer.get("expires_in")
        expires = int(self.clock.now().timestamp()) + int(seconds) if seconds else None
        return Given(
            app_id=answer.get("app_id"),
            enterprise_id=organisation.get("id"),
            enterprise_name=organisation.get("name"),
            team_id=None if whole else team.get("id"),
            team_name=team.get("name"),
            bot_token=token,
            bot_id=bot.get("bot_id"),
            bot_user_id=answer.get("bot_user_id"),
            bot_scopes=answer.get("scope") or "",
            bot_refresh_token=answer.get("refresh_token"),
            bot_token_expires_at=expires,
            user_id=str((answer.get("authed_user") or {}).get("id") or ""),
            is_enterprise_install=whole,
            token_type=answer.get("token_type"),
        )

    def _give_back(self, token: str) -> None:
        """Slack ends it, where it can be asked; here it is forgotten in any case."""
        try:
            self.client.auth_revoke(token=token)
        except (SlackApiError, OSError, HTTPException) as error:
            log.warning("token_not_revoked", error=traced(error))


class _SameSite(OAuthStateUtils):
    """The browser's cookie goes with no request that another site makes by itself."""

    def build_set_cookie_for_new_state(self, state: str) -> str:
        return f"{super().build_set_cookie_for_new_state(state)}; SameSite=Lax"


def make_flow(
    client: WebClient,
    app: AppCredentials,
    *,
    stores: tuple[SealedInstallations, HashedStates],
    clock: Clock,
    scopes: Sequence[str],
    public_url: str,
    authorize_url: str,
    pages: Pages,
    wake: Callable[[], None],
    allowed: Collection[str] = (),
) -> OAuthFlow:
    """`allowed` names those who may install it; without any, all may. `wake` is called after an
    installation, so that what waited for it goes out."""
    installations, states = stores

    def success(args: SuccessArgs) -> BoltResponse:
        wake()
        given = args.installation
        name = (given.enterprise_name if given.is_enterprise_install else given.team_name) or ""
        place = given.enterprise_id if given.is_enterprise_install else given.team_id
        log.info("installed", place=place, by=given.user_id)
        return _answer(200, pages.installed(name, _open_url(given)), settings)

    def failure(args: FailureArgs) -> BoltResponse:
        log.warning("not_installed", reason=args.reason[:40], seldom=True)
        return _answer(args.suggested_status_code, pages.failed(args.reason), settings)

    settings = OAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=scopes,
        user_scopes=[],
        redirect_uri=f"{public_url}{REDIRECT}",
        install_page_rendering_enabled=False,
        authorization_url=authorize_url,
        installation_store=installations,
        state_store=states,
        state_expiration_seconds=STATE_SECONDS,
        callback_options=CallbackOptions(success=success, failure=failure),
    )
    settings.state_utils = _SameSite(expiration_seconds=STATE_SECONDS)
    flow = SealedFlow(client=client, settings=settings)
    flow.clock, flow.allowed, flow.pages = clock, frozenset(allowed), pages
    return flow


def _open_url(given: Given) -> str:
    team = "" if given.is_enterprise_install else f"&team={given.team_id}"
    return f"https://slack.com/app_redirect?app={given.app_id}{team}"


def _answer(status: int, body: str, settings: OAuthSettings) -> BoltResponse:
    """The cookie has done its work, or is of no use."""
    cookie = settings.state_utils.build_set_cookie_for_deletion()
    kind = "text/html; charset=utf-8"
    return BoltResponse(
        status=status, body=body, headers={"Content-Type": [kind], "Set-Cookie": [cookie]}
    )
