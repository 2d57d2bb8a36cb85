"""What Slack refuses in a view."""

import time
from typing import Any

import pytest

from bot.simulator.blockkit.validate import valid_view
from bot.simulator.ids import Ids
from bot.simulator.wire import SlackError

IDS = Ids(time.time)


def plain(words: str = "x") -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def section(words: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": plain(words), **more}


def asks(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "label": plain(), "element": element}


TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}


def view(*blocks: Any, **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("T"), "blocks": list(blocks), **more}


FOCUSED = {"type": "plain_text_input", "focus_on_load": True}
BAD_VIEWS = {
    "no title": ({"type": "modal", "blocks": []}, "missing required field: title"),
    "long title": (view(title=plain("x" * 25)), "must be less than 25 characters"),
    "long submit": (view(submit=plain("x" * 25)), "must be less than 25 characters"),
    "long close": (view(close=plain("x" * 25)), "must be less than 25 characters"),
    "long metadata": (view(private_metadata="x" * 3001), "must be less than 3001 characters"),
    "long callback_id": (view(callback_id="x" * 256), "must be less than 256 characters"),
    "101 blocks": (view(*[section()] * 101), "no more than 100 items allowed"),
    "input without submit": (view(asks({"type": "plain_text_input"})), "`submit` is required"),
    "table": (view(TABLE), "unsupported type: table"),
    "card": (view({"type": "card", "title": plain()}), "unsupported type: card"),
    "long alert": (view({"type": "alert", "text": plain("x" * 201)}), "must be less than 201"),
    "alert of no level": (
        view({"type": "alert", "text": plain(), "level": "danger"}),
        "must be a valid enum value",
    ),
    "unknown key": (view(submit_disabled=True), "invalid additional property: submit_disabled"),
    "same block_id twice": (view(section(block_id="a"), section(block_id="a")), "must be unique"),
    "two with focus": (view(asks(FOCUSED), asks(FOCUSED), submit=plain()), "only one element"),
    "home as modal": ({"type": "home", "title": plain(), "blocks": []}, "valid enum value"),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_a_bad_view_is_refused(name: str) -> None:
    bad, message = BAD_VIEWS[name]
    with pytest.raises(SlackError) as refused:
        valid_view(bad, "modal", IDS)
    assert refused.value.error == "invalid_arguments"
    assert message in " ".join(refused.value.messages)


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    sections = [section("x" * 2999) for _ in range(90)]
    with pytest.raises(SlackError, match="view_too_large"):
        valid_view(view(*sections), "modal", IDS)


def test_a_home_tab_takes_inputs_without_submit_and_no_title() -> None:
    asked = {"type": "home", "blocks": [asks({"type": "plain_text_input"})]}
    assert valid_view(asked, "home", IDS)["blocks"][0]["block_id"]
    with pytest.raises(SlackError):
        valid_view({**asked, "title": plain()}, "home", IDS)
