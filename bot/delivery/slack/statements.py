"""The answer to a bank's file, where it was dropped: what it brought, as things are when it is
sent."""

from slack_sdk import WebClient

from bot.delivery.slack.post import MessagePlace, Receipt, put
from bot.slack.views.bank_statement.message import MOST_ROWS, file_message
from jupiter_core.ports import Message, Store
from jupiter_core.queries.bank_entries import file_view


def answer_statement(client: WebClient, store: Store, message: Message) -> Receipt:
    """Into the thread of the file, or in the place of what asked for its columns. Raises as
    `slack_trouble`."""
    body = message.body
    channel, thread_ts, ts = body["channel"], body["thread_ts"], body["ts"]
    with store.read(message.workspace_id) as uow:
        view = file_view(uow, body["file_hash"], MOST_ROWS)
    rendered = file_message(view, body["left_out"], again=body["again"])
    return put(
        client,
        message,
        channel,
        rendered,
        at=MessagePlace(channel=channel, ts=ts) if ts else None,
        thread=MessagePlace(channel=channel, ts=thread_ts) if thread_ts else None,
    )
