"""Submitting and closing modals as a person."""

from typing import Any

import pytest


def fill(slack: Any, view: dict[str, Any], **values: str) -> None:
    for field, value in values.items():
        slack.act("action", user="U0SAM", view_id=view["id"], action_id=field, value=value)


def submit(slack: Any, view: dict[str, Any]) -> dict[str, Any]:
    return slack.act("submit", user="U0SAM", view_id=view["id"])


def reply(slack: Any, answer: Any) -> None:
    slack.app.reply = lambda _payload: (200, answer)


@pytest.fixture
def view(slack: Any, modal: Any) -> dict[str, Any]:
    opened = slack.open(modal)
    fill(slack, opened, name="Acme")
    slack.app.received.clear()
    return opened


def test_a_submit_carries_state_hash_and_metadata_as_slack_shapes_them(
    slack: Any, view: Any
) -> None:
    fill(slack, view, count="12.50")
    assert submit(slack, view) == {"ok": True, "stack": []}
    payload = slack.app.last
    assert payload["type"] == "view_submission"
    assert payload["view"]["state"]["values"] == {
        "name": {"name": {"type": "plain_text_input", "value": "Acme"}},
        "count": {"count": {"type": "number_input", "value": "12.50"}},
    }
    assert payload["view"]["hash"] == view["hash"]
    assert payload["user"]["id"] == "U0SAM"
    assert payload["response_urls"] == []
    assert payload["trigger_id"]


@pytest.mark.parametrize(
    ("values", "field", "word"),
    [
        ({"name": ""}, "name", "required"),
        ({"count": "many"}, "count", "number"),
        ({"count": "NaN"}, "count", "number"),
    ],
)
def test_what_the_client_itself_refuses_never_reaches_the_app(
    slack: Any, view: Any, values: dict[str, str], field: str, word: str
) -> None:
    fill(slack, view, **values)
    answer = submit(slack, view)
    assert list(answer["errors"]) == [field]
    assert word in answer["errors"][field]
    assert answer["stack"][0]["errors"] == answer["errors"]
    assert slack.app.received == []


def test_length_and_range_are_checked_by_the_client(slack: Any, modal: Any) -> None:
    name, count, more = modal["blocks"]
    name = {**name, "element": {**name["element"], "min_length": 3, "max_length": 5}}
    count = {**count, "element": {**count["element"], "min_value": "1", "max_value": "9"}}
    view = slack.open({**modal, "blocks": [name, count, more]})
    fill(slack, view, name="ab", count="10")
    assert set(submit(slack, view)["errors"]) == {"name", "count"}
    fill(slack, view, name="abcdef", count="0")
    assert set(submit(slack, view)["errors"]) == {"name", "count"}
    fill(slack, view, name="abcde", count="9")
    assert submit(slack, view)["ok"]


def test_errors_from_the_app_stand_on_their_fields_until_they_are_edited(
    slack: Any, view: Any
) -> None:
    reply(slack, {"response_action": "errors", "errors": {"name": "Not known."}})
    answer = submit(slack, view)
    assert (answer["ok"], answer["response_action"]) == (False, "errors")
    assert slack.stack()[0]["errors"] == {"name": "Not known."}
    fill(slack, view, name="Globex")
    assert slack.stack()[0]["errors"] == {}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"nothing": "x"}},
        {"response_action": "errors", "errors": {"more": "an actions block"}},
        {"response_action": "errors", "errors": {"name": ""}},
        {"errors": {"name": "the old dialog format"}},
        {"response_action": "reload"},
        {"response_action": "update", "view": {"type": "modal"}},
        "thanks",
    ],
)
def test_an_ack_that_slack_would_not_take_leaves_the_view_open(
    slack: Any, view: Any, answer: Any
) -> None:
    reply(slack, answer)
    answered = submit(slack, view)
    assert (answered["ok"], answered["error"]) == (False, "invalid_response")
    assert len(answered["stack"]) == 1


def test_an_ack_can_update_push_and_clear(slack: Any, view: Any, modal: Any) -> None:
    working = {"type": "modal", "title": {"type": "plain_text", "text": "Working"}, "blocks": []}
    reply(slack, {"response_action": "push", "view": modal})
    stack = submit(slack, view)["stack"]
    assert stack[0]["id"] == view["id"]
    assert len(stack) == 2
    fill(slack, stack[1], name="x")
    reply(slack, {"response_action": "update", "view": working})
    stack = submit(slack, stack[1])["stack"]
    assert stack[1]["title"]["text"] == "Working"
    slack.act("close", user="U0SAM", view_id=stack[1]["id"])
    reply(slack, {"response_action": "clear"})
    assert submit(slack, view) == {"ok": True, "response_action": "clear", "stack": []}


@pytest.mark.parametrize("status", [404, 500])
def test_a_submit_that_the_app_fails_keeps_the_view(slack: Any, view: Any, status: int) -> None:
    slack.app.reply = lambda _payload: (status, "")
    answer = submit(slack, view)
    assert (answer["error"], len(answer["stack"])) == ("app_error", 1)


def test_closing_tells_an_app_that_asked_and_the_state_is_empty(slack: Any, view: Any) -> None:
    assert slack.act("close", user="U0SAM", view_id=view["id"]) == {"ok": True, "stack": []}
    payload = slack.app.last
    assert (payload["type"], payload["is_cleared"]) == ("view_closed", False)
    assert payload["view"]["state"] == {"values": {}}


def test_clearing_closes_all_and_says_so(slack: Any, view: Any, modal: Any) -> None:
    slack.act("action", user="U0SAM", view_id=view["id"], action_id="add")
    pushed = slack.client.views_push(trigger_id=slack.app.last["trigger_id"], view=modal)["view"]
    answer = slack.act("close", user="U0SAM", view_id=pushed["id"], clear=True)
    assert answer["stack"] == []
    closed = [each.payload for each in slack.app.received if b"view_closed" in each.body]
    assert [each["view"]["id"] for each in closed] == [pushed["id"], view["id"]]
    assert all(each["is_cleared"] for each in closed)


def test_only_the_view_on_top_can_be_used(slack: Any, view: Any, modal: Any) -> None:
    slack.act("action", user="U0SAM", view_id=view["id"], action_id="add")
    slack.client.views_push(trigger_id=slack.app.last["trigger_id"], view=modal)
    assert submit(slack, view)["error"] == "view_not_on_top"


def test_nobody_else_can_submit_it(slack: Any, view: Any) -> None:
    answer = slack.act("submit", user="U0FIONA", view_id=view["id"])
    assert answer["error"] == "view_not_found"


def test_a_modal_without_a_submit_button_cannot_be_submitted(slack: Any, modal: Any) -> None:
    bare = {name: modal[name] for name in ("type", "title")}
    view = slack.open({**bare, "blocks": []})
    assert submit(slack, view)["error"] == "no_submit_button"
