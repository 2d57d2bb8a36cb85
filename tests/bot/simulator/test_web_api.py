"""Tokens, scopes, arguments and methods that are not there."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.simulator.server import Simulator, running
from tests.harness.event_loop import run


@pytest.mark.parametrize(
    ("token", "error"),
    [
        (None, "not_authed"),
        ("xoxb-wrong", "invalid_auth"),
        ("xapp-local", "not_allowed_token_type"),
    ],
)
def test_the_token_is_checked(slack: Any, token: str | None, error: str) -> None:
    assert slack.call("auth.test", token=token)["error"] == error


def test_a_method_that_is_not_there_is_unknown(slack: Any) -> None:
    assert slack.call("chat.shout")["error"] == "unknown_method"


@pytest.mark.parametrize(
    ("method", "args", "needed"),
    [
        ("conversations.info", {"channel": "C0ACME"}, "channels:read"),
        ("conversations.members", {"channel": "C0ACME"}, "channels:read"),
        ("conversations.list", {}, "channels:read"),
        ("conversations.history", {"channel": "C0ACME"}, "channels:history"),
        ("usergroups.list", {}, "usergroups:read"),
        ("team.info", {}, "team:read"),
    ],
)
def test_a_method_needs_its_scope(slack: Any, method: str, args: Any, needed: str) -> None:
    answer = slack.call(method, **args)
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)
    assert "chat:write" in answer["provided"].split(",")


def test_forms_json_and_query_are_read_alike(slack: Any) -> None:
    headers = {"Authorization": "Bearer xoxb-local"}
    blocks = '[{"type": "divider"}]'
    form = {"channel": "C0ACME", "text": "form", "blocks": blocks}
    assert slack.http.post("/api/chat.postMessage", data=form, headers=headers).json()["ok"]
    with_token = {"token": "xoxb-local", "channel": "C0ACME", "text": "token"}
    assert slack.http.post("/api/chat.postMessage", data=with_token).json()["ok"]
    assert slack.http.get("/api/users.info?user=U0SAM", headers=headers).json()["ok"]
    assert slack.messages()[0]["blocks"][0]["type"] == "divider"


def test_a_body_that_is_no_json_object_is_refused(slack: Any) -> None:
    headers = {"Authorization": "Bearer xoxb-local", "Content-Type": "application/json"}
    post = slack.http.post
    assert post("/api/auth.test", content="{", headers=headers).json()["error"] == "invalid_json"
    refused = post("/api/auth.test", content="[]", headers=headers).json()
    assert refused["error"] == "json_not_object"


def test_people_are_as_slack_tells_of_them_and_mail_needs_its_scope(slack: Any) -> None:
    wanda = slack.client.users_info(user="U0WANDA")["user"]
    assert (wanda["is_admin"], wanda["is_restricted"]) == (True, False)
    assert "email" not in wanda["profile"]
    assert slack.client.users_info(user="U0NOAH")["user"]["is_restricted"]
    assert slack.call("users.info", user="U0NOBODY")["error"] == "user_not_found"
    listed = slack.client.users_list()["members"]
    assert [user["id"] for user in listed if user["is_bot"]] == ["U0JUPITERBOT"]


def test_an_app_with_more_scopes_sees_channels_and_mail() -> None:
    scopes = ["channels:read", "channels:history", "users:read.email", "chat:write.public"]
    manifest = {
        "display_information": {"name": "Wide"},
        "features": {"app_home": {"home_tab_enabled": False, "messages_tab_enabled": False}},
        "oauth_config": {"scopes": {"bot": [*scopes, "chat:write", "users:read"]}},
    }
    with running(Simulator(manifest)) as base_url:
        client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
        assert client.users_info(user="U0SAM")["user"]["profile"]["email"]
        assert client.users_lookupByEmail(email="sam@jupiter.example")["user"]["id"] == "U0SAM"
        random = client.conversations_info(channel="C0RANDOM")["channel"]
        assert random["is_member"] is False
        names = {each["name"] for each in client.conversations_list()["channels"]}
        assert names >= {"random", "deal-acme"}
        metadata = {"event_type": "x", "event_payload": {}}
        client.chat_postMessage(channel="C0RANDOM", text="public")
        client.chat_postMessage(channel="C0ACME", text="kept", metadata=metadata)
        read = client.conversations_history(channel="C0ACME", include_all_metadata=True)
        assert read["messages"][0]["metadata"] == metadata
        with pytest.raises(SlackApiError, match="not_enabled"):
            client.views_publish(user_id="U0SAM", view={"type": "home", "blocks": []})
        with pytest.raises(SlackApiError, match="messages_tab_disabled"):
            client.chat_postMessage(channel="U0SAM", text="x")


def test_a_caller_that_is_killed_in_the_middle_of_a_call_is_no_fault_and_nothing_happened(
    manifest: dict[str, Any],
) -> None:
    simulator = Simulator(manifest)
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/chat.postMessage",
        "query_string": b"",
        "headers": [
            (b"authorization", b"Bearer xoxb-local"),
            (b"content-type", b"application/json"),
        ],
    }
    parts = [
        {"type": "http.request", "body": b'{"channel": "C0ACME", "text": "Hal', "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Any:
        return parts.pop(0)

    async def send(_message: Any) -> None:
        """Nobody is there."""

    run(simulator.app(scope, receive, send))
    assert list(simulator.journal.after(0)) == []
