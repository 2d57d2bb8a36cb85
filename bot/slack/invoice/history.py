"""The history of an invoice in a modal, from the card or from a command."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import open_view, pressed, refusals_told
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.reading import reader_of
from bot.slack.views.blocks import Block
from bot.slack.views.history import read_page
from bot.slack.views.invoice import card_actions
from bot.slack.views.invoice.history import PAGE, history_modal
from jupiter_core.domain.readers import Reader
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.history import history
from jupiter_core.queries.readable import expect_reader

_DEED = "read the history of invoices"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(card_actions.HISTORY)
    def history_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            open_history(ctx, client, body, pressed(body).subject_id)

    def page_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        reader = reader_of(ctx, client, body, _DEED)
        invoice_id, page = read_page(body["actions"][0]["value"])
        view = _view(ctx, body, reader, invoice_id, page)
        client.views_update(view_id=body["view"]["id"], view=view)

    for action_id in (PAGE, f"{PAGE}_older"):
        app.action(action_id)(page_pressed)


def open_history(ctx: SlackContext, client: WebClient, body: Body, invoice_id: str) -> None:
    """Opens it for whoever sent this payload, which has a trigger. Raises a Refusal."""
    reader = reader_of(ctx, client, body, _DEED)
    view = _view(ctx, body, reader, invoice_id, 0)
    open_view(client, body, view)


def _view(ctx: SlackContext, body: Body, reader: Reader, invoice_id: str, page: int) -> Block:
    with ctx.reading(body) as uow:
        invoice = uow.invoices.get(invoice_id)
        expect_reader(uow, reader, invoice, invoice_id)
        entries = history(uow, INVOICE, invoice_id)
        documents = uow.po_documents.of(invoice_id)
    link = ctx.links.url(invoice)
    return history_modal(invoice, entries, link=link, page=page, documents=documents)
