"""The control API: looking, refusing, following, resetting, stopping."""

import json
import threading
import time
import urllib.request
from typing import Any

import pytest

from bot.simulator import server
from bot.simulator.server import Simulator, running

BARE = {"display_information": {"name": "Bare"}}


def test_the_workspace_shows_team_app_people_and_channels(slack: Any) -> None:
    seen = slack.look("workspace")
    assert seen["team"] == {"id": "T0JUPITER", "name": "Jupiter", "domain": "jupiter"}
    assert (seen["app"]["mode"], seen["app"]["connected"]) == ("http", True)
    assert seen["app"]["commands"][0]["command"] == "/invoice"
    users = {user["id"]: user for user in seen["users"]}
    assert users["U0NOAH"]["is_restricted"]
    assert users["U0JUPITERBOT"]["name"] == "jupiter"
    channels = {channel["name"]: channel for channel in seen["channels"]}
    assert "U0JUPITERBOT" not in channels["random"]["members"]
    assert "U0JUPITERBOT" in channels["deal-acme"]["members"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "error"),
    [
        ("POST", "command", {"user": "U0SAM"}, 422, "invalid_body"),
        ("POST", "message", {"user": "U0SAM", "channel": "C0ACME", "text": " "}, 400, "no_text"),
        ("POST", "action", {"user": "U0SAM", "action_id": "a"}, 400, "no_place"),
        ("POST", "faults", {"method": "*", "kind": "fire"}, 422, "invalid_body"),
        ("GET", "views", None, 400, "missing_parameter"),
        ("GET", "views?as=U0NOBODY", None, 404, "user_not_found"),
        ("GET", "channels/C0FINANCE/messages?as=U0NOAH", None, 403, "not_in_channel"),
        ("GET", "channels/C0NONE/messages?as=U0SAM", None, 404, "channel_not_found"),
        ("GET", "channels/C0ACME/threads/1.0?as=U0SAM", None, 404, "thread_not_found"),
        ("GET", "log?after=x", None, 400, "invalid_parameter"),
    ],
)
def test_a_refusal_has_a_name_and_a_sentence(
    slack: Any, method: str, path: str, body: Any, status: int, error: str
) -> None:
    answer = slack.http.request(method, f"/control/{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"] == error
    assert answer.json()["detail"]


def test_a_body_that_is_no_json_is_refused(slack: Any) -> None:
    assert slack.http.post("/control/reset", content=b"{").status_code == 200
    assert slack.http.post("/control/home", content=b"{").json()["error"] == "invalid_body"


def test_the_log_has_calls_and_deliveries_and_can_be_read_on(slack: Any) -> None:
    slack.act("command", user="U0SAM", channel="C0ACME", text="/invoice")
    (delivery,) = slack.look("log")["entries"]
    assert (delivery["direction"], delivery["name"]) == ("delivery", "command /invoice")
    assert delivery["request"]["payload"]["user_id"] == "U0SAM"
    slack.client.chat_postMessage(channel="C0ACME", text="x")
    (call,) = slack.look(f"log?after={delivery['n']}")["entries"]
    assert (call["direction"], call["name"], call["status"]) == ("api", "chat.postMessage", 200)
    assert call["request"] == {"channel": "C0ACME", "text": "x"}
    assert call["response"]["ok"]
    assert "xoxb" not in json.dumps(call)


def test_what_was_logged_does_not_change_when_a_person_types_on(slack: Any, modal: Any) -> None:
    view = slack.open(modal)
    place = {"user": "U0SAM", "view_id": view["id"]}
    slack.act("action", **place, action_id="name", value="first")
    slack.act("action", **place, action_id="add")
    slack.act("action", **place, action_id="name", value="second")
    payload = slack.look("log")["entries"][-1]["request"]["payload"]
    assert payload["view"]["state"]["values"]["name"]["name"]["value"] == "first"


def test_a_reset_forgets_everything_that_happened(slack: Any, modal: Any) -> None:
    slack.open(modal)
    slack.client.chat_postMessage(channel="C0ACME", text="x")
    slack.act("membership", channel="C0RANDOM", user="U0JUPITERBOT", member=True)
    slack.act("reset")
    assert slack.messages() == []
    assert slack.stack() == []
    assert slack.look("log")["entries"] == []
    assert slack.call("chat.postMessage", channel="C0RANDOM", text="x")["error"] == (
        "not_in_channel"
    )


def test_the_stream_names_what_to_read_again(slack: Any, modal: Any) -> None:
    with urllib.request.urlopen(f"{slack.base_url}/control/stream", timeout=60) as stream:
        assert stream.readline() == b": following\n"
        slack.client.chat_postMessage(channel="C0ACME", text="x")
        change = _next_change(stream)
        assert (change["kind"], change["id"]) == ("channel", "C0ACME")
        assert isinstance(change["n"], int)
        assert _next_change(stream)["kind"] == "log"


def _next_change(stream: Any) -> dict[str, Any]:
    while not (line := stream.readline()).startswith(b"data: "):
        assert line
    return json.loads(line.removeprefix(b"data: "))


def test_an_open_stream_ends_cleanly_and_quickly_when_the_workspace_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "GRACE_SECONDS", 300)
    ended = threading.Event()
    with running(Simulator(BARE)) as base_url:
        stream = urllib.request.urlopen(f"{base_url}/control/stream", timeout=60)
        assert stream.readline() == b": following\n"

        def drain() -> None:
            stream.read()
            ended.set()

        reader = threading.Thread(target=drain)
        reader.start()
        began = time.monotonic()
    reader.join(60)
    assert ended.is_set()
    assert time.monotonic() - began < 120


def test_a_port_in_use_is_an_os_error() -> None:
    with running(Simulator(BARE)) as base_url:
        port = int(base_url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), running(Simulator(BARE), port=port):
            pass
