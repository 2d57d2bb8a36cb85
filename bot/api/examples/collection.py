"""Bodies about an invoice's payment before it comes."""

from typing import Any

BODIES: dict[str, dict[str, dict[str, Any]]] = {
    "record_that_the_customer_disputes_an_invoice": {
        "With the reason": {"reason": "Two of the 250 seats were cancelled in October."}
    },
    "resolve_the_dispute_about_an_invoice": {
        "With how it ended": {"note": "Credited with JUS-000002."}
    },
    "answer_the_customer": {"An answer": {"text": "It is for the project Neptune."}},
    "record_when_an_invoice_will_be_paid": {"A day": {"date": "2027-01-20"}},
    "pause_the_reminders_of_an_invoice": {"Until a day": {"until": "2027-01-12"}},
    "hold_a_planned_reminder": {"Of a day": {"on": "2027-01-29"}},
    "send_a_planned_reminder_now": {"Of a day": {"on": "2027-01-29"}},
}
