"""Taxes, certificates and discounts as people type them, and written out so again."""

from datetime import date
from decimal import Decimal

import pytest

from bot.intake.documents.adjustments import adjustments_text, typed_adjustments
from bot.intake.documents.base import Notation, reading_with
from bot.intake.documents.certificates import certificates_text, typed_certificates
from bot.intake.documents.listed_taxes import taxes_text, typed_taxes
from bot.intake.documents.sender_sections import DealSection
from bot.intake.party_form import read_customer
from bot.intake.refusals import WrongShape
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.tax import NamedTax
from tests.factories import a_sender_profile


def test_a_tax_is_its_name_its_rate_and_its_number() -> None:
    text = "GST 5% 123456789 RT0001\nState tax 6.25%\nPST 9.5% compound 77"
    taxes = typed_taxes(text)
    assert taxes == [
        NamedTax(name="GST", rate=Decimal(5), number="123456789 RT0001"),
        NamedTax(name="State tax", rate=Decimal("6.25")),
        NamedTax(name="PST", rate=Decimal("9.5"), compound=True, number="77"),
    ]
    assert taxes_text(tuple(taxes)) == text


@pytest.mark.parametrize("wrong", ["GST", "5%", "GST 5", "GST 5% 7%", "5% GST", "GST 101%", "+ 5%"])
def test_what_is_no_tax_is_refused(wrong: str) -> None:
    with pytest.raises(Refusal):
        typed_taxes(wrong)


def test_a_certificate_is_its_number_and_what_it_is_for_and_until_when() -> None:
    text = "Sales tax, TX: 1-23-4567-8, until 2027-12-31\nEX 4711\nGST: 9"
    certificates = typed_certificates(text)
    assert certificates == [
        Certificate(
            number="1-23-4567-8",
            tax="Sales tax",
            jurisdiction="TX",
            valid_until=date(2027, 12, 31),
        ),
        Certificate(number="EX 4711"),
        Certificate(number="9", tax="GST"),
    ]
    shown = certificates_text(tuple(certificates))
    assert shown == "Sales tax, TX: 1-23-4567-8, until 31 Dec 2027\nEX 4711\nGST: 9"
    assert typed_certificates(shown) == certificates


@pytest.mark.parametrize("wrong", ["a: b: c", "TX:", "4711, until tomorrow", "x" * 50])
def test_what_is_no_certificate_is_refused(wrong: str) -> None:
    with pytest.raises(Refusal):
        typed_certificates(wrong)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("10% Launch discount", "10% Launch discount"),
        ("7,5 % Treue", "7.5% Treue"),
        ("1.200,00", "1,200.00"),
        ("+ 20 Freight @19%", "+20.00 Freight @19%"),
        ("5%@7", "5% @7%"),
    ],
)
def test_a_discount_is_a_percentage_or_an_amount_and_its_reason(typed: str, written: str) -> None:
    found = typed_adjustments(typed, "EUR")
    assert adjustments_text(found) == written
    assert typed_adjustments(written, "EUR") == found


@pytest.mark.parametrize("wrong", ["Launch", "0%", "-5%", "10%%", "5.001 Launch", "@19%"])
def test_what_is_no_discount_is_refused(wrong: str) -> None:
    with pytest.raises((ValidationErrors, WrongShape)):
        typed_adjustments(wrong, "EUR")


def test_an_entitys_taxes_and_a_customers_certificates_are_typed_into_their_forms() -> None:
    deal = DealSection.model_validate
    with reading_with(notation=Notation.PERSON):
        entity = deal({"taxes": "GST 5%\nQST 9.975%"}).applied(a_sender_profile())
    assert [each.words for each in entity.taxes] == ["GST 5%", "QST 9.975%"]
    typed = {
        "name": "Lone Star Ltd",
        "address.street": "1 Main St",
        "address.city": "Austin",
        "address.region": "TX",
        "address.postal_code": "78701",
        "address.country": "US",
        "certificates": "Sales tax, TX: 1-23, until 2027-12-31",
    }
    (certificate,) = read_customer(typed, "c").certificates
    assert (certificate.number, certificate.valid_until) == ("1-23", date(2027, 12, 31))
    with pytest.raises(ValidationErrors) as refused:
        read_customer({**typed, "certificates": "1\n1"}, "c")
    assert [each.path for each in refused.value.refusals] == ["certificates"]
