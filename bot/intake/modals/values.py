"""What somebody typed into a modal, flat: the id of each input's block to its text.

Blocks are named by the path of what they hold (`tax_ids[0].kind`), so that a refusal's path is
the block on which it is shown. What may follow behind a `#` is no part of the path: it makes Slack
forget what stood in the block before.
"""

from collections.abc import Mapping
from typing import Any

from bot.intake.party import Typed


def typed_of(values: dict[str, dict[str, Any]]) -> Typed:
    """From a view's `state.values`. A checked box is `true`; several choices are lines."""
    return {
        path_of(block_id): _text(next(iter(held.values()), {})) for block_id, held in values.items()
    }


def path_of(block_id: str) -> str:
    """Of the block's id, what it is about."""
    return block_id.partition("#")[0]


def inputs_of(view: Mapping[str, Any]) -> list[str]:
    """The blocks of a view on which an error can be shown, from the top."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def _text(held: dict[str, Any]) -> str:
    several = held.get("selected_options", held.get("selected_users"))
    if several is not None:
        return "\n".join(each["value"] if isinstance(each, dict) else each for each in several)
    if "selected_conversation" in held:
        return str(held["selected_conversation"] or "")
    if held.get("selected_option"):
        return str(held["selected_option"]["value"])
    return str(held.get("value") or "")
