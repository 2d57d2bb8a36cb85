"""What is said to a line that was not understood, with what was probably meant as buttons."""

from typing import NamedTuple

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered
from bot.wording.text import echoed, shortened

AGAIN, AGAIN_FIND, AGAIN_HELP = "command_again", "command_again_find", "command_again_help"
AS_NEW = "command_as_new"
_LONGEST = 200


class Suggestion(NamedTuple):
    """A button: what it says, and the line after `/invoice` that it stands for."""

    label: str
    line: str


class Unread(NamedTuple):
    """`word` was not understood; `near` is the word of the command that it may be, or empty.
    `offered` ends with the search. `new_invoice` is the line that a new invoice may be made of."""

    word: str
    near: str
    offered: tuple[Suggestion, ...]
    new_invoice: str = ""


def unread_message(unread: Unread) -> Rendered:
    """A sentence and its buttons."""
    said = f"I couldn't read “{echoed(unread.word, _LONGEST)}”."
    if unread.near:
        said = f"{said} Did you mean {unread.near}?"
    buttons = [
        b.button(shortened(each.label, 40), action_id, value=each.line[:2000])
        for action_id, each in zip((AGAIN_FIND, AGAIN), reversed(unread.offered), strict=False)
    ]
    buttons.reverse()
    if unread.new_invoice:
        buttons.append(b.button("New invoice", AS_NEW, value=unread.new_invoice[:2000]))
    buttons.append(b.button("Help", AGAIN_HELP, value="help"))
    return b.escaped(said), [b.section(b.plain(said)), b.actions(buttons)]
