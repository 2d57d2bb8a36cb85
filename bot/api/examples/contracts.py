"""Example bodies of requests about contracts."""

from typing import Any

Json = dict[str, Any]

_FIVE_PERCENT = [{"contract_year": 2, "percent": "5"}]
_TERMS: Json = {
    "currency": "USD",
    "start_date": "2027-01-01",
    "term_months": 36,
    "billing_frequency": "annual",
    "net_terms": 45,
    "lines": [
        {
            "kind": "subscription",
            "description": "Platform Enterprise",
            "annual_price": "1200000.00",
            "escalators": _FIVE_PERCENT,
        },
        {
            "kind": "subscription",
            "description": "Analytics add-on",
            "quantity": "250",
            "annual_price": "480.00",
            "escalators": _FIVE_PERCENT,
        },
        {"kind": "one_time", "description": "Onboarding", "amount": "50000.00"},
        {"kind": "usage_credit", "description": "Usage credit", "amount": "25000.00"},
    ],
}
_RAMP: Json = {
    "currency": "EUR",
    "start_date": "2027-03-15",
    "term_months": 30,
    "billing_frequency": "quarterly",
    "billing_timing": "arrears",
    "net_terms": 30,
    "lines": [
        {
            "kind": "subscription",
            "description": "Platform Business",
            "yearly_prices": ["60000.00", "90000.00", "120000.00"],
            "tax_rate": "19",
        }
    ],
}
_PROJECT: Json = {
    "currency": "USD",
    "start_date": "2027-01-01",
    "term_months": 12,
    "billing_frequency": "annual",
    "net_terms": 30,
    "payment_terms": "30 EOM",
    "lines": [
        {
            "kind": "milestones",
            "description": "Implementation",
            "amount": "100000.00",
            "parts": [
                {"name": "Signature", "percent": "40", "on": "2027-01-15"},
                {"name": "Go-live", "percent": "40", "expected_on": "2027-06-30"},
                {"name": "Final report"},
            ],
        }
    ],
}
_INDEXED: Json = {
    **_TERMS,
    "lines": [
        {
            "kind": "subscription",
            "description": "Platform Enterprise",
            "annual_price": "1200000.00",
            "indexation": {
                "index": "US CPI-U, September",
                "base": "304.1",
                "cap": "5",
                "floor": "2",
            },
        }
    ],
}
_PARTIES: Json = {"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}}

BODIES: dict[str, dict[str, Json]] = {
    "make_a_contract": {
        "Three years, prepaid annually": {
            "external_id": "hubspot:9182736450",
            "name": "Acme Platform",
            **_PARTIES,
            **_TERMS,
        },
        "Submitted at once": {
            **_PARTIES,
            **_TERMS,
            "po_number": "4500017342",
            "memo": "Order form of 1 December 2026.",
            "deal_channel": "C0123456789",
            "submit": True,
        },
        "A ramp, by quarter, in arrears": {
            "customer": {"id": "customer-globex"},
            "sender": {"id": "sender-eu"},
            **_RAMP,
        },
        "Prices that follow an index": {
            **_PARTIES,
            **_INDEXED,
            "deal_channel": "C0123456789",
            "submit": True,
        },
        "A project in milestones": {
            "customer": {"id": "customer-acme"},
            "sender": {"id": "sender-us"},
            **_PROJECT,
            "deal_channel": "C0123456789",
            "submit": True,
        },
    },
    "preview_the_schedule_of_a_contract": {
        "Three years, prepaid annually": _TERMS,
        "A ramp, by quarter, in arrears": _RAMP,
    },
    "change_the_terms_of_a_contract": {
        "Net 30": {**_TERMS, "net_terms": 30, "memo": "As agreed on the phone."}
    },
    "preview_a_change_of_a_contract": {
        "Net 30": {**_TERMS, "net_terms": 30},
        "Fewer seats, given back by a credit note": {
            **_TERMS,
            "credit_method": "credit_note",
        },
    },
    "submit_a_contract_for_approval": {"To the deal's channel": {"deal_channel": "C0123456789"}},
    "end_a_contract": {"With the reason": {"reason": "The deal was lost."}},
    "renew_a_contract": {
        "As the old one says": {},
        "With a name and a PO number": {
            "name": "Acme Platform, second term",
            "po_number": "4500017400",
        },
    },
    "enter_the_index_of_a_contract": {
        "For the second year": {"index": "US CPI-U, September", "value": "312.3"}
    },
    "accept_a_milestone_of_a_contract": {
        "Accepted on a day": {
            "line": 0,
            "part": 1,
            "on": "2026-11-20",
            "note": "Acceptance protocol signed by Dana Reyes.",
        }
    },
    "dismiss_the_renewal_of_a_contract": {
        "With the reason": {"reason": "The customer moves to another plan."}
    },
    "set_when_the_renewal_of_a_contract_is_proposed": {"Half a year before": {"days": 180}},
    "send_a_contract_back_with_a_reason": {
        "With the reason": {"reason": "The uplift is 5% in the order form."}
    },
}
