"""What a new deal most likely has; expected values are written down by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.queries.deal_defaults import DealSoFar, deal_defaults
from tests.factories import (
    SAM,
    a_customer,
    a_euro_bank,
    a_line,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.contracts import a_contract
from tests.harness.workspace import MemoryWorkspace

EU, US = "sender-eu", "sender-us"
ACME, GLOBEX = "customer-acme", "customer-globex"
CHANNEL, ELSEWHERE = "C0ACME", "C0OTHER"


def two_entities() -> MemoryWorkspace:
    """The German one is the first by alphabet."""
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(legal_name="Jupiter US Inc."))
        uow.sender_profiles.save(
            a_sender_profile(
                id=EU, legal_name="Jupiter EU GmbH", series="JEU-", bank_accounts=(a_euro_bank(),)
            )
        )
        uow.customers.save(a_customer(id=GLOBEX, name="Globex"))
    return desk


def billed(desk: MemoryWorkspace, **terms: Any) -> None:
    given = {"customer_id": ACME, "sender_profile_id": US, "currency": "USD", **terms}
    lines = (a_line("Platform", "1", "100.00", given["currency"], tax_rate=given.pop("rate", "0")),)
    desk.submit(SAM, **{"lines": lines, **given})


def found(desk: MemoryWorkspace, **deal: str) -> DealDefaults:
    with desk.reading() as uow:
        return deal_defaults(uow, DealSoFar(**{"channel": CHANNEL, **deal}))


def pair(desk: MemoryWorkspace, **deal: str) -> tuple[str, str]:
    defaults = found(desk, **deal)
    return defaults.sender_profile_id, defaults.currency


def test_of_several_entities_none_is_taken_and_the_person_is_asked() -> None:
    desk = two_entities()
    assert found(desk) == DealDefaults()
    assert found(desk, customer_id=ACME) == DealDefaults()


def test_an_entity_that_is_alone_is_taken_with_the_currency_of_its_account() -> None:
    assert pair(MemoryWorkspace()) == (US, "USD")


def test_in_a_us_deals_channel_the_us_entity_bills() -> None:
    desk = two_entities()
    billed(desk)
    assert pair(desk) == (US, "USD")
    assert pair(desk, channel=ELSEWHERE) == ("", "")


def test_the_customers_own_invoice_comes_before_the_channels() -> None:
    desk = two_entities()
    billed(desk, customer_id=GLOBEX, sender_profile_id=EU, currency="EUR", net_terms=60)
    billed(desk, net_terms=10)
    assert pair(desk, customer_id=GLOBEX) == (EU, "EUR")
    assert found(desk, customer_id=GLOBEX).net_terms == 60
    assert found(desk).net_terms == 10


def test_what_was_set_for_the_customer_comes_before_their_last_invoice() -> None:
    desk = two_entities()
    billed(desk, net_terms=10)
    own = DealDefaults(sender_profile_id=EU, currency="EUR", net_terms=90)
    with desk.writing() as uow:
        uow.customers.save(a_customer(defaults=own))
    defaults = found(desk, customer_id=ACME)
    assert (defaults.sender_profile_id, defaults.currency, defaults.net_terms) == (EU, "EUR", 90)


def test_a_currency_set_for_the_customer_is_billed_by_whoever_has_an_account_in_it() -> None:
    desk = two_entities()
    billed(desk)
    with desk.writing() as uow:
        uow.customers.save(a_customer(defaults=DealDefaults(currency="EUR")))
    assert pair(desk, customer_id=ACME) == (EU, "EUR")


@pytest.mark.parametrize(("currency", "entity"), [("EUR", EU), ("USD", US), ("GBP", "")])
def test_a_currency_that_was_said_finds_the_only_entity_with_an_account_in_it(
    currency: str, entity: str
) -> None:
    assert pair(two_entities(), currency=currency) == (entity, currency)


def test_of_two_with_an_account_in_it_the_person_is_asked() -> None:
    desk = two_entities()
    with desk.writing() as uow:
        both = (a_euro_bank(), a_us_bank())
        uow.sender_profiles.save(
            a_sender_profile(id=EU, legal_name="Jupiter EU", series="JEU-", bank_accounts=both)
        )
    assert pair(desk, currency="USD") == ("", "USD")


def test_a_currency_that_was_said_wins_over_an_entity_that_cannot_be_paid_in_it() -> None:
    desk = two_entities()
    billed(desk)
    assert pair(desk, customer_id=ACME, currency="EUR") == (EU, "EUR")


def test_an_entity_that_was_said_brings_its_own_currency() -> None:
    desk = two_entities()
    billed(desk)
    assert pair(desk, customer_id=ACME, entity_id=EU) == (EU, "EUR")
    assert pair(desk, customer_id=ACME, entity_id=US) == (US, "USD")


def test_what_was_said_of_both_stays() -> None:
    desk = two_entities()
    billed(desk)
    assert pair(desk, customer_id=ACME, entity_id=EU, currency="USD") == (EU, "USD")


def test_drafts_void_invoices_and_credit_notes_tell_nothing() -> None:
    desk = two_entities()
    billed(desk, net_terms=20)
    issued = desk.issued(net_terms=20)
    desk.credit(issued)
    desk.void(desk.submit(net_terms=99))
    desk.ask_for_changes(desk.submit(net_terms=98))
    assert found(desk, customer_id=ACME).net_terms == 20


def test_the_contract_is_asked_after_the_invoices() -> None:
    desk = two_entities()
    agreed(desk, SAM)
    assert pair(desk, customer_id=ACME) == (US, "USD")
    assert pair(desk) == (US, "USD")
    billed(desk, sender_profile_id=EU, currency="EUR")
    assert pair(desk) == (EU, "EUR")


def agreed(desk: MemoryWorkspace, by: Actor) -> None:
    command = SubmitContract(
        by=by,
        deal_channel=CHANNEL,
        name="",
        customer_id=ACME,
        sender_profile_id=US,
        terms=a_contract(start_date=date(2027, 1, 1)),
    )
    with desk.writing() as uow:
        submit_contract(command, uow, desk.renderer)


def test_tax_follows_from_the_customers_own_deals_with_this_entity() -> None:
    desk = two_entities()
    billed(desk, sender_profile_id=EU, currency="EUR", rate="19")
    assert found(desk, customer_id=ACME).tax_rate == Decimal(19)
    assert found(desk, customer_id=GLOBEX).tax_rate is None
    assert found(desk, customer_id=ACME, entity_id=US).tax_rate is None


def test_tax_that_was_set_for_the_customer_holds_for_every_entity() -> None:
    desk = two_entities()
    own = DealDefaults(tax_rate=Decimal(0), tax_category=TaxCategory.REVERSE_CHARGE)
    with desk.writing() as uow:
        uow.customers.save(a_customer(defaults=own))
    defaults = found(desk, customer_id=ACME, entity_id=EU)
    assert defaults.tax_rate == Decimal(0)
    assert defaults.tax_category is TaxCategory.REVERSE_CHARGE


def test_an_archived_entity_bills_nothing_new() -> None:
    desk = two_entities()
    billed(desk)
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(archived=True))
    assert pair(desk, customer_id=ACME) == (EU, "USD")


def test_another_workspace_tells_nothing() -> None:
    desk = two_entities()
    billed(desk)
    with desk.store.read("T0OTHER") as uow:
        assert deal_defaults(uow, DealSoFar(customer_id=ACME, channel=CHANNEL)) == DealDefaults()


def test_what_was_set_for_an_entity_comes_last_and_its_tax_for_customers_at_home_alone() -> None:
    desk = two_entities()
    usual = DealDefaults(currency="USD", net_terms=45, tax_rate=Decimal("8.25"))
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(defaults=usual))
        abroad = a_customer().address.model_copy(update={"country": "CA"})
        uow.customers.save(a_customer(id=GLOBEX, name="Globex", address=abroad))
    at_home = found(desk, customer_id=ACME, entity_id=US)
    assert (at_home.currency, at_home.net_terms, at_home.tax_rate) == ("USD", 45, Decimal("8.25"))
    assert found(desk, customer_id=GLOBEX, entity_id=US).tax_rate is None
    billed(desk, net_terms=10)
    assert found(desk, customer_id=ACME, entity_id=US).net_terms == 10
