"""What has no row in the tables yet: who may do it is tested beside each, not by every kind.

The list only gets shorter: what is new gets a row at once.
"""

LISTENERS = ()
OPERATIONS = (
    "GET /payments",
    "POST /payments",
    "GET /payments/{payment_id}",
    "POST /payments/{payment_id}/reversal",
    "POST /payments/{payment_id}/allocations/{allocation_id}/release",
    "POST /payments/{payment_id}/refunds/{refund_id}/undo",
    "POST /invoices/{invoice_id}/settlements",
    "POST /invoices/{invoice_id}/settlements/{settlement_id}/undo",
    "POST /invoices/{invoice_id}/credit",
    "POST /invoices/{invoice_id}/surplus",
    "POST /invoices/{invoice_id}/refunds",
    "GET /customers/{customer_id}/credit",
    "POST /customers/{customer_id}/refunds",
    "POST /bank-statements",
    "GET /bank-entries",
    "GET /bank-entries/{entry_id}",
    "POST /bank-entries/{entry_id}/booking",
    "POST /bank-entries/{entry_id}/ignoring",
    "POST /bank-entries/{entry_id}/reopening",
    "POST /invoices/{invoice_id}/dispute",
    "POST /invoices/{invoice_id}/resolve-dispute",
    "POST /invoices/{invoice_id}/promise",
    "POST /invoices/{invoice_id}/pause-reminders",
    "POST /invoices/{invoice_id}/resume-reminders",
    "GET /reminders",
    "POST /invoices/{invoice_id}/reminders/hold",
    "POST /invoices/{invoice_id}/reminders/send",
    "GET /aging",
    "GET /invoices/{invoice_id}/conversation",
    "GET /sender-profiles/{profile_id}/tax-forms",
    "PUT /sender-profiles/{profile_id}/tax-form",
    "GET /sender-profiles/{profile_id}/tax-form",
)
PAGES = (
    "GET /i/{token}/documents.zip",
    "GET /i/{token}/tax-form.pdf",
    "GET /i/{token}/statement",
    "GET /i/{token}/statement.pdf",
    "POST /i/{token}/talk",
    "POST /i/{token}/revoke",
)
UNJUDGED = frozenset({*LISTENERS, *OPERATIONS, *PAGES})
