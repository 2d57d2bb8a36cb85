"""Currencies of three decimals: written where the third is 0, told where it is not (BR-DEC)."""

from decimal import Decimal

import pytest

from jupiter_core.documents.einvoice.embedding import attached_to, cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.cautions import CautionCode, invoice_cautions
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.third_decimal import in_two_decimals
from jupiter_core.ports import NoEInvoice
from tests.factories import a_line
from tests.jupiter_core.documents.einvoice.judges import complaints
from tests.jupiter_core.documents.einvoice.shapes import a_version, in_dollars


def in_dinars(price: str, quantity: str = "1", currency: str = "KWD", **changes: str) -> Invoice:
    line = a_line("Platform", quantity, price, currency)
    invoice = in_dollars(line, currency=currency)
    paid = Money.of(changes.get("paid", "0"), currency)
    return invoice.model_copy(update={"paid": paid})


@pytest.mark.parametrize("currency", ["KWD", "BHD", "OMR", "TND", "JOD"])
def test_an_amount_whose_third_decimal_is_zero_is_written_with_two(currency: str) -> None:
    version = a_version(in_dinars("1250.250", "2", currency))
    for xml, total in (
        (cii_of(version), "<ram:GrandTotalAmount>2500.50</ram:GrandTotalAmount>"),
        (ubl_of(version), f'<cbc:PayableAmount currencyID="{currency}">2500.50</cbc:Pay'),
    ):
        assert complaints(xml) == []
        assert total in xml.decode()


def test_a_unit_price_may_have_a_third_decimal() -> None:
    """8 × 0.125 is 1."""
    xml = ubl_of(a_version(in_dinars("0.125", "8")))
    assert complaints(xml) == []
    assert '<cbc:PriceAmount currencyID="KWD">0.125<' in xml.decode()


def test_an_amount_with_a_third_decimal_is_refused_by_its_name_and_the_paper_made() -> None:
    invoice = in_dinars("1.234")
    with pytest.raises(NoEInvoice, match=r"amounts whose third decimal is 0.*KWD 1\.234"):
        cii_of(a_version(invoice))
    assert attached_to(a_version(invoice), invoice) is None


def test_a_payment_with_a_third_decimal_is_refused_too() -> None:
    (told,) = missing_for(in_dinars("100.000", paid="0.005"), Profile.FACTUR_X)
    assert told.sentence == (
        "Factur-X needs payments whose third decimal is 0, and KWD 0.005 are settled."
    )


def test_it_is_told_before_the_approval_where_a_party_takes_e_invoices() -> None:
    content = in_dinars("1.234").content
    (caution,) = (
        each
        for each in invoice_cautions(content, content.issue_date)
        if each.code is CautionCode.THIRD_DECIMAL
    )
    assert caution.words == (
        "No e-invoice can be made of it: e-invoices take two decimals, and KWD 1.234 has a third. "
        "With amounts whose third decimal is 0, one can."
    )
    parties = {
        "seller": content.seller.model_copy(update={"endpoint": ""}),
        "bill_to": content.bill_to.model_copy(update={"endpoint": ""}),
    }
    for quiet in (in_dinars("1.230").content, content.model_copy(update=parties)):
        codes = {each.code for each in invoice_cautions(quiet, quiet.issue_date)}
        assert CautionCode.THIRD_DECIMAL not in codes


@pytest.mark.parametrize(
    ("amount", "written"),
    [("1.250", "1.25"), ("1.234", "1.234"), ("5", "5"), ("-0.500", "-0.50"), ("0.1", "0.1")],
)
def test_only_zeros_are_left_out(amount: str, written: str) -> None:
    assert str(in_two_decimals(Decimal(amount))) == written
