"""A file that somebody uploads in a form of the set-up.

Slack wants an answer within three seconds: the form is answered first, and the file is fetched
and looked at then.

The answer and what is drawn afterwards go two ways, and either may be there first. What is drawn
therefore names the view that the answer puts up: until that is there, Slack knows none by its name.
"""

import threading
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.download import downloaded
from bot.slack.payload import Body
from bot.slack.setup.entity import opened_in
from bot.slack.views.blocks import Block
from bot.wording.text import shortened
from jupiter_core.domain.refusals import Refusal

File = dict[str, Any]

_LONGEST = 1000
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between looks for the view: as long together as Slack waits for an answer."""


def uploaded(body: Body, block_id: str) -> File | None:
    """The file that was chosen in a field of the form, if any."""
    held = body["view"]["state"]["values"].get(block_id, {})
    files = [file for each in held.values() for file in each.get("files") or ()]
    return files[0] if files else None


def fetched(client: WebClient, file: File, most: int, refuse: Callable[[str], Refusal]) -> bytes:
    """No more than `most` bytes and one. Raises what `refuse` makes of a half-sentence."""
    try:
        known = client.files_info(file=file["id"])["file"]
    except SlackApiError:
        raise refuse("Slack did not give it; upload it again") from None
    return downloaded(client, known, most, refuse)


def not_saved(refusal: Refusal) -> str:
    """What the form says, drawn once more, of a file that was refused."""
    return f"⚠ {shortened(refusal.sentence, _LONGEST)} Nothing is saved yet."


def reading_name(body: Body, kind: str) -> str:
    """Of the view that is shown while the file is read."""
    return f"{kind}-{opened_in(body).nonce}"


def draw(client: WebClient, name: str, view: Block) -> None:
    """In the place of the view of that name: without a picture where Slack has not made it ready
    to be shown yet, and not at all where the form was closed meanwhile."""
    for pause in _PAUSES:
        try:
            client.views_update(external_id=name, view=view)
        except SlackApiError as error:
            if error.response["error"] != "not_found":
                view = {**view, "blocks": [e for e in view["blocks"] if e["type"] != "image"]}
            threading.Event().wait(pause)
        else:
            return
