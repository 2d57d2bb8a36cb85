"""Payments, by the day on which they were received."""

from collections.abc import Iterator

from jupiter_core.domain.payment import Payment
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import PaymentFilter, UnitOfWork
from jupiter_core.queries.exports.table import Row, Table

_COLUMNS = (
    *("received_on", "amount", "currency", "customer", "customer_id", "legal_entity", "account"),
    *("method", "payer", "reference", "invoices", "allocated", "refunded", "credit", "status"),
    *("reversed_because", "recorded_by", "recorded_at", "source", "id"),
)
_AT_ONCE = 500


def _rows(uow: UnitOfWork, period: Period) -> Iterator[Row]:
    """Latest recorded first."""
    entities = {each.id: each.legal_name for each in uow.sender_profiles.all()}
    wanted = PaymentFilter(received_from=period.first, received_to=period.last)
    after = ""
    while found := uow.payments.page(wanted, after=after, limit=_AT_ONCE):
        for each in found:
            yield _row(uow, each, entities.get(each.sender_profile_id, each.sender_profile_id))
        after = found[-1].id


def _row(uow: UnitOfWork, payment: Payment, entity: str) -> Row:
    reversal = payment.reversal
    return (
        *(payment.received_on, payment.amount.decimal, payment.currency),
        *(_customer(uow, payment), payment.customer_id, entity, payment.account.words),
        *(payment.method.words, payment.payer, payment.reference, _numbers(uow, payment)),
        *(payment.allocated.decimal, payment.refunded.decimal, payment.free.decimal),
        "reversed" if reversal else "received",
        reversal.reason if reversal else "",
        *(payment.by.name, payment.at, payment.source.value, payment.id),
    )


def _customer(uow: UnitOfWork, payment: Payment) -> str:
    try:
        return uow.customers.get(payment.customer_id).name
    except NotFound:
        return ""


def _numbers(uow: UnitOfWork, payment: Payment) -> str:
    ids = dict.fromkeys(each.invoice_id for each in payment.live)
    return ", ".join(uow.invoices.get(each).number or each for each in ids)


PAYMENTS = Table("payments", _COLUMNS, _rows)
