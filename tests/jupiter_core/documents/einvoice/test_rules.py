"""Schemas and rules of EN 16931, by the official stylesheets, for every shape of invoice."""

import pytest

from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from tests.jupiter_core.documents.einvoice.judges import complaints, names_of
from tests.jupiter_core.documents.einvoice.shapes import EVERY, a_euro_line, a_version, in_euros
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account


@pytest.mark.parametrize("shape", EVERY)
def test_every_shape_is_a_valid_factur_x_invoice(shape: str) -> None:
    assert complaints(cii_of(a_version(EVERY[shape]))) == []


@pytest.mark.parametrize("shape", EVERY)
def test_every_shape_is_a_valid_ubl_invoice(shape: str) -> None:
    assert complaints(ubl_of(a_version(EVERY[shape]))) == []


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("<ram:DuePayableAmount>1190.00", "<ram:DuePayableAmount>1190.01", "BR-CO-16"),
        (">190.00</ram:CalculatedAmount>", ">191.50</ram:CalculatedAmount>", "BR-CO-14"),
        ("<ram:ID>JUS-000001</ram:ID>", "", "XSD"),
        ("<ram:TypeCode>380</ram:TypeCode>", "<ram:TypeCode>999</ram:TypeCode>", "FX-SCH-A-000555"),
        (
            "<ram:CountryID>FR</ram:CountryID>",
            "<ram:CountryID>QQ</ram:CountryID>",
            "FX-SCH-A-000568",
        ),
        ("<ram:ChargeAmount>1000.00", "<ram:ChargeAmount>-1000.00", "BR-27"),
    ],
)
def test_a_broken_factur_x_invoice_is_refused(good: str, bad: str, rule: str) -> None:
    xml = cii_of(a_version(in_euros(a_euro_line()))).decode()
    assert good in xml
    assert rule in names_of(complaints(xml.replace(good, bad, 1).encode()))


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ('<cbc:PayableAmount currencyID="EUR">1190', '<cbc:PayableAmount currencyID="EUR">1', ""),
        ("<cbc:ID>S</cbc:ID>", "<cbc:ID>O</cbc:ID>", "BR-O-12"),
        ("<cbc:ID>JUS-000001</cbc:ID>", "", "XSD"),
        ('schemeID="9930"', 'schemeID="1234"', "BR-CL-25"),
        ('<cbc:PriceAmount currencyID="EUR">', '<cbc:PriceAmount currencyID="EUR">-', "BR-27"),
    ],
)
def test_a_broken_ubl_invoice_is_refused(good: str, bad: str, rule: str) -> None:
    xml = ubl_of(a_version(in_euros(a_euro_line()))).decode()
    assert good in xml
    assert (rule or "BR-CO-16") in names_of(complaints(xml.replace(good, bad, 1).encode()))


@pytest.mark.parametrize(
    ("scheme", "reference", "account", "said"),
    [
        ("gb", "", "66374958", "JUS-000001"),
        ("ch", "qrr", "CH6431961000004421557", "000000000000000000000000011"),
        ("swift", "", "AE-1002-77", "JUS-000001"),
        ("iban", "rf", "DE89370400440532013000", "RF77JUS000001"),
    ],
)
def test_an_account_of_any_country_is_a_valid_way_to_pay(
    scheme: str, reference: str, account: str, said: str
) -> None:
    invoice = in_euros(a_euro_line())
    bank = an_account(scheme, reference=reference, currency="EUR")
    content = invoice.content.model_copy(update={"remit_to": bank})
    version = a_version(invoice.model_copy(update={"content": content}))
    for xml in (cii_of(version), ubl_of(version)):
        assert complaints(xml) == []
        assert account.encode() in xml
    assert f"<cbc:PaymentID>{said}</cbc:PaymentID>".encode() in ubl_of(version)
    assert f"<ram:PaymentReference>{said}</ram:PaymentReference>".encode() in cii_of(version)
