"""Payments of an invoice: what a bank or an ERP has seen come in."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.invoices import InvoiceId, Reads, shown
from bot.api.schemas.invoice import PaymentBody
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.commands.record import as_seen
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import PaymentSource
from jupiter_core.domain.refusals import OutOfRange, Overpayment, placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.resources.invoice import InvoiceResource
from jupiter_core.queries.resources.version import InvoicePaymentResource, payments_of

Pays = Annotated[KeyedRequest, Depends(change(Scope.PAYMENTS_WRITE))]

router = APIRouter(tags=["Payments"])


@router.get(
    "/invoices/{invoice_id}/payments",
    summary="List the payments of an invoice",
    responses=answers(200, Page[InvoicePaymentResource], "Oldest first, all of them", 404),
)
def listed(caller: Reads, invoice_id: InvoiceId) -> Response:
    with caller.reading() as uow:
        items = payments_of(uow, invoice_id)
    return Reply(
        Page[InvoicePaymentResource](items=items, next_cursor=None).model_dump_json()
    ).response


@router.post(
    "/invoices/{invoice_id}/payments",
    status_code=201,
    summary="Record a payment",
    responses=answers(201, InvoiceResource, "Recorded", 400, 404, 409, 412, tagged=True),
)
def recorded(change: Pays, invoice_id: InvoiceId, body: PaymentBody) -> Response:
    """In part or in full, of an issued invoice. Two posts are two payments: send an
    Idempotency-Key. The answer is the invoice, or the payment alone where your key may not read
    invoices."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        before = as_seen(uow, INVOICE, invoice_id, seen)
        amount = placed("amount", lambda: Money.of(body.amount, before.content.currency))
        command = RecordPayment(
            by=change.by,
            amount=amount,
            shares=(Share(invoice_id=invoice_id, amount=amount, expected_version=seen),),
            reference=body.reference,
            source=PaymentSource.API,
        )
        try:
            record_payment(command, uow)
        except (Overpayment, OutOfRange) as refusal:
            raise refusal.at("amount") from None
        after = uow.invoices.get(invoice_id)
        if change.caller.key.may(Scope.INVOICES_READ):
            return shown(change.caller, uow, after, status=201)
        payment = payments_of(uow, invoice_id)[-1]
        return Reply(payment.model_dump_json(), 201, (("ETag", f'"{after.sequence}"'),))

    return change.once(work)
