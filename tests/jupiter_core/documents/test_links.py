"""Addresses that an entity writes on its papers lead where they say, for every reader."""

from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

from jupiter_core.documents.links import addresses
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.paper_template import PaperTemplate
from tests.factories import a_content, a_line, a_sender_profile
from tests.jupiter_core.documents.fonts import a_font_of
from tests.jupiter_core.documents.papers import a_version, an_issued
from tests.jupiter_core.documents.reading import read

PAY = "https://pay.jupiter.example/i?n=1&x=2"
TERMS = "https://jupiter.example/terms"


def written(memo: str = "", thanks: str = "", **changes: Any) -> Invoice:
    seller = a_sender_profile(template=PaperTemplate(thanks=thanks)).seller()
    return an_issued(content=a_content(memo=memo, seller=seller, **changes))


def made(invoice: Invoice, renderer: PdfRenderer | None = None) -> bytes:
    return (renderer or PdfRenderer()).pdf(a_version(invoice))


def led_to(content: bytes) -> list[list[dict[str, Any]]]:
    """The annotations of each page."""
    pages = PdfReader(BytesIO(content)).pages
    return [[each.get_object() for each in one.get("/Annots", [])] for one in pages]


def test_an_address_leads_where_it_says_and_is_read_as_a_link() -> None:
    content = made(written(memo=f"Pay by card: {PAY}.", thanks=f"{TERMS} are our terms."))
    (links,) = led_to(content)
    assert [each["/A"]["/URI"] for each in links] == [PAY, TERMS]
    assert [each["/Contents"] for each in links] == [PAY, TERMS]
    assert [each["/StructParent"] for each in links] == [1, 2]
    found = read(content)
    assert [each.text for each in found.all("Link")] == [PAY, TERMS]
    said = [each for each in found.kids if any(kid.kind == "Link" for kid in each.kids)]
    assert [(each.kind, each.text) for each in said] == [
        ("P", "Pay by card: ."),
        ("P", " are our terms."),
    ]
    for profile in ("3a", "ua1"):
        assert page.validate_pdf_bytes(content, profile=profile).failures == []
    assert made(written(memo=f"Pay by card: {PAY}.", thanks=f"{TERMS} are our terms.")) == content


def test_the_place_to_press_is_that_of_the_text() -> None:
    ((link,),) = led_to(made(written(thanks=TERMS)))
    left, bottom, right, top = (float(each) for each in link["/Rect"])
    assert left == 50  # the margin
    assert 90 < right - left < 160
    assert 8 < top - bottom < 12


def test_links_on_several_pages_have_keys_of_their_own() -> None:
    lines = tuple(a_line(f"Seat {n}", "1", "10.00") for n in range(60))
    content = made(written(thanks=f"{PAY}\n{TERMS}", lines=lines))
    *others, last = led_to(content)
    assert others == [[] for _ in others]
    assert [each["/StructParent"] for each in last] == [len(others) + 1, len(others) + 2]
    assert page.validate_pdf_bytes(content, profile="ua1").failures == []


@pytest.mark.parametrize(
    "text",
    [
        "http://plain.example",
        "https://bank.example@evil.example/x",
        "https://bаnk.example",  # a Cyrillic letter
        "https://localhost/x",
        "https://pay.example/(1",
        "https://[::1",
        "javascript:https",
        "www.jupiter.example",
    ],
)
def test_what_may_deceive_or_is_no_whole_address_stays_text(text: str) -> None:
    assert list(addresses(f"See {text} now")) == []


def test_an_address_that_is_too_long_for_a_row_stays_text() -> None:
    content = made(written(memo=f"https://jupiter.example/{'a' * 200}"))
    assert led_to(content) == [[]]


def test_what_a_customer_writes_is_never_a_link() -> None:
    customer = a_content().bill_to.model_copy(update={"attention": TERMS, "legal_name": TERMS})
    assert led_to(made(written(bill_to=customer, po_number=TERMS))) == [[]]


def test_in_fonts_of_the_operators_an_address_is_read_as_text(tmp_path: Path) -> None:
    renderer = PdfRenderer(extra_fonts=[a_font_of("東", tmp_path / "boxes.ttf")])
    content = made(written(thanks=f"東 {TERMS}"), renderer)
    assert led_to(content) == [[]]
    assert [each.text for each in read(content).all("Span")] == [TERMS]
    assert page.validate_pdf_bytes(content, profile="ua1").failures == []
