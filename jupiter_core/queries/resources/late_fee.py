"""The late fee of an invoice's terms, and what it comes to today."""

from datetime import date

from pydantic import Field

from jupiter_core.domain.content import OPEN
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.queries.resources.shapes import Amount, Resource


class LateFeeResource(Resource):
    """What paying late costs: `terms` is as in `1.5% a month after 10 days`."""

    terms: str = Field(examples=["1.5% a month after 10 days"])
    days: int = Field(description="Days late today, after the days of grace.")
    amount: Amount = Field(
        description="Of what is due, for all these days. Nothing is billed by itself."
    )

    @classmethod
    def of(cls, invoice: Invoice, today: date) -> "LateFeeResource | None":
        """None where the terms have no late fee."""
        fee, due = invoice.content.late_fee, invoice.content.due_date
        if fee is None:
            return None
        late = invoice.state in OPEN and invoice.amount_due.minor > 0
        owed = fee.reckoned(invoice.amount_due, due, today)
        return cls(
            terms=fee.words,
            days=fee.days_late(due, today) if late else 0,
            amount=str(owed if late else Money.zero(owed.currency)),
        )
