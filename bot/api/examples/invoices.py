"""Example bodies of requests about invoices."""

from typing import Any

Json = dict[str, Any]

_LINES = [
    {"description": "Platform Enterprise, year 1 of 3", "unit_price": "1200000.00"},
    {"description": "Analytics seats", "quantity": "250", "unit_price": "480.00"},
    {"description": "Onboarding", "unit_price": "50000.00"},
    {"description": "Usage credit", "unit_price": "-25000.00"},
]
_TERMS: Json = {
    "customer": {"id": "customer-acme"},
    "sender": {"id": "sender-us"},
    "currency": "USD",
    "net_terms": 45,
}
_NEW_CUSTOMER = {
    "name": "Umbrella Trading Ltd",
    "external_id": "hubspot:company-5550123",
    "address": {
        "street": "12 Exchange Street",
        "city": "Manchester",
        "postal_code": "M2 7LE",
        "country": "GB",
    },
    "ap_contact": {"name": "Owen Pryce", "email": "ap@umbrella.example"},
    "po_required": True,
}

BODIES: dict[str, dict[str, Json]] = {
    "make_an_invoice": {
        "A draft": {"external_id": "hubspot:9182736450", **_TERMS, "lines": _LINES},
        "Submitted at once": {
            "external_id": "hubspot:9182736451",
            **_TERMS,
            "issue_date": "2026-12-01",
            "deal_channel": "C0123456789",
            "submit": True,
            "lines": _LINES,
        },
        "A new customer, with tax": {
            "customer": _NEW_CUSTOMER,
            "sender": {"id": "sender-uk"},
            "currency": "GBP",
            "po_number": "4500017342",
            "memo": "Thank you for your trust.",
            "lines": [
                {
                    "description": "Support, January 2027",
                    "unit_price": "12500.00",
                    "tax_rate": "20",
                    "tax_category": "S",
                    "service_start": "2027-01-01",
                    "service_end": "2027-01-31",
                }
            ],
        },
        "From the product catalogue": {
            **_TERMS,
            "lines": [
                {"product": {"code": "SEAT"}, "quantity": "250"},
                {"product": {"code": "ONB"}, "unit_price": "45000.00"},
            ],
        },
    },
    "change_what_an_invoice_says_before_its_issue": {
        "Without the credit": {**_TERMS, "lines": _LINES[:3]}
    },
    "amend_an_issued_invoice": {
        "A PO number": {"po_number": "4500017342"},
        "Another contact and address": {
            "ap_contact": {"name": "Lee Park", "email": "ap@acme.example"},
            "attention": "Accounts Payable",
            "cost_centre": "CC-4411",
            "address": {
                "street": "2 Roadrunner Way",
                "city": "Phoenix",
                "region": "AZ",
                "postal_code": "85001",
                "country": "US",
            },
        },
    },
    "submit_a_draft_for_approval": {"To the deal's channel": {"deal_channel": "C0123456789"}},
    "void_an_invoice_that_is_not_issued": {
        "With the reason": {"reason": "The deal was signed with other terms."}
    },
    "send_an_invoice_back_with_a_reason": {
        "With the reason": {"reason": "The onboarding fee is 45,000 in the order form."}
    },
    "record_a_payment": {
        "In full": {"amount": "1345000.00", "reference": "FT26331KX9Q2"},
        "A part": {"amount": "500000.00"},
    },
}
