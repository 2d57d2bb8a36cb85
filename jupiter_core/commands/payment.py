"""Recording that money came in for an invoice, in one or several payments."""

from jupiter_core.commands.permission import expect_finance
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.text import line_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

REFERENCE_LIMIT = 140


class RecordPayment(Frozen):
    """`reference` is the payer's or the bank's; `expected_version` None takes whatever is there
    now."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    amount: Money
    reference: str = ""


def record_payment(command: RecordPayment, uow: UnitOfWork) -> Invoice:
    """Only finance may. Raises NotPermitted, NotInState, NothingDue, Overpayment or
    ChangedSinceSeen."""
    expect_finance(uow, command.by, "record payments", Scope.PAYMENTS_WRITE)
    reference = placed(
        "reference", lambda: line_of(command.reference, "Reference", REFERENCE_LIMIT)
    )
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    after = before.payment_recorded(command.amount).settled_since(before, uow.now)
    whole = after.state is State.PAID
    name = EventName.INVOICE_PAID if whole else EventName.INVOICE_PAYMENT_RECORDED
    return record(uow, before, after, name, by=command.by, note=reference)
