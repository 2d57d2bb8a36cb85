"""Slash commands and shortcuts."""

from typing import Any

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.simulator.server import Simulator, running


def command(slack: Any, text: str = "/invoice list", **more: Any) -> dict[str, Any]:
    return slack.act("command", **{"user": "U0SAM", "channel": "C0ACME", "text": text, **more})


def test_a_command_is_a_signed_form_with_slacks_fields(slack: Any) -> None:
    assert command(slack, "/invoice  po  INV-1 <x> @sam ") == {"ok": True, "ack": None}
    received = slack.app.received[-1]
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"
    assert SignatureVerifier("shh").is_valid_request(received.body, received.headers)
    form = received.payload
    assert form.pop("response_url").startswith(f"{slack.base_url}/response/")
    assert form.pop("trigger_id")
    assert form.pop("token")
    assert form == {
        "team_id": "T0JUPITER",
        "team_domain": "jupiter",
        "channel_id": "C0ACME",
        "channel_name": "deal-acme",
        "user_id": "U0SAM",
        "user_name": "sam",
        "command": "/invoice",
        "text": "po  INV-1 <x> @sam",
        "api_app_id": "A0JUPITER",
        "is_enterprise_install": "false",
    }


def test_mentions_are_marked_for_a_command_that_asks_for_it(slack: Any) -> None:
    command(slack, "/marked for @sam")
    assert slack.app.last["text"] == "for <@U0SAM|sam>"


@pytest.mark.parametrize(
    ("ack", "seen", "by_others"),
    [
        ("", [], []),
        ("plain words", ["plain words"], []),
        ({"text": "for you"}, ["for you"], []),
        ({"text": "for all", "response_type": "in_channel"}, ["for all"], ["for all"]),
    ],
)
def test_what_the_ack_says_is_shown(slack: Any, ack: Any, seen: Any, by_others: Any) -> None:
    slack.app.reply = lambda _payload: (200, ack)
    command(slack)
    assert [each["text"] for each in slack.messages(user="U0SAM")] == seen
    assert [each["text"] for each in slack.messages(user="U0FIONA")] == by_others


def test_an_unknown_command_never_reaches_the_app(slack: Any) -> None:
    assert command(slack, "/nothing")["error"] == "unknown_command"
    assert slack.app.received == []


def test_an_app_that_answers_late_has_timed_out(slack: Any, manifest: Any, wait: Any) -> None:
    slack.app.reply = wait
    impatient = Simulator(manifest, request_url=slack.app.url, ack_seconds=0.05)
    with running(impatient) as base_url:
        body = {"user": "U0SAM", "channel": "C0ACME", "text": "/invoice"}
        answer = httpx.post(f"{base_url}/control/command", json=body, timeout=60).json()
    assert answer["error"] == "operation_timeout"


@pytest.mark.parametrize("status", [201, 404, 500])
def test_only_a_200_is_an_ack(slack: Any, status: int) -> None:
    slack.app.reply = lambda _payload: (status, "")
    assert command(slack)["error"] == "app_error"


def test_an_ack_with_blocks_that_slack_would_not_show_is_an_error(slack: Any) -> None:
    slack.app.reply = lambda _payload: (200, {"blocks": [{"type": "header"}]})
    answer = command(slack)
    assert (answer["ok"], answer["error"]) == (False, "app_error")
    assert answer["detail"]["error"] == "invalid_blocks"


def test_commands_do_not_work_in_threads_or_from_outside(slack: Any) -> None:
    assert command(slack, thread_ts="1.000001")["error"] == "not_in_threads"
    assert command(slack, user="U0NOAH", channel="C0FINANCE")["error"] == "not_in_channel"
    assert command(slack, user="U0NOBODY")["error"] == "user_not_found"


def test_a_global_shortcut_has_no_channel_and_a_message_shortcut_its_message(slack: Any) -> None:
    assert slack.act("shortcut", user="U0SAM", callback_id="new")["ok"]
    assert slack.app.last["type"] == "shortcut"
    assert "channel" not in slack.app.last
    ts = slack.act("message", user="U0FIONA", channel="C0ACME", text="take this")["ts"]
    place = {"channel": "C0ACME", "ts": ts}
    assert slack.act("shortcut", user="U0SAM", callback_id="take", **place)["ok"]
    assert slack.app.last["type"] == "message_action"
    assert slack.app.last["message"]["text"] == "take this"
    assert slack.app.last["response_url"]


def test_an_unknown_shortcut_or_one_without_its_message_is_refused(slack: Any) -> None:
    act = slack.act
    assert act("shortcut", user="U0SAM", callback_id="none")["error"] == "unknown_shortcut"
    assert act("shortcut", user="U0SAM", callback_id="take")["error"] == "no_message"
