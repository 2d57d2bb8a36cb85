"""What threads are told of payments, credit, settlements, refunds and their undoing."""

from bot.slack.views.thread_message import Notification, plainly
from bot.wording.figures import amount
from bot.wording.names import start, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.domain.event_details import CreditOffered, MoneyMoved
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money

_REASON = 500


def money_telling(event: Event, invoice: Invoice) -> Notification | None:
    """None of what is no such event."""
    moved = event.details if isinstance(event.details, MoneyMoved) else None
    match event.name:
        case (
            EventName.INVOICE_PAYMENT_RECORDED | EventName.INVOICE_PAID | EventName.INVOICE_SETTLED
        ):
            return plainly(_recorded(event, invoice, moved))
        case EventName.INVOICE_PAYMENT_REVERSED:
            return _undone(event, invoice, moved, "reversed a payment")
        case EventName.INVOICE_PAYMENT_RELEASED:
            return _undone(event, invoice, moved, "released a payment")
        case EventName.INVOICE_SETTLEMENT_UNDONE:
            return _undone(event, invoice, moved, "undid a settlement")
        case EventName.INVOICE_REFUNDED:
            return _undone(event, invoice, moved, "recorded a refund")
        case EventName.INVOICE_REFUND_UNDONE:
            return _undone(event, invoice, moved, "undid a refund")
    return None


def credit_offered(event: Event) -> str:
    """In the thread of an invoice that is issued; empty where there is none."""
    if not isinstance(event.details, CreditOffered):
        return ""
    credit = amount(event.details.credit)
    return f"The customer has {credit} of credit: apply it under Payments on the card."


def _recorded(event: Event, invoice: Invoice, moved: MoneyMoved | None) -> str:
    by = who(event.by, invoice)
    told = _parts(moved)
    if invoice.state is State.PAID:
        lead = f"{start(title(invoice))} is {_ended(invoice)}: {amount(invoice.paid)}. "
        return f"{lead}{by} recorded it.{told}"
    return (
        f"{by} recorded {_what(moved)} for {title(invoice)}: "
        f"{amount(invoice.paid)} of {amount(invoice.total)} paid. "
        f"Amount due: {amount(invoice.amount_due)}.{told}"
    )


def _ended(invoice: Invoice) -> str:
    return "settled" if invoice.settlements or invoice.credits else "paid in full"


def _what(moved: MoneyMoved | None) -> str:
    if moved and moved.from_credit:
        return "the customer's credit"
    return "a settlement" if moved and not moved.paid.minor else "a payment"


def _parts(moved: MoneyMoved | None) -> str:
    """` USD 15.00 was settled as bank fee: their bank kept it.`"""
    if moved is None:
        return ""
    told = []
    if moved.from_credit and moved.paid.minor:
        told.append(f"{amount(moved.paid)} came from the customer's credit.")
    if moved.settled_as and moved.settled.minor > 0:
        why = full_stop(shortened(moved.settled_why, _REASON))
        told.append(f"{amount(moved.settled)} was settled as {moved.settled_as.words}: {why}")
    if moved.credit.minor:
        told.append(f"{amount(moved.credit)} was kept as the customer's credit.")
    return "".join(f" {each}" for each in told)


def _undone(event: Event, invoice: Invoice, moved: MoneyMoved | None, action: str) -> Notification:
    sums = [_off(moved.paid), _off(moved.settled)] if moved else []
    named = " and ".join(each for each in sums if each)
    lead = f"{who(event.by, invoice)} {action} of {title(invoice)}"
    lead = f"{lead}: {named}." if named else full_stop(lead)
    if moved and moved.credit.minor:
        lead = f"{lead} {amount(moved.credit)} is the customer's credit now."
    return plainly(f"{lead} {_now(invoice)}{_why(event)}")


def _off(changed: Money) -> str:
    return amount(Money.of_minor(abs(changed.minor), changed.currency)) if changed.minor else ""


def _now(invoice: Invoice) -> str:
    if invoice.to_refund.minor:
        return f"To be refunded: {amount(invoice.to_refund)}."
    return f"Amount due: {amount(invoice.amount_due)}."


def _why(event: Event) -> str:
    return f" Reason: {full_stop(shortened(event.note, _REASON))}" if event.note else ""
