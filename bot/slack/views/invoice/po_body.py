"""The fields of a purchase order's body, below its number."""

from datetime import date

from bot.slack.views import blocks as b
from bot.wording.figures import amount
from jupiter_core.domain.po_document import ReadOrder
from jupiter_core.domain.purchase_order import Drawdown

PO_AMOUNT, PO_TAX, PO_UNTIL = "po_amount", "po_includes_tax", "po_valid_until"


def po_body_fields(
    currency: str, used: Drawdown | None, read: ReadOrder | None = None
) -> list[b.Block]:
    """All optional; prefilled with what is known, else with what was `read` from a document in its
    currency, and how far it is used."""
    order = used.order if used else None
    currency = order.currency if order else currency
    label = f"Order amount ({currency})"
    found = (order.amount if order else None) or (read.amount if read else None)
    initial = str(found) if found and found.currency == currency else ""
    until = (order.valid_until if order else None) or (read.valid_until if read else None)
    box = b.option("The amount includes tax", "true")
    boxes: b.Block = {"type": "checkboxes", "action_id": PO_TAX, "options": [box]}
    if order and order.includes_tax:
        boxes["initial_options"] = [box]
    fields = [
        b.field(
            PO_AMOUNT,
            label,
            b.text_input(PO_AMOUNT, initial=initial, placeholder="1,345,000.00"),
            optional=True,
            hint="Invoices with this PO draw it down; the thread hears before it is used up.",
        ),
        b.field(PO_TAX, "Tax", boxes, optional=True),
        b.field(PO_UNTIL, "Valid until", _until(until), optional=True),
    ]
    return [*fields, b.context(used_words(used))] if used else fields


def used_words(used: Drawdown) -> str:
    """`USD 1,200,000.00 used, USD 145,000.00 left`, and what is on its way."""
    parts = [f"{amount(used.issued)} used"]
    if used.left is not None:
        over = used.left.minor < 0
        parts.append(f"{amount(-used.left)} too much" if over else f"{amount(used.left)} left")
    if used.coming.minor:
        parts.append(f"{amount(used.coming)} waiting to be issued")
    return ", ".join(parts)


def _until(initial: date | None) -> b.Block:
    made: b.Block = {"type": "datepicker", "action_id": PO_UNTIL}
    return {**made, "initial_date": initial.isoformat()} if initial else made
