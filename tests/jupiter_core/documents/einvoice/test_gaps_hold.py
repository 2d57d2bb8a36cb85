"""What is named as missing is missing: the official rules refuse the file that is made anyway."""

from datetime import date

import pytest

from jupiter_core.documents.einvoice.cii import cii
from jupiter_core.documents.einvoice.composition import einvoice_of
from jupiter_core.documents.einvoice.gaps import MissingForStandard, missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.documents.einvoice.ubl import ubl
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem, TaxCategory
from tests.factories import a_content, a_line
from tests.jupiter_core.documents.einvoice.judges import complaints, names_of
from tests.jupiter_core.documents.einvoice.shapes import (
    a_euro_line,
    a_french_buyer,
    a_german_seller,
    a_version,
    a_year,
    in_dollars,
    in_euros,
)

NOBODY = a_french_buyer(tax_ids=())
AMERICAN = a_german_seller(tax_ids=a_content().seller.tax_ids)


def _zero(category: TaxCategory, rate: str = "0") -> LineItem:
    return a_euro_line(rate=rate, category=category)


def _in(currency: str, price: str) -> Invoice:
    invoice = in_dollars(a_line("Platform", "1", price, currency), currency=currency)
    return invoice.model_copy(update={"paid": Money.zero(currency)})


LACKING = {
    "BR-CO-26": in_euros(a_euro_line(), seller=a_german_seller(tax_ids=())),
    "BR-AE-02": in_euros(_zero(TaxCategory.REVERSE_CHARGE), bill_to=NOBODY),
    "BR-AE-05": in_euros(_zero(TaxCategory.REVERSE_CHARGE, "19")),
    "BR-IC-02": in_euros(a_year(_zero(TaxCategory.INTRA_COMMUNITY)), bill_to=NOBODY),
    "BR-IC-11": in_euros(_zero(TaxCategory.INTRA_COMMUNITY)),
    "BR-G-02": in_euros(_zero(TaxCategory.EXPORT), seller=AMERICAN),
    "BR-S-05": in_euros(a_euro_line(), _zero(TaxCategory.STANDARD)),
    "BR-O-11": in_euros(a_euro_line(), _zero(TaxCategory.OUTSIDE)),
    "BR-30": in_euros(a_euro_line(service_start=date(2027, 2, 1), service_end=date(2027, 1, 1))),
    "BR-DEC-12": _in("KWD", "1.234"),
    "BR-CL-04": _in("STN", "1.23"),
}


@pytest.mark.parametrize("rule", sorted({*LACKING} - {"BR-O-11"}))
def test_the_rule_that_is_named_is_the_one_that_is_broken(rule: str) -> None:
    invoice = LACKING[rule]
    named = missing_for(invoice, Profile.PEPPOL)
    assert {each.rule for each in named if isinstance(each, MissingForStandard)} == {rule}
    assert rule in names_of(complaints(ubl(einvoice_of(a_version(invoice), invoice))))


def test_what_is_outside_the_scope_of_tax_is_refused_beside_other_lines() -> None:
    invoice = LACKING["BR-O-11"]
    assert "BR-O-01" in names_of(complaints(ubl(einvoice_of(a_version(invoice), invoice))))


@pytest.mark.parametrize("rule", sorted({*LACKING} - {"BR-CL-04"}))
def test_factur_x_refuses_it_too(rule: str) -> None:
    invoice = LACKING[rule]
    assert complaints(cii(einvoice_of(a_version(invoice), invoice)))
