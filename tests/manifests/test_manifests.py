"""The manifests: what Slack takes, what the code needs, and no more than that."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.slack_manifest import manifests
from tests.manifests.listened import called_methods, heard

HERE = Path(__file__).parent
HTTP, SOCKET = "http.yaml", "socket-mode.yaml"
Manifest = dict[str, Any]

SCOPES: dict[str, set[str]] = {
    "api.test": set(),
    "auth.revoke": set(),
    "apps.connections.open": set(),
    "auth.test": set(),
    "oauth.v2.access": set(),
    "blocks.validate": set(),
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.unfurl": {"links:write"},
    "chat.update": {"chat:write"},
    "conversations.info": {"channels:read", "groups:read"},
    "files.completeUploadExternal": {"files:write"},
    "files.delete": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    # Of the SDK: the two calls above, and what is between them.
    "files.upload.v2": {"files:write"},
    "users.conversations": {"channels:read", "groups:read"},
    "usergroups.list": {"usergroups:read"},
    "users.info": {"users:read", "users:read.email"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
"""What Slack asks for each method of a bot token, of the channels that a deal may live in; and
what it tells more of people with a scope that is optional."""
OF_CHANNELS = (
    *("channel_archive", "channel_deleted", "channel_id_changed", "channel_left"),
    *("channel_rename", "channel_shared", "channel_unarchive", "channel_unshared"),
    *("member_joined_channel", "member_left_channel"),
)
OF_GROUPS = ("group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive")
WHERE_GIVEN = {"conversations.history", "conversations.open", "conversations.replies"}
"""By which a message is looked for whose answer was lost. An admin may add their scopes; the
manifest asks for none of them."""
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    **{name: {"channels:read"} for name in OF_CHANNELS},
    **{name: {"groups:read"} for name in OF_GROUPS},
    "team_join": {"users:read"},
    # A bank's file in the finance channel; its bytes are fetched by the same scope.
    "file_shared": {"files:read"},
    "link_shared": {"links:read"},
    # Slack sends no direct message without this scope, though nothing is ever read back by it.
    "message.im": {"im:history"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}

OF_ORGANISATIONS = {"team_access_granted", "team_access_revoked"}
"""In the manifest for an organisation, and need no scope."""


def read(name: str) -> Manifest:
    manifest: Manifest = yaml.safe_load((manifests() / name).read_text(encoding="utf-8"))
    return manifest


@pytest.fixture(params=[HTTP, SOCKET])
def manifest(request: pytest.FixtureRequest) -> Manifest:
    return read(request.param)


def events_of(manifest: Manifest) -> set[str]:
    return set(manifest["settings"]["event_subscriptions"]["bot_events"])


def scopes_of(manifest: Manifest) -> set[str]:
    return set(manifest["oauth_config"]["scopes"]["bot"])


def test_slack_takes_it(manifest: Manifest) -> None:
    version = manifest["_metadata"]["major_version"]
    schema = json.loads((HERE / f"manifest.schema.{version}.0.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(manifest)


def test_the_two_differ_only_in_how_slack_reaches_the_bot() -> None:
    http, socket = copy.deepcopy(read(HTTP)), copy.deepcopy(read(SOCKET))
    urls = [each.pop("url") for each in http["features"]["slash_commands"]]
    settings = http["settings"]
    urls.append(settings["event_subscriptions"].pop("request_url"))
    urls.append(settings["interactivity"].pop("request_url"))
    urls.append(settings["interactivity"].pop("message_menu_options_url"))
    assert set(urls) == {"https://invoices.example.com/slack/events"}
    assert settings.pop("socket_mode_enabled") is False
    assert socket["settings"].pop("socket_mode_enabled") is True
    assert http == socket


def test_every_command_is_listened_for_and_the_other_way_round(manifest: Manifest) -> None:
    named = {each["command"] for each in manifest["features"]["slash_commands"]}
    assert named == heard()["command"]


def test_every_shortcut_is_listened_for_and_the_other_way_round(manifest: Manifest) -> None:
    shortcuts = manifest["features"].get("shortcuts", [])
    by_kind = heard()
    listened = by_kind["shortcut"] | by_kind["global_shortcut"] | by_kind["message_shortcut"]
    assert {each["callback_id"] for each in shortcuts} == listened


def test_every_event_has_a_listener_so_that_it_is_acked_and_the_other_way_round(
    manifest: Manifest,
) -> None:
    # Slack names a message's kind in the manifest only.
    named = {each.partition(".")[0] for each in events_of(manifest)}
    assert named | OF_ORGANISATIONS == heard()["event"]


def test_what_can_be_clicked_reaches_the_bot(manifest: Manifest) -> None:
    by_kind = heard()
    assert by_kind["view"] and by_kind["options"]
    assert manifest["settings"]["interactivity"]["is_enabled"]


def test_the_bot_may_do_what_it_does_and_nothing_besides(manifest: Manifest) -> None:
    methods = called_methods()
    assert methods <= set(SCOPES) | WHERE_GIVEN, "say in the table which scope each method needs"
    assert methods >= {"views.open", "chat.postMessage", "files.completeUploadExternal"}
    needed = {"commands"}.union(*(SCOPES[each] for each in methods - WHERE_GIVEN))
    needed = needed.union(*(EVENT_SCOPES[each] for each in events_of(manifest)))
    assert scopes_of(manifest) == needed


def test_an_installer_may_decline_the_people_s_e_mail_addresses_and_nothing_else(
    manifest: Manifest,
) -> None:
    optional = set(manifest["oauth_config"]["scopes"]["bot_optional"])
    assert optional == {"users:read.email"}
    assert optional <= scopes_of(manifest)


def test_links_that_are_unfurled_are_those_of_the_one_host_to_be_replaced(
    manifest: Manifest,
) -> None:
    assert manifest["features"]["unfurl_domains"] == ["invoices.example.com"]
