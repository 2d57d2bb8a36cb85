"""A HubSpot deal as the body of POST /api/v1/contracts."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

# recurringbillingfrequency of a line item: months of one period, and what we call it
PERIODS = {
    "monthly": (1, "monthly"),
    "quarterly": (3, "quarterly"),
    "per_six_months": (6, "semiannual"),
    "annually": (12, "annual"),
}
Json = Mapping[str, Any]


def contract_of(deal: Json, line_items: Iterable[Json], customer: Json, sender: Json) -> Json:
    """`deal` is GET /crm/v3/objects/deals/{id}, `line_items` are the results of
    POST /crm/v3/objects/line_items/batch/read: properties are texts, or null. HubSpot has no
    property for net terms, a credit or year 2's uplift: `net_terms`, `usage_credit` and
    `year_2_uplift` stand for those that you add."""
    said = deal["properties"]
    items = [each["properties"] for each in line_items]
    recurring = [each for each in items if each["recurringbillingfrequency"]]
    (frequency,) = {each["recurringbillingfrequency"] for each in recurring}
    (term,) = {each["hs_recurring_billing_period"] for each in recurring}
    (start,) = {each["hs_recurring_billing_start_date"] for each in recurring}
    credit = {"kind": "usage_credit", "description": "Usage credit", "amount": said["usage_credit"]}
    return {
        "external_id": f"hubspot:{deal['id']}",
        "name": said["dealname"],
        "customer": customer,
        "sender": sender,
        "currency": said["deal_currency_code"],
        "start_date": start or said["closedate"][:10],
        "term_months": int(re.sub(r"P(\d+)M", r"\1", term)),
        "billing_frequency": PERIODS[frequency][1],
        "net_terms": int(said["net_terms"]),
        "lines": [*map(line_of, items), *([credit] if said["usage_credit"] else [])],
    }


def line_of(item: Json) -> Json:
    """`price` is of one unit and one period; `amount` is quantity × price, less the discount."""
    if not item["recurringbillingfrequency"]:
        return {"kind": "one_time", "description": item["name"], "amount": item["amount"]}
    months, _ = PERIODS[item["recurringbillingfrequency"]]
    uplift = item["year_2_uplift"]
    return {
        "kind": "subscription",
        "description": item["name"],
        "quantity": item["quantity"],
        "annual_price": str(Decimal(item["price"]) * 12 / months),
        "discount_percent": item["hs_discount_percentage"] or "0",
        "escalators": [{"contract_year": 2, "percent": uplift}] if uplift else [],
    }
