"""What is due of an invoice, and what a customer has to their credit, for other systems."""

from jupiter_core.domain.content import State
from jupiter_core.domain.invoice import Invoice
from jupiter_core.queries.customer_credit import CustomerCredit
from jupiter_core.queries.resources.invoice import TotalsResource
from jupiter_core.queries.resources.payment import SettlementResource
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource


class BalanceResource(Resource):
    """An invoice's sums and what settled it, after a change of them."""

    invoice_id: str
    number: str | None
    status: State
    sequence: int
    currency: Currency
    totals: TotalsResource
    settlements: tuple[SettlementResource, ...]

    @classmethod
    def of(cls, invoice: Invoice) -> "BalanceResource":
        return cls(
            invoice_id=invoice.id,
            number=invoice.number,
            status=invoice.state,
            sequence=invoice.sequence,
            currency=invoice.content.currency,
            totals=TotalsResource.of(invoice),
            settlements=tuple(SettlementResource.of(each) for each in invoice.settlements),
        )


class CreditResource(Resource):
    """A customer's credit with one legal entity, in one currency."""

    customer_id: str
    sender_profile_id: str
    currency: Currency
    amount: Amount

    @classmethod
    def of(cls, credit: CustomerCredit) -> "CreditResource":
        return cls(
            customer_id=credit.customer_id,
            sender_profile_id=credit.sender_profile_id,
            currency=credit.amount.currency,
            amount=str(credit.amount),
        )
