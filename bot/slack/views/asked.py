"""A request for approval as one approver gets it in a direct message, and what became of it."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import MOST_CHANGES, Rendered, bullets, spoken
from bot.wording.names import change_words
from jupiter_core.domain.changes import Change

OPEN_THREAD = "asked_open_thread"


def asked_directly(
    request: Rendered, lead: str, changes: Sequence[Change], thread_url: str
) -> Rendered:
    """The channel's `request`, addressed to one person: `lead` takes the place of the mentions, and
    `changes` say what is other than what was approved before."""
    _, blocks = request
    words = [b.words(lead, bold=True)]
    differ = [change_words(each) for each in changes]
    said = (
        [
            b.rich_text([b.words("Changed since it was approved:")]),
            bullets(differ, MOST_CHANGES, "more changes"),
        ]
        if differ
        else []
    )
    rest = [*blocks[1:]]
    if thread_url and rest and rest[-1]["type"] == "actions":
        link = b.button("Open thread", OPEN_THREAD, url=thread_url)
        rest[-1] = {**rest[-1], "elements": [*rest[-1]["elements"], link]}
    return spoken(words), [b.rich_text(words), *said, *rest]


def asked_no_more(lead: str, outcome: str) -> Rendered:
    """Without buttons: what it was about, and how it stands."""
    return spoken([b.words(f"{lead} {outcome}")]), [
        b.rich_text([b.words(lead)]),
        b.context(outcome),
    ]
