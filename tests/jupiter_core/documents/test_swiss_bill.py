"""The QR-bill by the field list of SIX's Implementation Guidelines QR-bill 2.3."""

from typing import Any

import page as page_rules
import pytest

from jupiter_core.documents.layout import planned
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import QrCode, Rectangle
from jupiter_core.documents.sheet import A4, LETTER
from jupiter_core.documents.swiss_bill.bill import bill_of
from jupiter_core.documents.swiss_bill.code import MM, rows_of
from jupiter_core.domain.address import Address
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from tests.factories import a_content, a_line
from tests.jupiter_core.documents.papers import a_version, an_issued, pages
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account

ZURICH = Address(street="Bahnhofstrasse 12a", city="Zürich", postal_code="8001", country="CH")
FIELDS = (
    *("QRType", "Version", "Coding", "IBAN"),
    *("CdtrAdrTp", "CdtrName", "CdtrStrt", "CdtrBldg", "CdtrPstCd", "CdtrTwn", "CdtrCtry"),
    *(f"UltmtCdtr{n}" for n in range(7)),
    *("Amt", "Ccy"),
    *("DbtrAdrTp", "DbtrName", "DbtrStrt", "DbtrBldg", "DbtrPstCd", "DbtrTwn", "DbtrCtry"),
    *("Tp", "Ref", "Ustrd", "Trailer"),
)
"""The elements of the code in their order."""


def swiss(*, currency: str = "CHF", price: str = "1949.75", **account: Any) -> Content:
    """Net 1949.75 in a line without tax, from Zürich to Phoenix."""
    content = a_content(
        currency=currency,
        remit_to=an_account("ch", **{"currency": currency, "holder": "Jupiter AG", **account}),
        lines=(a_line("Platform", "1", price, currency, "0"),),
        memo="",
    )
    seller = content.seller.model_copy(update={"address": ZURICH})
    return content.model_copy(update={"seller": seller})


def fields(content: Content) -> dict[str, str]:
    bill = bill_of(an_issued(content=content))
    assert bill
    rows = bill.payload.split("\n")
    assert len(rows) == len(FIELDS)
    return dict(zip(FIELDS, rows, strict=True))


def billed_to(content: Content, **address: str) -> Content:
    there = content.bill_to.address.model_copy(update=address)
    bill_to = content.bill_to.model_copy(update={"address": there})
    return content.model_copy(update={"bill_to": bill_to})


def test_the_code_has_every_element_at_its_place() -> None:
    assert fields(swiss(reference="qrr")) == {
        "QRType": "SPC",
        "Version": "0200",
        "Coding": "1",
        "IBAN": "CH6431961000004421557",
        "CdtrAdrTp": "S",
        "CdtrName": "Jupiter AG",
        "CdtrStrt": "Bahnhofstrasse",
        "CdtrBldg": "12a",
        "CdtrPstCd": "8001",
        "CdtrTwn": "Zürich",
        "CdtrCtry": "CH",
        **{f"UltmtCdtr{n}": "" for n in range(7)},
        "Amt": "1949.75",
        "Ccy": "CHF",
        "DbtrAdrTp": "S",
        "DbtrName": "Acme Corporation",
        "DbtrStrt": "1 Roadrunner Way",
        "DbtrBldg": "",
        "DbtrPstCd": "85001",
        "DbtrTwn": "Phoenix",
        "DbtrCtry": "US",
        "Tp": "QRR",
        "Ref": "000000000000000000000000011",
        "Ustrd": "JUS-000001",
        "Trailer": "EPD",
    }


@pytest.mark.parametrize(
    ("reference", "kind", "value", "iban"),
    [
        ("rf", "SCOR", "RF77JUS000001", "CH5204835012345671000"),
        ("", "NON", "", "CH5204835012345671000"),
    ],
)
def test_without_a_qr_reference_it_is_paid_to_the_iban(
    reference: str, kind: str, value: str, iban: str
) -> None:
    read = fields(swiss(reference=reference, currency="EUR"))
    assert (read["Tp"], read["Ref"], read["IBAN"], read["Ccy"]) == (kind, value, iban, "EUR")


def test_whoever_pays_fills_in_what_is_not_known_of_them() -> None:
    content = billed_to(swiss(), postal_code="")
    read = fields(content)
    assert {read[name] for name in FIELDS[20:27]} == {""}
    page = pages(an_issued(content=content))[-1]
    assert page.count("Payable by (name/address)") == 2


def test_characters_that_no_bank_reads_are_left_out() -> None:
    content = swiss(holder="Jüpiter Ș ﬁ 木星 AG" + "x" * 80)
    name = fields(content)["CdtrName"]
    assert name.startswith("Jüpiter Ș fi AGxxx")
    assert len(name) == 70


@pytest.mark.parametrize(
    "changes",
    [
        {"remit_to": an_account("iban", iban="CH5204835012345671000", currency="CHF")},
        {"remit_to": an_account("ch", currency="EUR")},
        {"corrects": "JUS-000001"},
    ],
)
def test_what_is_no_payment_to_a_swiss_account_in_its_currency_has_none(
    changes: dict[str, Any],
) -> None:
    assert bill_of(an_issued(content=swiss().model_copy(update=changes))) is None


def test_only_what_is_payable_has_one() -> None:
    assert bill_of(an_issued(content=swiss(), state=State.DRAFT, number=None)) is None
    assert bill_of(an_issued(content=swiss(), state=State.VOID)) is None
    paid = an_issued(content=swiss(), paid=Money.of("1949.75", "CHF"), state=State.PAID)
    assert bill_of(paid) is None
    assert bill_of(an_issued(content=swiss(price="1000000000.00"))) is None


def test_what_is_left_of_it_is_asked_for() -> None:
    part = an_issued(content=swiss(), paid=Money.of("949.75", "CHF"), state=State.PARTIALLY_PAID)
    bill = bill_of(part)
    assert bill
    assert bill.payload.split("\n")[18] == "1000.00"


def test_it_stands_at_the_foot_of_the_page_and_the_foot_of_the_page_above_it() -> None:
    invoice = an_issued(content=swiss(reference="qrr"))
    (page,) = planned(a_version(invoice), invoice, A4)
    code = next(each for each in page if isinstance(each, QrCode))
    assert code.x == pytest.approx(67 * MM)
    assert code.y == pytest.approx(A4.height - 105 * MM + 17 * MM)
    assert code.side == pytest.approx(46 * MM)
    assert "1949.75" in code.tag.alt.replace(" ", "")
    white = [each for each in page if isinstance(each, Rectangle) and each.ink == "#ffffff"]
    assert len(white) == 3
    assert white[0].width == pytest.approx(7 * MM)
    assert white[0].x + white[0].width / 2 == pytest.approx(code.x + code.side / 2)
    assert len(rows_of("x" * 997)) <= 25 * 4 + 17
    (text,) = pages(invoice)
    assert text.index("Page 1 of 1") > text.index("Receipt")


def test_a_long_invoice_has_it_on_a_page_of_its_own() -> None:
    lines = tuple(a_line(f"Line {n}", "1", "10.00", "CHF", "0") for n in range(16))
    content = swiss().model_copy(update={"lines": lines})
    first, last = pages(an_issued(content=content))
    assert ("Receipt" in first, "Receipt" in last) == (False, True)


def test_paper_of_another_size_has_none() -> None:
    invoice = an_issued(content=swiss())
    drawn = [each for page in planned(a_version(invoice), invoice, LETTER) for each in page]
    assert not any(isinstance(each, QrCode) for each in drawn)


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "Empfangsschein"), ("fr", "Récépissé"), ("it", "Ricevuta"), ("nl", "Receipt")],
)
def test_it_speaks_the_languages_of_switzerland_and_english(language: str, title: str) -> None:
    content = swiss().model_copy(update={"language": language})
    assert title in pages(an_issued(content=content))[-1]


def test_it_keeps_the_rules_of_the_archive_and_of_readers_who_do_not_see() -> None:
    pdf = PdfRenderer().pdf(a_version(an_issued(content=swiss(reference="qrr"))))
    for profile in ("3a", "ua1"):
        assert page_rules.validate_pdf_bytes(pdf, profile=profile).failures == []
