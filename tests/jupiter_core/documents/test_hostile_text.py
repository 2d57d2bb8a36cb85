"""What people type is printed as typed, or refused by name; it never changes the document."""

import pytest

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.refusals import Unprintable
from tests.factories import a_content, a_customer, a_line, a_sender_profile
from tests.jupiter_core.documents.papers import (
    a_version,
    an_issued,
    an_issued_with,
    pages,
    printed,
    text,
)


@pytest.mark.parametrize(
    "typed",
    [
        "{nb} of {nb}",
        "**bold** __italic__ --under-- ~~struck~~",
        "<b>bold</b> &amp; <!channel>",
        "[Pay here](https://evil.example)",
        "ends with \\",
        "(parens) \\(escaped\\) )) ((",
        "Ελλάς Кириллица Łódź Tiếng Việt",
        "€ £ ¥ ₹ ₺ → × – — … ’ “”",
    ],
)
def test_text_is_printed_as_typed(typed: str) -> None:
    assert f"{typed} 1 10.00 10.00" in text(an_issued_with(typed))


def test_ten_thousand_characters_wrap_over_pages_and_none_is_lost() -> None:
    typed = "".join(chr(ord("a") + n % 26) for n in range(10_000))
    printed_pages = pages(an_issued_with(typed))
    assert len(printed_pages) > 2
    runs = [line.split(" ")[0] for page in printed_pages for line in page.splitlines()]
    assert typed in "".join(run for run in runs if run in typed)


def test_a_tab_is_room_and_a_line_break_is_a_line_break() -> None:
    assert "one" in text(an_issued_with("one\ttwo"))
    assert "first 1 10.00 10.00\nsecond\n" in text(an_issued_with("first\nsecond"))


def test_an_address_of_very_many_lines_and_a_note_of_many_words_are_printed_whole() -> None:
    street = "\n".join("abcdefghijklmnopqrstuvwxyz" * 4)
    customer = a_customer(
        address=a_customer().address.model_copy(update={"street": street}), attention="Attention"
    )
    note = " ".join(f"reason{n}" for n in range(600))
    content = a_content(bill_to=customer.bill_to())
    page = text(an_issued(content=content, revision=2), note)
    assert page.count("reason") == 600
    assert "w\nx\ny\nz\nPhoenix, AZ 85001" in page


def test_markup_in_names_stays_out_of_the_metadata() -> None:
    seller = a_sender_profile(legal_name="A & B <Holding> 'Ltd'").seller()
    xmp = printed(a_version(an_issued(content=a_content(seller=seller)))).xmp_metadata
    assert xmp is not None
    assert xmp.dc_creator == ["A & B <Holding> 'Ltd'"]


@pytest.mark.parametrize(
    ("typed", "character"),
    [
        ("Launch 🚀", "🚀"),
        ("שלום", "ש"),
        ("日本", "日"),
        ("a\u200db", "\u200d"),
        ("q\u0301", "\u0301"),
    ],
)
def test_a_character_that_no_font_has_is_named_and_never_drawn_as_a_blank(
    typed: str, character: str
) -> None:
    assert PdfRenderer().unprintable(typed) == character
    with pytest.raises(Unprintable, match=f"U\\+{ord(character):04X}"):
        PdfRenderer().pdf(a_version(an_issued_with(typed)))


@pytest.mark.parametrize("place", ["memo", "po_number"])
def test_it_is_refused_wherever_it_stands(place: str) -> None:
    content = a_content(**{place: "日"})
    with pytest.raises(Unprintable):
        PdfRenderer().pdf(a_version(an_issued(content=content)))


def test_what_the_fonts_have_is_printable_however_it_is_composed() -> None:
    renderer = PdfRenderer()
    for typed in ("", "Plain text", "Zoe\u0308", "1\u202f234,56\u00a0€", "l’été\tà\nla plage"):
        assert renderer.unprintable(typed) == ""


def test_a_decomposed_name_is_printed_composed() -> None:
    line = a_line("Zoe\u0308", "1", "10.00")
    assert "Zoë 1 10.00" in text(an_issued(content=a_content(lines=(line,))))
