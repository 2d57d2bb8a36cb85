"""Deeds of money in: payments, what settles the rest, a customer's credit, refunds, their Undo."""

from typing import Any

from bot.simulator.blockkit.walk import all_elements
from jupiter_core.commands.approval import Approve, approve
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    Action,
    Before,
    Value,
    changes,
    entering,
    invoice,
    opened,
    pressed_after,
    shows,
    submitted,
    then,
)
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import actor
from tests.attacks.roles.stage import Stage
from tests.factories import WORKSPACE

ISSUED, OTHER = invoice("issued"), invoice("with_po")
WHO = "receivables"
"""Opens the forms that the others then send."""
FEE: dict[str, Any] = {
    "kind": payloads.option("bank_fee"),
    "amount": "15.00",
    "reason": "Their bank kept it",
}
REFUND: dict[str, Any] = {"amount": "40.00", "reason": "They asked for it"}


def recorded(**typed: Any) -> Before:
    """A payment of the issued invoice."""
    return then(opened(WHO, "invoice_record_payment", ISSUED), entering(WHO, **typed))


PART = recorded(amount="1,000.00")
TOO_MUCH = recorded(amount="1,345,100.00", on_account=[payloads.option("true")])
"""The invoice is paid, and the customer has USD 100.00 of credit."""


def _credit_note(stage: Stage) -> None:
    """In full, and approved by the two that it takes."""
    stage.press("author", "invoice_credit_note", ISSUED(stage))
    stage.submit("author", reason="Delivered late")
    with stage.store.write(WORKSPACE) as uow:
        made = [each for each, _ in stage.store.tables.invoices.values() if each.is_credit_note]
        for by in ("approver", "first"):
            seen = uow.invoices.get(made[0].id).sequence
            command = Approve(by=actor(by), subject_id=made[0].id, expected_version=seen)
            approve(command, uow)


PAID_BACK = then(recorded(), _credit_note)
"""The invoice is paid in full and credited: all of it is to be refunded."""

PAYMENTS = then(PART, opened(WHO, "invoice_payments", ISSUED))


def _undo_of_top(stage: Stage) -> str:
    """What the first Undo of the window with the payments carries."""
    return str(payloads.found(stage.top, "invoice_money_undo")[1]["value"])


def _undoing(stage: Stage) -> None:
    stage.press(WHO, "invoice_money_undo", _undo_of_top(stage))


def _settled(stage: Stage) -> None:
    """Bank's fee, and the window that has its Undo."""
    stage.press(WHO, "invoice_settle", ISSUED(stage))
    stage.submit(WHO, **FEE)
    stage.press(WHO, "invoice_payments", ISSUED(stage))


def _applied(stage: Stage) -> None:
    """The other invoice takes the credit; the window that has its Undo."""
    stage.press(WHO, "invoice_apply_credit", OTHER(stage))
    stage.press(WHO, "invoice_payments", OTHER(stage))


def _refunded(stage: Stage) -> None:
    """Credit is refunded, and the Undo of that is the last in the window."""
    stage.press(WHO, "invoice_refund", ISSUED(stage))
    stage.submit(WHO, **REFUND)
    stage.press(WHO, "invoice_payments", ISSUED(stage))


def _last_undo(stage: Stage) -> str:
    values = [
        str(element["value"])
        for _, element in all_elements(stage.top["blocks"])
        if element.get("action_id") == "invoice_money_undo"
    ]
    return values[-1]


def _undone(variant: str, before: Before, *tables: str, value: Value = _undo_of_top) -> Action:
    """The form of an Undo, filled in."""
    asked = then(before, lambda stage: stage.press(WHO, "invoice_money_undo", value(stage)))
    done = changes(*tables)
    return submitted("invoice_money_undo_form", asked, done, variant=variant, reason="Wrong one")


DEEDS = (
    pressed_after(
        PART,
        "invoice_payments",
        ISSUED,
        Done(shows="open invoice_payments_view", says="1,000.00"),
    ),
    pressed_after(PART, "invoice_settle", ISSUED, shows("open invoice_settle_form")),
    submitted(
        "invoice_settle_form",
        opened(WHO, "invoice_settle", ISSUED),
        changes("invoices"),
        **FEE,
    ),
    pressed_after(TOO_MUCH, "invoice_refund", ISSUED, shows("open invoice_refund_form")),
    submitted(
        "invoice_refund_form",
        then(TOO_MUCH, opened(WHO, "invoice_refund", ISSUED)),
        changes("payments"),
        **REFUND,
    ),
    pressed_after(TOO_MUCH, "invoice_apply_credit", OTHER, changes("invoices", "payments")),
    pressed_after(PAID_BACK, "invoice_keep_surplus", ISSUED, changes("invoices", "payments")),
    pressed_after(
        PAYMENTS, "invoice_money_undo", _undo_of_top, shows("open invoice_money_undo_form")
    ),
    _undone("payment", PAYMENTS, "payments", "invoices"),
    _undone("settlement", _settled, "invoices"),
    _undone("credit", then(TOO_MUCH, _applied), "payments", "invoices"),
    _undone("refund", then(TOO_MUCH, _refunded), "payments", value=_last_undo),
)
