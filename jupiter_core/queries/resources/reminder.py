"""A planned reminder as other systems read it."""

from datetime import date

from jupiter_core.queries.reminders import PlannedReminder
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource


class ReminderResource(Resource):
    """The next reminder of an invoice. `po_number` says that only a PO number is asked for, `email`
    that AP is written to."""

    invoice_id: str
    number: str | None
    customer: str
    on: date
    due_date: date
    amount_due: Amount
    currency: Currency
    po_number: bool
    email: bool

    @classmethod
    def of(cls, planned: PlannedReminder) -> "ReminderResource":
        """As it is planned at this moment."""
        invoice = planned.invoice
        return cls(
            invoice_id=invoice.id,
            number=invoice.number,
            customer=invoice.content.bill_to.legal_name,
            on=planned.on,
            due_date=invoice.content.due_date,
            amount_due=str(invoice.amount_due),
            currency=invoice.content.currency,
            po_number=planned.po,
            email=planned.email,
        )
