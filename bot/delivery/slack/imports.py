"""The summary of an import: in the finance channel, or in the place of its dry run."""

from slack_sdk import WebClient

from bot.delivery.slack.post import MessagePlace, Receipt, put
from bot.slack.views.notices import power_notice
from jupiter_core.ports import Message, Store


def tell_import(client: WebClient, store: Store, message: Message) -> Receipt:
    """Raises as `slack_trouble`."""
    with store.read(message.workspace_id) as uow:
        event = uow.events.get(message.body["event_id"])
    place = message.body["place"]
    ts, thread = place.get("ts", ""), place.get("thread_ts", "")
    channel = place["channel"]
    return put(
        client,
        message,
        channel,
        power_notice(event, None),
        at=MessagePlace(channel=channel, ts=ts) if ts else None,
        thread=MessagePlace(channel=channel, ts=thread) if thread else None,
    )
