"""The card's buttons: the PO, a payment, void, a new link; the others have modules of their own."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import PO, REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    expect_deal_team,
    of_invoice,
    on_form_press,
    on_press,
    submission,
)
from bot.slack.context import SlackContext
from bot.slack.invoice import by_link as invoice_actions_by_link
from bot.slack.invoice import collecting as invoice_collecting
from bot.slack.invoice import conversation as invoice_conversation
from bot.slack.invoice import credit as invoice_actions_credit
from bot.slack.invoice import forwarding as invoice_forwarding
from bot.slack.invoice import history as invoice_actions_history
from bot.slack.invoice import late_fee
from bot.slack.invoice import mail_question as invoice_mail_question
from bot.slack.invoice import mailing as invoice_actions_mailing
from bot.slack.invoice import payments as invoice_payments
from bot.slack.invoice import po_document as invoice_po_document
from bot.slack.invoice import reissue as invoice_actions_reissue
from bot.slack.invoice import showing as invoice_showing
from bot.slack.invoice import uploading as invoice_uploading
from bot.slack.invoice.po_order import po_form_of, save_po
from bot.slack.metadata import SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.views.invoice import card_actions
from bot.slack.views.invoice.card_forms import (
    PO_FORM,
    VOID_FORM,
    void_form,
)
from bot.slack.views.invoice.po_body import PO_AMOUNT
from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotPermitted
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

_ADD_PO = "add a PO number"
_VOID, _REPLACE = "void invoices", "replace a customer's link"


def register(app: App, ctx: SlackContext) -> None:
    """`invoice_edit` is the builder's."""
    _opening(app, ctx)
    _submitting(app, ctx)
    invoice_actions_history.register(app, ctx)
    invoice_collecting.register(app, ctx)
    invoice_actions_credit.register(app, ctx)
    invoice_payments.register(app, ctx)
    invoice_actions_reissue.register(app, ctx)
    late_fee.register(app, ctx)
    invoice_actions_mailing.register(app, ctx)
    invoice_mail_question.register(app, ctx)
    invoice_actions_by_link.register(app, ctx)
    invoice_conversation.register(app, ctx)
    invoice_forwarding.register(app, ctx)
    invoice_po_document.register(app, ctx)
    invoice_showing.register(app, ctx)
    invoice_uploading.register(app, ctx)

    @app.action(card_actions.VIEW)
    def viewed(ack: Ack) -> None:
        ack()  # a link opens by itself; Slack asks for an ack all the same

    on_press(app, ctx, card_actions.REPLACE_LINK, _REPLACE, _replace_link)


def _replace_link(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    expect_deal_team(uow, person, _REPLACE)
    invoice_id, seen = about
    replace_link(ReplaceLink(by=person.actor, invoice_id=invoice_id, expected_version=seen), uow)


def _opening(app: App, ctx: SlackContext) -> None:
    on_form_press(app, ctx, card_actions.ADD_PO, _ADD_PO, INVOICE, po_form_of, _may_add_po)

    on_form_press(app, ctx, card_actions.VOID, _VOID, INVOICE, of_invoice(void_form), _may_void)


def _submitting(app: App, ctx: SlackContext) -> None:
    @app.view(PO_FORM)
    def po_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        places = {PO_AMOUNT: PO_AMOUNT, "amount": PO_AMOUNT}
        with submission(ctx, client, ack, body, PO, _ADD_PO, places=places) as (
            person,
            subject,
            uow,
        ):
            expect_deal_team(uow, person, _ADD_PO)
            save_po(uow, ctx.renderer, person, subject, values_of(body["view"]))

    @app.view(VOID_FORM)
    def void_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        with submission(ctx, client, ack, body, REASON, _VOID) as (person, subject, uow):
            command = VoidInvoice(
                by=person.actor,
                invoice_id=subject.subject_id,
                expected_version=subject.expected_version,
                reason=text_in(values_of(body["view"]), REASON) or "",
            )
            void_invoice(command, uow)


def _may_add_po(uow: UnitOfWork, person: Person, _invoice: Invoice) -> None:
    expect_deal_team(uow, person, _ADD_PO)


def _may_void(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
    """The command asks again; this tells it before anybody has written a reason."""
    own_draft = invoice.number is None and person.id in invoice.authors
    if not own_draft and not uow.workspace().policy.allows(person.id):
        raise NotPermitted(_VOID, "Approvers can; an admin names them with /invoice setup.")
    invoice.voided("")
