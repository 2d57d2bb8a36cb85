"""blocks.validate: Slack's word on a drawing that is not sent."""

import json
from typing import Any

SECTION = {"type": "section", "text": {"type": "plain_text", "text": "Hello"}}


def test_what_slack_would_take_is_taken_and_nothing_is_sent(slack: Any, modal: Any) -> None:
    assert slack.client.blocks_validate(blocks=[SECTION])["ok"]
    assert slack.client.blocks_validate(message={"text": "Hello", "blocks": [SECTION]})["ok"]
    assert slack.client.blocks_validate(view=modal)["ok"]
    assert slack.client.blocks_validate(view={"type": "home", "blocks": [SECTION]})["ok"]


def test_what_is_wrong_is_named_with_its_place(slack: Any) -> None:
    long = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    answer = slack.call("blocks.validate", message=json.dumps({"text": "", "blocks": [long]}))
    assert answer["error"] == "invalid_message"
    assert {
        "pointer": "/blocks/0/text/text",
        "code": "failed_constraint",
        "message": "must be less than 151 characters",
    } in answer["errors"]
    assert slack.call("blocks.validate", blocks=json.dumps([long]))["error"] == "invalid_blocks"
    bare = json.dumps({"type": "modal", "blocks": []})
    assert slack.call("blocks.validate", view=bare)["error"] == "invalid_view"


def test_exactly_one_of_the_three_is_taken(slack: Any) -> None:
    for args in ({}, {"blocks": "[]", "message": "{}"}):
        assert slack.call("blocks.validate", **args)["error"] == "invalid_arguments"
