"""Finance's two buttons on an invoice."""

from slack_bolt import App

from bot.slack.approval import ApprovalActions, register_approval
from bot.slack.context import SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.views.invoice.card_forms import CHANGES_FORM, changes_form
from bot.slack.views.invoice.request import APPROVE, REQUEST_CHANGES
from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.domain.actor import Actor
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE


def register(app: App, ctx: SlackContext) -> None:
    actions = ApprovalActions(
        kind=INVOICE,
        deed="approve invoices",
        approve_button=APPROVE,
        request_button=REQUEST_CHANGES,
        reason_form=CHANGES_FORM,
        form=lambda _uow, invoice, metadata: changes_form(invoice, metadata),
        approve=_approve,
        request_changes=_request_changes,
    )
    register_approval(app, ctx, actions)


def _approve(uow: UnitOfWork, by: Actor, subject: SubjectRef) -> None:
    approve(Approve(by=by, invoice_id=subject.subject_id, seen=subject.seen), uow)


def _request_changes(uow: UnitOfWork, by: Actor, subject: SubjectRef, reason: str) -> None:
    invoice_id, seen = subject
    request_changes(RequestChanges(by=by, invoice_id=invoice_id, seen=seen, reason=reason), uow)
