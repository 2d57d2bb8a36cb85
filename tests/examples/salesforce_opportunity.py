"""A Salesforce opportunity without CPQ as the body of POST /api/v1/invoices: its products have a
price and a date, and no term."""

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def invoice_of(opportunity: Json, customer: Json, sender: Json) -> Json:
    """`opportunity` is an Opportunity as the REST API answers a SOQL query, with its
    OpportunityLineItem records in OpportunityLineItems."""
    return {
        "external_id": f"salesforce:{opportunity['Id']}",
        "customer": customer,
        "sender": sender,
        "currency": opportunity["CurrencyIsoCode"],
        "lines": [line_of(each) for each in opportunity["OpportunityLineItems"]["records"]],
    }


def line_of(item: Json) -> Json:
    """UnitPrice is the sales price of one; Description is what sales wrote for this deal."""
    return {
        "description": item["Description"] or item["Product2"]["Name"],
        "quantity": str(item["Quantity"]),
        "unit_price": str(item["UnitPrice"]),
        "service_start": item["ServiceDate"],
    }
