"""Ways through a list of valid blocks: the blocks in them, their elements, ids and length."""

from collections.abc import Iterator

from bot.simulator.blockkit.blocks import INTERACTIVE
from bot.simulator.ids import Ids
from bot.simulator.wire import Json


def all_blocks(blocks: list[Json]) -> Iterator[Json]:
    """These, and after each of them those that it frames: a container's, a carousel's cards."""
    for block in blocks:
        yield block
        framed = {"container": "child_blocks", "carousel": "elements"}.get(str(block.get("type")))
        yield from all_blocks(block[framed] if framed else [])


def block_elements(block: Json) -> list[Json]:
    """The interactive elements of one block, without those of blocks that it frames."""
    held = [block.get("accessory"), block.get("element")]
    if block.get("type") in ("actions", "context_actions"):
        held += block.get("elements") or []
    if block.get("type") == "card":
        held += block.get("actions") or []
    return [each for each in held if isinstance(each, dict) and each.get("type") in INTERACTIVE]


def all_elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block."""
    return ((block, element) for block in all_blocks(blocks) for element in block_elements(block))


def find_element(
    blocks: list[Json], action_id: str, block_id: str | None = None
) -> tuple[Json, Json] | None:
    """The block and element with this action_id, in this block if one is named."""
    return next(
        (
            (block, element)
            for block, element in all_elements(blocks)
            if element["action_id"] == action_id and block_id in (None, block["block_id"])
        ),
        None,
    )


def fill_ids(blocks: list[Json], ids: Ids) -> list[Json]:
    """Gives a block_id and action_ids to blocks that came without, as Slack does."""
    for block in all_blocks(blocks):
        block.setdefault("block_id", ids.block())
        for element in block_elements(block):
            element.setdefault("action_id", ids.block())
    return blocks


def length(value: object) -> int:
    """Characters of all the strings within, but for what names a type."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(length(each) for name, each in value.items() if name != "type")
    return sum(length(each) for each in value) if isinstance(value, list) else 0
