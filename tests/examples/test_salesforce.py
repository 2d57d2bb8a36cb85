"""A Salesforce quote or opportunity, as Salesforce documents them, becomes what is billed."""

from tests.examples import salesforce, salesforce_opportunity
from tests.examples.served import Json, Served, payload, the_seed_deal

CUSTOMER, SENDER = {"id": "customer-acme"}, {"id": "sender-us"}


def the_quote() -> Json:
    (quote,) = payload("salesforce_quote")["records"]
    return dict(quote)


def the_opportunity() -> Json:
    (opportunity,) = payload("salesforce_opportunity")["records"]
    return dict(opportunity)


def test_a_quote_by_segments_bills_each_year_what_the_seed_deal_does(served: Served) -> None:
    body = salesforce.contract_of(the_quote(), CUSTOMER, SENDER)
    schedule = served.posted("/contracts", body)["schedule"]
    expected = the_seed_deal()["expected"]
    assert [each["total"] for each in schedule["invoices"]] == [
        each["total"] for each in expected["invoices"]
    ]
    assert schedule["contract_net"] == expected["contract_net"]


def test_the_segments_of_a_product_are_one_line_with_a_price_for_each_year() -> None:
    lines = salesforce.contract_of(the_quote(), CUSTOMER, SENDER)["lines"]
    assert len(lines[0]["yearly_prices"]) == 3
    assert [each["kind"] for each in lines] == [
        *("subscription", "subscription", "one_time", "usage_credit")
    ]


def test_an_opportunity_without_cpq_is_an_invoice_of_its_amount(served: Served) -> None:
    opportunity = the_opportunity()
    body = salesforce_opportunity.invoice_of(opportunity, CUSTOMER, SENDER)
    made = served.posted("/invoices", body)
    assert made["totals"]["total"] == f"{opportunity['Amount']:.2f}"
    assert [each["description"] for each in made["lines"]] == [
        *("Onboarding, on site in Phoenix", "Training day")
    ]
