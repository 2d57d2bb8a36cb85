"""Payments, as rows."""

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.refusals import AlreadyTaken
from jupiter_core.ports import PaymentFilter
from jupiter_core.store.payment_tables import PaymentInvoiceRow, PaymentRow
from jupiter_core.store.prepared import select_all
from jupiter_core.store.scope import TransactionScope


class PaymentRepository:
    """See `Payments`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, payment_id: str) -> Payment:
        return _read(self._scope.with_id(PaymentRow, "payment", payment_id, lock=True))

    def find_source(self, source_key: str) -> Payment | None:
        if not source_key:
            return None
        query = self._scope.select(PaymentRow).where(col(PaymentRow.source_key) == source_key)
        row = self._scope.first(query)
        return _read(row) if row else None

    def of_invoice(self, invoice_id: str) -> list[Payment]:
        its = select(PaymentInvoiceRow.payment_id).where(
            col(PaymentInvoiceRow.workspace_id) == self._scope.workspace_id,
            col(PaymentInvoiceRow.invoice_id) == invoice_id,
        )
        query = self._scope.select(PaymentRow).where(col(PaymentRow.id).in_(its))
        return [_read(row) for row in self._scope.all(query.order_by(col(PaymentRow.id)))]

    def page(self, wanted: PaymentFilter, *, after: str = "", limit: int = 50) -> list[Payment]:
        query = self._scope.select(PaymentRow).where(*_matching(wanted))
        if after:
            query = query.where(col(PaymentRow.id) < after)
        query = query.order_by(col(PaymentRow.id).desc()).limit(limit)
        return [_read(row) for row in self._scope.all(query)]

    def credits(self, customer_id: str, profile_id: str, currency: str) -> list[Payment]:
        its = _its(customer_id, profile_id, currency)
        return [_read(row) for row in self._scope.asked(PaymentRow, _CREDITS, **its)]

    def foresee_credits(self, customer_id: str, profile_id: str, currency: str) -> None:
        its = _its(customer_id, profile_id, currency)
        self._scope.foresee_asked(PaymentRow, _CREDITS, **its)

    def save(self, payment: Payment) -> None:
        taken = {"payments_source_key": AlreadyTaken("payment", payment.source_key)}
        with self._scope.refusing(taken):
            self._scope.put(payment_row(payment))
        known = self._known(payment)
        for row in invoice_rows_of(payment):
            if row.invoice_id not in known:
                self._scope.add(row)

    def _known(self, payment: Payment) -> set[str]:
        """The invoices that it paid for when it was saved last."""
        query = self._scope.select(PaymentInvoiceRow)
        rows = self._scope.all(query.where(col(PaymentInvoiceRow.payment_id) == payment.id))
        return {row.invoice_id for row in rows}


def _its(customer_id: str, profile_id: str, currency: str) -> dict[str, str]:
    return {"customer_id": customer_id, "sender_profile_id": profile_id, "currency": currency}


def payment_row(payment: Payment) -> PaymentRow:
    """Its columns follow from it."""
    return PaymentRow(
        workspace_id=payment.workspace_id,
        id=payment.id,
        customer_id=payment.customer_id,
        sender_profile_id=payment.sender_profile_id,
        currency=payment.currency,
        received_on=payment.received_on.isoformat(),
        amount_minor=payment.amount.minor,
        free_minor=payment.free.minor,
        source_key=payment.source_key or None,
        document=canonical_json(payment),
    )


def invoice_rows_of(payment: Payment) -> list[PaymentInvoiceRow]:
    """One for each invoice that it pays for."""
    return [
        PaymentInvoiceRow(workspace_id=payment.workspace_id, invoice_id=each, payment_id=payment.id)
        for each in payment.invoice_ids
    ]


_CREDITS = select_all(
    PaymentRow, ("customer_id", "sender_profile_id", "currency"), ("received_on", "id")
).where(col(PaymentRow.free_minor) > 0)


def _read(row: PaymentRow) -> Payment:
    return Payment.model_validate_json(row.document)


def _matching(wanted: PaymentFilter) -> list[ColumnElement[bool]]:
    equal = {
        "customer_id": wanted.customer_id,
        "sender_profile_id": wanted.sender_profile_id,
        "currency": wanted.currency,
    }
    found = [col(getattr(PaymentRow, name)) == value for name, value in equal.items() if value]
    received = col(PaymentRow.received_on)
    if wanted.received_from:
        found.append(received >= wanted.received_from.isoformat())
    if wanted.received_to:
        found.append(received <= wanted.received_to.isoformat())
    if wanted.with_credit:
        found.append(col(PaymentRow.free_minor) > 0)
    return found
