"""Whoever drafted a deal is told that a message of it was given up; where they have left, those who
approve are, and admins where nobody does. Slack takes a message to a deactivated person without a
word, and nobody reads it.
"""

from typing import Any

from slack_sdk import WebClient

from bot.delivery.slack.admins import admins_of
from bot.delivery.slack.post import Receipt, post
from bot.delivery.slack.trouble import SlackRefusal, slack_trouble
from bot.slack.views.invoice.direct import undelivered
from bot.slack.views.moving import move_button
from bot.slack.views.rich_text import Rendered
from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.outbox.messages import EMAIL, instead_of
from jupiter_core.ports import Message, Store, UnitOfWork
from jupiter_core.queries.dead_letters import about


def is_of_one_given_up(message: Message) -> bool:
    return "dead_letter_id" in message.body


def tell_given_up(client: WebClient, store: Store, message: Message) -> Receipt:
    """Raises as `slack_trouble`."""
    body = message.body
    if not body.get("instead_of") and _has_left(client, body["user_id"]):
        return _tell_others(client, store, message)
    with store.read(message.workspace_id) as uow:
        rendered = _drawn(uow, message)
    return post(client, message, body["user_id"], rendered).receipt()


def _drawn(uow: UnitOfWork, message: Message) -> Rendered:
    body = message.body
    subject, letter = about(uow, message), body["dead_letter_id"]
    return undelivered(
        subject.title if subject else "a deal",
        body["error"],
        letter,
        mail=letter in _mails_given_up(uow),
        elsewhere=move_button(subject.deal, "Choose another channel") if subject else None,
        who_left=subject.drafted_by.name if subject and body.get("instead_of") else "",
    )


def _mails_given_up(uow: UnitOfWork) -> set[str]:
    letters = (each.message for each in uow.outbox.dead_letters())
    return {each.id for each in letters if each.destination == EMAIL}


def _has_left(client: WebClient, user_id: str) -> bool:
    """Whether Slack says at this moment that they are deactivated. Whom it does not tell of is
    written to."""
    try:
        with slack_trouble():
            user: dict[str, Any] = client.users_info(user=user_id).get("user") or {}
    except SlackRefusal:
        return False
    return bool(user.get("deleted"))


def _tell_others(client: WebClient, store: Store, message: Message) -> Receipt:
    who = message.body["user_id"]
    with store.read(message.workspace_id) as uow:
        workspace = uow.workspace()
        gone = {who, *workspace.departed}
    people = [each for each in workspace.policy.people if each not in gone]
    # Before the transaction: nobody else of the workspace could write while Slack answers.
    people = people or [each for each in admins_of(client) if each not in gone]
    with store.write(message.workspace_id) as uow:
        try:
            uow.once(f"given-up:{message.id}")
        except AlreadyDone:
            return {"skipped": "told before"}
        for each in people:
            uow.outbox.put(instead_of(message, each, uow.new_id()))
    return {"skipped": "deactivated in Slack", "told": len(people)}
