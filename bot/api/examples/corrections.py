"""Example bodies of requests about corrections of invoices."""

from typing import Any

Json = dict[str, Any]

BODIES: dict[str, dict[str, Json]] = {
    "create_a_credit_note": {
        "Everything that is left": {"reason": "The deal was cancelled.", "submit": True},
        "A part": {
            "reason": "Onboarding was not delivered.",
            "net": "50000.00",
            "description": "Onboarding",
        },
    },
    "reissue_an_invoice": {
        "Void": {"way": "void", "reason": "It was addressed to the wrong company."},
        "Credited": {"way": "credit_note", "reason": "The seats were counted twice."},
    },
    "duplicate_an_invoice": {
        "With a PO number": {"po_number": "4500017399"},
        "As it is": {},
    },
    "draft_the_late_fee_of_an_invoice": {
        "For the days until today": {},
    },
}
