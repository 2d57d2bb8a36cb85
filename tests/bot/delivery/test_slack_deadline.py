"""A call to Slack is over in its time, however slowly the answer comes."""

import pytest
from slack_sdk import WebClient

from bot.delivery.slack.client import slack_client
from bot.delivery.slack.trouble import AnswerLost, slack_trouble
from jupiter_core.ports import AtLimit
from tests.harness.webhook_receiver import (
    Receiver,
    a_receiver,
    a_second_a_drop,
    answers,
    drips,
)

SECONDS = 30


def _client(receiver: Receiver) -> WebClient:
    return slack_client("xoxb-test", f"http://127.0.0.1:{receiver.port}/", seconds=SECONDS)


def _said(receiver: Receiver) -> str:
    with pytest.raises(AnswerLost) as lost, slack_trouble():
        _client(receiver).chat_postMessage(channel="C0ACME", text="Approved")
    return str(lost.value)


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nx-slow: ",
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99999\r\n\r\n",
        b"HTTP/1.1 429 Too Many\r\ncontent-type: text/plain\r\ncontent-length: 99999\r\n\r\n",
    ],
)
def test_an_answer_that_trickles_is_a_lost_one(
    beginning: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop = b"x" if beginning else b"H"
    with a_receiver(drips(beginning, drop)) as receiver:
        a_second_a_drop(receiver, monkeypatch)
        assert _said(receiver) == "Slack could not be reached: TimeoutError"
        assert len(receiver.received) == 1


def test_an_answer_in_time_is_read_as_the_sdk_reads_it() -> None:
    body = '{"ok": true, "ts": "1.2", "channel": "C0ACME", "text": "Grüße"}'.encode()
    with a_receiver(answers(200, body, content_type="application/json; charset=utf-8")) as receiver:
        answer = _client(receiver).chat_postMessage(channel="C0ACME", text="Grüße")
    assert (answer["text"], answer.status_code) == ("Grüße", 200)
    assert receiver.received[0].headers["authorization"] == "Bearer xoxb-test"


def test_a_limit_is_read_with_how_long_it_lasts() -> None:
    limited = answers(429, b'{"ok": false, "error": "ratelimited"}', retry_after="7")
    with a_receiver(limited) as receiver, pytest.raises(AtLimit) as limit, slack_trouble():
        _client(receiver).chat_postMessage(channel="C0ACME", text="Approved")
    assert limit.value.after == 7.0
