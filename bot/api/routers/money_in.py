"""Payments as such: one sum over several invoices, what of it is credit, and taking it back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.routers.invoices import Reads, Text
from bot.api.schemas.payment import NewPayment, ShareBody, UndoBody, seen_version
from bot.intake.documents.values import Day
from jupiter_core.commands.customer_credit import ReleaseAllocation, release_allocation
from jupiter_core.commands.payment import (
    RecordPayment,
    Rest,
    ReversePayment,
    Share,
    record_payment,
    reverse_payment,
)
from jupiter_core.commands.refund import UndoRefund, undo_refund
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import FROM_API, Payment, PaymentSource, ReceivingAccount
from jupiter_core.domain.refusals import (
    NoDiscountLeft,
    OutOfRange,
    Overpayment,
    Required,
    placed,
)
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.ports import PaymentFilter, UnitOfWork
from jupiter_core.queries.resources.payment import PaymentResource

PaymentId = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{1,64}$", examples=["01JD8KZ3W4"])]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.PAYMENTS_WRITE))]
Pays = Annotated[KeyedRequest, Depends(change(Scope.PAYMENTS_WRITE))]

router = APIRouter(tags=["Payments"])


@router.get(
    "/payments",
    summary="List payments",
    responses=answers(200, Page[PaymentResource], "Latest recorded first", 400),
)
def listed(
    caller: Reads,
    customer_id: Text = "",
    sender_profile_id: Text = "",
    currency: Text = "",
    received_from: Day | None = None,
    received_to: Day | None = None,
    with_credit: Annotated[
        bool, Query(description="Only those of which something is the customer's credit.")
    ] = False,
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    """Reversed ones too."""
    wanted = PaymentFilter(
        customer_id=customer_id,
        sender_profile_id=sender_profile_id,
        currency=currency,
        received_from=received_from,
        received_to=received_to,
        with_credit=with_credit,
    )
    with caller.reading() as uow:
        found = uow.payments.page(wanted, after=place_of(cursor), limit=limit + 1)
    here, more = cut(found, limit)
    page = Page[PaymentResource](
        items=tuple(PaymentResource.of(each) for each in here),
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


@router.post(
    "/payments",
    status_code=201,
    summary="Record a payment over several invoices",
    operation_id="make_a_payment",
    responses=answers(201, PaymentResource, "Recorded", 400, 404, 409, 412),
)
def made(change: Makes, body: NewPayment) -> Response:
    def work(uow: UnitOfWork) -> Reply:
        amount = placed("amount", lambda: Money.of(body.amount, body.currency))
        account = body.account
        command = RecordPayment(
            by=change.by,
            amount=amount,
            shares=tuple(_share(n, each, body.currency) for n, each in enumerate(body.invoices)),
            on_account=body.on_account,
            customer_id=body.customer_id or "",
            sender_profile_id=body.sender_profile_id or "",
            received_on=body.received_on,
            account=ReceivingAccount(**account.model_dump()) if account else None,
            method=body.method,
            payer=body.payer,
            reference=body.reference,
            source=PaymentSource.API,
            source_key=f"{FROM_API}{body.external_id}" if body.external_id else "",
        )
        try:
            return _shown(record_payment(command, uow), 201)
        except (Overpayment, OutOfRange) as refusal:
            raise refusal.at(refusal.path or "amount") from None
        except (Required, NoDiscountLeft) as refusal:
            raise refusal.at(_unexplained(body, refusal)) from None

    return change.once(work)


@router.get(
    "/payments/{payment_id}",
    summary="Read a payment",
    responses=answers(200, PaymentResource, "As it is now", 404),
)
def read(caller: Reads, payment_id: PaymentId) -> Response:
    with caller.reading() as uow:
        return _shown(uow.payments.get(payment_id)).response


@router.post(
    "/payments/{payment_id}/reversal",
    summary="Reverse a payment",
    responses=answers(200, PaymentResource, "Reversed; its invoices are due again", 404, 409),
)
def reversed_(change: Pays, payment_id: PaymentId, body: UndoBody) -> Response:
    """It never came in, or went back at the bank. What was settled with it is due again too."""

    def work(uow: UnitOfWork) -> Reply:
        command = ReversePayment(by=change.by, payment_id=payment_id, reason=body.reason)
        return _shown(reverse_payment(command, uow))

    return change.once(work)


@router.post(
    "/payments/{payment_id}/allocations/{allocation_id}/release",
    summary="Take a payment off an invoice",
    responses=answers(200, PaymentResource, "It is the customer's credit now", 404, 409),
)
def released(
    change: Pays, payment_id: PaymentId, allocation_id: PaymentId, body: UndoBody
) -> Response:
    """It came in, and was for something else."""

    def work(uow: UnitOfWork) -> Reply:
        command = ReleaseAllocation(
            by=change.by, payment_id=payment_id, allocation_id=allocation_id, reason=body.reason
        )
        return _shown(release_allocation(command, uow))

    return change.once(work)


@router.post(
    "/payments/{payment_id}/refunds/{refund_id}/undo",
    summary="Undo a refund",
    responses=answers(200, PaymentResource, "As if it had not gone back", 404, 409),
)
def refund_undone(
    change: Pays, payment_id: PaymentId, refund_id: PaymentId, body: UndoBody
) -> Response:
    """Of all payments of which it was a part."""

    def work(uow: UnitOfWork) -> Reply:
        command = UndoRefund(
            by=change.by, payment_id=payment_id, refund_id=refund_id, reason=body.reason
        )
        undo_refund(command, uow)
        return _shown(uow.payments.get(payment_id))

    return change.once(work)


def _unexplained(body: NewPayment, refusal: Required | NoDiscountLeft) -> str:
    """Where the reason is missing: the terms say why a discount is taken, and nothing else."""
    is_discount = isinstance(refusal, NoDiscountLeft)
    for n, each in enumerate(body.invoices):
        rest = each.settle_rest_as
        if rest is None or rest.reason.strip():
            continue
        if (rest.kind is SettlementKind.EARLY_PAYMENT_DISCOUNT) is is_discount:
            return f"invoices[{n}].settle_rest_as.reason"
    return refusal.path or ""


def _share(n: int, body: ShareBody, currency: str) -> Share:
    amount = placed(f"invoices[{n}].amount", lambda: Money.of(body.amount, currency))
    rest = body.settle_rest_as
    return Share(
        invoice_id=body.invoice_id,
        amount=amount,
        expected_version=seen_version(body.if_match),
        rest=Rest(kind=rest.kind, reason=rest.reason) if rest else None,
    )


def _shown(payment: Payment, status: int = 200) -> Reply:
    return Reply(PaymentResource.of(payment).model_dump_json(), status)
