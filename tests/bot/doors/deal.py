"""The deal that goes through every door: as a machine sends it, and as a person types it.

Keys are the domain's own paths. A machine sends exact decimals; a person types `1.2M`.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

Json = dict[str, Any]
Noun = Literal["invoice", "contract"]

_STEP = re.compile(r"[^.\[\]]+")

CUSTOMER: Json = {
    "name": "Acme Corporation",
    "address": {
        "street": "1 Roadrunner Way",
        "city": "Phoenix",
        "region": "AZ",
        "postal_code": "85001",
        "country": "US",
    },
    "ap_contact": {"name": "Dana Reyes", "email": "dana@acme.example"},
}
SENDER: Json = {
    "legal_name": "Jupiter US Inc.",
    "address": {
        "street": "548 Market Street",
        "city": "San Francisco",
        "region": "CA",
        "postal_code": "94104",
        "country": "US",
    },
    "email": "billing@jupiter.example",
    "colour": "#1f3a5f",
}
BANK: Json = {
    "holder": "Jupiter US Inc.",
    "bank_name": "First Example Bank",
    "currency": "USD",
    "account_number": "000123456789",
    "routing_number": "021000021",
    "valid_since": "2025-03-01",
}
_TERMS = {"currency": "USD", "net_terms": 45}
INVOICE: Json = {
    **_TERMS,
    "issue_date": "2026-11-22",
    "po_number": "4500017342",
    "lines": [
        {"description": "Platform", "unit_price": "1200000.00"},
        {"description": "Onboarding", "unit_price": "50000.00"},
        {"description": "Usage credit", "unit_price": "-25000.00"},
    ],
}
CONTRACT: Json = {
    **_TERMS,
    "start_date": "2027-01-01",
    "term_months": 36,
    "billing_frequency": "annual",
    "lines": [
        {
            "kind": "subscription",
            "description": "Platform",
            "annual_price": "1200000.00",
            "escalators": [{"contract_year": 2, "percent": "5"}],
        },
        {"kind": "one_time", "description": "Onboarding", "amount": "50000.00"},
        {"kind": "usage_credit", "description": "Usage credit", "amount": "25000.00"},
    ],
}
BODIES: Mapping[Noun, Json] = {"invoice": INVOICE, "contract": CONTRACT}

TYPED: Mapping[Noun, Mapping[str, str]] = {
    "invoice": {
        "currency": "USD",
        "net_terms": "45",
        "issue_date": "2026-11-22",
        "po_number": "4500017342",
        "lines[0].description": "Platform",
        "lines[0].unit_price": "$1,200,000",
        "lines[1].description": "Onboarding",
        "lines[1].unit_price": "50,000.00",
        "lines[2].description": "Usage credit",
        "lines[2].unit_price": "(25,000)",
    },
    "contract": {
        "currency": "USD",
        "net_terms": "45",
        "start_date": "2027-01-01",
        "term_months": "3 years",
        "billing_frequency": "annual",
        "lines[0].kind": "subscription",
        "lines[0].description": "Platform",
        "lines[0].annual_price": "1.2M",
        "lines[0].escalators": "5% y2",
        "lines[1].kind": "one_time",
        "lines[1].description": "Onboarding",
        "lines[1].amount": "50k",
        "lines[2].kind": "usage_credit",
        "lines[2].description": "Usage credit",
        "lines[2].amount": "25k",
    },
}
LINES: Mapping[Noun, str] = {
    "invoice": "Acme platform 1.2M onboarding 50k credit 25k net 45 PO 4500017342",
    "contract": "Acme platform 1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45 "
    "starting 2027-01-01",
}


def steps(path: str) -> list[str]:
    """`lines[0].quantity` is `lines`, `0`, `quantity`."""
    return _STEP.findall(path)


def changed(body: Json, changes: Mapping[str, Any]) -> Json:
    """A copy with other values at these paths; a list grows by one where the path says so."""
    made = copy.deepcopy(body)
    for path, value in changes.items():
        *parents, last = steps(path)
        place: Any = made
        for step in parents:
            place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
        if isinstance(place, list):
            place[int(last) :] = [value]
        else:
            place[last] = value
    return made


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each leaf's path and its text."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from flat(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from flat(each, f"{path}[{n}]")
    else:
        yield path, str(value)
