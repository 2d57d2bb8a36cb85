"""Structured payment references: by the examples that their makers publish, or reckoned by hand."""

from dataclasses import dataclass

import pytest

from jupiter_core.domain.payment_reference import (
    ReferenceKind,
    payment_reference,
    reference_titles,
    shown_reference,
)
from jupiter_core.domain.refusals import ReferenceNotPossible
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account


@dataclass
class Example:
    kind: ReferenceKind
    number: str
    reference: str
    shown: str


EXAMPLES = [
    # ISO 11649's own.
    Example(ReferenceKind.RF, "539007547034", "RF18539007547034", "RF18 5390 0754 7034"),
    Example(ReferenceKind.RF, "JEU-000042", "RF09JEU000042", "RF09 JEU0 0004 2"),
    # Febelfin: 0909337554 = 97 × 9374614 + 96 - 3, that is 93.
    Example(ReferenceKind.BE, "0909337554", "090933755493", "+++090/9337/55493+++"),
    # 97 itself leaves nothing: 97 stands there.
    Example(ReferenceKind.BE, "JBE-000097", "000000009797", "+++000/0000/09797+++"),
    # 6×7 + 5×3 + 4×1 + 3×7 + 2×3 + 1×1 = 89.
    Example(ReferenceKind.FI, "JFI-123456", "1234561", "12 34561"),
    # 7+7+3+5+8+3+4+1 = 38.
    Example(ReferenceKind.NO_MOD10, "12345678", "123456782", "123456782"),
    # 16+21+24+25+24+21+4+3 = 138, which leaves 6.
    Example(ReferenceKind.NO_MOD11, "12345678", "123456785", "123456785"),
    # 6×2 = 12, which leaves 1: ten is a dash.
    Example(ReferenceKind.NO_MOD11, "6", "6-", "6-"),
    # Six characters in all; 3+4+6+2+2 = 17.
    Example(ReferenceKind.SE, "JSE-1234", "123463", "123463"),
    # SIX, Implementation Guidelines QR-bill.
    Example(
        ReferenceKind.QRR,
        "21000000000313947143000901",
        "210000000003139471430009017",
        "21 00000 00003 13947 14300 09017",
    ),
    Example(ReferenceKind.NUMBER, "JUS-000001", "JUS-000001", "JUS-000001"),
]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.reference)
def test_a_reference_is_made_from_the_number_alone(case: Example) -> None:
    made = payment_reference(case.kind, case.number)
    assert (made, shown_reference(case.kind, made)) == (case.reference, case.shown)


def test_what_has_no_room_falls_away_in_front() -> None:
    assert payment_reference(ReferenceKind.BE, "2026-123456789").startswith("6123456789")


def test_a_number_without_digits_is_no_reference() -> None:
    assert payment_reference(ReferenceKind.QRR, "JUS-") == "JUS-"
    assert payment_reference(ReferenceKind.RF, "") == ""


def test_a_country_is_offered_its_own_and_the_international_one() -> None:
    assert list(reference_titles("BE")) == ["rf", "be"]
    assert list(reference_titles("NO")) == ["rf", "no_mod10", "no_mod11"]
    assert list(reference_titles("LI")) == ["rf", "qrr"]
    assert reference_titles("US") == {}


@pytest.mark.parametrize(
    ("scheme", "reference", "words"),
    [
        ("us", "rf", "Possible are: none"),
        ("se", "fi", "Possible are: rf, se"),
        ("iban", "be", "Possible are: rf"),
        ("iban", "nonsense", "Possible are: rf"),
    ],
)
def test_a_reference_that_an_account_cannot_have_is_refused(
    scheme: str, reference: str, words: str
) -> None:
    with pytest.raises(ReferenceNotPossible, match=words) as refusal:
        an_account(scheme, reference=reference)
    assert refusal.value.path == "reference"


def test_a_qr_reference_needs_the_qr_iban_and_goes_with_it() -> None:
    with pytest.raises(ReferenceNotPossible, match="needs the account's QR-IBAN"):
        an_account("ch", reference="qrr", details={})
    account = an_account("ch", reference="qrr")
    assert account.referenced_number == "CH6431961000004421557"
    assert an_account("ch").referenced_number == "CH5204835012345671000"
