"""What is left to credit of an issued invoice, beside its credit notes that wait for approval."""

from typing import NamedTuple

from jupiter_core.domain.credit_left import CreditLeft, left_of
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NothingLeftToCredit, RestIsWaiting
from jupiter_core.ports import UnitOfWork


class CreditNotes(NamedTuple):
    """An invoice's credit notes that are not void."""

    issued: tuple[Invoice, ...]
    waiting: tuple[Invoice, ...]

    def left_on(self, invoice: Invoice) -> CreditLeft:
        """What they leave of it."""
        issued, waiting = ((each.content for each in notes) for notes in self)
        return left_of(invoice, issued, waiting)


def credit_notes_of(uow: UnitOfWork, invoice: Invoice) -> CreditNotes:
    """Oldest first. Raises as `Invoice.expect_creditable`."""
    invoice.expect_creditable()
    found = (uow.invoices.find_number(each.number) for each in invoice.credits)
    return CreditNotes(
        issued=tuple(each for each in found if each),
        waiting=tuple(uow.invoices.credit_notes_before_issue(invoice.number or "")),
    )


def expect_something_left(uow: UnitOfWork, invoice: Invoice) -> CreditLeft:
    """What is left. Raises RestIsWaiting, NothingLeftToCredit, or as `credit_notes_of`."""
    left = credit_notes_of(uow, invoice).left_on(invoice)
    if not left.total.minor and left.waiting.minor:
        raise RestIsWaiting(invoice.title, left.waiting.words)
    if not left.total.minor:
        raise NothingLeftToCredit(invoice.title)
    return left
