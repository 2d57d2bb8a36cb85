"""Showing an invoice to one person, with what that person may do: in a modal where they pressed
“Show” or “More actions”, or as the answer of a command."""

from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient

from bot.slack.actions import open_view, pressed, refusals_told
from bot.slack.context import SlackContext
from bot.slack.passing import Passing
from bot.slack.payload import Body
from bot.slack.reading import reader_of
from bot.slack.views.contract import card as contract_card
from bot.slack.views.invoice.actions_modal import actions_modal, invoice_modal
from bot.slack.views.invoice.card import card, place_of
from bot.slack.views.invoice.card_actions import IN_MENU, MENU, MORE, Viewer
from bot.slack.views.menu import chosen_action
from bot.slack.views.rich_text import Rendered
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.contract_view import contract_view
from jupiter_core.queries.late_fee import owes_late_fee
from jupiter_core.queries.readable import expect_reader
from jupiter_core.queries.recipient import mail_recipient

SHOW = "invoice_show"
_LOOK_UP = "look up invoices"
_MENUS = {MENU: IN_MENU, contract_card.MENU: contract_card.IN_MENU}


def register(app: App, ctx: SlackContext) -> None:
    """The menu of a card too: an entry that is chosen is its button, pressed."""
    app.use(Passing(as_pressed))

    @app.action(SHOW)
    def show_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            show_invoice(ctx, client, body, str(body["actions"][0]["value"]))

    @app.action(MORE)
    def more_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            reader = reader_of(ctx, client, body, _LOOK_UP)
            invoice_id = pressed(body).subject_id
            with ctx.reading(body) as uow:
                invoice = uow.invoices.get(invoice_id)
                expect_reader(uow, reader, invoice, invoice_id)
                viewer = Viewer(reader.person, uow.workspace())
                owes_fee = owes_late_fee(uow, invoice)
            link = ctx.links.url(invoice)
            open_view(client, body, actions_modal(invoice, viewer, link, owes_fee=owes_fee))


def as_pressed(request: BoltRequest) -> None:
    """Hands an entry of a card's menu on as a press of the button that it stands for."""
    action = (request.body.get("actions") or [{}])[0]
    among = _MENUS.get(str(action.get("action_id")))
    if among:
        chosen = chosen_action(str((action.get("selected_option") or {}).get("value", "")), among)
        if chosen:
            action |= {"type": "button", "action_id": chosen[0], "value": chosen[1]}


def show_invoice(ctx: SlackContext, client: WebClient, body: Body, invoice_id: str) -> None:
    """Opens it where it was pressed. Raises NotFound for whoever may not read it."""
    reader = reader_of(ctx, client, body, _LOOK_UP)
    with ctx.reading(body) as uow:
        invoice = uow.invoices.get(invoice_id)
        expect_reader(uow, reader, invoice, invoice_id)
        contract = contract_view(uow, invoice.contract_id) if invoice.contract_id else None
        view = invoice_modal(
            invoice,
            Viewer(reader.person, uow.workspace()),
            link=ctx.links.url(invoice),
            recipient=mail_recipient(uow, invoice),
            place=place_of(invoice, contract),
            today=invoice.content.seller.today(uow.now),
            owes_fee=owes_late_fee(uow, invoice),
        )
    open_view(client, body, view)


def shown_to(ctx: SlackContext, uow: UnitOfWork, invoice: Invoice, person: str) -> Rendered:
    """Its card for one member who may read it, for a message that only they see."""
    contract = contract_view(uow, invoice.contract_id) if invoice.contract_id else None
    return card(
        invoice,
        link=ctx.links.url(invoice),
        recipient=mail_recipient(uow, invoice),
        place=place_of(invoice, contract),
        viewer=Viewer(person, uow.workspace()),
        today=invoice.content.seller.today(uow.now),
        owes_fee=owes_late_fee(uow, invoice),
    )
