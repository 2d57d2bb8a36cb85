"""What is missing for a standard is said, each thing by its rule and at its path."""

from datetime import date

import pytest

from jupiter_core.documents.einvoice.embedding import attached_to, cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import MissingForStandard, missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.ports import NoEInvoice
from tests.factories import a_content, a_draft, a_line
from tests.jupiter_core.documents.einvoice.shapes import (
    EVERY,
    a_euro_line,
    a_french_buyer,
    a_german_seller,
    a_rounding,
    a_version,
    a_year,
    an_issued,
    in_dollars,
    in_euros,
)


def gaps(invoice: Invoice, profile: Profile = Profile.FACTUR_X) -> dict[str, str]:
    """Rules by path."""
    found = {}
    for each in missing_for(invoice, profile):
        assert isinstance(each, MissingForStandard)
        assert each.path
        found[each.path] = each.rule
    return found


@pytest.mark.parametrize("shape", EVERY)
@pytest.mark.parametrize("profile", [Profile.FACTUR_X, Profile.PEPPOL])
def test_a_complete_invoice_lacks_nothing(shape: str, profile: Profile) -> None:
    assert missing_for(EVERY[shape], profile) == ()


def test_peppol_needs_a_po_number_or_a_buyer_reference() -> None:
    bare = in_euros(a_euro_line(), po_number="", bill_to=a_french_buyer(buyer_reference=""))
    assert gaps(bare, Profile.PEPPOL) == {"po_number": "PEPPOL-EN16931-R003"}
    with pytest.raises(NoEInvoice, match="a PO number or the customer's buyer reference"):
        ubl_of(a_version(bare))


@pytest.mark.parametrize(
    "changes", [{"po_number": ""}, {"bill_to": a_french_buyer(buyer_reference="")}]
)
def test_either_reference_is_enough_for_peppol(changes: dict[str, object]) -> None:
    assert gaps(in_euros(a_euro_line(), **changes), Profile.PEPPOL) == {}


def test_peppol_needs_both_electronic_addresses_and_factur_x_none() -> None:
    bare = in_euros(
        a_euro_line(), seller=a_german_seller(endpoint=""), bill_to=a_french_buyer(endpoint="")
    )
    assert gaps(bare) == {}
    assert gaps(bare, Profile.PEPPOL) == {
        "seller.endpoint": "PEPPOL-EN16931-R020",
        "bill_to.endpoint": "PEPPOL-EN16931-R010",
    }


@pytest.mark.parametrize(
    "endpoint", ["ap@lumiere.example", "1234:FR40303265045", "9957:", "9957:a b"]
)
def test_an_electronic_address_in_no_known_scheme_is_named(endpoint: str) -> None:
    invoice = in_euros(a_euro_line(), bill_to=a_french_buyer(endpoint=endpoint))
    assert gaps(invoice) == {"bill_to.endpoint": "BR-CL-25"}
    assert gaps(invoice, Profile.PEPPOL) == {"bill_to.endpoint": "BR-CL-25"}


def test_between_two_german_parties_peppol_asks_for_more() -> None:
    at_home = a_french_buyer(address=a_german_seller().address, buyer_reference="")
    invoice = in_euros(a_euro_line(), bill_to=at_home, seller=a_german_seller(phone="", email=""))
    assert gaps(invoice, Profile.PEPPOL) == {
        "bill_to.buyer_reference": "DE-R-015",
        "seller.phone": "DE-R-006",
        "seller.email": "DE-R-007",
    }


def test_a_draft_has_no_number_yet() -> None:
    content = in_euros(a_euro_line()).content
    assert gaps(a_draft(content=content)) == {"number": "BR-02"}


def test_a_void_invoice_has_no_e_invoice() -> None:
    void = in_euros(a_euro_line(), state=State.VOID)
    with pytest.raises(NoEInvoice, match="void"):
        cii_of(a_version(void))


def test_a_currency_with_three_decimals_is_refused_with_the_reason() -> None:
    dinar = in_dollars(a_line("Platform", "1", "1.234", "KWD"), currency="KWD")
    dinar = dinar.model_copy(update={"paid": Money.zero("KWD")})
    assert gaps(dinar) == {"currency": "BR-DEC-12"}
    with pytest.raises(NoEInvoice, match=r"KWD 1\.234 cannot be said in two"):
        cii_of(a_version(dinar))


def test_what_the_code_lists_do_not_have_is_named() -> None:
    dobra = in_dollars(a_line(currency="STN"), currency="STN")
    dobra = dobra.model_copy(update={"paid": Money.zero("STN")})
    assert gaps(dobra) == {"currency": "BR-CL-04"}
    ascension = a_german_seller().address.model_copy(update={"country": "AC"})
    invoice = in_euros(a_euro_line(), bill_to=a_french_buyer(address=ascension))
    assert gaps(invoice) == {"bill_to.address.country": "BR-CL-14"}


def test_a_currency_that_peppol_does_not_list_yet_is_named_for_it_alone() -> None:
    guilder = in_dollars(a_line(currency="XCG"), currency="XCG")
    guilder = guilder.model_copy(update={"paid": Money.zero("XCG")})
    assert gaps(guilder) == {}
    assert gaps(guilder, Profile.PEPPOL) == {"currency": "PEPPOL-EN16931-CL007"}


def test_a_seller_without_any_tax_id_is_named_once() -> None:
    assert gaps(in_euros(a_euro_line(), seller=a_german_seller(tax_ids=()))) == {
        "seller.tax_ids": "BR-CO-26"
    }


@pytest.mark.parametrize("category", [TaxCategory.INTRA_COMMUNITY, TaxCategory.EXPORT])
def test_what_leaves_the_country_untaxed_needs_the_sellers_vat_id(category: TaxCategory) -> None:
    line = a_year(a_euro_line(rate="0", category=category))
    american = a_content().seller.tax_ids
    invoice = in_euros(line, seller=a_german_seller(tax_ids=american))
    assert gaps(invoice) == {"seller.tax_ids": f"BR-{'IC' if category == 'K' else 'G'}-02"}


def test_an_intra_community_supply_needs_the_customers_vat_id_and_a_period() -> None:
    line = a_euro_line(rate="0", category=TaxCategory.INTRA_COMMUNITY)
    assert gaps(in_euros(line, bill_to=a_french_buyer(tax_ids=()))) == {
        "bill_to.tax_ids": "BR-IC-02",
        "lines[0].service_start": "BR-IC-11",
    }


def test_reverse_charge_needs_a_tax_id_of_the_customer() -> None:
    line = a_euro_line(rate="0", category=TaxCategory.REVERSE_CHARGE)
    assert gaps(in_euros(line, bill_to=a_french_buyer(tax_ids=()))) == {
        "bill_to.tax_ids": "BR-AE-02"
    }


@pytest.mark.parametrize(
    ("rate", "category", "rule"),
    [
        ("0", TaxCategory.STANDARD, "BR-S-05"),
        ("19", TaxCategory.REVERSE_CHARGE, "BR-AE-05"),
        ("19", TaxCategory.ZERO, "BR-Z-05"),
    ],
)
def test_a_rate_that_its_category_cannot_have_is_named(
    rate: str, category: TaxCategory, rule: str
) -> None:
    invoice = in_euros(a_euro_line(), a_euro_line(rate=rate, category=category))
    assert gaps(invoice) == {"lines[1].tax_category": rule}


def test_outside_the_scope_of_tax_stands_alone() -> None:
    outside = a_euro_line(rate="0", category=TaxCategory.OUTSIDE)
    assert gaps(in_euros(a_euro_line(), outside)) == {"lines[1].tax_category": "BR-O-11"}


def test_a_period_that_ends_before_it_starts_is_named() -> None:
    line = a_euro_line(service_start=date(2027, 2, 1), service_end=date(2027, 1, 1))
    assert gaps(in_euros(line)) == {"lines[0].service_end": "BR-30"}


def test_a_paper_without_what_factur_x_needs_carries_nothing() -> None:
    seller = a_content().seller.model_copy(update={"tax_ids": ()})
    bare = an_issued(content=a_content(seller=seller))
    assert attached_to(a_version(bare), bare) is None


def test_a_tax_that_is_a_whole_yen_from_its_rates_own_fits_no_standard() -> None:
    note = in_dollars(
        a_line(price="85", currency="JPY", tax_rate="20"),
        currency="JPY",
        corrects="JUS-000001",
        tax_rounding=(a_rounding("-1", "JPY"),),
    )
    assert gaps(note) == {"lines": "BR-CO-17"}


def test_the_one_order_of_all_lines_is_that_of_the_document() -> None:
    line = a_euro_line().model_copy(update={"po_number": "4711"})
    both = in_euros(line, line, po_number="", bill_to=a_french_buyer(buyer_reference=""))
    assert gaps(both, Profile.PEPPOL) == {}
    assert "<cbc:ID>4711</cbc:ID>" in ubl_of(a_version(both)).decode()
    other = line.model_copy(update={"po_number": "4712"})
    several = in_euros(line, other, po_number="", bill_to=a_french_buyer(buyer_reference=""))
    assert gaps(several, Profile.PEPPOL) == {"po_number": "PEPPOL-EN16931-R003"}
