"""The request for an approval in an invoice's thread: one message, drawn anew while it is open."""

from slack_sdk import WebClient

from bot.delivery.slack.context import MessageContext
from bot.delivery.slack.post import Receipt, change_if_there, post
from bot.slack.views.invoice.request import approval_closed, approval_request
from bot.slack.views.rich_text import Rendered
from jupiter_core.domain.cautions import invoice_cautions


def send_request(client: WebClient, letter: MessageContext) -> Receipt:
    """An open request is drawn anew where it stands; otherwise there is a new one."""
    message, rendered = letter.message, _asking(letter)
    place = letter.request if letter.is_open else None
    there = place is not None and place.within(letter.channel)
    if place is None or not there or change_if_there(client, message, place, rendered):
        place = post(client, message, letter.channel, rendered, thread=letter.thread)
    return {**place.receipt(), "sequence": letter.invoice.sequence}


def count_request(client: WebClient, letter: MessageContext) -> Receipt:
    """Whoever has approved is asked no more."""
    if letter.request is None:
        return {"skipped": "nothing was asked"}
    gone = change_if_there(client, letter.message, letter.request, _asking(letter))
    return {"skipped": gone} if gone else letter.request.receipt()


def close_request(client: WebClient, letter: MessageContext) -> str | None:
    """Takes the buttons off and says how it ended; gives why that was not possible."""
    if letter.request is None:
        return "nothing was asked"
    asked = letter.asked or letter.invoice
    rendered = approval_closed(asked, letter.event, letter.invoice, letter.asked_recipient)
    moved = not letter.request.within(letter.channel)
    return change_if_there(client, letter.message, letter.request, rendered, strict=not moved)


def _asking(letter: MessageContext) -> Rendered:
    content = letter.invoice.content
    cautions = invoice_cautions(content, content.seller.today(letter.event.at))
    return approval_request(
        letter.invoice,
        letter.approvers,
        letter.recipient,
        letter.doubles,
        (*cautions, *letter.cautions),
    )
