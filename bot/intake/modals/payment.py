"""What is typed into the modals of money: a payment, a settlement, a refund."""

from datetime import date
from typing import NamedTuple

from bot.intake.modals.invoice import AMOUNT, REASON, payment_of
from bot.intake.view_state import Values, list_in, text_in
from jupiter_core.commands.payment import Rest
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import PaymentMethod, ReceivingAccount
from jupiter_core.domain.refusals import InvalidDate, Refusal, Required
from jupiter_core.domain.settlement import SettlementKind

RECEIVED, ACCOUNT, METHOD, REFERENCE = "received_on", "account", "method", "reference"
REST, INVOICES, ON_ACCOUNT, KIND = "rest", "invoices", "on_account", "kind"
NOTHING = "nothing"
"""Stands for a rest that stays due."""
PLACES = {
    "amount": AMOUNT,
    "received_on": RECEIVED,
    "refunded_on": RECEIVED,
    "reference": REFERENCE,
    "reason": REASON,
    "rest": REST,
}
"""Fields of the forms, by the path of a refusal."""


class TypedPayment(NamedTuple):
    """As the form has it; `invoice_ids` are those that were picked."""

    amount: Money
    received_on: date | None
    account: ReceivingAccount | None
    method: PaymentMethod
    reference: str
    rest: Rest | None
    invoice_ids: tuple[str, ...]
    on_account: bool


def typed_payment(values: Values, currency: str) -> TypedPayment:
    """Raises a refusal at its field."""
    return TypedPayment(
        amount=payment_of(text_in(values, AMOUNT) or "", currency),
        received_on=day_in(values),
        account=account_in(text_in(values, ACCOUNT) or ""),
        method=PaymentMethod(text_in(values, METHOD) or PaymentMethod.BANK_TRANSFER),
        reference=text_in(values, REFERENCE) or "",
        rest=_rest(values),
        invoice_ids=list_in(values, INVOICES),
        on_account=bool(list_in(values, ON_ACCOUNT)),
    )


def day_in(values: Values) -> date | None:
    """The day on which money moved; None for none. Raises InvalidDate at its field."""
    typed = text_in(values, RECEIVED)
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidDate(typed).at(RECEIVED) from None


def kind_in(values: Values) -> SettlementKind:
    """What the rest is settled as. Raises Required at its field."""
    try:
        return SettlementKind(text_in(values, KIND) or "")
    except ValueError:
        raise Required("What to settle it as").at(KIND) from None


def refunded_in(values: Values, currency: str) -> tuple[Money, date | None, str, str]:
    """Amount, day, reference and reason of a refund. Raises a refusal at its field."""
    amount = payment_of(text_in(values, AMOUNT) or "", currency)
    reference, reason = (text_in(values, name) or "" for name in (REFERENCE, REASON))
    return amount, day_in(values), reference, reason


def account_value(account: ReceivingAccount) -> str:
    """What stands for an account in a menu."""
    return f"{account.currency} {account.number}"


def account_in(value: str) -> ReceivingAccount | None:
    """The reverse; None for none."""
    currency, _, number = value.partition(" ")
    try:
        return ReceivingAccount(currency=currency, number=number) if currency else None
    except Refusal:
        return None


def _rest(values: Values) -> Rest | None:
    kind = text_in(values, REST) or NOTHING
    if kind == NOTHING:
        return None
    return Rest(kind=SettlementKind(kind), reason=text_in(values, REASON) or "")
