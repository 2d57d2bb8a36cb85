"""Response URLs."""

from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

BLOCKS = [
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
        ],
    }
]


@pytest.fixture
def url(slack: Any) -> str:
    slack.act("command", user="U0SAM", channel="C0RANDOM", text="/invoice")
    return slack.app.last["response_url"]


def test_an_answer_is_ephemeral_unless_it_says_otherwise_even_where_the_bot_is_not(
    slack: Any, url: str
) -> None:
    assert WebhookClient(url).send(text="only you").body == "ok"
    WebhookClient(url).send(text="everyone", response_type="in_channel")
    assert [each["text"] for each in slack.messages("C0RANDOM", "U0SAM")] == [
        "only you",
        "everyone",
    ]
    assert [each["text"] for each in slack.messages("C0RANDOM", "U0FIONA")] == ["everyone"]


def test_it_is_used_five_times_and_no_sixth(slack: Any, url: str) -> None:
    answers = [slack.http.post(url, json={"text": str(n)}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[5].json()["error"] == "used_url"
    assert len(slack.messages("C0RANDOM")) == 5


def test_it_lives_thirty_minutes(slack: Any, url: str) -> None:
    slack.clock.forward(29 * 60)
    assert slack.http.post(url, json={"text": "x"}).status_code == 200
    slack.clock.forward(2 * 60)
    answer = slack.http.post(url, json={"text": "x"})
    assert (answer.status_code, answer.json()["error"]) == (404, "expired_url")


def test_the_message_it_came_from_can_be_replaced_and_deleted(slack: Any) -> None:
    ts = slack.client.chat_postMessage(channel="C0ACME", text="card", blocks=BLOCKS)["ts"]
    slack.act("action", user="U0SAM", channel="C0ACME", ts=ts, action_id="go")
    url = slack.app.last["response_url"]
    slack.http.post(url, json={"replace_original": True, "text": "gone over"})
    (message,) = slack.messages()
    assert (message["ts"], message["text"], "blocks" in message) == (ts, "gone over", False)
    slack.http.post(url, json={"delete_original": True})
    assert slack.messages() == []


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"blocks": [{"type": "x"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "loud"}, "invalid_response_type"),
    ],
)
def test_a_bad_answer_is_refused(slack: Any, url: str, body: Any, error: str) -> None:
    answer = slack.http.post(url, json=body)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_a_made_up_url_and_a_body_that_is_no_json_are_refused(slack: Any, url: str) -> None:
    assert slack.http.post("/response/none", json={"text": "x"}).status_code == 404
    assert slack.http.post(url, content=b"hello").status_code == 400
