"""To which workspaces the bot speaks, and with which token: one by a setting, or many by those who
installed the app in them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from slack_bolt.oauth import OAuthFlow
from slack_sdk import WebClient

from bot.delivery.slack.client import KeptClient, slack_client
from bot.delivery.slack.connections import Connections
from bot.delivery.slack.crowded import CrowdedSender
from bot.delivery.slack.installed import InstalledSender
from bot.delivery.slack.sender import SlackSender
from bot.metrics.slack import CountingCalls
from bot.parts.base import Base
from bot.parts.not_configured import NotConfigured
from bot.slack.installations.access import Accesses
from bot.slack.installations.flow import make_flow
from bot.slack.installations.refreshing import AppCredentials, Refreshing
from bot.slack.installations.sealed import HashedStates, SealedInstallations
from bot.slack_manifest import scopes_of_manifest
from bot.system import random_secret
from bot.web.pages.install import InstallPages
from jupiter_core.ports import Sender

_NEITHER = (
    "SLACK_BOT_TOKEN is not set. It starts with xoxb-. For many workspaces, set SLACK_CLIENT_ID "
    "and SLACK_CLIENT_SECRET instead."
)
_WHERE = "It is on the app's page, Basic Information."


@dataclass(frozen=True)
class Workspaces(Base):
    """Clients of Slack."""

    def expect_a_way_to_slack(self) -> None:
        """Raises NotConfigured with a line for each setting that is missing or too many."""
        settings = self.settings
        if not settings.many_workspaces:
            if settings.slack_bot_token is None:
                raise NotConfigured(_NEITHER)
            return
        mistakes = []
        if settings.slack_bot_token is not None:
            mistakes.append(
                "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET "
                "are for many: leave one of them out."
            )
        if not settings.slack_client_id:
            mistakes.append(f"SLACK_CLIENT_ID is not set. {_WHERE}")
        if settings.slack_client_secret is None:
            mistakes.append(f"SLACK_CLIENT_SECRET is not set. {_WHERE}")
        if mistakes:
            raise NotConfigured("\n".join(mistakes))

    @cached_property
    def client(self) -> WebClient:
        """Speaks to Slack for the one workspace whose token is set."""
        self.expect_a_way_to_slack()
        token = self.settings.slack_bot_token
        if token is None:
            raise NotConfigured("SLACK_BOT_TOKEN is not set: there are many workspaces.")
        return self._new_client(token.get_secret_value(), None)

    def _new_client(self, token: str | None, workspace_id: str | None) -> KeptClient:
        url, calls = self.settings.slack_api_url, CountingCalls(self.meters)
        return slack_client(token, url, calls, team_id=workspace_id, connections=self.connections)

    @cached_property
    def connections(self) -> Connections:
        """Of all clients: they are Slack's, and a token goes with each call."""
        return Connections()

    @cached_property
    def app_client(self) -> WebClient:
        """Speaks to Slack for the app, of no workspace."""
        return self._new_client(None, None)

    @cached_property
    def app_credentials(self) -> AppCredentials:
        """Raises NotConfigured."""
        self.expect_a_way_to_slack()
        secret = self.settings.slack_client_secret
        assert secret is not None
        return AppCredentials(self.settings.slack_client_id, secret.get_secret_value())

    @cached_property
    def refreshing(self) -> Refreshing:
        return Refreshing(
            self.database.installations,
            self.secret_box,
            self.clock,
            lambda: self.app_client,
            self.app_credentials,
        )

    @cached_property
    def accesses(self) -> Accesses:
        """Of many workspaces."""
        return Accesses(
            self.database.installations,
            self.secret_box,
            self.clock,
            self._new_client,
            self.refreshing.refresh,
        )

    @cached_property
    def client_of(self) -> Callable[[str], WebClient]:
        """The client of a workspace. Raises NotInstalled."""
        if self.settings.many_workspaces:
            return self.accesses.client
        return lambda _team: self.client

    @cached_property
    def slack_sender(self) -> Sender:
        if not self.settings.many_workspaces:
            return self._sender(self.client_of)
        return InstalledSender(self.accesses, self.refreshing, self._sender, self.clock)

    def _sender(self, client_of: Callable[[str], WebClient]) -> Sender:
        return CrowdedSender(SlackSender(self.database, self.renderer, self.links, client_of))

    @cached_property
    def install_pages(self) -> InstallPages:
        return InstallPages()

    def make_flow(self, wake: Callable[[], None]) -> OAuthFlow:
        """By which the app is installed in one more workspace."""
        database, clock = self.database, self.clock
        installations = SealedInstallations(database.installations, self.secret_box, clock)
        states = HashedStates(database.install_states, clock, random_secret)
        return make_flow(
            self.app_client,
            self.app_credentials,
            stores=(installations, states),
            clock=clock,
            scopes=scopes_of_manifest()[0],
            public_url=self.settings.public_url,
            authorize_url=f"{self.settings.slack_api_url.removesuffix('/api')}/oauth/v2/authorize",
            pages=self.install_pages,
            wake=wake,
            allowed=self.settings.slack_allowed_workspaces,
        )
