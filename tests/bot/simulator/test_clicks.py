"""Buttons, menus and fields in messages and views."""

from typing import Any

import pytest

OPTIONS = [{"text": {"type": "plain_text", "text": name}, "value": name} for name in ("a", "b")]
BLOCKS = [
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {
                "type": "button",
                "action_id": "approve",
                "text": {"type": "plain_text", "text": "Approve"},
                "value": "7",
                "style": "primary",
            },
            {"type": "static_select", "action_id": "pick", "options": OPTIONS},
            {"type": "datepicker", "action_id": "day"},
            {"type": "overflow", "action_id": "more", "options": OPTIONS},
            {"type": "external_select", "action_id": "customer", "min_query_length": 0},
            {"type": "external_select", "action_id": "slow"},
            {"type": "multi_users_select", "action_id": "who", "max_selected_items": 2},
        ],
    }
]


@pytest.fixture
def ts(slack: Any) -> str:
    return slack.client.chat_postMessage(channel="C0ACME", text="card", blocks=BLOCKS)["ts"]


def click(slack: Any, ts: str, action: str, user: str = "U0FIONA", **more: Any) -> dict[str, Any]:
    return slack.act("action", user=user, channel="C0ACME", ts=ts, action_id=action, **more)


def test_a_button_sends_who_where_and_what(slack: Any, ts: str) -> None:
    assert click(slack, ts, "approve") == {"ok": True, "dispatched": True, "ack": None}
    payload = slack.app.last
    assert payload["type"] == "block_actions"
    assert payload["user"]["id"] == "U0FIONA"
    assert payload["container"]["message_ts"] == ts
    assert payload["channel"] == {"id": "C0ACME", "name": "deal-acme"}
    assert payload["message"]["blocks"] == BLOCKS
    (action,) = payload["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("approve", "row", "7")
    assert action["action_ts"]
    assert payload["response_url"]
    assert payload["trigger_id"]


def test_every_click_has_a_trigger_of_its_own(slack: Any, ts: str) -> None:
    click(slack, ts, "approve")
    first = slack.app.last["trigger_id"]
    click(slack, ts, "approve")
    assert slack.app.last["trigger_id"] != first


@pytest.mark.parametrize(
    ("action", "value", "held"),
    [
        ("pick", "b", {"selected_option": OPTIONS[1]}),
        ("day", "2026-11-22", {"selected_date": "2026-11-22"}),
        ("more", "a", {"selected_option": OPTIONS[0]}),
        ("who", ["U0SAM"], {"selected_users": ["U0SAM"]}),
    ],
)
def test_a_choice_is_in_the_action(
    slack: Any, ts: str, action: str, value: Any, held: dict[str, Any]
) -> None:
    click(slack, ts, action, value=value)
    assert slack.app.last["actions"][0].items() >= held.items()


def test_a_choice_is_in_the_state_that_later_clicks_carry(slack: Any, ts: str) -> None:
    click(slack, ts, "pick", value="b")
    click(slack, ts, "approve")
    values = slack.app.last["state"]["values"]
    assert values["row"]["pick"]["selected_option"] == OPTIONS[1]
    click(slack, ts, "approve", user="U0SAM")
    assert slack.app.last["state"]["values"]["row"]["pick"]["selected_option"] is None


@pytest.mark.parametrize(
    ("action", "value", "error"),
    [
        ("pick", "c", "no_such_option"),
        ("day", "tomorrow", "invalid_date"),
        ("who", ["U0NOBODY"], "no_such_option"),
        ("nothing", None, "element_not_found"),
        ("customer", "never offered", "no_such_option"),
    ],
)
def test_a_person_cannot_choose_what_is_not_offered(
    slack: Any, ts: str, action: str, value: Any, error: str
) -> None:
    answer = click(slack, ts, action, value=value)
    assert answer["error"] == error
    assert answer["detail"]
    assert slack.app.received == []


def test_options_come_from_the_app_and_can_then_be_chosen(slack: Any, ts: str) -> None:
    slack.app.reply = lambda _payload: (200, {"options": OPTIONS})
    place = {"user": "U0SAM", "channel": "C0ACME", "ts": ts}
    answer = slack.act("options", **place, action_id="customer", query="ac")
    assert answer == {"options": OPTIONS}
    payload = slack.app.last
    assert (payload["type"], payload["value"]) == ("block_suggestion", "ac")
    assert (payload["action_id"], payload["block_id"]) == ("customer", "row")
    assert click(slack, ts, "customer", value="a")["dispatched"]


def test_a_menu_asks_only_from_three_letters_on_unless_it_says_otherwise(
    slack: Any, ts: str
) -> None:
    place = {"user": "U0SAM", "channel": "C0ACME", "ts": ts, "action_id": "slow"}
    assert slack.act("options", **place, query="ab") == {"options": []}
    assert slack.app.received == []


def test_options_that_slack_would_not_show_are_refused(slack: Any, ts: str) -> None:
    long = {"text": {"type": "plain_text", "text": "x" * 76}, "value": "v"}
    slack.app.reply = lambda _payload: (200, {"options": [long]})
    place = {"user": "U0SAM", "channel": "C0ACME", "ts": ts, "action_id": "customer"}
    assert slack.act("options", **place)["error"] == "invalid_options"


def test_an_ephemeral_message_is_not_shown_to_the_app_but_can_be_replaced(slack: Any) -> None:
    sent = slack.client.chat_postEphemeral(
        channel="C0ACME", user="U0SAM", text="draft", blocks=BLOCKS
    )["message_ts"]
    assert click(slack, sent, "approve")["error"] == "message_not_found"
    click(slack, sent, "approve", user="U0SAM")
    payload = slack.app.last
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    slack.http.post(payload["response_url"], json={"replace_original": True, "text": "done"})
    (message,) = slack.messages()
    assert (message["text"], "blocks" in message) == ("done", False)


def test_in_a_modal_inputs_only_keep_the_value_and_actions_are_dispatched(
    slack: Any, modal: Any
) -> None:
    view = slack.open(modal)
    before = len(slack.app.received)
    place = {"user": "U0SAM", "view_id": view["id"]}
    assert slack.act("action", **place, action_id="name", value="x")["dispatched"] is False
    assert len(slack.app.received) == before
    assert slack.act("action", **place, action_id="add")["dispatched"] is True
    payload = slack.app.last
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["state"]["values"]["name"]["name"]["value"] == "x"
    assert "response_url" not in payload


def test_an_input_that_asks_for_it_is_dispatched(slack: Any, modal: Any) -> None:
    name = {**modal["blocks"][0], "dispatch_action": True}
    view = slack.open({**modal, "blocks": [name]})
    answer = slack.act("action", user="U0SAM", view_id=view["id"], action_id="name", value="x")
    assert answer["dispatched"]
    assert slack.app.last["actions"][0]["value"] == "x"


def test_a_click_that_the_app_does_not_ack_in_time_says_so(slack: Any, ts: str) -> None:
    slack.simulator.request_url = "http://127.0.0.1:9/closed"
    assert click(slack, ts, "approve")["error"] == "app_error"


def test_someone_outside_the_channel_cannot_press(slack: Any) -> None:
    ts = slack.client.chat_postMessage(channel="C0FINANCE", text="x", blocks=BLOCKS)["ts"]
    place = {"user": "U0NOAH", "channel": "C0FINANCE", "ts": ts, "action_id": "approve"}
    assert slack.act("action", **place)["error"] == "not_in_channel"


def test_a_conversation_menu_starts_with_the_channel_the_command_was_typed_in(
    slack: Any, modal: Any
) -> None:
    menu = {
        "type": "conversations_select",
        "action_id": "to",
        "default_to_current_conversation": True,
        "filter": {"include": ["public"]},
    }
    label = {"type": "plain_text", "text": "Channel"}
    asked = {"type": "input", "block_id": "to", "label": label, "element": menu}
    view = slack.open({**modal, "blocks": [asked]})
    assert view["state"]["values"]["to"]["to"]["selected_conversation"] == "C0ACME"
    place = {"user": "U0SAM", "view_id": view["id"], "action_id": "to"}
    assert slack.act("action", **place, value="C0GLOBEX")["ok"]
    own = slack.client.conversations_open(users="U0SAM")["channel"]["id"]
    assert slack.act("action", **place, value=own)["error"] == "no_such_option"


def test_a_button_on_the_home_tab_is_dispatched_and_may_open_a_modal(
    slack: Any, modal: Any
) -> None:
    home = slack.client.views_publish(user_id="U0SAM", view={"type": "home", "blocks": BLOCKS})
    place = {"user": "U0SAM", "view_id": home["view"]["id"]}
    assert slack.act("action", **place, action_id="approve")["dispatched"]
    payload = slack.app.last
    assert payload["view"]["type"] == "home"
    opened = slack.client.views_open(trigger_id=payload["trigger_id"], view=modal)
    assert slack.stack()[0]["id"] == opened["view"]["id"]


def asked(action_id: str, *heard: str) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": action_id}
    if heard:
        element["dispatch_action_config"] = {"trigger_actions_on": list(heard)}
    label = {"type": "plain_text", "text": action_id}
    shared = {"type": "input", "block_id": action_id, "label": label, "dispatch_action": True}
    return {**shared, "element": element}


@pytest.fixture
def typing(slack: Any, modal: Any) -> dict[str, Any]:
    """Where Sam types: a field that is heard at each character, and one at Enter alone."""
    fields = [asked("live", "on_character_entered"), asked("calm")]
    view = slack.open({**modal, "blocks": fields})
    slack.app.forget()
    return {"user": "U0SAM", "view_id": view["id"]}


def test_each_letter_is_sent_with_what_was_typed_until_then(
    slack: Any, typing: dict[str, Any]
) -> None:
    assert slack.act("type", **typing, action_id="live", text="abc")["dispatched"] is True
    sent = [each.payload for each in slack.app.received]
    values = {each["actions"][0]["value"] for each in sent}
    assert values == {"a", "ab", "abc"}
    for each in sent:
        typed = each["actions"][0]["value"]
        assert each["view"]["state"]["values"]["live"]["live"]["value"] == typed
    assert len({each["actions"][0]["action_ts"] for each in sent}) == 3


def test_a_field_without_on_character_entered_is_heard_at_enter_alone(
    slack: Any, typing: dict[str, Any]
) -> None:
    typed = slack.act("type", **typing, action_id="calm", text="abc")
    assert typed == {"ok": True, "dispatched": False}
    assert slack.app.received == []
    assert slack.act("action", **typing, action_id="calm", value="abcd")["dispatched"] is True
    (entered,) = slack.app.received
    assert entered.payload["actions"][0]["value"] == "abcd"


def test_nobody_types_into_a_button(slack: Any, ts: str) -> None:
    place = {"user": "U0SAM", "channel": "C0ACME", "ts": ts, "action_id": "approve"}
    assert slack.act("type", **place, text="x")["error"] == "not_typed_in"
