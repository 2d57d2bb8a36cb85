"""Electronic addresses: known schemes, and numbers without a typing error."""

import pytest

from jupiter_core.domain.electronic_address import PEPPOL_SCHEMES, SCHEMES, electronic_address
from jupiter_core.domain.refusals import InvalidIdentifier


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0088:7300010000001", "0088:7300010000001"),
        ("0007:556036-0793", "0007:5560360793"),
        ("0192:988077917", "0192:988077917"),
        ("0184:DK13585628", "0184:DK13585628"),
        ("0184:13585628", "0184:13585628"),
        ("0208:0428.759.497", "0208:0428759497"),
        ("0151:83914571673", "0151:83914571673"),
        ("0211:IT00743110157", "0211:IT00743110157"),
        ("EM:ap@lumiere.example", "EM:ap@lumiere.example"),
        ("9930:DE136695976", "9930:DE136695976"),
    ],
)
def test_an_address_is_kept_in_the_spelling_of_its_scheme(typed: str, kept: str) -> None:
    assert electronic_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0088:7300010000002", "GLN: its check digit is wrong"),
        ("0088:73000100000010", "GLN: it must have 13 digits"),
        ("0007:5560360794", "Swedish organisation number: its check digit is wrong"),
        ("0192:988077918", "Norwegian organisation number: its check digit is wrong"),
        ("0208:0428759498", "Belgian enterprise number: its check digit is wrong"),
        ("0184:1358562", "CVR number: it has the wrong length"),
        ("0151:83914571674", "Australian Business Number: its check digit is wrong"),
        ("0201:UF5HR", "IPA code: it must have six letters or digits"),
        ("0210:123", "codice fiscale: it has the wrong length"),
        ("0211:IT00743110158", "Italian VAT number: its check digit is wrong"),
    ],
)
def test_a_number_with_a_typing_error_is_refused_by_its_name(typed: str, said: str) -> None:
    with pytest.raises(InvalidIdentifier, match=said):
        electronic_address(typed)


def test_mail_and_file_transfer_are_known_and_not_on_the_network() -> None:
    assert {"EM", "AN", "AQ", "AS", "AU"} <= SCHEMES - PEPPOL_SCHEMES
