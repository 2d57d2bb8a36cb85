"""Payments of before payments had rows of their own, as the versions of their invoice have them."""

from collections.abc import Iterable

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment, ReceivingAccount
from jupiter_core.domain.version import Version

EARLIER = "version:"
"""Begins the source key of such a payment."""


def earlier_payments(versions: Iterable[Version]) -> list[Payment]:
    """What each version of an invoice, oldest first, has paid more than the one before: each with
    an id that follows from its version, so that it is the same whenever it is read."""
    found: list[Payment] = []
    before: Money | None = None
    for version in versions:
        after = version.invoice()
        paid = before or Money.zero(after.content.currency)
        if after.revision and after.paid.minor > paid.minor:
            found.append(_earlier(version, after, after.paid - paid, version.by))
        before = after.paid
    return found


def _earlier(version: Version, invoice: Invoice, amount: Money, by: Actor) -> Payment:
    content, name = invoice.content, f"{invoice.id}-{version.sequence}"
    return Payment(
        id=name,
        workspace_id=invoice.workspace_id,
        customer_id=content.bill_to.customer_id,
        sender_profile_id=content.seller.profile_id,
        amount=amount,
        received_on=content.seller.today(version.at),
        account=ReceivingAccount.of(content.remit_to),
        reference=version.note,
        source_key=f"{EARLIER}{name}",
        by=by,
        at=version.at,
        allocations=(
            Allocation(id=f"{name}-1", invoice_id=invoice.id, amount=amount, by=by, at=version.at),
        ),
    )
