"""A message that Slack took and whose answer was lost: found again by what names it.

Its metadata names its row of the outbox, and says that it was posted so and not changed since. To
look needs a scope that the app does not ask for by itself: `channels:history` and `groups:history`
in channels; in direct messages `im:history`, which it has, and `im:write`. Where it is not given,
nothing is found, and what is posted again stands there twice.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.delivery.slack.trouble import SlackRefusal, slack_trouble
from jupiter_core.ports import AtLimit, Message, RetryLater

EVENT_TYPE = "jupiter_invoice_message"
CLOCKS_APART = timedelta(minutes=5)
"""At most, Slack's and ours."""
PAGE, MOST_PAGES = 100, 5
_PEOPLE = ("U", "W")


def metadata_of(message: Message, *, posted: bool) -> dict[str, Any]:
    """What a message in Slack has with it of its row. Not `posted`, it was changed by that row."""
    payload = {"message_id": message.id, "posted": posted}
    return {"event_type": EVENT_TYPE, "event_payload": payload}


def posted_before(
    client: WebClient, message: Message, channel: str, thread_ts: str | None
) -> tuple[str, str] | None:
    """Channel and `ts` of what an earlier try has posted there; None at the first try, where it
    posted nothing, and where the app may not look. Raises RetryLater."""
    if not message.attempts or message.tried_since is None:
        return None
    since = message.tried_since - CLOCKS_APART
    try:
        with slack_trouble():
            place = _conversation(client, channel)
            for each in _read(client, place, thread_ts, since):
                if each.get("metadata") == metadata_of(message, posted=True):
                    return place, str(each["ts"])
    except SlackRefusal:
        return None
    except AtLimit as limit:
        # Of looking, not of posting: what else goes there need not wait.
        raise RetryLater(str(limit), limit.after) from limit
    return None


def _conversation(client: WebClient, channel: str) -> str:
    """Of a person, the direct messages with them."""
    if not channel.startswith(_PEOPLE):
        return channel
    return str(client.conversations_open(users=channel)["channel"]["id"])


def _read(
    client: WebClient, channel: str, thread_ts: str | None, since: datetime
) -> Iterator[dict[str, Any]]:
    asked: dict[str, Any] = {
        "channel": channel,
        "oldest": f"{since.timestamp():.6f}",
        "limit": PAGE,
        "include_all_metadata": True,
    }
    cursor = ""
    for _ in range(MOST_PAGES):
        page = asked | ({"cursor": cursor} if cursor else {})
        if thread_ts:
            answer = client.conversations_replies(ts=thread_ts, **page)
        else:
            answer = client.conversations_history(**page)
        yield from answer.get("messages") or ()
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
