"""Posting and changing one message, the same guarded way each time."""

from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk import WebClient

from bot.delivery.slack.earlier import metadata_of, posted_before
from bot.delivery.slack.trouble import CHANNEL_LOST, GONE, THREAD_GONE, SlackRefusal, slack_trouble
from bot.slack.views.data_table import is_native, without_native
from bot.slack.views.rich_text import Rendered, moved_card
from jupiter_core.domain.frozen import Frozen
from jupiter_core.ports import Message

Receipt = Mapping[str, Any]


class MessagePlace(Frozen):
    """Where a message stands: a channel's id and the message's `ts` in it.

    `thread_ts` names its thread, where it was posted into one.
    """

    channel: str
    ts: str
    thread_ts: str | None = None

    @classmethod
    def of(cls, receipt: Mapping[str, Any] | None) -> "MessagePlace | None":
        """The place that a receipt names."""
        if not receipt or not receipt.get("ts"):
            return None
        thread_ts = receipt.get("thread_ts")
        return cls(channel=receipt["channel"], ts=receipt["ts"], thread_ts=thread_ts)

    def within(self, channel: str) -> bool:
        """Whether it is in this channel; else it was left behind when the deal moved."""
        return self.channel == channel

    def receipt(self) -> Receipt:
        """What `of` reads back: JSON material, without what is not there."""
        return self.model_dump(exclude_none=True)


def post(
    client: WebClient,
    message: Message,
    channel: str,
    rendered: Rendered,
    *,
    thread: MessagePlace | None = None,
    broadcast: bool = False,
    known_only: bool = False,
) -> MessagePlace:
    """Posts it, unless an earlier try whose answer was lost has; where its thread is gone, in the
    channel itself; where a table or a chart is not known, without, unless `known_only` is to have
    that refused. Raises as `slack_trouble`."""
    text, blocks = rendered
    thread_ts = thread.ts if thread else None
    if before := posted_before(client, message, channel, thread_ts):
        return MessagePlace(channel=before[0], ts=before[1], thread_ts=thread_ts)
    try:
        with slack_trouble():
            answer = client.chat_postMessage(
                channel=channel,
                text=text,
                blocks=blocks,
                thread_ts=thread_ts,
                reply_broadcast=True if thread and broadcast else None,
                **_manners(message, posted=True),
            )
    except SlackRefusal as refused:
        if refused.error == "invalid_blocks" and is_native(blocks) and not known_only:
            plain = text, without_native(blocks)
            return post(client, message, channel, plain, thread=thread, broadcast=broadcast)
        if thread is None or refused.error not in THREAD_GONE:
            raise
        return post(client, message, channel, rendered)
    return MessagePlace(channel=answer["channel"], ts=answer["ts"], thread_ts=thread_ts)


def change(client: WebClient, message: Message, place: MessagePlace, rendered: Rendered) -> None:
    """Puts new words in the place of old ones; doing so twice is doing it once."""
    text, blocks = rendered
    # An update knows no unfurling.
    manners = _manners(message, posted=False)
    manners = {key: value for key, value in manners.items() if "unfurl" not in key}
    with slack_trouble():
        client.chat_update(channel=place.channel, ts=place.ts, text=text, blocks=blocks, **manners)


def change_if_there(
    client: WebClient,
    message: Message,
    place: MessagePlace,
    rendered: Rendered,
    *,
    strict: bool = True,
) -> str | None:
    """Puts new words there, where it still stands; else Slack's error, which is of `GONE`.

    Where it is not `strict`, the whole channel may be out of reach.
    """
    try:
        change(client, message, place, rendered)
    except SlackRefusal as refused:
        if refused.error not in (GONE if strict else GONE | CHANNEL_LOST):
            raise
        return refused.error
    return None


def redraw(
    client: WebClient, message: Message, drawn: Iterable[tuple[MessagePlace, Rendered]]
) -> None:
    """Brings what was told to single people up to date, as far as it still stands there."""
    for place, rendered in drawn:
        try:
            change(client, message, place, rendered)
        except SlackRefusal:
            continue


def put(
    client: WebClient,
    message: Message,
    channel: str,
    rendered: Rendered,
    *,
    at: MessagePlace | None,
    thread: MessagePlace | None = None,
) -> Receipt:
    """Changed where it stands; posted where it has no place, or somebody deleted it."""
    if at and not change_if_there(client, message, at, rendered):
        return at.receipt()
    return post(client, message, channel, rendered, thread=thread).receipt()


def leave(
    client: WebClient, message: Message, place: MessagePlace, title: str, channel: str
) -> None:
    """A card that stays behind says where its deal is now, as far as it can be reached."""
    change_if_there(client, message, place, moved_card(title, channel), strict=False)


def _manners(message: Message, *, posted: bool) -> dict[str, Any]:
    """Nothing that was typed becomes a mention, a link or a preview; the row can be named."""
    return {
        "metadata": metadata_of(message, posted=posted),
        "link_names": False,
        "parse": "none",
        "unfurl_links": False,
        "unfurl_media": False,
    }
