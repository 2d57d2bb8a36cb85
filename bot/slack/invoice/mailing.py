"""Send to AP: shows to whom, then each confirmation is one mail of the invoice as it was shown,
unless one is on its way."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import expect_deal_team, member, on_form_press, the_invoice
from bot.slack.context import SlackContext
from bot.slack.metadata import ModalMetadata, read_modal_metadata
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import writing_about
from bot.slack.telling import refusal_view
from bot.slack.views.blocks import Block
from bot.slack.views.invoice.card_actions import SEND_TO_AP
from bot.slack.views.invoice.mail_form import SEND_FORM, send_form, sent_view
from jupiter_core.commands.mail_under_way import expect_no_mail_under_way
from jupiter_core.commands.mailing import SendToAp, expect_sendable, send_to_ap
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.recipient import mail_recipient

_SEND = "send invoices to the customer"


def register(app: App, ctx: SlackContext) -> None:
    """A card that is behind does no harm here: the form shows the invoice as it is now."""

    def drawn(uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata) -> Block:
        recipient, subject = mail_recipient(uow, invoice), ctx.mail_subject(invoice)
        return send_form(invoice, recipient, metadata, subject=subject, mails=ctx.mails)

    on_form_press(app, ctx, SEND_TO_AP, _SEND, INVOICE, drawn, _may_send, stale=True)

    @app.view(SEND_FORM)
    def confirmed(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            view = _sent(ctx, client, body)
        except AlreadyDone:
            ack()
        except Refusal as refusal:
            ack(response_action="update", view=refusal_view(refusal))
        else:
            ack(response_action="update", view=view)


def _may_send(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
    expect_deal_team(uow, person, _SEND)
    expect_sendable(invoice)
    expect_no_mail_under_way(uow, invoice)


def _sent(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """What was shown is what is sent: raises ChangedSinceSeen where it is not that any more."""
    metadata = read_modal_metadata(body["view"]["private_metadata"])
    person = member(ctx, client, body, _SEND)
    named = partial(the_invoice, about=metadata.subject)
    with writing_about(ctx, client, body, person.id, named, once=metadata.key) as uow:
        invoice = as_seen(uow, INVOICE, *metadata.subject)
        _may_send(uow, person, invoice)
        recipient = mail_recipient(uow, invoice)
        send_to_ap(SendToAp(by=person.actor, invoice_id=invoice.id), uow)
    return sent_view(invoice, recipient, mails=ctx.mails)
