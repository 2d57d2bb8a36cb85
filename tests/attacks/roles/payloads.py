"""Payloads as Slack sends them: commands, clicks, submissions, searches, events."""

import itertools
from typing import Any

from bot.simulator.blockkit.walk import all_elements
from bot.simulator.delivery import Payload
from bot.simulator.field_values import holds_value, value_key
from tests.attacks.roles.people import Kind
from tests.factories import DEAL_CHANNEL

Json = dict[str, Any]
_COUNT = itertools.count(1)
RESPONSE_URL = "http://127.0.0.1:9/response"


def command(by: Kind, text: str) -> Payload:
    body = {
        "team_id": by.sent_from,
        "team_domain": "jupiter",
        "channel_id": DEAL_CHANNEL,
        "channel_name": "deal-acme",
        "user_id": by.user,
        "user_name": by.user.lower(),
        "command": "/invoice",
        "text": text,
        "api_app_id": "A0APP",
        "is_enterprise_install": "false",
        "response_url": RESPONSE_URL,
        "trigger_id": _fresh("trigger"),
    }
    return Payload("slash_commands", text, body)


def in_message(by: Kind, action_id: str, value: str) -> Payload:
    """A button of a message in the deal's channel."""
    container = {"type": "message", "message_ts": "1.1", "channel_id": DEAL_CHANNEL}
    place = {
        "container": container,
        "channel": {"id": DEAL_CHANNEL, "name": "deal-acme"},
        "message": {"ts": "1.1", "text": ""},
        "response_url": RESPONSE_URL,
    }
    return _clicked(by, {"action_id": action_id, "type": "button", "value": value}, place)


def in_home(by: Kind, action_id: str, value: str = "") -> Payload:
    """A button of the App Home."""
    home = {"id": "V0HOME", "type": "home", "callback_id": "", "hash": "h", "blocks": []}
    place = {
        "container": {"type": "view", "view_id": "V0HOME"},
        "view": {**home, "private_metadata": "", "state": {"values": {}}, "root_view_id": "V0HOME"},
    }
    return _clicked(by, {"action_id": action_id, "type": "button", "value": value}, place)


def in_view(by: Kind, view: Json, action_id: str, value: str | None = None) -> Payload:
    """A button, a menu or a field of an open view; without a value its own, or its first."""
    block, element = found(view, action_id)
    acted = _acted(element, value)
    action = {"action_id": element["action_id"], "block_id": block["block_id"], **acted}
    place = {
        "container": {"type": "view", "view_id": view["id"]},
        "view": _holding(view, block, element, acted),
    }
    return _clicked(by, action, place)


def submission(by: Kind, view: Json) -> Payload:
    body = {"view": view, "trigger_id": _fresh("trigger"), "response_urls": []}
    return Payload("interactive", view["callback_id"], _by(by, "view_submission", body))


def closing(by: Kind, view: Json) -> Payload:
    body = {"view": view, "is_cleared": False}
    return Payload("interactive", view["callback_id"], _by(by, "view_closed", body))


def search(by: Kind, view: Json, action_id: str, query: str, block_id: str = "b") -> Payload:
    """What is typed into a menu that the app fills."""
    body = {
        "action_id": action_id,
        "block_id": block_id,
        "value": query,
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
    }
    return Payload("options", action_id, _by(by, "block_suggestion", body))


def shortcut(by: Kind, callback_id: str, text: str) -> Payload:
    """From the menu of a message."""
    body = {
        "callback_id": callback_id,
        "trigger_id": _fresh("trigger"),
        "channel": {"id": DEAL_CHANNEL, "name": "deal-acme"},
        "message": {"type": "message", "user": by.user, "ts": "1.1", "text": text},
        "message_ts": "1.1",
        "response_url": RESPONSE_URL,
    }
    return Payload("interactive", callback_id, _by(by, "message_action", body))


def event(by: Kind, **event: Any) -> Payload:
    """`user` is whoever the event is of."""
    body = {
        "token": "table",
        "team_id": by.sent_from,
        "api_app_id": "A0APP",
        "type": "event_callback",
        "event_id": _fresh("Ev"),
        "event_time": 1,
        "authorizations": [{"team_id": by.sent_from, "user_id": "U0BOT", "is_bot": True}],
        "event": {"user": by.user, **event},
    }
    return Payload("events_api", str(event["type"]), body)


def filled(view: Json, typed: Json) -> Json:
    """The view with what a person typed, by the names of its blocks."""
    values = view["state"]["values"]
    for block, element in all_elements(view["blocks"]):
        name = block["block_id"].partition(".")[0]
        key = block["block_id"] if block["block_id"] in typed else name
        if holds_value(element) and key in typed:
            held = {"type": element["type"], value_key(element): typed[key]}
            values = {**values, block["block_id"]: {element["action_id"]: held}}
    return {**view, "state": {"values": values}}


def _holding(view: Json, block: Json, element: Json, acted: Json) -> Json:
    """The view with the field as it was just filled in."""
    if not holds_value(element):
        return view
    held = {element["action_id"]: acted}
    values = {**view["state"]["values"], block["block_id"]: held}
    return {**view, "state": {"values": values}}


def found(view: Json, action_id: str) -> tuple[Json, Json]:
    """The block and the element of an action."""
    for block, element in all_elements(view["blocks"]):
        if element.get("action_id") == action_id:
            return block, element
    raise AssertionError(f"{action_id} is not in {view['callback_id']}")


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def _acted(element: Json, value: str | None) -> Json:
    if element["type"] == "button":
        return {"type": "button", "value": element.get("value", "") if value is None else value}
    if element["type"] in ("checkboxes", "multi_static_select"):
        return {"type": element["type"], "selected_options": [option(value or "")]}
    if element["type"] in ("static_select", "external_select", "overflow", "radio_buttons"):
        offered = element.get("options") or []
        chosen = value if value is not None else offered[0]["value"]
        return {"type": element["type"], "selected_option": option(chosen)}
    return {"type": element["type"], value_key(element): value or ""}


def _clicked(by: Kind, action: Json, place: Json) -> Payload:
    acted = {"block_id": "b", "action_ts": "9999999999.1", **action}
    body = {"trigger_id": _fresh("trigger"), "actions": [acted], **place}
    return Payload("interactive", action["action_id"], _by(by, "block_actions", body))


def _by(by: Kind, kind: str, body: Json) -> Json:
    return {
        "type": kind,
        "user": {
            "id": by.user,
            "username": by.user.lower(),
            "name": by.user.lower(),
            "team_id": by.team,
        },
        "team": {"id": by.sent_from, "domain": "jupiter"},
        "api_app_id": "A0APP",
        "token": "table",
        "enterprise": None,
        "is_enterprise_install": False,
        **body,
    }


def _fresh(name: str) -> str:
    return f"{name}.{next(_COUNT)}"
