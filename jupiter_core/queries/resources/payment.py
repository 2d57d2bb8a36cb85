"""A payment as other systems read it, with what it pays and what went back of it."""

from datetime import date, datetime

from pydantic import Field

from jupiter_core.domain.payment import (
    FROM_API,
    Allocation,
    Payment,
    PaymentMethod,
    PaymentSource,
    ReceivingAccount,
    Refund,
    Undo,
)
from jupiter_core.domain.settlement import Settlement, SettlementKind
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource, Who


class UndoResource(Resource):
    """Why it does not count any more."""

    reason: str
    by: Who
    at: datetime

    @classmethod
    def of(cls, undo: Undo | None) -> "UndoResource | None":
        """None of what counts."""
        return cls(reason=undo.reason, by=Who.of(undo.by), at=undo.at) if undo else None


class AllocationResource(Resource):
    """What of the payment pays which invoice."""

    id: str
    invoice_id: str
    amount: Amount
    from_credit: bool = Field(description="It was the customer's credit before.")
    by: Who
    at: datetime
    undone: UndoResource | None

    @classmethod
    def of(cls, allocation: Allocation) -> "AllocationResource":
        return cls(
            id=allocation.id,
            invoice_id=allocation.invoice_id,
            amount=str(allocation.amount),
            from_credit=allocation.from_credit,
            by=Who.of(allocation.by),
            at=allocation.at,
            undone=UndoResource.of(allocation.undone),
        )


class RefundResource(Resource):
    """What of the payment went back. One refund may be of several payments, under one id."""

    id: str
    amount: Amount
    refunded_on: date
    reference: str
    reason: str
    invoice_id: str | None = Field(description="The credited invoice that it is for, if any.")
    by: Who
    at: datetime
    undone: UndoResource | None

    @classmethod
    def of(cls, refund: Refund) -> "RefundResource":
        return cls(
            id=refund.id,
            amount=str(refund.amount),
            refunded_on=refund.refunded_on,
            reference=refund.reference,
            reason=refund.reason,
            invoice_id=refund.invoice_id or None,
            by=Who.of(refund.by),
            at=refund.at,
            undone=UndoResource.of(refund.undone),
        )


class SettlementResource(Resource):
    """What of an invoice is settled without money. `payment_id` is the payment that it was
    recorded with, if any; it falls with that."""

    id: str
    kind: SettlementKind
    amount: Amount
    reason: str
    payment_id: str | None
    by: Who
    at: datetime

    @classmethod
    def of(cls, settlement: Settlement) -> "SettlementResource":
        return cls(
            id=settlement.id,
            kind=settlement.kind,
            amount=str(settlement.amount),
            reason=settlement.reason,
            payment_id=settlement.payment_id or None,
            by=Who.of(settlement.by),
            at=settlement.at,
        )


class AccountResource(Resource):
    """The legal entity's account that the money came to; `number` is its IBAN or account number,
    empty where nobody said."""

    currency: Currency
    number: str

    @classmethod
    def of(cls, account: ReceivingAccount) -> "AccountResource":
        return cls(currency=account.currency, number=account.number)


class PaymentResource(Resource):
    """One sum that came in. Amounts are in `currency`; `credit` is what of it is the customer's
    credit."""

    id: str
    customer_id: str
    sender_profile_id: str
    amount: Amount
    currency: Currency
    received_on: date
    account: AccountResource
    method: PaymentMethod
    payer: str
    reference: str
    source: PaymentSource
    external_id: str | None = Field(description="What another system, or a statement, calls it.")
    allocated: Amount
    refunded: Amount
    credit: Amount
    allocations: tuple[AllocationResource, ...]
    refunds: tuple[RefundResource, ...]
    reversal: UndoResource | None
    by: Who
    at: datetime

    @classmethod
    def of(cls, payment: Payment) -> "PaymentResource":
        return cls(
            id=payment.id,
            customer_id=payment.customer_id,
            sender_profile_id=payment.sender_profile_id,
            amount=str(payment.amount),
            currency=payment.currency,
            received_on=payment.received_on,
            account=AccountResource.of(payment.account),
            method=payment.method,
            payer=payment.payer,
            reference=payment.reference,
            source=payment.source,
            external_id=payment.source_key.removeprefix(FROM_API) or None,
            allocated=str(payment.allocated),
            refunded=str(payment.refunded),
            credit=str(payment.free),
            allocations=tuple(AllocationResource.of(each) for each in payment.allocations),
            refunds=tuple(RefundResource.of(each) for each in payment.refunds),
            reversal=UndoResource.of(payment.reversal),
            by=Who.of(payment.by),
            at=payment.at,
        )
