"""Example bodies of requests about customers and sender profiles."""

from typing import Any

Json = dict[str, Any]

_CUSTOMER: Json = {
    "name": "Umbrella Trading Ltd",
    "external_id": "hubspot:company-5550123",
    "address": {
        "street": "12 Exchange Street",
        "city": "Manchester",
        "postal_code": "M2 7LE",
        "country": "GB",
    },
    "ap_contact": {"name": "Owen Pryce", "email": "ap@umbrella.example"},
    "attention": "Accounts Payable",
    "cost_centre": "UK-4410",
    "po_required": True,
    "references": [
        {"key": "gl_code", "required": True},
        {"key": "project", "value": "P-77"},
        {"label": "Batch no.", "printed": False},
    ],
    "ship_to": {
        "name": "Umbrella Distribution",
        "code": "MAN-2",
        "address": {
            "street": "4 Trafford Park Road",
            "city": "Manchester",
            "postal_code": "M17 1AB",
            "country": "GB",
        },
    },
    "delivery": "portal",
    "portal": {
        "kind": "coupa",
        "supplier_number": "V-4711",
        "our_id": "123456789",
        "their_id": "UMBRELLA:coupa",
    },
    "language": "en",
}
_PROFILE: Json = {
    "legal_name": "Jupiter Labs B.V.",
    "external_id": "erp:nl01",
    "address": {
        "street": "Herengracht 1",
        "city": "Amsterdam",
        "postal_code": "1015 BA",
        "country": "NL",
    },
    "email": "billing-nl@jupiter.example",
    "series": "JNL-",
    "time_zone": "Europe/Amsterdam",
}
_ACCOUNT: Json = {
    "holder": "Jupiter Labs B.V.",
    "bank_name": "ABN AMRO",
    "currency": "EUR",
    "iban": "NL91ABNA0417164300",
    "bic": "ABNANL2A",
}
_BRITISH: Json = {
    "scheme": "gb",
    "holder": "Jupiter UK Ltd",
    "bank_name": "Second Example Bank",
    "currency": "GBP",
    "account_number": "66374958",
    "details": {"sort_code": "08-99-99"},
    "reference": "rf",
    "cheque": {"payable_to": "Jupiter UK Ltd", "address": "PO Box 1\nLondon EC1A 1BB"},
}
_ORDER: Json = {
    "number": "4500017342",
    "currency": "USD",
    "amount": "1345000.00",
    "valid_until": "2027-12-31",
    "lines": [{"line": "10", "description": "Platform Enterprise", "unit_price": "1200000.00"}],
}
_LEDGER: Json = {
    "receivable": "1400",
    "revenue": "8400",
    "tax": "1776",
    "bank": "1200",
    "customer_credit": "1710",
    "bank_fee": "4970",
    "rounding": "4900",
    "early_payment_discount": "8730",
    "tax_withheld": "1545",
    "bad_debt": "2400",
    "rates": [{"tax_category": "S", "tax_rate": "7", "revenue": "8300", "tax": "1771"}],
    "datev": {"consultant": 29098, "client": 55003},
}

_LOGO = (
    "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA0MCAxMCI+PGNp"
    "cmNsZSBjeD0iNSIgY3k9IjUiIHI9IjUiIGZpbGw9IiNjODI4MjgiLz48L3N2Zz4="
)
"""A drawing of one circle."""

_PRODUCT: Json = {
    "name": "Data residency",
    "code": "RESID",
    "description": "Data residency, one year",
    "prices": [
        {"currency": "USD", "unit_price": "24000.00"},
        {"currency": "EUR", "unit_price": "22000.00"},
    ],
    "tax_rate": "0",
    "entity_taxes": [{"sender_profile_id": "sender-eu", "tax_rate": "19"}],
}

BODIES: dict[str, dict[str, Json]] = {
    "make_a_customer": {"With a PO needed": _CUSTOMER},
    "change_a_customer": {"Another attention line": {**_CUSTOMER, "attention": "Finance, floor 3"}},
    "make_a_product": {"With prices in two currencies": _PRODUCT},
    "change_or_retire_a_product": {"Retired": {**_PRODUCT, "retired": True}},
    "make_a_sender_profile": {"With an IBAN": {**_PROFILE, "bank_accounts": [_ACCOUNT]}},
    "change_a_sender_profile": {"Another e-mail": {**_PROFILE, "email": "ar-nl@jupiter.example"}},
    "name_the_ledger_accounts_of_a_legal_entity": {"Of the German chart SKR03": _LEDGER},
    "keep_the_tax_form_of_a_legal_entity": {
        "A W-9": {"name": "W-9.pdf", "content": "JVBERi0xLjcKJSVFT0YK"}
    },
    "set_the_logo_of_a_sender_profile": {"A drawing": {"content": _LOGO}},
    "record_a_purchase_order": {"For a year": {**_ORDER, "customer_id": "customer-acme"}},
    "change_or_close_a_purchase_order": {"Closed": {**_ORDER, "closed": True}},
    "propose_bank_details": {
        "One account": {"bank_accounts": [_ACCOUNT]},
        "With a sort code, and cheques": {"bank_accounts": [_BRITISH]},
    },
}
