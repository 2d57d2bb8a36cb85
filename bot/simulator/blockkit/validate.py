"""Blocks and views from an app: refused with Slack's errors, or given back with all ids filled."""

import copy
import json
from collections import Counter
from collections.abc import Iterator

from bot.simulator.blockkit.blocks import MOST_BLOCKS, SURFACES, Surface
from bot.simulator.blockkit.native import MOST_CHARTS
from bot.simulator.blockkit.shapes import Flag, ListOf, Object, OneOf, Problem, String
from bot.simulator.blockkit.texts import plain
from bot.simulator.blockkit.walk import all_blocks, all_elements, block_elements, fill_ids, length
from bot.simulator.ids import Ids
from bot.simulator.wire import Json, SlackError

MOST_CHARACTERS = 13_200
"""Of all blocks of a message together, counting what each block weighs by itself."""
BLOCK_WEIGHT = 125
MOST_TABLE_CHARACTERS = 10_000
_TABLES = frozenset({"table", "data_table"})
"""Their cells are counted by themselves."""
MOST_VIEW_BYTES = 250_000

_TITLE = plain(24)
_SHARED = {
    "private_metadata": String(3000, 0),
    "callback_id": String(255, 0),
    "external_id": String(255, 0),
}
_VIEWS = {
    "modal": Object(
        {
            "type": OneOf(("modal",)),
            "title": _TITLE,
            "submit": _TITLE,
            "close": _TITLE,
            "clear_on_close": Flag(),
            "notify_on_close": Flag(),
            "blocks": ListOf(SURFACES["modal"], MOST_BLOCKS["modal"], 0),
            **_SHARED,
        },
        ("type", "title", "blocks"),
    ),
    "home": Object(
        {
            "type": OneOf(("home",)),
            "blocks": ListOf(SURFACES["home"], MOST_BLOCKS["home"], 0),
            **_SHARED,
        },
        ("type", "blocks"),
    ),
}


def valid_message_blocks(blocks: object, ids: Ids, pointer: str = "/blocks") -> list[Json]:
    """A message's blocks with ids. Raises `invalid_blocks`, `msg_blocks_too_long` and the like."""
    blocks = read_json(blocks, "invalid_blocks_format")
    found = list(_block_problems(blocks, "message", pointer))
    if found or not isinstance(blocks, list):
        raise invalid("invalid_blocks", found)
    if sum(block["type"] == "data_visualization" for block in blocks) > MOST_CHARTS:
        raise SlackError("invalid_blocks", [f"no more than {MOST_CHARTS} charts allowed"])
    tables = [block for block in all_blocks(blocks) if block["type"] in _TABLES]
    if sum(block["type"] == "table" for block in tables) > 1:
        raise SlackError("invalid_attachments", ["only_one_table_allowed"])
    if sum(length(block["rows"]) for block in tables) > MOST_TABLE_CHARACTERS:
        raise SlackError(
            "invalid_blocks", [f"table must be less than {MOST_TABLE_CHARACTERS + 1} characters"]
        )
    rest = [block for block in blocks if block["type"] not in _TABLES]
    if length(rest) + BLOCK_WEIGHT * len(blocks) > MOST_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return fill_ids(copy.deepcopy(blocks), ids)


def valid_view(view: object, kind: Surface, ids: Ids) -> Json:
    """A view of this kind with ids. Raises `invalid_arguments`, `view_too_large`."""
    view = read_json(view, "invalid_arguments")
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", ["must provide an object [json-pointer:/view]"])
    if len(json.dumps(view, ensure_ascii=False).encode()) > MOST_VIEW_BYTES:
        raise SlackError("view_too_large")
    found = list(_VIEWS[kind].problems(view, "/view"))
    if not found:
        found = [*_repeated_ids(view["blocks"], "/view/blocks"), *_view_problems(view)]
    if found:
        raise invalid("invalid_arguments", found)
    view = copy.deepcopy(view)
    fill_ids(view["blocks"], ids)
    return view


def read_json(value: object, error: str) -> object:
    """What a form field holds as JSON text, or the value itself from a JSON body."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise SlackError(error) from None


def invalid(error: str, found: list[Problem]) -> SlackError:
    """The error with every problem, in Slack's words, under the place they were found in."""
    whole = sorted({_whole(problem) for problem in found})
    messages = [str(Problem("failed to match all allowed schemas", place)) for place in whole]
    messages += [str(problem) for problem in found]
    if error == "invalid_blocks":
        return SlackError(error, messages, errors=messages)
    return SlackError(error, messages)


def _whole(problem: Problem) -> str:
    """The view, or the block, that a problem is in: `/view`, `/blocks/0`."""
    parts = problem.pointer.split("/")
    return "/".join(parts[:2] if parts[1] == "view" else parts[:3])


def _block_problems(blocks: object, surface: Surface, pointer: str) -> Iterator[Problem]:
    found = list(ListOf(SURFACES[surface], MOST_BLOCKS[surface], 0).problems(blocks, pointer))
    yield from found
    if not found and isinstance(blocks, list):
        yield from _repeated_ids(blocks, pointer)


def _repeated_ids(blocks: list[Json], pointer: str) -> Iterator[Problem]:
    named = Counter(block["block_id"] for block in all_blocks(blocks) if "block_id" in block)
    for block_id, count in named.items():
        if count > 1:
            yield Problem(f"`block_id` must be unique: {block_id}", pointer)
    for index, block in enumerate(blocks):
        for each in all_blocks([block]):
            elements = block_elements(each)
            actions = Counter(one["action_id"] for one in elements if "action_id" in one)
            for action_id, count in actions.items():
                if count > 1:
                    yield Problem(f"`action_id` must be unique: {action_id}", f"{pointer}/{index}")


def _view_problems(view: Json) -> Iterator[Problem]:
    blocks: list[Json] = view["blocks"]
    asks = any(block["type"] == "input" for block in blocks)
    if asks and view["type"] == "modal" and not view.get("submit"):
        yield Problem("`submit` is required when an `input` block is within blocks array", "/view")
    if sum(bool(element.get("focus_on_load")) for _, element in all_elements(blocks)) > 1:
        yield Problem("only one element may set `focus_on_load`", "/view/blocks")
