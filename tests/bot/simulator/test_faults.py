"""Trouble on demand."""

import time
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.simulator.rates import SLACK
from bot.simulator.server import Simulator, running


def fault(slack: Any, kind: str, method: str = "chat.postMessage", **more: Any) -> None:
    slack.act("faults", method=method, kind=kind, **more)


def post(slack: Any) -> Any:
    return slack.client.chat_postMessage(channel="C0ACME", text="x")


def test_a_rate_limit_carries_retry_after_and_does_nothing(slack: Any) -> None:
    fault(slack, "rate_limited", retry_after=7)
    with pytest.raises(SlackApiError, match="ratelimited") as limited:
        post(slack)
    assert limited.value.response.status_code == 429
    assert limited.value.response.headers["Retry-After"] == "7"
    assert slack.messages() == []
    assert post(slack)["ok"]


def test_a_server_error_is_a_500_without_json(slack: Any) -> None:
    fault(slack, "server_error")
    with pytest.raises(SlackApiError) as failed:
        post(slack)
    assert failed.value.response.status_code == 500


def test_a_lost_answer_did_the_work(slack: Any) -> None:
    fault(slack, "lost_answer")
    with pytest.raises((RemoteDisconnected, ConnectionError, URLError)):
        post(slack)
    assert len(slack.messages()) == 1


def test_the_sdks_own_retry_after_a_lost_answer_posts_twice(slack: Any) -> None:
    fault(slack, "lost_answer")
    client = WebClient("xoxb-local", base_url=f"{slack.base_url}/api/")
    assert client.chat_postMessage(channel="C0ACME", text="x")["ok"]
    assert len(slack.messages()) == 2


def test_an_error_is_named(slack: Any) -> None:
    fault(slack, "error", error="channel_is_archived")
    with pytest.raises(SlackApiError, match="channel_is_archived"):
        post(slack)


def test_slowness_takes_its_time_and_holds_nobody_else_up(slack: Any) -> None:
    fault(slack, "slow", seconds=0.2)
    began = time.monotonic()
    post(slack)
    assert time.monotonic() - began >= 0.2


def test_a_fault_happens_as_often_as_it_was_asked_to_and_to_that_method_only(slack: Any) -> None:
    fault(slack, "error", count=2)
    assert slack.call("auth.test")["ok"]
    failed = [slack.call("chat.postMessage", channel="C0ACME", text="x")["ok"] for _ in range(3)]
    assert failed == [False, False, True]


def test_a_star_means_any_call_uploads_and_response_urls_too(slack: Any) -> None:
    url = slack.client.files_getUploadURLExternal(filename="x", length=1)["upload_url"]
    fault(slack, "server_error", method="*", count=2)
    assert slack.http.post(url, content=b"x").status_code == 500
    assert slack.http.post("/response/x", json={}).status_code == 500
    assert slack.look("faults") == {"faults": []}


def test_open_faults_are_listed_and_cleared(slack: Any) -> None:
    fault(slack, "slow", seconds=1, count=3)
    (opened,) = slack.look("faults")["faults"]
    assert (opened["kind"], opened["count"]) == ("slow", 3)
    slack.http.request("DELETE", "/control/faults")
    assert slack.look("faults") == {"faults": []}


def test_posting_too_fast_in_a_channel_is_limited_with_retry_after(manifest: Any) -> None:
    with running(Simulator(manifest)) as base_url:
        client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
        with pytest.raises(SlackApiError, match="ratelimited") as limited:
            for _ in range(SLACK.posts.burst + 3):
                client.chat_postMessage(channel="C0ACME", text="x")
        assert int(limited.value.response.headers["Retry-After"]) >= 1
