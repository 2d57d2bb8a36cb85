"""Invoices that look like another: same customer, same amount, within a month.

Two of a contract's invoices are often alike by agreement, and are no doubles of each other.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.readers import Reader
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.invoices import InvoiceFilter
from jupiter_core.queries.readable import may_read

DAYS = 30
MOST_LOOKED_AT = 30
"""Of a customer's invoices, the latest made."""
MOST_NAMED = 3


class LikeIt(NamedTuple):
    """What the invoice in question is: its own id is empty while it is but a form."""

    customer_id: str
    total: Money
    issue_date: date
    invoice_id: str = ""
    contract_id: str | None = None


class Double(NamedTuple):
    """An invoice that looks the same: what it is called, and its date of issue."""

    title: str
    day: date

    @property
    def words(self) -> str:
        return (
            f"May be a duplicate of {self.title}, {self.day:%-d %B %Y}: same customer, same amount"
        )


def like(invoice: Invoice) -> LikeIt:
    """What an invoice is looked up by."""
    content = invoice.content
    return LikeIt(
        customer_id=content.bill_to.customer_id,
        total=invoice.total,
        issue_date=content.issue_date,
        invoice_id=invoice.id,
        contract_id=invoice.contract_id,
    )


def doubles_of(uow: UnitOfWork, wanted: LikeIt, reader: Reader | None = None) -> list[Double]:
    """The latest first, a few. What a `reader` may not read is not named to them."""
    if not wanted.total.minor:
        return []
    found = list(_found(uow, wanted))[:MOST_NAMED]
    return [
        Double(
            title=each.title
            if reader is None or may_read(uow, reader, each)
            else "another invoice",
            day=each.content.issue_date,
        )
        for each in found
    ]


def _found(uow: UnitOfWork, wanted: LikeIt) -> Iterator[Invoice]:
    made = uow.invoices.page(InvoiceFilter(customer_id=wanted.customer_id), limit=MOST_LOOKED_AT)
    for each in made:
        if each.state is State.VOID or each.is_credit_note or each.id == wanted.invoice_id:
            continue
        if wanted.contract_id and each.contract_id == wanted.contract_id:
            continue
        near = abs((each.content.issue_date - wanted.issue_date).days) <= DAYS
        if near and each.total == wanted.total:
            yield each
