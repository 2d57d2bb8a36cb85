"""The parts of the local workspace, put together: what every door to it works on."""

import time
from collections.abc import Mapping
from typing import Any, Protocol

from bot.simulator.changes import Changes
from bot.simulator.delivery import ACK_SECONDS, Ack, Delivery, Payload, PayloadKind
from bot.simulator.faults import Faults
from bot.simulator.ids import Clock, Ids
from bot.simulator.journal import Journal
from bot.simulator.manifest import read_manifest
from bot.simulator.rates import SLACK, Limits, Rates
from bot.simulator.retries import Retries
from bot.simulator.seed import Seed
from bot.simulator.sockets import Sockets
from bot.simulator.triggers import LIFETIME
from bot.simulator.wire import Json
from bot.simulator.workspace import Workspace

_MESSAGES = {"im": "im", "mpim": "mpim", "group": "groups"}
"""What is subscribed to, by a conversation's kind."""


class Installer(Protocol):
    """An organisation that has installed the app for all of its workspaces."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


class LocalSlack:
    """One workspace with one app in it, which is what its `manifest` says.

    `request_url` overrides every URL of the manifest and may be set later. `clock` gives seconds
    since the epoch: triggers, response URLs and retries follow it; acks are timed for real.
    A bot on a busy machine may be given more than Slack's three `ack_seconds`; triggers then live
    as long. Calls are limited as by Slack, unless other `limits` are given, or None.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        request_url: str | None = None,
        signing_secret: str = "local",  # noqa: S107
        bot_token: str = "xoxb-local",  # noqa: S107
        app_token: str = "xapp-local",  # noqa: S107
        clock: Clock = time.time,
        seed: Seed | None = None,
        base_url: str = "http://127.0.0.1:8401",
        ack_seconds: float = ACK_SECONDS,
        limits: Limits | None = SLACK,
    ) -> None:
        self.manifest = read_manifest(manifest)
        self.request_url, self.base_url = request_url, base_url
        self.bot_token, self.app_token = bot_token, app_token
        self.clock, self.seed = clock, seed or Seed()
        self._trigger_seconds = max(LIFETIME, ack_seconds)
        self.ids, self.changes, self.faults = Ids(clock), Changes(), Faults()
        self.installed = True
        self.organisation: Installer | None = None
        self.rates = Rates(clock, limits)
        self.journal = Journal(clock, self.changes)
        self.sockets = Sockets(clock, self.ids, self.seed.app_id)
        self.delivery = Delivery(
            self.journal,
            self.sockets if self.manifest.socket_mode else None,
            signing_secret,
            self.address,
            ack_seconds,
        )
        self.retries = Retries(clock, self.delivery)
        self.workspace = self._fresh()

    def _fresh(self) -> Workspace:
        return Workspace(
            self.seed, self.manifest, self.clock, self.ids, self.changes, self._trigger_seconds
        )

    def reset(self) -> None:
        """Puts the workspace back to its start; connections stay."""
        self.workspace = self._fresh()
        self.retries.clear()
        self.faults.clear()
        self.rates.clear()
        self.journal.clear()
        self.installed = True
        self.changes.tell("workspace", self.seed.team.id)

    def address(self, kind: PayloadKind) -> str | None:
        """Where this kind of payload goes in HTTP mode; None where the manifest names no URL."""
        if kind == "options" and self.manifest.options_url is None:
            return None  # an external_select never loads without a message_menu_options_url
        if self.request_url is not None:
            return self.request_url
        commands = next((each.url for each in self.manifest.commands if each.url), None)
        urls = {
            "slash_commands": commands,
            "interactive": self.manifest.interactivity_url,
            "options": self.manifest.options_url,
            "events_api": self.manifest.events_url,
        }
        return urls[kind]

    async def send(self, payload: Payload) -> Ack:
        """Sends what is not an event; an app without interactivity hears of none."""
        if payload.kind in ("interactive", "options") and not self.manifest.interactivity:
            return Ack(status=0, error="app_error", reason="interactivity_disabled")
        return await self.delivery.send(payload)

    async def send_event(self, event: Json, *, to_organisation: bool = False) -> Ack | None:
        """Sends an event if the app subscribed to it; None if it did not. One that is sent
        `to_organisation` is of none of its workspaces."""
        name = event["type"]
        if name == "message":
            name = f"message.{_MESSAGES.get(str(event.get('channel_type')), 'channels')}"
        if name not in self.manifest.events or not self.installed:
            return None
        event_id, now = self.ids.next("Ev0"), int(self.clock())
        team, bot = self.seed.team.id, self.seed.bot_user_id
        whole = self.organisation
        authorization = {
            "enterprise_id": whole.id if whole else None,
            "team_id": None if whole else team,
            "user_id": bot,
            "is_bot": True,
            "is_enterprise_install": whole is not None,
        }
        body = {
            "token": "local-verification-token",
            "team_id": None if to_organisation else team,
            "context_team_id": None if to_organisation else team,
            "context_enterprise_id": whole.id if whole else None,
            "enterprise_id": whole.id if whole else None,
            "api_app_id": self.seed.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": now,
            "authorizations": [authorization],
            "is_ext_shared_channel": self._is_shared(event),
            "event_context": f"4-{event_id}",
        }
        return await self.retries.send(Payload("events_api", event["type"], body))

    def _is_shared(self, event: Json) -> bool:
        """Whether it happened where people of another organisation are too."""
        place = event.get("channel")
        channel = self.workspace.channels.get(place) if isinstance(place, str) else None
        return channel is not None and bool(channel.shared_with)

    async def close(self) -> None:
        """Ends streams, connections and retries."""
        self.changes.close()
        self.retries.close()
        await self.sockets.close()
        self.delivery.close()
