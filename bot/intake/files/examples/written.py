"""An example as the JSON file that `jupiter render` reads."""

import json
from typing import Any

from bot.intake.files.examples.line_texts import LINE_TEXTS
from bot.intake.files.examples.parts import Example, Party
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.money import minor_digits
from jupiter_core.domain.totals import plain

_PRICES = (("1", 24_000), ("25", 480), ("2", 1_500))
"""Quantity and unit price of a line each: the subscription, its seats, a workshop."""
_SERVICE = {"service_start": "2027-01-01", "service_end": "2027-12-31"}
_SPEAKS_ENGLISH = {"JP"}
"""Its letters are in no font that is shipped (EXTRA_FONTS)."""


def example_file(country: str, example: Example) -> str:
    """All of it, in the order in which people read an invoice."""
    usual = country_defaults(country)
    return json.dumps(_document(country, example, usual.currency), indent=2, ensure_ascii=False)


def _document(country: str, example: Example, currency: str) -> dict[str, Any]:
    seller, customer = example.seller, example.customer
    early = {"early_payment": example.early_payment} if example.early_payment else {}
    return {
        "number": "INV-2027-00042",
        "issue_date": "2027-01-04",
        "net_terms": 30,
        **early,
        "currency": currency,
        "language": _language(country),
        "po_number": "4500012345",
        "sender": {
            "legal_name": seller.name,
            **_identity(country, seller),
            "email": "billing@seller.example",
            "phone": example.phone,
        },
        "bank_account": {
            "holder": seller.name,
            "currency": currency,
            **example.account,
            "valid_since": "2025-03-01",
        },
        "customer": {
            "name": customer.name,
            **_identity(country, customer),
            "ap_contact": {"email": "ap@customer.example"},
            "buyer_reference": example.buyer_reference,
        },
        "lines": _lines(country, example, currency),
    }


def _identity(country: str, party: Party) -> dict[str, Any]:
    address = {"street": party.street, "city": party.city, "region": party.region}
    return {
        "address": {**address, "postal_code": party.postal_code, "country": country},
        "tax_ids": [{"kind": kind, "value": each} for kind, each in party.numbers.items()],
        "endpoint": party.endpoint,
    }


def _lines(country: str, example: Example, currency: str) -> list[dict[str, str]]:
    rates, digits = country_defaults(country).tax_rates, minor_digits(currency)
    rate = example.rate or (plain(rates[0]) if rates else "0")
    return [
        {
            "description": text,
            "quantity": quantity,
            "unit_price": f"{price * example.scale:.{digits}f}",
            "tax_rate": rate,
            **_SERVICE,
        }
        for text, (quantity, price) in zip(LINE_TEXTS[_language(country)], _PRICES, strict=True)
    ]


def _language(country: str) -> str:
    return "en" if country in _SPEAKS_ENGLISH else country_defaults(country).language
