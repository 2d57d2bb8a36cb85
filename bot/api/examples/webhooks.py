"""Example bodies of requests about webhook endpoints."""

from typing import Any

Json = dict[str, Any]

BODIES: dict[str, dict[str, Json]] = {
    "make_a_webhook_endpoint": {
        "Some events": {
            "url": "https://crm.example.com/hooks/jupiter",
            "description": "Closes the deal in the CRM",
            "events": ["invoice.issued", "invoice.po_number_added", "invoice.paid"],
        },
        "All events": {"url": "https://crm.example.com/hooks/all"},
    },
    "change_a_webhook_endpoint": {
        "Other events": {"events": ["invoice.issued", "invoice.paid", "contract.approved"]},
        "Switched on again": {"enabled": True},
    },
}
