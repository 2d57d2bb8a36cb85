"""Telling every admin of a workspace: who they are is asked of Slack when the message is sent.

The message becomes one to each of them, in one transaction, and once: the outbox sends those as
it sends all others.
"""

from collections.abc import Iterator
from typing import Any

from slack_sdk import WebClient

from bot.delivery.slack.post import Receipt
from bot.delivery.slack.trouble import slack_trouble
from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.outbox.messages import direct_message
from jupiter_core.ports import Message, Store

_PAGE = 200
MOST_PAGES = 50
_OTHERS = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted")


def tell_admins(client: WebClient, store: Store, message: Message) -> Receipt:
    """Raises as `slack_trouble`."""
    told = set(message.body["told"])
    # Before the transaction: nobody else of the workspace could write while Slack answers.
    admins = [each for each in admins_of(client) if each not in told]
    with store.write(message.workspace_id) as uow:
        try:
            uow.once(f"admins:{message.id}")
        except AlreadyDone:
            return {"skipped": "told before"}
        event = uow.events.get(message.body["event_id"])
        for user_id in admins:
            uow.outbox.put(direct_message(event, user_id, uow.new_id()))
    return {"admins": len(admins)}


def admins_of(client: WebClient) -> Iterator[str]:
    """Their ids, as Slack has them now. Raises as `slack_trouble`."""
    cursor = ""
    for _ in range(MOST_PAGES):
        with slack_trouble():
            answer = client.users_list(limit=_PAGE, cursor=cursor)
        members: list[dict[str, Any]] = answer.get("members") or []
        yield from (str(each["id"]) for each in members if _is_admin(each))
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _is_admin(member: dict[str, Any]) -> bool:
    leads = member.get("is_admin") or member.get("is_owner")
    return bool(leads) and not any(member.get(each) for each in _OTHERS)
