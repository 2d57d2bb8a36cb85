"""What `jupiter doctor` shows to Slack: each kind of drawing once, of what was really sent."""

import json
from typing import Any

from bot.demo.play import Demo
from bot.demo.sent import kinds, press_all


def said(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


def test_drawings_that_differ_in_words_alone_are_one_kind() -> None:
    view = {"type": "modal", "callback_id": "a", "blocks": [said("One"), said("Two")]}
    entries = [
        {"name": "chat.postMessage", "request": {"text": "x", "blocks": json.dumps([said("x")])}},
        {"name": "chat.update", "request": {"text": "y", "blocks": [said("y"), said("z")]}},
        {"name": "views.open", "request": {"view": json.dumps(view)}},
        {"name": "views.update", "request": {"view": {**view, "callback_id": "b"}}},
        {"name": "auth.test", "request": {}},
        {"name": "chat.postMessage", "request": {"text": "no blocks"}},
    ]
    assert list(kinds(entries)) == [
        {"message": {"text": "x", "blocks": [said("x")]}},
        {"view": view},
        {"view": {**view, "callback_id": "b"}},
    ]


def test_each_word_after_the_command_is_taken_and_its_view_is_there(running: Demo) -> None:
    press_all(running.workspace, seconds=0)
    found = list(kinds(running.workspace.log()))
    views = {each["view"].get("callback_id") for each in found if "view" in each}
    assert {"builder", "contract_builder", "setup", "away_form", "export_form"} <= views
