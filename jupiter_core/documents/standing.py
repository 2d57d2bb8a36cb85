"""What a document asks of its reader: to pay, or why nothing is to be paid."""

from datetime import date
from enum import Enum
from zoneinfo import ZoneInfo

from jupiter_core.documents.sums import due_of, sums_of
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice, State
from jupiter_core.domain.version import Version

_SETTLING = frozenset({EventName.INVOICE_PAID, EventName.INVOICE_CREDITED})


class Standing(Enum):
    """`SETTLED` is an invoice of which credit notes or settlements took off what was not paid, or
    that came to nothing from the start; `CREDIT` a credit note in any state but void."""

    DRAFT = "draft"
    PAYABLE = "payable"
    PAID = "paid"
    SETTLED = "settled"
    VOID = "void"
    CREDIT = "credit"

    @property
    def asks_for_money(self) -> bool:
        """Now, or once it is issued: due date, terms and amount due belong on the page."""
        return self in (Standing.DRAFT, Standing.PAYABLE)

    @property
    def is_settled(self) -> bool:
        return self in (Standing.PAID, Standing.SETTLED)


def standing_of(invoice: Invoice) -> Standing:
    """Where the document stands, from its reader's side."""
    if invoice.state is State.VOID:
        return Standing.VOID
    if invoice.content.corrects:
        return Standing.CREDIT
    if invoice.state in BEFORE_ISSUE:
        return Standing.DRAFT
    if due_of(invoice).minor:
        return Standing.PAYABLE
    by_payment = invoice.paid.minor and not (invoice.credits or invoice.settlements)
    return Standing.PAID if by_payment else Standing.SETTLED


def with_settlement(version: Version, invoice: Invoice) -> Invoice:
    """With the moment at which it was settled, as far as it is known.

    What comes to nothing is settled at issue. In versions from before the moment was kept, it is
    that of the version that settled the invoice; a later one of them says none.
    """
    if invoice.settled_at or not standing_of(invoice).is_settled:
        return invoice
    at = version.at if version.why in _SETTLING else None
    if not sums_of(invoice.content).total.minor:
        at = invoice.issued_at
    return invoice.model_copy(update={"settled_at": at})


def settled_on(invoice: Invoice) -> date | None:
    """The day where the seller is; None where it is not known."""
    if invoice.settled_at is None:
        return None
    return invoice.settled_at.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
