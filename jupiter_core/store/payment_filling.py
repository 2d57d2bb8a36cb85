"""Giving rows to payments of before payments had rows of their own."""

from typing import Any

from pydantic import ValidationError
from sqlalchemy import Select, exists
from sqlmodel import col

from jupiter_core.domain.content import State
from jupiter_core.domain.earlier_payments import earlier_payments
from jupiter_core.store.payment_tables import PaymentInvoiceRow
from jupiter_core.store.payments import PaymentRepository
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import InvoiceRow
from jupiter_core.store.versions import VersionRepository

_PAYABLE = (State.PARTIALLY_PAID.value, State.PAID.value, State.VOID.value)
_NOTHING_PAID = '%"paid":{"currency":"___","minor":0}%'


def fill_payments(scope: TransactionScope) -> None:
    """Of one workspace, from the versions of its invoices, so that lists, exports and journals have
    all of them. An invoice that has payments is whole; what cannot be read is left out, for it is
    found by verifying and must not keep the program from starting."""
    payments, versions = PaymentRepository(scope), VersionRepository(scope)
    for invoice_id in scope.connection.execute(_without_payments(scope)).scalars().all():
        try:
            found = earlier_payments(versions.of(invoice_id))
        except ValidationError:
            continue
        for each in found:
            payments.save(each)


def _without_payments(scope: TransactionScope) -> Select[Any]:
    """Their ids: each document is read when its turn comes."""
    known = exists().where(
        col(PaymentInvoiceRow.workspace_id) == col(InvoiceRow.workspace_id),
        col(PaymentInvoiceRow.invoice_id) == col(InvoiceRow.id),
    )
    query = scope.select_ids(InvoiceRow, col(InvoiceRow.id)).where(
        col(InvoiceRow.state).in_(_PAYABLE),
        col(InvoiceRow.document).not_like(_NOTHING_PAID),
        ~known,
    )
    return query.order_by(col(InvoiceRow.id))
