"""A HubSpot deal, as HubSpot documents it, becomes a contract to the cent."""

from copy import deepcopy
from typing import Any

from tests.examples.hubspot import contract_of
from tests.examples.served import Json, Served, payload, the_seed_deal
from tests.harness.schedules import expect_schedule

CUSTOMER, SENDER = {"id": "customer-acme"}, {"id": "sender-us"}


def mapped(**of_recurring: Any) -> Json:
    """The deal; recurring line items with other properties."""
    items = deepcopy(payload("hubspot_line_items")["results"])
    for item in items:
        if item["properties"]["recurringbillingfrequency"]:
            item["properties"].update(of_recurring)
    return dict(contract_of(payload("hubspot_deal"), items, CUSTOMER, SENDER))


def test_the_deal_is_the_seed_deal_to_the_cent(served: Served) -> None:
    made = served.posted("/contracts", mapped())
    expect_schedule(made["schedule"], the_seed_deal()["expected"])
    assert made["external_id"] == "hubspot:9182736450"


def test_a_price_by_the_month_is_twelve_times_that_a_year() -> None:
    line = mapped(recurringbillingfrequency="monthly", price="100.05")["lines"][0]
    assert line["annual_price"] == "1200.60"


def test_without_a_start_of_billing_the_contract_starts_when_the_deal_closed() -> None:
    assert mapped(hs_recurring_billing_start_date=None)["start_date"] == "2026-11-20"


def test_what_hubspot_takes_off_is_taken_off() -> None:
    assert mapped(hs_discount_percentage="12.5")["lines"][0]["discount_percent"] == "12.5"


def test_without_an_uplift_no_price_rises() -> None:
    assert mapped(year_2_uplift=None)["lines"][0]["escalators"] == []
