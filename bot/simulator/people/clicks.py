"""Pressing, choosing, typing: elements of messages and views."""

import asyncio
import copy
from typing import Any

from bot.simulator.delivery import Payload
from bot.simulator.field_values import chosen_value, holds_value, is_typed_in, overflow_option
from bot.simulator.local_slack import LocalSlack
from bot.simulator.payloads import interaction, response_url
from bot.simulator.people.channels import kind_of
from bot.simulator.people.places import Place, Pointer, find_place
from bot.simulator.people.uploads import chosen_files
from bot.simulator.wire import Json, Refusal

_ALWAYS = ("action_id", "block_id", "type", "text", "value", "style", "placeholder", "confirm")


_AT_ENTER = ("on_enter_pressed",)


async def use_element(slack: LocalSlack, pointer: Pointer, value: Any = None) -> Json:
    """Presses a button or sets a field, where one types with Enter at the end;
    `{ok, dispatched, ack?, error?}`."""
    return await _answer(slack, _done(slack, pointer, value))


async def type_text(slack: LocalSlack, pointer: Pointer, text: str) -> Json:
    """Types letter by letter, without Enter. Where each character is dispatched, so many payloads
    are on their way at once, as with a quick typist; the answer is the last one's."""
    place = find_place(slack, pointer)
    if not is_typed_in(place.element):
        raise Refusal("not_typed_in", f"{pointer.action_id!r} is no field that one types in.")
    config = place.element.get("dispatch_action_config") or {}
    heard = "on_character_entered" in (config.get("trigger_actions_on") or _AT_ENTER)
    typed = [_done(slack, pointer, text[:end]) for end in range(1, len(text) + 1)]
    sent = [each if heard else None for each in typed]
    answers = await asyncio.gather(*(_answer(slack, each) for each in sent))
    return answers[-1] if answers else {"ok": True, "dispatched": False}


def _done(slack: LocalSlack, pointer: Pointer, value: Any) -> Payload | None:
    """Sets what is to be set; what the app is then told, if anything."""
    place = find_place(slack, pointer)
    set_now = _set(slack, place, value)
    if not _is_dispatched(place.block):
        return None
    payload = _payload(slack, place, _action(slack, place, set_now))
    # What is set later, while this is on its way, is not in it.
    return Payload("interactive", f"block_actions {pointer.action_id}", copy.deepcopy(payload))


async def _answer(slack: LocalSlack, payload: Payload | None) -> Json:
    if payload is None:
        return {"ok": True, "dispatched": False}
    ack = await slack.send(payload)
    answer = {"ok": ack.ok, "dispatched": True, "ack": ack.body}
    return answer if ack.ok else {**answer, "error": ack.error}


def _is_dispatched(block: Json) -> bool:
    return block["type"] != "input" or bool(block.get("dispatch_action"))


def _set(slack: LocalSlack, place: Place, value: Any) -> Json:
    """Puts a value into the state; gives what the action carries of it."""
    element, workspace = place.element, slack.workspace
    if element["type"] == "overflow":
        return {"selected_option": overflow_option(element, value)}
    if element["type"] == "feedback_buttons":
        return _feedback(element, value)
    if not holds_value(element):
        return {}
    offered = workspace.offered.get(place.offered_key(), [])
    if element["type"] == "file_input":
        value = chosen_files(slack, place.user.id, element, value)
    held = chosen_value(element, value, offered, _known(slack, place))
    block_id, action_id = place.block["block_id"], element["action_id"]
    place.state.setdefault(block_id, {})[action_id] = held
    place.touched.setdefault(block_id, {})[action_id] = held
    if place.view:
        place.view.errors.pop(place.block["block_id"], None)
        workspace.changes.tell("views", place.user.id)
    return held


def _known(slack: LocalSlack, place: Place) -> dict[str, str]:
    """What a person finds in a menu of people or conversations."""
    asked = place.element.get("filter", {})
    wanted = asked.get("include", ["public", "private", "im", "mpim"])
    left_out = asked.get("exclude_external_shared_channels")
    only_channels = "channels_select" in place.element["type"]
    found = dict.fromkeys(slack.workspace.users, "user")
    for channel in slack.workspace.channels.values():
        kind = kind_of(channel)
        if channel.is_archived or (left_out and channel.shared_with):
            continue
        visible = kind == "public" or place.user.id in channel.members
        if visible and (kind == "public" if only_channels else kind in wanted):
            found[channel.id] = "channel"
    return found


def _feedback(element: Json, value: Any) -> Json:
    for name in ("positive_button", "negative_button"):
        if element[name]["value"] == value:
            return {"value": value, "text": element[name]["text"]}
    raise Refusal("no_such_option", f"{value!r} is neither of the two buttons.")


def _action(slack: LocalSlack, place: Place, held: Json) -> Json:
    names = (*_ALWAYS, *(name for name in place.element if name.startswith("initial_")))
    element = {name: place.element[name] for name in names if name in place.element}
    moment = slack.workspace.ids.ts()
    return {**element, "block_id": place.block["block_id"], **held, "action_ts": moment}


def _payload(slack: LocalSlack, place: Place, action: Json) -> Json:
    view_id = place.view.id if place.view and place.view.body["type"] == "modal" else None
    channel = place.channel.id if place.channel else None
    trigger = slack.workspace.triggers.issue(place.user.id, view_id, channel)
    more = {**place.payload(slack), "trigger_id": trigger, "actions": [action]}
    if place.channel:
        more["state"] = {"values": place.state}
        more["response_url"] = response_url(slack, place.channel, place.user, place.posted)
    return interaction(slack, "block_actions", place.user, **more)
