"""What e-invoices to a customer need, told before any invoice; expected by hand."""

from typing import Any

import pytest

from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.documents.einvoice.readiness import readiness_of
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.e_invoice_readiness import (
    EInvoiceReadiness,
    NeedOf,
    StandardReadiness,
)
from jupiter_core.domain.party import ApContact
from jupiter_core.queries.e_invoice_readiness import e_invoice_readiness
from tests.factories import SAM, a_customer, a_euro_bank, a_line, a_sender_profile
from tests.harness.workspace import MemoryWorkspace
from tests.jupiter_core.documents.einvoice.nations import NUMBERS, a_trade, an_address, an_id
from tests.jupiter_core.documents.einvoice.test_national_rules import BAD
from tests.jupiter_core.documents.einvoice.test_xrechnung import BAD as BAD_XRECHNUNG

EU = "sender-eu"


def a_workspace(country: str, *, entity: str = "DE", **customer: Any) -> MemoryWorkspace:
    """A legal entity of a country beside the American one, and a customer of another."""
    desk = MemoryWorkspace()
    profile = a_sender_profile(
        id=EU,
        legal_name="Jupiter EU",
        series="JEU-",
        address=an_address(entity),
        tax_ids=NUMBERS.get(entity, ()),
        phone="",
        bank_accounts=(a_euro_bank(),),
    )
    known = {"name": "Globex", "address": an_address(country), "tax_ids": NUMBERS.get(country, ())}
    with desk.writing() as uow:
        uow.sender_profiles.save(profile)
        uow.customers.save(a_customer(id="globex", **{**known, **customer}))
    return desk


def found(desk: MemoryWorkspace) -> tuple[EInvoiceReadiness, ...]:
    with desk.reading() as uow:
        return e_invoice_readiness(uow, PdfRenderer(), uow.customers.get("globex"))


def from_the_entity(desk: MemoryWorkspace) -> dict[str, StandardReadiness]:
    """By the name of the standard."""
    (own,) = (each for each in found(desk) if each.sender_profile_id == EU)
    return {each.standard: each for each in own.standards}


def test_a_german_customer_needs_a_reference_and_the_seller_a_telephone() -> None:
    standards = from_the_entity(a_workspace("DE", ap_contact=ApContact(email="ap@globex.example")))
    assert [*standards] == ["Factur-X", "XRechnung 3.0"]
    missing = standards["XRechnung 3.0"].missing
    assert [(each.of, each.path) for each in missing] == [
        (NeedOf.ENTITY, "seller.phone"),
        (NeedOf.CUSTOMER, "bill_to.buyer_reference"),
    ]
    there = {each.path for each in standards["XRechnung 3.0"].fields if each.there}
    assert "bill_to.address.city" in there
    assert standards["Factur-X"].missing == ()


def test_belgian_companies_are_told_what_their_law_needs() -> None:
    standards = from_the_entity(a_workspace("BE", entity="BE"))
    peppol = standards["Peppol BIS Billing 3.0"]
    assert "law between companies in Belgium" in peppol.purpose
    assert [each.path for each in peppol.missing] == [
        "po_number",
        "seller.endpoint",
        "bill_to.endpoint",
    ]


def test_between_member_states_the_customers_vat_id_is_needed() -> None:
    standards = from_the_entity(a_workspace("FR", tax_ids=()))
    (need,) = standards["Factur-X"].missing
    assert need.what == "the customer's VAT id or registration number"


def test_nothing_of_europe_is_asked_of_an_american_customer() -> None:
    desk = a_workspace("US", address=a_customer().address)
    with desk.reading() as uow:
        american = uow.sender_profiles.get("sender-us")
    for each in found(desk):
        assert [one.standard for one in each.standards] == ["Factur-X"]
    assert american.legal_name in {each.legal_name for each in found(desk)}


def test_the_entity_that_billed_them_last_is_the_one_that_is_told() -> None:
    desk = a_workspace("DE")
    desk.submit(
        SAM,
        customer_id="globex",
        sender_profile_id=EU,
        currency="EUR",
        lines=(a_line("Platform", "1", "100.00", "EUR", tax_rate="19"),),
    )
    assert [each.sender_profile_id for each in found(desk)] == [EU]


@pytest.mark.parametrize("country", ["IT", "PL", "RO", "GR"])
def test_where_the_law_wants_what_is_not_made_here_that_is_said(country: str) -> None:
    desk = a_workspace(country, entity=country, tax_ids=(an_id("other", "12345678901"),))
    (own,) = (each for each in found(desk) if each.sender_profile_id == EU)
    assert "that is not made here" in own.notice
    abroad = a_workspace("DE", entity=country)
    assert all(each.notice == "" for each in found(abroad))


@pytest.mark.parametrize("rule", sorted({*BAD} - {"SE-R-006"}))
def test_what_is_told_at_issue_is_told_at_set_up_in_the_same_words(rule: str) -> None:
    invoice, need = BAD[rule]
    (peppol,) = (
        each
        for each in readiness_of(invoice.content).standards
        if each.standard == Profile.PEPPOL.value
    )
    assert [each.what for each in peppol.missing] == [need]


@pytest.mark.parametrize("rule", BAD_XRECHNUNG)
def test_so_is_what_german_authorities_need(rule: str) -> None:
    invoice, need = BAD_XRECHNUNG[rule]
    standards = {each.standard: each for each in readiness_of(invoice.content).standards}
    assert [each.what for each in standards[Profile.XRECHNUNG.value].missing] == [need]


def test_a_complete_pair_lacks_nothing_in_either_place() -> None:
    invoice = a_trade("DE")
    assert all(not each.missing for each in readiness_of(invoice.content).standards)
    assert missing_for(invoice, Profile.XRECHNUNG) == ()
