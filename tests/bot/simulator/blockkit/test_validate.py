"""Block Kit's rules: what Slack refuses, and in which words."""

import time
from typing import Any

import pytest

from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.simulator.wire import SlackError

IDS = Ids(time.time)


def plain(words: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, **more}


def marked(words: str = "x") -> dict[str, Any]:
    return {"type": "mrkdwn", "text": words}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": marked(), **more}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(), **more}


def actions(*elements: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def asks(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain(), "element": element, **more}


def option(value: str = "v", words: str = "x") -> dict[str, Any]:
    return {"text": plain(words), "value": value}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "options": [option()], **more}


def confirm(**more: Any) -> dict[str, Any]:
    whole = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
    return {**whole, **more}


def table(rows: int = 1, columns: int = 1, words: str = "x") -> dict[str, Any]:
    cell = {"type": "raw_text", "text": words}
    return {"type": "table", "rows": [[cell] * columns for _ in range(rows)]}


def data_table(rows: int = 2, columns: int = 1, **more: Any) -> dict[str, Any]:
    cell = {"type": "raw_text", "text": "x"}
    table = [[cell] * columns for _ in range(rows)]
    return {"type": "data_table", "caption": "All", "rows": table, **more}


def bars(*labels: str, categories: list[str] | None = None, **more: Any) -> dict[str, Any]:
    data = [{"label": each, "value": 1.5} for each in labels]
    axes = {"categories": categories or list(labels)}
    chart = {"type": "bar", "series": [{"name": "USD", "data": data}], "axis_config": axes}
    return {"type": "data_visualization", "title": "Overdue", "chart": {**chart, **more}}


WORDS = {"type": "raw_text", "text": "x"}
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
SEGMENT = {"label": "USD", "value": 2}
PIE: dict[str, Any] = {"type": "pie", "segments": [SEGMENT]}
NUMBER = {"type": "number_input", "is_decimal_allowed": False}

PICTURE = {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"}


def card(**more: Any) -> dict[str, Any]:
    return {"type": "card", "title": marked("x" * 150), **more}


def carousel(cards: int) -> dict[str, Any]:
    return {"type": "carousel", "elements": [card() for _ in range(cards)]}


def container(*children: Any, **more: Any) -> dict[str, Any]:
    return {"type": "container", "title": plain(), "child_blocks": list(children), **more}


GOOD = {
    "section": section(),
    "section with ten fields": {"type": "section", "fields": [marked()] * 10},
    "header of 150": {"type": "header", "text": plain("x" * 150)},
    "25 actions": actions(*[button(action_id=str(n)) for n in range(25)]),
    "context": {"type": "context", "elements": [marked(), plain()]},
    "button with everything": section(
        accessory=button(url="https://a.example", value="v" * 2000, confirm=confirm())
    ),
    "select with start": actions(select(initial_option=option())),
    "checkboxes in marked text": actions(
        {"type": "checkboxes", "options": [{"text": marked(), "value": "v"}]}
    ),
    "date": actions({"type": "datepicker", "initial_date": "2026-02-28"}),
    "external": actions({"type": "external_select", "min_query_length": 0}),
    "table": table(100, 20),
    "data table": data_table(101, 20, page_size=100, row_header_column_index=19),
    "data table with numbers": {
        **data_table(),
        "rows": [[WORDS], [{"type": "raw_number", "value": 1, "text": "USD 1.00"}]],
    },
    "bars": bars("1–30", "31–60"),
    "pie": {"type": "data_visualization", "title": "Open", "chart": PIE},
    "rich text": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    },
    "input": asks({"type": "plain_text_input", "max_length": 10, "initial_value": "x" * 10}),
    "image": {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"},
    "card": card(
        subtitle=plain("x" * 150),
        body=marked("x" * 200),
        subtext=plain("x" * 200),
        icon=PICTURE,
        hero_image=PICTURE,
        actions=[button(action_id=str(n)) for n in range(3)],
    ),
    "card of a button alone": {"type": "card", "actions": [button()]},
    "ten cards": carousel(10),
    "container": container(*[section()] * 10, is_collapsible=True, default_collapsed=True),
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain(), "value": "1"},
                "negative_button": {"text": plain(), "value": "0"},
            }
        ],
    },
}

BAD = {
    "no type": ({}, "missing required field: type"),
    "unknown type": ({"type": "sections"}, "unsupported type: sections"),
    "unknown key": (section(colour="red"), "invalid additional property: colour"),
    "section without text": ({"type": "section"}, "must define either `text` or `fields`"),
    "empty text": (section(text=marked("")), "must be more than 0 characters"),
    "long section": (section(text=marked("x" * 3001)), "must be less than 3001 characters"),
    "long field": (section(fields=[marked("x" * 2001)]), "must be less than 2001 characters"),
    "11 fields": (section(fields=[marked()] * 11), "no more than 10 items allowed"),
    "header of 151": ({"type": "header", "text": plain("x" * 151)}, "must be less than 151"),
    "marked header": ({"type": "header", "text": marked()}, "must be a valid enum value"),
    "emoji in mrkdwn": (section(text={**marked(), "emoji": True}), "additional property: emoji"),
    "text that is no string": (section(text={**marked(), "text": 7}), "must provide a string"),
    "11 in context": ({"type": "context", "elements": [marked()] * 11}, "no more than 10 items"),
    "button in context": ({"type": "context", "elements": [button()]}, "unsupported type: button"),
    "no actions": (actions(), "no less than 1 items allowed"),
    "26 actions": (actions(*[button(action_id=str(n)) for n in range(26)]), "no more than 25"),
    "input in actions": (actions({"type": "plain_text_input"}), "unsupported type"),
    "long button": (actions(button(text=plain("x" * 76))), "must be less than 76 characters"),
    "marked button": (actions(button(text=marked())), "must be a valid enum value"),
    "long value": (actions(button(value="x" * 2001)), "must be less than 2001 characters"),
    "long url": (actions(button(url="https://" + "x" * 3000)), "must be less than 3001"),
    "url without scheme": (actions(button(url="pay here")), "must be a valid URL"),
    "style": (actions(button(style="blue")), "must be a valid enum value"),
    "long action_id": (actions(button(action_id="x" * 256)), "must be less than 256 characters"),
    "long block_id": (section(block_id="x" * 256), "must be less than 256 characters"),
    "confirm without deny": (
        actions(button(confirm={k: v for k, v in confirm().items() if k != "deny"})),
        "missing required field: deny",
    ),
    "confirm title": (actions(button(confirm=confirm(title=plain("x" * 101)))), "less than 101"),
    "confirm text": (actions(button(confirm=confirm(text=plain("x" * 301)))), "less than 301"),
    "confirm button": (actions(button(confirm=confirm(deny=plain("x" * 31)))), "less than 31"),
    "no options": (actions(select(options=[])), "no less than 1 items allowed"),
    "neither options nor groups": (actions({"type": "static_select"}), "must define either"),
    "101 options": (actions(select(options=[option(str(n)) for n in range(101)])), "more than 100"),
    "long option": (actions(select(options=[option(words="x" * 76)])), "less than 76"),
    "long option value": (actions(select(options=[option("x" * 151)])), "less than 151"),
    "marked option": (
        actions(select(options=[{"text": marked(), "value": "v"}])),
        "must be a valid enum value",
    ),
    "start not listed": (actions(select(initial_option=option("other"))), "invalid initial option"),
    "long placeholder": (actions(select(placeholder=plain("x" * 151))), "less than 151"),
    "6 in overflow": (
        actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}),
        "no more than 5 items allowed",
    ),
    "11 radio buttons": (
        actions({"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]}),
        "no more than 10 items allowed",
    ),
    "date that is none": (
        actions({"type": "datepicker", "initial_date": "2026-02-30"}),
        "must be a valid date",
    ),
    "same action_id twice": (
        actions(button(action_id="a"), button(action_id="a")),
        "`action_id` must be unique",
    ),
    "number without decimals said": (
        asks({"type": "number_input"}),
        "missing required field: is_decimal_allowed",
    ),
    "number as number": (asks({**NUMBER, "min_value": 1}), "must provide a string"),
    "range upside down": (asks({**NUMBER, "min_value": "2", "max_value": "1"}), "`min_value`"),
    "whole number with decimals": (asks({**NUMBER, "initial_value": "1.5"}), "whole number"),
    "start too long": (
        asks({"type": "plain_text_input", "max_length": 2, "initial_value": "xxx"}),
        "must not be longer than `max_length`",
    ),
    "long label": (asks({"type": "plain_text_input"}, label=plain("x" * 2001)), "less than 2001"),
    "long hint": (asks({"type": "plain_text_input"}, hint=plain("x" * 2001)), "less than 2001"),
    "button in input": (asks(button()), "unsupported type: button"),
    "file input in a message": (asks({"type": "file_input"}), "unsupported type: file_input"),
    "image without alt": (
        {"type": "image", "image_url": "https://a.example/x.png"},
        "missing required field: alt_text",
    ),
    "data table without caption": (
        {k: v for k, v in data_table().items() if k != "caption"},
        "missing required field: caption",
    ),
    "data table of a header alone": (data_table(1), "no less than 2 items allowed"),
    "data table of 102": (data_table(102), "no more than 101 items allowed"),
    "data table of 21 columns": (data_table(2, 21), "no more than 20 items allowed"),
    "uneven rows": (
        {**data_table(), "rows": [[WORDS], [WORDS, WORDS]]},
        "the same number of cells",
    ),
    "rich header": ({**data_table(), "rows": [[RICH], [WORDS]]}, "must not contain `rich_text`"),
    "page of 101": (data_table(page_size=101), "must be less than 101"),
    "row header that is no column": (data_table(row_header_column_index=1), "must be a column"),
    "number as text": (
        {**data_table(), "rows": [[WORDS], [{"type": "raw_number", "value": "1"}]]},
        "must provide a number",
    ),
    "long chart title": ({**bars("a"), "title": "x" * 51}, "must be less than 51"),
    "21 characters in a category": (bars("x" * 21), "must be less than 21"),
    "a value without a category": (bars("a", "b", categories=["a"]), "one value for each category"),
    "seven segments": (
        {
            "type": "data_visualization",
            "title": "x",
            "chart": {**PIE, "segments": [SEGMENT] * 7},
        },
        "no more than 6 items allowed",
    ),
    "101 rows": (table(101), "no more than 100 items allowed"),
    "21 columns": (table(1, 21), "no more than 20 items allowed"),
    "table of 10,001 characters": (table(4, 1, "x" * 2501), "must be less than 10001"),
    "unknown run of rich text": (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "bold"}]}],
        },
        "unsupported type: bold",
    ),
    "alert in a message": ({"type": "alert", "text": plain()}, "unsupported type: alert"),
    "card without content": (
        {"type": "card", "subtitle": plain()},
        "at least one of `hero_image`, `title`, `actions`, `body`",
    ),
    "card with both icons": (
        card(icon=PICTURE, slack_icon={"type": "icon", "name": "bolt"}),
        "either `icon` or `slack_icon`",
    ),
    "long card title": (card(title=marked("x" * 151)), "must be less than 151"),
    "long card body": (card(body=marked("x" * 201)), "must be less than 201"),
    "four buttons on a card": (
        card(actions=[button(action_id=str(n)) for n in range(4)]),
        "no more than 3 items allowed",
    ),
    "menu on a card": (card(actions=[select()]), "unsupported type: static_select"),
    "eleven cards": (carousel(11), "no more than 10 items allowed"),
    "section in a carousel": (
        {"type": "carousel", "elements": [section()]},
        "must be a valid enum value",
    ),
    "container without title": (
        {"type": "container", "child_blocks": [section()]},
        "either `title` or `rich_text_title`",
    ),
    "empty container": (container(), "no less than 1 items allowed"),
    "eleven in a container": (container(*[section()] * 11), "no more than 10 items allowed"),
    "container in a container": (container(container(section())), "unsupported type: container"),
    "collapsed and not collapsible": (
        container(section(), default_collapsed=True),
        "requires `is_collapsible`",
    ),
    "line under what folds": (
        container(section(), is_collapsible=True, has_header_divider=True),
        "must not be set when `is_collapsible` is true",
    ),
    "same action_id twice in a container": (
        container(actions(button(action_id="a"), button(action_id="a"))),
        "`action_id` must be unique",
    ),
    "block that is no object": ("section", "must provide an object"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_block_is_taken(name: str) -> None:
    assert valid_message_blocks([GOOD[name]], IDS)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_block_is_refused_with_its_place(name: str) -> None:
    block, message = BAD[name]
    with pytest.raises(SlackError) as refused:
        valid_message_blocks([block], IDS)
    assert refused.value.error == "invalid_blocks"
    assert message in " ".join(refused.value.messages)


def test_a_refusal_names_the_json_pointer_in_slacks_words() -> None:
    with pytest.raises(SlackError) as refused:
        valid_message_blocks([section(), {"type": "header", "text": plain("x" * 151)}], IDS)
    assert refused.value.body()["response_metadata"]["messages"] == [
        "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/1]",
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]",
    ]


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([section()] * 51, "invalid_blocks"),
        ([section(block_id="a"), section(block_id="a")], "invalid_blocks"),
        ([section(block_id="a"), container(section(block_id="a"))], "invalid_blocks"),
        ([table(), table()], "invalid_attachments"),
        ([table(), container(table())], "invalid_attachments"),
        ([section(text=marked("x" * 2900))] * 5, "msg_blocks_too_long"),
        ("[not json", "invalid_blocks_format"),
        ({"type": "section"}, "invalid_blocks"),
    ],
)
def test_blocks_are_refused_together(blocks: Any, error: str) -> None:
    with pytest.raises(SlackError, match=error):
        valid_message_blocks(blocks, IDS)


def test_ids_that_were_left_out_are_filled_in_and_the_apps_own_blocks_stay_untouched() -> None:
    given = [actions(button(), button())]
    (block,) = valid_message_blocks(given, IDS)
    assert len({element["action_id"] for element in block["elements"]}) == 2
    assert block["block_id"]
    assert given == [actions(button(), button())]


def test_blocks_within_a_container_get_ids_too() -> None:
    (block,) = valid_message_blocks([container(actions(button()))], IDS)
    (child,) = block["child_blocks"]
    assert child["block_id"]
    assert child["elements"][0]["action_id"]
