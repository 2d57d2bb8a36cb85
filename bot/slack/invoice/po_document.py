"""What the deal team does with a purchase order that AP uploaded: record it, get the file."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import (
    click_key,
    expect_deal_team,
    member,
    open_view,
    pressed,
    refusals_told,
)
from bot.slack.context import SlackContext
from bot.slack.invoice.po_order import po_form_of_document
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.payload import Body
from bot.slack.reading import known_reader, reader_of
from bot.slack.telling import tell_privately
from bot.slack.views.invoice.po_document import RECORD_PO, SEND_FILE
from jupiter_core.commands.po_document import SendPoDocument, send_po_document
from jupiter_core.queries.readable import expect_reader

_RECORD, _READ = "add a PO number", "read purchase orders"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(RECORD_PO)
    def record_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _RECORD)
            reader = known_reader(ctx, client, body, person.id)
            with ctx.reading(body) as uow:
                document = uow.po_documents.get(pressed(body, "document").subject_id)
                invoice = uow.invoices.get(document.invoice_id)
                expect_reader(uow, reader, invoice, invoice.id)
                expect_deal_team(uow, person, _RECORD)
                about = SubjectRef(invoice.id, invoice.sequence)
                metadata = ModalMetadata(uow.new_id(), about)
                view = po_form_of_document(uow, invoice, metadata, document.read)
            open_view(client, body, view)

    @app.action(SEND_FILE)
    def file_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            reader = reader_of(ctx, client, body, _READ)
            with ctx.writing(body, once=click_key(body)) as uow:
                document = uow.po_documents.get(pressed(body, "document").subject_id)
                invoice = uow.invoices.get(document.invoice_id)
                expect_reader(uow, reader, invoice, invoice.id)
                command = SendPoDocument(user_id=reader.person, document_id=document.id)
                send_po_document(command, uow)
            tell_privately(client, body, "The file is on its way to your messages with this app.")
