"""The state of a view: what its fields hold, what an update keeps, what the client refuses."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from bot.simulator.blockkit.walk import all_elements
from bot.simulator.field_values import holds_value, is_empty, starting_value, value_key
from bot.simulator.wire import Json

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEB = re.compile(r"https?://[^\s]+")


def starting_state(blocks: list[Json], channel: str | None = None) -> Json:
    """`state.values` of a view that was just opened, from this conversation if from any."""
    values: Json = {}
    for block, element in all_elements(blocks):
        if holds_value(element):
            held = starting_value(element, channel)
            values.setdefault(block["block_id"], {})[element["action_id"]] = held
    return values


def carried_state(blocks: list[Json], before: Json, channel: str | None = None) -> Json:
    """`state.values` after an update: fields that stayed keep what the person had put in."""
    values = starting_state(blocks, channel)
    for block_id, held in values.items():
        for action_id, fresh in held.items():
            kept = before.get(block_id, {}).get(action_id)
            if kept and kept["type"] == fresh["type"]:
                held[action_id] = kept
    return values


def client_errors(blocks: list[Json], values: Json) -> dict[str, str]:
    """What Slack's own client refuses before the app hears of a submit, by block_id."""
    found = {}
    for block, element in all_elements(blocks):
        if block["type"] == "input":
            held = values[block["block_id"]][element["action_id"]]
            sentence = next(_faults(block, element, held), None)
            if sentence:
                found[block["block_id"]] = sentence
    return found


def _faults(block: Json, element: Json, held: Json) -> Iterator[str]:
    if is_empty(element, held):
        if not block.get("optional"):
            yield REQUIRED
        return
    value = held[value_key(element)]
    match element["type"]:
        case "plain_text_input":
            yield from _length_faults(element, value)
        case "number_input":
            yield from _number_faults(element, value)
        case "email_text_input" if not _EMAIL.fullmatch(value):
            yield "Please enter a valid email address."
        case "url_text_input" if not _WEB.fullmatch(value):
            yield "Please enter a valid URL."


def _length_faults(element: Json, value: str) -> Iterator[str]:
    shortest, longest = element.get("min_length") or 0, element.get("max_length") or 3000
    if len(value) < shortest:
        yield f"Please enter at least {shortest} characters."
    if len(value) > longest:
        yield f"Please enter no more than {longest} characters."


def _number_faults(element: Json, value: str) -> Iterator[str]:
    try:
        number = Decimal(value)
    except InvalidOperation:
        yield "Please enter a valid number."
        return
    if not number.is_finite():
        yield "Please enter a valid number."
    elif not element["is_decimal_allowed"] and number != number.to_integral_value():
        yield "Please enter a whole number."
    elif element.get("min_value") is not None and number < Decimal(element["min_value"]):
        yield f"Please enter a number that is at least {element['min_value']}."
    elif element.get("max_value") is not None and number > Decimal(element["max_value"]):
        yield f"Please enter a number that is at most {element['max_value']}."
