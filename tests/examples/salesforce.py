"""A Salesforce CPQ quote as the body of POST /api/v1/contracts."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

Json = Mapping[str, Any]


def contract_of(quote: Json, customer: Json, sender: Json) -> Json:
    """`quote` is an SBQQ__Quote__c as the REST API answers a SOQL query: its Opportunity beside it,
    its SBQQ__QuoteLine__c records in SBQQ__LineItems__r. SBQQ__RenewalUpliftRate__c is for the
    contract after this one; what rises within the term is in the price of each year's segment."""
    opportunity = quote["SBQQ__Opportunity2__r"]
    lines = quote["SBQQ__LineItems__r"]["records"]
    recurring = [each for each in lines if each["SBQQ__ChargeType__c"] == "Recurring"]
    (frequency,) = {each["SBQQ__BillingFrequency__c"] for each in recurring}
    (timing,) = {each["SBQQ__BillingType__c"] for each in recurring}
    return {
        "external_id": f"salesforce:{opportunity['Id']}",
        "name": opportunity["Name"],
        "customer": customer,
        "sender": sender,
        "currency": quote["CurrencyIsoCode"],
        "start_date": quote["SBQQ__StartDate__c"],
        "term_months": int(quote["SBQQ__SubscriptionTerm__c"]),
        "billing_frequency": frequency.lower(),
        "billing_timing": timing.lower(),
        "net_terms": int(quote["SBQQ__PaymentTerms__c"].removeprefix("Net ")),
        "lines": [line_of(list(each)) for _, each in groupby(lines, key=product_of)],
    }


def product_of(line: Json) -> str:
    """The segments of one product share SBQQ__SegmentKey__c; other lines stand for themselves."""
    return str(line["SBQQ__SegmentKey__c"] or line["Id"])


def line_of(segments: list[Json]) -> Json:
    """SBQQ__UnproratedNetPrice__c is of one unit for SBQQ__DefaultSubscriptionTerm__c months,
    after discounts; SBQQ__NetTotal__c is of all units for all of the line's term."""
    first, name = segments[0], segments[0]["SBQQ__ProductName__c"]
    if first["SBQQ__ChargeType__c"] == "Recurring":
        prices = [yearly(each) for each in segments]
        price = {"yearly_prices": prices} if len(prices) > 1 else {"annual_price": prices[0]}
        (quantity,) = {str(each["SBQQ__Quantity__c"]) for each in segments}
        return {"kind": "subscription", "description": name, "quantity": quantity, **price}
    amount = Decimal(str(first["SBQQ__NetTotal__c"]))
    kind = "one_time" if amount > 0 else "usage_credit"
    return {"kind": kind, "description": name, "amount": str(abs(amount))}


def yearly(line: Json) -> str:
    price = Decimal(str(line["SBQQ__UnproratedNetPrice__c"]))
    return f"{price * 12 / int(line['SBQQ__DefaultSubscriptionTerm__c']):.2f}"
