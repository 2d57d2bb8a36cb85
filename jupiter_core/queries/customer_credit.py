"""What customers have with legal entities: what came in and no invoice took."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from jupiter_core.ports import PaymentFilter, UnitOfWork

_AT_ONCE = 100


class CustomerCredit(Frozen):
    """A customer's credit with one legal entity, in one currency."""

    customer_id: str
    sender_profile_id: str
    amount: Money


def credits_of(uow: UnitOfWork, customer_id: str = "") -> list[CustomerCredit]:
    """Of one customer, or of all; those that are not zero, by customer, entity and currency."""
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for each in _with_credit(uow, customer_id):
        sums[each.customer_id, each.sender_profile_id, each.currency] += each.free.minor
    return [
        CustomerCredit(
            customer_id=customer_id,
            sender_profile_id=profile_id,
            amount=Money.of_minor(minor, currency),
        )
        for (customer_id, profile_id, currency), minor in sorted(sums.items())
    ]


def credit_version(uow: UnitOfWork, customer_id: str) -> str:
    """Another one whenever something of a customer's credit was used, refunded or added to."""
    free = (f"{each.id}={each.free.minor}" for each in _with_credit(uow, customer_id))
    return hashlib.sha256(",".join(free).encode()).hexdigest()[:16]


def _with_credit(uow: UnitOfWork, customer_id: str) -> Iterator[Payment]:
    wanted, after = PaymentFilter(customer_id=customer_id, with_credit=True), ""
    while page := uow.payments.page(wanted, after=after, limit=_AT_ONCE):
        yield from page
        after = page[-1].id


def credit_for(uow: UnitOfWork, invoice: Invoice) -> Money:
    """What the invoice's customer has with its legal entity, in its currency."""
    content = invoice.content
    customer_id, profile_id = content.bill_to.customer_id, content.seller.profile_id
    sources = uow.payments.credits(customer_id, profile_id, content.currency)
    return Money.sum((each.free for each in sources), content.currency)
