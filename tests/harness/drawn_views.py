"""What Slack would say to a drawing: accepted, or an error of the strict validator."""

import time

from bot.simulator.blockkit.validate import valid_message_blocks, valid_view
from bot.simulator.ids import Ids
from bot.slack.views.blocks import Block


def expect_modal(view: Block) -> None:
    valid_view(view, "modal", Ids(time.time))


def expect_home(view: Block) -> None:
    valid_view(view, "home", Ids(time.time))


def expect_message(blocks: list[Block]) -> None:
    valid_message_blocks(blocks, Ids(time.time))


def texts_in(drawn: object) -> list[str]:
    """Every text that a person would read, in order."""
    if isinstance(drawn, dict):
        own = [drawn["text"]] if isinstance(drawn.get("text"), str) else []
        return own + [text for each in drawn.values() for text in texts_in(each)]
    if isinstance(drawn, list):
        return [text for each in drawn for text in texts_in(each)]
    return []
