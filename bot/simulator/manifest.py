"""The app's manifest, read once: what the app said it can do is all that it may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_EVENT_SCOPES: Mapping[str, str] = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "file_shared": "files:read",
    "link_shared": "links:read",
    **dict.fromkeys(("user_change", "team_join"), "users:read"),
    **dict.fromkeys(("subteam_updated", "subteam_members_changed"), "usergroups:read"),
    **dict.fromkeys(
        (
            *("channel_archive", "channel_unarchive", "channel_deleted", "channel_rename"),
            *("channel_left", "channel_shared", "channel_unshared", "channel_id_changed"),
        ),
        "channels:read",
    ),
    **dict.fromkeys(
        ("group_archive", "group_unarchive", "group_deleted", "group_rename", "group_left"),
        "groups:read",
    ),
}
"""What an app needs to hear of it; the others need nothing, or one of several."""


@dataclass(frozen=True)
class SlashCommand:
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Shortcut:
    name: str
    type: str  # "global" or "message"
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class AppManifest:
    """The parts of a Slack app manifest that change what the workspace does."""

    name: str
    bot_name: str
    commands: tuple[SlashCommand, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    """Those that it may hear of by its scopes."""
    unfurl_domains: tuple[str, ...]
    socket_mode: bool
    interactivity: bool
    interactivity_url: str | None
    options_url: str | None
    events_url: str | None
    home_tab: bool
    messages_tab: bool

    def command(self, name: str) -> SlashCommand | None:
        return next((each for each in self.commands if each.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((each for each in self.shortcuts if each.callback_id == callback_id), None)

    def unfurls(self, url: str) -> str | None:
        """The registered domain that this address belongs to, itself or as a subdomain."""
        address = urlsplit(url)
        host = (address.hostname or "").lower()
        for domain in self.unfurl_domains:
            known = domain.lower().rpartition("@")[2]
            if host == known or host.endswith("." + known) or address.netloc.lower() == known:
                return domain
        return None


def read_manifest(manifest: Mapping[str, Any]) -> AppManifest:
    """Reads a Slack app manifest (its YAML or JSON, loaded). Raises KeyError without a name."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    events, acts = settings.get("event_subscriptions", {}), settings.get("interactivity", {})
    home = features.get("app_home", {})
    name = manifest["display_information"]["name"]
    scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
    return AppManifest(
        name=name,
        bot_name=features.get("bot_user", {}).get("display_name", name),
        commands=tuple(
            SlashCommand(
                each["command"],
                each.get("description", ""),
                each.get("usage_hint", ""),
                bool(each.get("should_escape", False)),
                each.get("url"),
            )
            for each in features.get("slash_commands", [])
        ),
        shortcuts=tuple(
            Shortcut(each["name"], each["type"], each["callback_id"], each.get("description", ""))
            for each in features.get("shortcuts", [])
        ),
        scopes=scopes,
        events=frozenset(
            each
            for each in events.get("bot_events", [])
            if each not in _EVENT_SCOPES or _EVENT_SCOPES[each] in scopes
        ),
        unfurl_domains=tuple(features.get("unfurl_domains", [])),
        socket_mode=bool(settings.get("socket_mode_enabled", False)),
        interactivity=bool(acts.get("is_enabled", False)),
        interactivity_url=acts.get("request_url"),
        options_url=acts.get("message_menu_options_url"),
        events_url=events.get("request_url"),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
    )
