"""Who bills whom, and to which account: what a contract's approval covers beside its terms."""

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.content import Content
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import BillTo, Customer, Seller, SenderProfile


class Parties(Frozen):
    """The seller, where it is paid, and the customer with its AP contact, at one moment."""

    seller: Seller
    remit_to: BankAccount
    bill_to: BillTo

    @classmethod
    def now(cls, profile: SenderProfile, customer: Customer, currency: str) -> "Parties":
        """As an invoice that is made now names them. Raises NoBankAccount."""
        return cls(
            seller=profile.seller(),
            remit_to=profile.account_for(currency),
            bill_to=customer.bill_to(),
        )

    @classmethod
    def on(cls, content: Content) -> "Parties":
        """As an invoice names them."""
        return cls(seller=content.seller, remit_to=content.remit_to, bill_to=content.bill_to)
