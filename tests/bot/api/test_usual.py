"""What a body leaves out is as usual for its customer."""

from decimal import Decimal

import pytest

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.payment_terms import due_rule_of
from jupiter_core.domain.totals import TaxCategory
from tests.factories import WORKSPACE, a_customer, a_euro_bank, a_sender_profile
from tests.harness.api_client import Json, System, an_invoice, pointers

LINE = {"description": "Platform", "unit_price": "100.00"}
SUBSCRIPTION = {"kind": "subscription", "description": "Platform", "annual_price": "1200.00"}
USUAL = DealDefaults(
    sender_profile_id="sender-eu", currency="EUR", net_terms=60, tax_rate=Decimal(19)
)


@pytest.fixture
def system() -> System:
    """Two entities, so that none is alone."""
    made = System()
    with made.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(
            a_sender_profile(
                id="sender-eu",
                legal_name="Jupiter EU GmbH",
                series="JEU-",
                bank_accounts=(a_euro_bank(),),
            )
        )
        uow.customers.save(a_customer(id="customer-globex", name="Globex", defaults=USUAL))
    return made


def bare(customer: str, **said: object) -> Json:
    return {"customer": {"id": customer}, "currency": "EUR", "lines": [LINE], **said}


def told(made: Json) -> tuple[str, str, int, str]:
    sender = made["seller"]["sender_profile_id"]
    return sender, made["currency"], made["net_terms"], made["totals"]["total"]


def test_what_was_set_for_the_customer_is_taken(system: System) -> None:
    answer = system.call("POST", "/invoices", bare("customer-globex"))
    assert answer.status_code == 201, answer.text
    assert told(answer.json()) == ("sender-eu", "EUR", 60, "119.00")


def test_what_is_said_stays(system: System) -> None:
    said = bare(
        "customer-globex",
        sender={"id": "sender-us"},
        currency="USD",
        net_terms=0,
        lines=[{**LINE, "tax_rate": "0"}],
    )
    made = system.call("POST", "/invoices", said).json()
    assert told(made) == ("sender-us", "USD", 0, "100.00")


def test_the_last_invoice_tells_entity_and_terms_but_no_tax(system: System) -> None:
    lines = [{**LINE, "tax_rate": "8.875"}]
    billed = an_invoice(net_terms=10, lines=lines, deal_channel="C0ACME", submit=True)
    assert system.call("POST", "/invoices", billed).status_code == 201
    made = system.call("POST", "/invoices", bare("customer-acme", currency="USD")).json()
    assert told(made) == ("sender-us", "USD", 10, "100.00")


def test_where_nothing_is_known_the_missing_field_is_told(system: System) -> None:
    refused = system.call("POST", "/invoices", bare("customer-acme", currency="GBP"))
    assert refused.status_code == 422
    assert pointers(refused) == {"#/sender": "A legal entity is required."}
    contract = {
        **bare("customer-acme", lines=[SUBSCRIPTION], currency="GBP"),
        "start_date": "2027-01-01",
        "term_months": 12,
        "billing_frequency": "annual",
        "net_terms": 30,
    }
    assert set(pointers(system.call("POST", "/contracts", contract))) == {"#/sender"}


def test_a_reverse_charge_that_is_usual_is_on_the_line(system: System) -> None:
    usual = DealDefaults(
        sender_profile_id="sender-eu",
        currency="EUR",
        tax_rate=Decimal(0),
        tax_category=TaxCategory.REVERSE_CHARGE,
    )
    with system.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(defaults=usual))
    made = system.call("POST", "/invoices", bare("customer-acme")).json()
    assert [each["tax_category"] for each in made["lines"]] == ["AE"]


def test_a_contract_takes_the_same(system: System) -> None:
    terms = {
        **bare("customer-globex", lines=[SUBSCRIPTION]),
        "start_date": "2027-01-01",
        "term_months": 12,
        "billing_frequency": "annual",
        "net_terms": 60,
    }
    answer = system.call("POST", "/contracts", terms)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["sender_profile_id"], made["total"]) == ("sender-eu", "1428.00")
    assert (made["terms"]["currency"], made["terms"]["net_terms"]) == ("EUR", 60)


def test_a_customers_usual_deal_is_read_and_written(system: System) -> None:
    found = system.call("GET", "/customers/customer-globex")
    assert found.json()["defaults"] == {
        "sender_profile_id": "sender-eu",
        "currency": "EUR",
        "net_terms": 60,
        "tax_rate": "19",
        "tax_category": None,
    }
    wanted = {name: found.json()[name] for name in ("name", "address", "language")}
    tag = found.headers["ETag"]
    kept = system.call(
        "PUT",
        "/customers/customer-globex",
        {**wanted, "defaults": {"currency": "USD", "net_terms": 15}},
        if_match=tag,
    )
    assert kept.status_code == 200, kept.text
    assert kept.json()["defaults"]["currency"] == "USD"
    wrong = {**wanted, "defaults": {"sender_profile_id": "sender-mars", "currency": "XXQ"}}
    refused = system.call("PUT", "/customers/customer-globex", wrong, if_match=kept.headers["ETag"])
    assert list(pointers(refused)) == ["#/defaults/currency"]
    lost = {**wanted, "defaults": {"sender_profile_id": "sender-mars"}}
    refused = system.call("PUT", "/customers/customer-globex", lost, if_match=kept.headers["ETag"])
    assert (refused.status_code, list(pointers(refused))) == (
        422,
        ["#/defaults/sender_profile_id"],
    )


def with_prices(system: System, customer: bool | None, entity: bool | None) -> None:
    """What is set for Globex, and for the entity that bills them."""
    with system.store.write(WORKSPACE) as uow:
        own = USUAL.model_copy(update={"prices_include_tax": customer})
        uow.customers.save(a_customer(id="customer-globex", name="Globex", defaults=own))
        profile = uow.sender_profiles.get("sender-eu")
        usual = DealDefaults(prices_include_tax=entity)
        uow.sender_profiles.save(profile.model_copy(update={"defaults": usual}))


@pytest.mark.parametrize(
    ("customer", "entity", "said", "sums"),
    [
        (True, None, {}, ("84.03", "100.00")),  # 100.00 ÷ 1.19
        (None, True, {}, ("84.03", "100.00")),
        (False, True, {}, ("100.00", "119.00")),
        (True, False, {}, ("84.03", "100.00")),
        (None, None, {}, ("100.00", "119.00")),
        (True, True, {"prices_include_tax": False}, ("100.00", "119.00")),
        (False, None, {"prices_include_tax": True}, ("84.03", "100.00")),
    ],
)
def test_prices_include_tax_as_the_body_says_else_the_customer_else_the_entity(
    system: System,
    customer: bool | None,
    entity: bool | None,
    said: Json,
    sums: tuple[str, str],
) -> None:
    with_prices(system, customer, entity)
    made = system.call("POST", "/invoices", bare("customer-globex", **said)).json()
    assert (made["totals"]["net"], made["totals"]["total"]) == sums
    terms = {
        **bare("customer-globex", lines=[SUBSCRIPTION], **said),
        "start_date": "2027-01-01",
        "term_months": 12,
        "billing_frequency": "annual",
        "net_terms": 60,
    }
    contract = system.call("POST", "/contracts", terms).json()
    # 1,200.00 a year: 1,008.40 net where tax is in it
    assert contract["total"] == ("1200.00" if sums[1] == "100.00" else "1428.00")


def test_a_default_of_prices_changes_no_invoice_that_is_there(system: System) -> None:
    made = system.call("POST", "/invoices", bare("customer-globex")).json()
    with_prices(system, True, True)
    found = system.call("GET", f"/invoices/{made['id']}").json()
    assert found["totals"] == made["totals"]


def test_the_usual_prices_are_read_and_written(system: System) -> None:
    found = system.call("GET", "/customers/customer-globex")
    assert "prices_include_tax" not in found.json()["defaults"]
    wanted = {name: found.json()[name] for name in ("name", "address", "language")}
    body = {**wanted, "defaults": {"prices_include_tax": False}}
    kept = system.call(
        "PUT", "/customers/customer-globex", body, if_match=found.headers["ETag"]
    ).json()
    assert kept["defaults"]["prices_include_tax"] is False
    wrong = {**wanted, "defaults": {"prices_include_tax": "yes"}}
    tag = system.call("GET", "/customers/customer-globex").headers["ETag"]
    refused = system.call("PUT", "/customers/customer-globex", wrong, if_match=tag)
    assert list(pointers(refused)) == ["#/defaults/prices_include_tax"]


def due(made: Json) -> tuple[int, str, str]:
    return made["net_terms"], made["payment_terms"], made["due_date"]


def test_payment_terms_in_words_make_it_due_by_the_calendar(system: System) -> None:
    said = bare("customer-globex", issue_date="2027-01-10", payment_terms="30 EOM")
    made = system.call("POST", "/invoices", said).json()
    assert due(made) == (30, "30 days after month end", "2027-03-02")
    french = {**said, "payment_terms": "45 days end of month"}
    assert due(system.call("POST", "/invoices", french).json())[1:] == (
        "45 days, then month end",
        "2027-02-28",
    )
    both = {**said, "net_terms": 45}
    assert list(pointers(system.call("POST", "/invoices", both))) == ["#/payment_terms"]
    unread = {**said, "payment_terms": "whenever"}
    assert list(pointers(system.call("POST", "/invoices", unread))) == ["#/payment_terms"]


def test_a_rule_that_was_set_for_the_customer_is_taken(system: System) -> None:
    ruled = USUAL.model_copy(update={"due_rule": due_rule_of("60 EOM")})
    with system.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(id="customer-globex", name="Globex", defaults=ruled))
    made = system.call("POST", "/invoices", bare("customer-globex", issue_date="2027-01-10")).json()
    assert due(made) == (60, "60 days after month end", "2027-04-01")
    plain = bare("customer-globex", issue_date="2027-01-10", net_terms=7)
    assert due(system.call("POST", "/invoices", plain).json()) == (7, "Net 7", "2027-01-17")
