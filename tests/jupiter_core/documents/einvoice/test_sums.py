"""The sums of an e-invoice with discounts, charges, certificates and tax in a second currency.

That the files are valid by the standard's rules is judged with every other shape; the figures here
are reckoned by hand.
"""

from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.ports import NoEInvoice
from tests.jupiter_core.documents.einvoice.shapes import (
    EVERY,
    a_discount,
    a_euro_line,
    a_version,
    in_euros,
)

ADJUSTED = EVERY["discounts and a charge over three rates"]
IN_POUNDS = EVERY["a credit note with a discount, its tax in pounds too"]


def texts(xml: bytes, *path: str) -> list[str]:
    steps = "/".join(f"*[local-name()='{name}']" for name in path)
    found: Any = etree.fromstring(xml).xpath(f"//{steps}")
    return [each.text or "" for each in found]


def ubl(invoice: Invoice) -> bytes:
    return ubl_of(a_version(invoice))


def cii(invoice: Invoice) -> bytes:
    return cii_of(a_version(invoice))


def test_the_sums_are_those_of_the_standard() -> None:
    # lines 999.99 + 99.99 + 12.00; 7.5% of them is 83.3985; 10.00 off and 20.00 on beside it
    total = "LegalMonetaryTotal"
    sums = {
        "LineExtensionAmount": "1111.98",
        "AllowanceTotalAmount": "93.40",
        "ChargeTotalAmount": "20.00",
        "TaxExclusiveAmount": "1038.58",
        "TaxInclusiveAmount": "1222.83",
    }
    assert {name: texts(ubl(ADJUSTED), total, name)[0] for name in sums} == sums
    # 10.99 at 0; 91.59 × 7% = 6.4113; 936.00 × 19% = 177.84
    groups = texts(ubl(ADJUSTED), "TaxSubtotal", "TaxableAmount")
    assert sorted(groups) == ["10.99", "91.59", "936.00"]
    assert texts(cii(ADJUSTED), "TaxTotalAmount") == ["184.25"]


def test_what_is_spread_over_rates_is_told_once_for_each() -> None:
    amounts = texts(ubl(ADJUSTED), "AllowanceCharge", "Amount")
    assert amounts == ["0.90", "7.50", "75.00", "0.11", "0.90", "8.99", "20.00"]
    assert texts(cii(ADJUSTED), "SpecifiedTradeAllowanceCharge", "ActualAmount") == amounts
    reasons = texts(ubl(ADJUSTED), "AllowanceCharge", "AllowanceChargeReason")
    assert list(dict.fromkeys(reasons)) == ["Launch <discount>", "Discount", "Freight"]
    assert texts(ubl(ADJUSTED), "AllowanceCharge", "MultiplierFactorNumeric") == ["7.5"] * 3
    assert texts(ubl(ADJUSTED), "AllowanceCharge", "BaseAmount") == ["12.00", "99.99", "999.99"]


def test_the_tax_is_told_in_the_second_currency_too() -> None:
    # (999.99 − 100.00) × 19% + (99.99 − 10.00) × 7% = 171.00 + 6.30; × 0.8333 = 147.74409
    for xml, name in ((ubl(IN_POUNDS), "TaxAmount"), (cii(IN_POUNDS), "TaxTotalAmount")):
        tree = etree.fromstring(xml)
        found: Any = tree.xpath(f"//*[local-name()='{name}'][@currencyID='GBP']/text()")
        assert found == ["147.74"]
        assert texts(xml, "TaxCurrencyCode") == ["GBP"]


def test_the_number_of_a_certificate_is_the_reason_of_the_exemption() -> None:
    xml = ubl(EVERY["exempt by a certificate"])
    assert texts(xml, "TaxExemptionReason") == ["Exempt, certificate EX-4711 (Bayern)"]


@pytest.mark.parametrize("profile", Profile)
def test_no_e_invoice_is_made_of_several_taxes(profile: Profile) -> None:
    taxes = (NamedTax(name="GST", rate=Decimal(5)), NamedTax(name="QST", rate=Decimal("9.975")))
    invoice = in_euros(a_euro_line(rate="0").model_copy(update={"taxes": taxes}))
    told = "needs value-added tax alone: it has no place for GST 5% + QST 9.975%."
    found = [each.sentence for each in missing_for(invoice, profile)]
    assert f"{profile.value} {told}" in found
    with pytest.raises(NoEInvoice):
        (cii if profile is Profile.FACTUR_X else ubl)(invoice)


def test_what_a_charge_is_taxed_at_has_to_fit_to_the_lines() -> None:
    outside = in_euros(
        a_euro_line(rate="0"),
        adjustments=(a_discount(amount="5.00", charge=True, tax_rate=Decimal(19)),),
    )
    paths = [each.path for each in missing_for(outside, Profile.FACTUR_X)]
    assert "adjustments[0].tax_category" in paths
    wrong: dict[str, Any] = {
        "charge": True,
        "tax_rate": Decimal(19),
        "tax_category": TaxCategory.EXEMPT,
    }
    exempt = in_euros(a_euro_line(), adjustments=(a_discount(amount="5.00", **wrong),))
    paths = [each.path for each in missing_for(exempt, Profile.FACTUR_X)]
    assert "adjustments[0].tax_category" in paths
