"""Answer: what the deal team says to what AP said by link."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    member,
    on_form_press,
    pressed,
    refusals_told,
    submission,
)
from bot.slack.context import SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.turn import open_window
from bot.slack.views import blocks as b
from bot.slack.views.invoice.conversation import (
    ANSWER,
    ANSWER_FORM,
    RESOLVE,
    RESOLVE_FORM,
    TEXT,
    answer_form,
    resolve_form,
)
from jupiter_core.commands.collection import expect_collector
from jupiter_core.commands.conversation import (
    Answer,
    SettleDispute,
    answer,
    answered_to,
    disputed_by_link,
    settle_dispute,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotDisputed
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.readable import expect_reader

_ANSWER, _RESOLVE = "answer the customer", "resolve disputes"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(ANSWER)
    def answer_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, _ANSWER), pressed(body, "message")
            reader = known_reader(ctx, client, body, person.id)
            with ctx.reading(body) as uow:
                expect_collector(uow, person.actor, _ANSWER)
                asked = uow.conversation.get(about.subject_id)
                invoice = uow.invoices.get(asked.invoice_id)
                expect_reader(uow, reader, invoice, invoice.id)
                to = answered_to(uow, invoice, asked)
                metadata = ModalMetadata(uow.new_id(), about)
                view = answer_form(invoice, asked, to, metadata, mails=ctx.mails)
            open_window(client, body, view)

    @app.view(ANSWER_FORM)
    def answer_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, TEXT, _ANSWER, subject=_asked_about)
        with form as (person, about, uow):
            expect_collector(uow, person.actor, _ANSWER)
            text = text_in(values_of(body["view"]), TEXT) or ""
            command = Answer(
                by=person.actor, remark_id=about.subject_id, text=text, mails=ctx.mails
            )
            answer(command, uow)

    _resolving(app, ctx)


def _asked_about(uow: UnitOfWork, about: SubjectRef) -> Invoice:
    return uow.invoices.get(uow.conversation.get(about.subject_id).invoice_id)


def _resolving(app: App, ctx: SlackContext) -> None:
    def drawn(uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata) -> b.Block:
        disputed = disputed_by_link(uow.conversation.of(invoice.id))
        to = answered_to(uow, invoice, disputed) if disputed else None
        return resolve_form(invoice, disputed, to, metadata, mails=ctx.mails)

    on_form_press(app, ctx, RESOLVE, _RESOLVE, INVOICE, drawn, _may_resolve, stale=True)

    @app.view(RESOLVE_FORM)
    def resolved(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, TEXT, _RESOLVE)
        with form as (person, about, uow):
            text = text_in(values_of(body["view"]), TEXT) or ""
            command = SettleDispute(
                by=person.actor, invoice_id=about.subject_id, text=text, mails=ctx.mails
            )
            settle_dispute(command, uow)


def _may_resolve(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
    expect_collector(uow, person.actor, _RESOLVE)
    if invoice.awaiting.dispute is None:
        raise NotDisputed(invoice.title)
