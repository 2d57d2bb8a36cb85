"""The card's buttons for documents beside the invoice: its credit note, its e-invoice."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import REASON
from bot.intake.view_state import values_of
from bot.slack.actions import (
    click_key,
    expect_deal_team,
    member,
    on_form_press,
    pressed,
    refusals_told,
    say_where_pressed,
    submission,
    the_invoice,
)
from bot.slack.context import SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import writing_about
from bot.slack.telling import show_privately
from bot.slack.views import blocks as b
from bot.slack.views.invoice import card_actions
from bot.slack.views.invoice.credit_note_form import (
    CREDIT_FORM,
    PLACES,
    credit_note_form,
    credit_note_of,
    waiting_for,
)
from bot.slack.views.rich_text import Rendered
from bot.wording.names import title
from jupiter_core.commands.credit_note import draft_credit_note
from jupiter_core.commands.e_invoice import SendEInvoice, send_e_invoice
from jupiter_core.commands.permission import expect_credit_drafter
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.approvers import mentioned_approvers
from jupiter_core.queries.credit_left import credit_notes_of, expect_something_left

_CREDIT, _E_INVOICE = "draft credit notes", "send e-invoices"


def register(app: App, ctx: SlackContext) -> None:
    on_form_press(app, ctx, card_actions.CREDIT, _CREDIT, INVOICE, _form, _may_credit)

    @app.view(CREDIT_FORM)
    def credit_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, REASON, _CREDIT, places=PLACES)
        waits: Rendered | None = None  # a refused form is answered at its field
        with form as (person, subject, uow):
            invoice = uow.invoices.get(subject.subject_id)
            left = credit_notes_of(uow, invoice).left_on(invoice)
            command = credit_note_of(values_of(body["view"]), subject, person.actor, invoice, left)
            note = draft_credit_note(command, uow, ctx.renderer)
            waits = waiting_for(note, mentioned_approvers(uow, note))
        if waits:
            show_privately(client, body, *waits)

    @app.action(card_actions.E_INVOICE)
    def e_invoice_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, _E_INVOICE), pressed(body)
            named, key = partial(the_invoice, about=about), click_key(body)
            with writing_about(ctx, client, body, person.id, named, once=key) as uow:
                invoice = _send_e_invoice(person, about, uow)
            said = f"The e-invoice files of {title(invoice)} are being added to its thread."
            say_where_pressed(client, body, said)


def _send_e_invoice(person: Person, about: SubjectRef, uow: UnitOfWork) -> Invoice:
    expect_deal_team(uow, person, _E_INVOICE)
    return send_e_invoice(SendEInvoice(by=person.actor, invoice_id=about.subject_id), uow)


def _form(uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    return credit_note_form(invoice, credit_notes_of(uow, invoice).left_on(invoice), metadata)


def _may_credit(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
    """The command asks again; this tells it before anybody has typed."""
    expect_credit_drafter(uow, person.actor)
    expect_something_left(uow, invoice)
