"""Bodies about payments, settlements, credit and refunds."""

from typing import Any

_UNDO = {"With the reason": {"reason": "The bank returned it."}}

BODIES: dict[str, dict[str, dict[str, Any]]] = {
    "make_a_payment": {
        "On account": {
            "amount": "10000.00",
            "currency": "USD",
            "on_account": True,
            "customer_id": "customer-acme",
            "sender_profile_id": "sender-us",
            "reference": "FT26331KX9Q2",
        },
    },
    "reverse_a_payment": _UNDO,
    "take_a_payment_off_an_invoice": _UNDO,
    "undo_a_refund": _UNDO,
    "undo_a_settlement": _UNDO,
    "settle_what_is_left_of_an_invoice": {
        "A bank fee": {"kind": "bank_fee", "amount": "15.00", "reason": "Kept by their bank."},
        "All that is due": {"kind": "bad_debt", "reason": "Insolvent since March."},
    },
    "apply_a_customers_credit": {
        "As much as there is": {},
        "A part": {"amount": "1000.00"},
    },
    "record_a_refund_of_an_invoice": {
        "What was paid too much": {"amount": "5.00", "reason": "Credited after it was paid."},
    },
    "record_a_refund_of_a_customers_credit": {
        "A part": {
            "amount": "1000.00",
            "currency": "USD",
            "sender_profile_id": "sender-us",
            "reason": "They asked for it.",
        },
    },
}
