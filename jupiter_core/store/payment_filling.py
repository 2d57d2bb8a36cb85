"""Giving rows to payments of before payments had rows of their own."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pydantic import ValidationError
from sqlalchemy import exists
from sqlmodel import col

from jupiter_core.domain.content import State
from jupiter_core.domain.earlier_payments import earlier_payments
from jupiter_core.domain.payment import Payment
from jupiter_core.store.payment_tables import PaymentInvoiceRow
from jupiter_core.store.payments import invoice_rows_of, payment_row
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import InvoiceRow, VersionRow
from jupiter_core.store.versions import version_of

_PAYABLE = (State.PARTIALLY_PAID.value, State.PAID.value, State.VOID.value)
_NOTHING_PAID = '%"paid":{"currency":"___","minor":0}%'
_IDS, _INVOICES = 1000, 100
"""Ids that are looked through at once, and invoices whose payments are held in memory."""


def fill_payments(scope: TransactionScope) -> None:
    """Of one workspace, from the versions of its invoices, so that lists, exports and journals have
    all of them. An invoice that has payments is whole; what cannot be read is left out, for it is
    found by verifying and must not keep the program from starting.

    The audit log has an entry for each few invoices, so that no more is held than theirs."""
    for ids in _all_ids(scope):
        without = _without_payments(scope, ids)
        for begin in range(0, len(without), _INVOICES):
            found = [*_earlier(scope, without[begin : begin + _INVOICES])]
            scope.add_all([payment_row(each) for each in found])
            scope.add_all([row for each in found for row in invoice_rows_of(each)])
            scope.log.keep()


def _all_ids(scope: TransactionScope) -> Iterator[Sequence[str]]:
    """Those behind the last ones, since a cursor would meet what is written meanwhile."""
    last = ""
    query = scope.select_ids(InvoiceRow, col(InvoiceRow.id)).order_by(col(InvoiceRow.id))
    while True:
        behind = query.where(col(InvoiceRow.id) > last).limit(_IDS)
        ids = scope.connection.execute(behind).scalars().all()
        if not ids:
            return
        yield ids
        last = ids[-1]


def _without_payments(scope: TransactionScope, ids: Sequence[str]) -> Sequence[str]:
    """Those of them of which something was paid, and no payment is known."""
    known = exists().where(
        col(PaymentInvoiceRow.workspace_id) == col(InvoiceRow.workspace_id),
        col(PaymentInvoiceRow.invoice_id) == col(InvoiceRow.id),
    )
    query = scope.select_ids(InvoiceRow, col(InvoiceRow.id)).where(
        col(InvoiceRow.id).in_(ids),
        col(InvoiceRow.state).in_(_PAYABLE),
        col(InvoiceRow.document).not_like(_NOTHING_PAID),
        ~known,
    )
    return scope.connection.execute(query.order_by(col(InvoiceRow.id))).scalars().all()


def _earlier(scope: TransactionScope, ids: Sequence[str]) -> Iterator[Payment]:
    query = scope.select(VersionRow).where(col(VersionRow.subject_id).in_(ids))
    in_order = query.order_by(col(VersionRow.subject_id), col(VersionRow.sequence))
    for _, rows in groupby(scope.each(in_order), key=lambda row: row.subject_id):
        try:
            yield from earlier_payments([version_of(row) for row in rows])
        except ValidationError:
            continue
