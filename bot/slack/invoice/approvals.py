"""Finance's two buttons: Approve, and Request changes with its reason."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.invoice import REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.context import Body, SlackContext
from bot.slack.invoice.clicks import (
    click_key,
    member,
    open_form,
    pressed,
    refusals_told,
    submission,
)
from bot.slack.people import Person
from bot.slack.views.invoice.card_forms import CHANGES_FORM, changes_form
from bot.slack.views.invoice.request import APPROVE, REQUEST_CHANGES
from bot.wording.names import start
from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.commands.record import changed_since
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import NotAnApprover, NotInState
from jupiter_core.ports import UnitOfWork

_DEED = "approve invoices"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(APPROVE)
    def approve_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DEED)
            subject = pressed(body)
            with ctx.writing(body, once=click_key(body)) as uow:
                command = Approve(by=person.actor, invoice_id=subject.invoice_id, seen=subject.seen)
                approve(command, uow)

    @app.action(REQUEST_CHANGES)
    def request_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person, subject = member(ctx, client, body, _DEED), pressed(body)

            def may(uow: UnitOfWork, person: Person, invoice: Invoice) -> None:
                _expect_may_send_back(uow, person, invoice, subject.seen)

            open_form(ctx, client, body, person, changes_form, may, stale=True)

    @app.view(CHANGES_FORM)
    def changes_requested(ack: Ack, body: Body, client: WebClient) -> None:
        with submission(ctx, client, ack, body, REASON, _DEED) as (person, subject, uow):
            command = RequestChanges(
                by=person.actor,
                invoice_id=subject.invoice_id,
                seen=subject.seen,
                reason=text_in(values_of(body["view"]), REASON) or "",
            )
            request_changes(command, uow)


def _expect_may_send_back(uow: UnitOfWork, person: Person, invoice: Invoice, seen: int) -> None:
    """The command asks again; this tells it before anybody has written a reason.

    What was read is what counts, as for an approval: the first of two approvals makes a new
    version of the invoice, but no other content.
    """
    if not uow.workspace().policy.allows(person.id):
        raise NotAnApprover()
    if invoice.state not in {State.PENDING_APPROVAL, State.APPROVED}:
        raise NotInState(start(invoice.title), invoice.state.words, "sent back")
    if uow.versions.at(invoice.id, seen).invoice().content != invoice.content:
        raise changed_since(uow, invoice, seen)
