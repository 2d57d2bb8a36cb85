"""The history of an invoice in a modal, from the card or from a command."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.presenters.blocks import Block
from bot.presenters.invoice import card
from bot.presenters.invoice.card_history import PAGE, history_modal, read_page
from bot.slack.door import Body, Door
from bot.slack.invoice.clicks import member, pressed, refusals_told
from jupiter_core.queries.history import history

_DEED = "read the history of invoices"


def register(app: App, door: Door) -> None:
    @app.action(card.HISTORY)
    def history_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            open_history(door, client, body, pressed(body).invoice_id)

    def page_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        member(door, client, body, _DEED)
        invoice_id, page = read_page(body["actions"][0]["value"])
        view = _view(door, body, invoice_id, page)
        client.views_update(view_id=body["view"]["id"], view=view)

    for action_id in (PAGE, f"{PAGE}_older"):
        app.action(action_id)(page_pressed)


def open_history(door: Door, client: WebClient, body: Body, invoice_id: str) -> None:
    """Opens it for whoever sent this payload, which has a trigger. Raises a Refusal."""
    member(door, client, body, _DEED)
    view = _view(door, body, invoice_id, 0)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def _view(door: Door, body: Body, invoice_id: str, page: int) -> Block:
    with door.reading(body) as uow:
        invoice = uow.invoices.get(invoice_id)
        entries = history(uow, invoice_id)
    return history_modal(invoice, entries, link=door.links.url(invoice), page=page)
