"""A customer's usual deal as it is typed, in the form and in the set-up file."""

from decimal import Decimal
from typing import Any

import pytest

from bot.intake.documents.base import Notation
from bot.intake.documents.deal_defaults import DealDefaultsBody
from bot.intake.documents.reading import required
from bot.intake.files.setup import read_setup
from bot.intake.modals.customer import read_customer_section
from bot.simulator.view_state import starting_state
from bot.slack.views.setup.customer import customer_section_view
from bot.slack.views.setup.customer_fields import Known
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.payment_terms import due_rule_of
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.queries.customer_sections import CustomerSection
from tests.factories import a_customer, a_sender_profile

REVERSE = {"tax_rate": Decimal(0), "tax_category": TaxCategory.REVERSE_CHARGE}


def read(**typed: str) -> DealDefaults | None:
    return required(DealDefaultsBody, typed, Notation.PERSON).meant()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, None),
        ({"sender_profile_id": "-", "currency": " ", "tax_category": "charged"}, None),
        ({"currency": "eur"}, {"currency": "EUR"}),
        ({"net_terms": "0"}, {"net_terms": 0}),
        ({"net_terms": "30 EOM"}, {"net_terms": 30, "due_rule": due_rule_of("30 EOM")}),
        ({"tax_rate": "8.875%"}, {"tax_rate": Decimal("8.875")}),
        ({"tax_rate": "0"}, {"tax_rate": Decimal(0)}),
        ({"tax_category": "AE"}, REVERSE),
        ({"prices_include_tax": "-"}, None),
        ({"prices_include_tax": "true"}, {"prices_include_tax": True}),
        ({"prices_include_tax": "false"}, {"prices_include_tax": False}),
        ({"tax_category": "AE", "tax_rate": "0"}, REVERSE),
    ],
)
def test_what_is_typed_is_read_and_nothing_typed_is_nothing(
    typed: dict[str, str], expected: dict[str, Any] | None
) -> None:
    assert read(**typed) == (None if expected is None else DealDefaults(**expected))


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({"currency": "XXQ"}, "currency"),
        ({"net_terms": "400"}, "net_terms"),
        ({"net_terms": "due 2027-03-31"}, "net_terms"),
        ({"net_terms": "soon"}, "net_terms"),
        ({"tax_rate": "101"}, "tax_rate"),
        ({"tax_category": "AE", "tax_rate": "19"}, "tax_rate"),
        ({"tax_category": "free"}, "tax_category"),
        ({"prices_include_tax": "sometimes"}, "prices_include_tax"),
    ],
)
def test_each_mistake_is_told_at_its_field(typed: dict[str, str], path: str) -> None:
    with pytest.raises(ValidationErrors) as wrong:
        read(**typed)
    assert [each.path for each in wrong.value.refusals] == [path]


@pytest.mark.parametrize(
    "usual",
    [
        None,
        DealDefaults(sender_profile_id="sender-us", currency="USD", net_terms=45),
        DealDefaults(tax_rate=Decimal("8.875")),
        DealDefaults(**REVERSE),
    ],
)
def test_the_forms_show_what_is_known_and_give_it_back(usual: DealDefaults | None) -> None:
    customer = a_customer(defaults=usual)
    for section in (CustomerSection.NAME, CustomerSection.TAXES, CustomerSection.DEAL):
        view = customer_section_view(section, customer, known=Known([a_sender_profile()]))
        read = read_customer_section(section, starting_state(view["blocks"]), customer)
        assert read.defaults == usual


def test_the_set_up_file_names_the_entity_by_its_key() -> None:
    text = """
customers:
  - key: acme
    name: Acme Corporation
    address: {street: 1 Roadrunner Way, city: Oslo, postal_code: 0150, country: NO}
    defaults: {sender: us, currency: USD, net_terms: 45, tax_rate: 25}
"""
    (customer,) = read_setup(text).customers
    assert customer.defaults == DealDefaults(
        sender_profile_id="sender-us", currency="USD", net_terms=45, tax_rate=Decimal(25)
    )
