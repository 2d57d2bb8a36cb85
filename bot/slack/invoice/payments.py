"""Money in, by the card's buttons: payments, settlements, credit, refunds, and their Undo."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import AMOUNT, REASON, payment_of
from bot.intake.modals.payment import PLACES, kind_in, refunded_in, typed_payment
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    member,
    on_form_press,
    on_press,
    open_view,
    pressed,
    refusals_told,
    submission,
)
from bot.slack.context import SlackContext
from bot.slack.invoice.undoing import undo
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_actions import PAYMENT, PAYMENTS
from bot.slack.views.invoice.card_forms import PAYMENT_FORM
from bot.slack.views.invoice.payment_form import (
    REFUND_FORM,
    SETTLE_FORM,
    UNDO_FORM,
    payment_form,
    refund_form,
    settle_form,
    undo_form,
)
from bot.slack.views.invoice.payments_modal import (
    APPLY,
    KEEP,
    REFUND,
    SETTLE,
    UNDO,
    CreditRef,
    credit_of,
    payments_modal,
    undo_of,
    undo_words,
)
from jupiter_core.commands.customer_credit import (
    ApplyCredit,
    ReleaseSurplus,
    apply_credit,
    release_surplus,
)
from jupiter_core.commands.payment import RecordPayment, Share, record_payment, shares_of
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.commands.record import as_seen
from jupiter_core.commands.refund import RecordRefund, record_refund
from jupiter_core.commands.settlement import SettleInvoice, settle_invoice
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.customer_credit import credit_for, credit_version
from jupiter_core.queries.invoice_payments import open_beside, payments_on
from jupiter_core.queries.readable import expect_reader

_PAY, _SETTLE, _REFUND = "record payments", "settle invoices", "record refunds"
_APPLY, _UNDO, _LOOK = "apply a customer's credit", "undo payments", "look at payments"


def register(app: App, ctx: SlackContext) -> None:
    _opening(app, ctx)
    _submitting(app, ctx)
    on_press(app, ctx, APPLY, _APPLY, _apply, subject=_of_credit)
    on_press(app, ctx, KEEP, _APPLY, _keep)

    @app.action(UNDO)
    def undo_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, about = member(ctx, client, body, _UNDO), pressed(body)
            named = undo_of(about)
            reader = known_reader(ctx, client, body, person.id)
            with ctx.reading(body) as uow:
                invoice = uow.invoices.get(named.invoice_id)
                expect_reader(uow, reader, invoice, named.invoice_id)
                expect_receivables(uow, person.actor, _UNDO)
                what = undo_words(invoice, payments_on(uow, invoice), named)
                view = undo_form(what, ModalMetadata(uow.new_id(), about))
            open_view(client, body, view)


def _opening(app: App, ctx: SlackContext) -> None:
    on_form_press(app, ctx, PAYMENT, _PAY, INVOICE, _payment_form, _may)
    on_form_press(app, ctx, PAYMENTS, _LOOK, INVOICE, _payments, _may, stale=True)
    on_form_press(
        app, ctx, SETTLE, _SETTLE, INVOICE, lambda _, each, data: settle_form(each, data), _may
    )
    on_form_press(app, ctx, REFUND, _REFUND, INVOICE, _refund_form, _may)


def _submitting(app: App, ctx: SlackContext) -> None:
    @app.view(PAYMENT_FORM)
    def payment_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, AMOUNT, _PAY, places=PLACES)
        with form as (person, subject, uow):
            record_payment(_payment(body, subject, person, uow), uow)

    @app.view(SETTLE_FORM)
    def settlement_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, AMOUNT, _SETTLE, places=PLACES)
        with form as (person, subject, uow):
            values = values_of(body["view"])
            currency = uow.invoices.get(subject.subject_id).content.currency
            command = SettleInvoice(
                by=person.actor,
                invoice_id=subject.subject_id,
                expected_version=subject.expected_version,
                kind=kind_in(values),
                reason=text_in(values, REASON) or "",
                amount=payment_of(text_in(values, AMOUNT) or "", currency),
            )
            settle_invoice(command, uow)

    @app.view(REFUND_FORM)
    def refund_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(
            ctx, client, ack, body, AMOUNT, _REFUND, places=PLACES, subject=_of_credit
        )
        with form as (person, subject, uow):
            record_refund(_refund(body, subject, person, uow), uow)

    @app.view(UNDO_FORM)
    def undo_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, REASON, _UNDO, places=PLACES, subject=_of_undo)
        with form as (person, subject, uow):
            reason = text_in(values_of(body["view"]), REASON) or ""
            undo(undo_of(subject), person.actor, reason, uow)


def _of_credit(uow: UnitOfWork, about: SubjectRef) -> Invoice:
    return uow.invoices.get(credit_of(about).invoice_id)


def _of_undo(uow: UnitOfWork, about: SubjectRef) -> Invoice:
    return uow.invoices.get(undo_of(about).invoice_id)


def _payment(body: Body, subject: SubjectRef, person: Person, uow: UnitOfWork) -> RecordPayment:
    """Over the invoice and those that were picked beside it, oldest due first; what they do not
    take stays a rest of the sum, which the command takes or refuses."""
    invoice = as_seen(uow, INVOICE, subject.subject_id, subject.expected_version)
    typed = typed_payment(values_of(body["view"]), invoice.content.currency)
    picked = [uow.invoices.get(each) for each in typed.invoice_ids]
    mine = Share(invoice_id=invoice.id, amount=typed.amount)
    shares = placed("rest", lambda: shares_of(typed.amount, (invoice, *picked), typed.rest))
    return RecordPayment(
        by=person.actor,
        amount=typed.amount,
        shares=shares or (mine,),
        on_account=typed.on_account,
        customer_id=invoice.content.bill_to.customer_id,
        sender_profile_id=invoice.sender_profile_id,
        received_on=typed.received_on,
        account=typed.account,
        method=typed.method,
        reference=typed.reference,
    )


def _refund(body: Body, subject: SubjectRef, person: Person, uow: UnitOfWork) -> RecordRefund:
    """Of the invoice where it was paid too much, else of the customer's credit."""
    named = credit_of(subject)
    invoice = as_seen(uow, INVOICE, named.invoice_id, named.seen)
    content = invoice.content
    amount, day, reference, reason = refunded_in(values_of(body["view"]), content.currency)
    of_invoice = bool(invoice.to_refund.minor)
    return RecordRefund(
        by=person.actor,
        amount=amount,
        reason=reason,
        invoice_id=invoice.id if of_invoice else "",
        customer_id=content.bill_to.customer_id,
        sender_profile_id=invoice.sender_profile_id,
        expected_credit=named.credit_version or None,
        refunded_on=day,
        reference=reference,
    )


def _payment_form(uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    return payment_form(
        invoice,
        metadata,
        others=open_beside(uow, invoice),
        accounts=uow.sender_profiles.get(invoice.sender_profile_id).bank_accounts,
        credit=credit_for(uow, invoice),
        today=invoice.content.seller.today(uow.now),
    )


def _refund_form(uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    most = invoice.to_refund if invoice.to_refund.minor else credit_for(uow, invoice)
    version = credit_version(uow, invoice.content.bill_to.customer_id)
    shown = CreditRef(invoice.id, version, invoice.sequence).subject
    metadata = metadata._replace(subject=shown)
    return refund_form(invoice, metadata, most, invoice.content.seller.today(uow.now))


def _payments(uow: UnitOfWork, invoice: Invoice, _metadata: ModalMetadata) -> b.Block:
    version = credit_version(uow, invoice.content.bill_to.customer_id)
    return payments_modal(invoice, payments_on(uow, invoice), credit_for(uow, invoice), version)


def _apply(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    named = credit_of(about)
    command = ApplyCredit(
        by=person.actor,
        invoice_id=named.invoice_id,
        expected_version=named.seen,
        expected_credit=named.credit_version or None,
    )
    apply_credit(command, uow)


def _keep(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    invoice_id, seen = about
    release_surplus(
        ReleaseSurplus(by=person.actor, invoice_id=invoice_id, expected_version=seen), uow
    )


def _may(uow: UnitOfWork, person: Person, _invoice: Invoice) -> None:
    """The commands ask again; this tells it before anybody has typed."""
    expect_receivables(uow, person.actor, _PAY)
