"""Calls about money that came in, went back, or need not come any more."""

from collections.abc import Callable

from tests.attacks.roles.call import Call, Json, at, changes, plain
from tests.attacks.roles.judged import Done
from tests.attacks.roles.keys import KeyKind
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace_money import (
    CREDIT,
    PAYER,
    a_payment,
    a_refund,
    a_settlement,
    a_surplus,
    payment,
    settlement,
)

UNDO: Json = {"reason": "The bank returned it"}
REFUND: Json = {"amount": "1000.00", "reason": "They asked"}


def _paid(stage: Stage) -> Json:
    share = {"invoice_id": stage.ids.issued, "amount": "4242.00"}
    return {"amount": "4242.00", "currency": "USD", "invoices": [share]}


def _allocation(stage: Stage) -> str:
    return payment(stage).allocations[0].id


def _refund(stage: Stage) -> str:
    return payment(stage).refunds[0].id


def _undoing(
    row: str,
    id_of: Callable[[Stage], str],
    done: Done,
    before: Callable[[Stage, KeyKind], None],
) -> Call:
    """What `before` made is undone; `id_of` names the last place of the path."""
    method, _, template = row.partition(" ")
    place = template.rpartition("{")[2].partition("}")[0]

    def path(stage: Stage, key: KeyKind) -> str:
        found = template.replace(f"{{{place}}}", id_of(stage))
        found = found.replace("{invoice_id}", stage.ids.issued)
        return found.replace("{payment_id}", payment(stage).id) if "{" in found else found

    return Call(row, path, done, UNDO if method == "POST" else None, before=before)


MONEY = (
    plain("GET /payments", Done(says=PAYER), before=a_payment),
    plain("POST /payments", changes("payments", "invoices"), body=_paid),
    _undoing(
        "GET /payments/{payment_id}",
        lambda stage: payment(stage).id,
        Done(says=PAYER),
        a_payment,
    ),
    _undoing(
        "POST /payments/{payment_id}/reversal",
        lambda stage: payment(stage).id,
        changes("payments", "invoices"),
        a_payment,
    ),
    _undoing(
        "POST /payments/{payment_id}/allocations/{allocation_id}/release",
        _allocation,
        changes("payments", "invoices"),
        a_payment,
    ),
    _undoing(
        "POST /payments/{payment_id}/refunds/{refund_id}/undo",
        _refund,
        changes("payments"),
        a_refund,
    ),
    at(
        "POST /invoices/{invoice_id}/settlements",
        "issued",
        done=changes("invoices"),
        body={"kind": "bank_fee", "amount": "15.00", "reason": "Kept by their bank"},
    ),
    _undoing(
        "POST /invoices/{invoice_id}/settlements/{settlement_id}/undo",
        settlement,
        changes("invoices"),
        a_settlement,
    ),
    at(
        "POST /invoices/{invoice_id}/credit",
        "issued",
        done=changes("payments", "invoices"),
        body={},
        before=a_payment,
    ),
    at(
        "POST /invoices/{invoice_id}/surplus",
        "issued",
        done=changes("payments", "invoices"),
        before=a_surplus,
    ),
    at(
        "POST /invoices/{invoice_id}/refunds",
        "issued",
        done=changes("payments", "invoices"),
        body=REFUND,
        before=a_surplus,
    ),
    at(
        "GET /customers/{customer_id}/credit",
        "customer-acme",
        done=Done(says="1000.00"),
        before=a_payment,
    ),
    at(
        "POST /customers/{customer_id}/refunds",
        "customer-acme",
        done=changes("payments"),
        body={**REFUND, "currency": "USD", "sender_profile_id": CREDIT["sender_profile_id"]},
        before=a_payment,
    ),
)
