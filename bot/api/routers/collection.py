"""What becomes known of an invoice's payment before it comes: disputes, promises, pauses."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import Response

from bot.api.change import KeyedRequest
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.routers.invoices import ALSO_AMEND, Amends, InvoiceId, shown
from bot.api.schemas.collection import NoteBody, PauseBody, PromiseBody
from bot.api.schemas.invoice import ReasonBody
from jupiter_core.commands.collection import (
    DisputeInvoice,
    PauseReminders,
    PromisePayment,
    ResumeReminders,
    dispute_invoice,
    pause_reminders,
    promise_payment,
    resume_reminders,
)
from jupiter_core.commands.conversation import SettleDispute, settle_dispute
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.invoice import InvoiceResource

router = APIRouter(tags=["Collection"])


def _changed(change: KeyedRequest, work: Callable[[int | None, UnitOfWork], Invoice]) -> Response:
    """What `work` makes of the version that If-Match names, or of what is there now."""
    seen = change.seen_if_said()

    def answered(uow: UnitOfWork) -> Reply:
        return shown(change.caller, uow, work(seen, uow))

    return change.once(answered)


@router.post(
    "/invoices/{invoice_id}/dispute",
    summary="Record that the customer disputes an invoice",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Disputed", 400, 404, 409, 412, tagged=True),
)
def disputed(change: Amends, invoice_id: InvoiceId, body: ReasonBody) -> Response:
    """Of an issued invoice that is not settled. No reminder goes out until the dispute is
    resolved; another dispute takes the place of the one before. What your key did not draft needs
    `invoices:amend`."""

    def work(seen: int | None, uow: UnitOfWork) -> Invoice:
        command = DisputeInvoice(
            by=change.by, invoice_id=invoice_id, expected_version=seen, reason=body.reason
        )
        return dispute_invoice(command, uow)

    return _changed(change, work)


@router.post(
    "/invoices/{invoice_id}/resolve-dispute",
    summary="Resolve the dispute about an invoice",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Resolved", 400, 404, 409, 412, tagged=True),
)
def resolved(change: Amends, invoice_id: InvoiceId, body: NoteBody) -> Response:
    """Reminders go on. The note says how it ended: where accounts payable disputed by link, they
    read it on the invoice's page and by e-mail. What your key did not draft needs
    `invoices:amend`."""

    def work(seen: int | None, uow: UnitOfWork) -> Invoice:
        command = SettleDispute(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            text=body.note,
            mails=change.ctx.mails,
            explained=False,
        )
        try:
            return settle_dispute(command, uow)
        except Refusal as refusal:
            raise refusal.at("note") if refusal.path == "text" else refusal from None

    return _changed(change, work)


@router.post(
    "/invoices/{invoice_id}/promise",
    summary="Record when an invoice will be paid",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Promised", 400, 404, 409, 412, tagged=True),
)
def promised(change: Amends, invoice_id: InvoiceId, body: PromiseBody) -> Response:
    """No reminder goes out before that day is over, where the legal entity is. What your key did
    not draft needs `invoices:amend`."""

    def work(seen: int | None, uow: UnitOfWork) -> Invoice:
        command = PromisePayment(
            by=change.by, invoice_id=invoice_id, expected_version=seen, date=body.date
        )
        return promise_payment(command, uow)

    return _changed(change, work)


@router.post(
    "/invoices/{invoice_id}/pause-reminders",
    summary="Pause the reminders of an invoice",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Paused", 400, 404, 409, 412, tagged=True),
)
def paused(change: Amends, invoice_id: InvoiceId, body: PauseBody) -> Response:
    """Reminders go on with the day `until`. What your key did not draft needs
    `invoices:amend`."""

    def work(seen: int | None, uow: UnitOfWork) -> Invoice:
        command = PauseReminders(
            by=change.by, invoice_id=invoice_id, expected_version=seen, until=body.until
        )
        return pause_reminders(command, uow)

    return _changed(change, work)


@router.post(
    "/invoices/{invoice_id}/resume-reminders",
    summary="Resume the reminders of an invoice",
    openapi_extra=ALSO_AMEND,
    responses=answers(200, InvoiceResource, "Resumed", 400, 404, 409, 412, tagged=True),
)
def resumed(change: Amends, invoice_id: InvoiceId) -> Response:
    """Ends a pause before its day. What your key did not draft needs `invoices:amend`."""

    def work(seen: int | None, uow: UnitOfWork) -> Invoice:
        command = ResumeReminders(by=change.by, invoice_id=invoice_id, expected_version=seen)
        return resume_reminders(command, uow)

    return _changed(change, work)
