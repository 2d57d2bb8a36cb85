"""What settles an invoice beside money that comes in: settlements, the customer's credit, and
refunds of what was paid too much."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.routers.customers import PartyId
from bot.api.routers.invoices import InvoiceId, Reads
from bot.api.routers.money_in import Pays
from bot.api.schemas.payment import (
    CreditBody,
    CreditRefundBody,
    RefundBody,
    SettlementBody,
    UndoBody,
)
from jupiter_core.commands.customer_credit import (
    ApplyCredit,
    ReleaseSurplus,
    apply_credit,
    release_surplus,
)
from jupiter_core.commands.refund import RecordRefund, record_refund
from jupiter_core.commands.settlement import (
    SettleInvoice,
    UndoSettlement,
    settle_invoice,
    undo_settlement,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import OutOfRange, Overpayment, placed
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.customer_credit import credit_version, credits_of
from jupiter_core.queries.resources.balance import BalanceResource, CreditResource

SettlementId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]

router = APIRouter(tags=["Payments"])


@router.post(
    "/invoices/{invoice_id}/settlements",
    status_code=201,
    summary="Settle what is left of an invoice",
    responses=answers(201, BalanceResource, "Settled", 400, 404, 409, 412, tagged=True),
)
def settled(change: Pays, invoice_id: InvoiceId, body: SettlementBody) -> Response:
    """As bank fee, rounding, early-payment discount, tax withheld or bad debt. The tax that the
    invoice reported stays as it is: a credit note lowers it."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        currency = uow.invoices.get(invoice_id).content.currency
        amount = body.amount
        command = SettleInvoice(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            kind=body.kind,
            reason=body.reason,
            amount=None if amount is None else _money(amount, currency),
        )
        return _at_amount(lambda: settle_invoice(command, uow), 201)

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/settlements/{settlement_id}/undo",
    summary="Undo a settlement",
    responses=answers(200, BalanceResource, "It is due again", 400, 404, 409, 412, tagged=True),
)
def settlement_undone(
    change: Pays, invoice_id: InvoiceId, settlement_id: SettlementId, body: UndoBody
) -> Response:
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = UndoSettlement(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            settlement_id=settlement_id,
            reason=body.reason,
        )
        return _shown(undo_settlement(command, uow))

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/credit",
    summary="Apply the customer's credit to an invoice",
    operation_id="apply_a_customers_credit",
    responses=answers(200, BalanceResource, "Applied", 400, 404, 409, 412, tagged=True),
)
def applied(change: Pays, invoice_id: InvoiceId, body: CreditBody) -> Response:
    """Of what came in first, first."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        currency = uow.invoices.get(invoice_id).content.currency
        amount = body.amount
        command = ApplyCredit(
            by=change.by,
            invoice_id=invoice_id,
            expected_version=seen,
            amount=None if amount is None else _money(amount, currency),
        )
        return _at_amount(lambda: apply_credit(command, uow), 200)

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/surplus",
    summary="Keep what was paid too much as the customer's credit",
    operation_id="keep_a_surplus_as_credit",
    responses=answers(200, BalanceResource, "Kept", 400, 404, 409, 412, 422, tagged=True),
)
def kept(change: Pays, invoice_id: InvoiceId) -> Response:
    """Of an invoice that was paid and credited besides."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        command = ReleaseSurplus(by=change.by, invoice_id=invoice_id, expected_version=seen)
        return _shown(release_surplus(command, uow))

    return change.once(work)


@router.post(
    "/invoices/{invoice_id}/refunds",
    status_code=201,
    summary="Record a refund of an invoice",
    responses=answers(201, BalanceResource, "Recorded", 400, 404, 409, 412, tagged=True),
)
def refunded(change: Pays, invoice_id: InvoiceId, body: RefundBody) -> Response:
    """Of what was paid for it and credited besides, `to_refund` of its totals."""
    seen = change.seen_if_said()

    def work(uow: UnitOfWork) -> Reply:
        currency = uow.invoices.get(invoice_id).content.currency
        command = RecordRefund(
            by=change.by,
            amount=_money(body.amount, currency),
            reason=body.reason,
            invoice_id=invoice_id,
            expected_version=seen,
            refunded_on=body.refunded_on,
            reference=body.reference,
        )
        record_refund(command, uow)
        return _shown(uow.invoices.get(invoice_id), 201)

    return change.once(work)


@router.get(
    "/customers/{customer_id}/credit",
    summary="Read a customer's credit",
    responses=answers(
        200, Page[CreditResource], "By legal entity and currency, all of it", 404, tagged=True
    ),
)
def credit(caller: Reads, customer_id: PartyId) -> Response:
    with caller.reading() as uow:
        return _credit(uow, customer_id).response


@router.post(
    "/customers/{customer_id}/refunds",
    status_code=201,
    summary="Record a refund of a customer's credit",
    operation_id="record_a_refund_of_a_customers_credit",
    responses=answers(
        201, Page[CreditResource], "What is left of it", 400, 404, 409, 412, tagged=True
    ),
)
def credit_refunded(change: Pays, customer_id: PartyId, body: CreditRefundBody) -> Response:
    """With If-Match, nothing is recorded where the credit changed since you read it."""
    seen = change.tag()

    def work(uow: UnitOfWork) -> Reply:
        uow.customers.get(customer_id)
        command = RecordRefund(
            by=change.by,
            amount=_money(body.amount, body.currency),
            reason=body.reason,
            customer_id=customer_id,
            sender_profile_id=body.sender_profile_id,
            expected_credit=seen,
            refunded_on=body.refunded_on,
            reference=body.reference,
        )
        record_refund(command, uow)
        return _credit(uow, customer_id, 201)

    return change.once(work)


def _money(amount: Decimal, currency: str) -> Money:
    return placed("amount", lambda: Money.of(amount, currency))


def _at_amount(work: Callable[[], Invoice], status: int) -> Reply:
    try:
        return _shown(work(), status)
    except (Overpayment, OutOfRange) as refusal:
        raise refusal.at("amount") from None


def _shown(invoice: Invoice, status: int = 200) -> Reply:
    tag = (("ETag", f'"{invoice.sequence}"'),)
    return Reply(BalanceResource.of(invoice).model_dump_json(), status, tag)


def _credit(uow: UnitOfWork, customer_id: str, status: int = 200) -> Reply:
    uow.customers.get(customer_id)
    items = tuple(CreditResource.of(each) for each in credits_of(uow, customer_id))
    tag = (("ETag", f'"{credit_version(uow, customer_id)}"'),)
    return Reply(Page[CreditResource](items=items, next_cursor=None).model_dump_json(), status, tag)
