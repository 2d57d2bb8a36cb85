"""What a legal entity chose of its papers' look, and what its law wants at their foot."""

from decimal import Decimal

import page
import pytest

from jupiter_core.documents.layout import planned
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.primitives import LogoImage, TextLine
from jupiter_core.documents.sheet import A4
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.paper_template import (
    LegalFooter,
    LogoPlace,
    PaperColumn,
    PaperTemplate,
)
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.version import Version
from tests.factories import a_content, a_line, a_sender_profile
from tests.jupiter_core.documents.cases import CASES
from tests.jupiter_core.documents.logos import a_png_logo
from tests.jupiter_core.documents.papers import a_version, an_issued, pages, text
from tests.jupiter_core.documents.reading import read, skipped

FOOTER = LegalFooter(
    office="Berlin",
    registration="Amtsgericht Charlottenburg, HRB 123456 B",
    directors="Ada Keller, Bo Lind",
    capital="25.000 EUR",
    notice="Es gelten unsere Geschäftsbedingungen.",
)
FIRST_LINE = (
    "Sitz: Berlin\u00a0· Handelsregister: Amtsgericht Charlottenburg, HRB 123456 B\u00a0· "
    "Geschäftsführung: Ada Keller, Bo Lind\u00a0· Stammkapital: 25.000 EUR"
)


def _content(template: PaperTemplate | None = None, name: str = "german") -> Content:
    content = CASES[name].content
    said = {"template": template or PaperTemplate(), "legal_footer": FOOTER}
    return content.model_copy(update={"seller": content.seller.model_copy(update=said)})


def test_an_entity_that_chose_nothing_is_written_as_it_always_was() -> None:
    profile = a_sender_profile()
    for document in (canonical_json(profile), canonical_json(profile.seller())):
        assert "template" not in document
        assert "legal_footer" not in document


def test_a_version_keeps_the_look_that_its_entity_had() -> None:
    template = PaperTemplate(logo_place=LogoPlace.RIGHT, intro="As agreed:")
    before = a_version(an_issued(content=_content(template)))
    kept = Version.model_validate_json(before.model_dump_json())
    assert kept.invoice().content.seller.template == template
    assert PdfRenderer().pdf(kept) == PdfRenderer().pdf(before)
    profile = a_sender_profile(template=template, legal_footer=FOOTER)
    assert profile.seller().template == template
    assert profile.seller().legal_footer == FOOTER


@pytest.mark.parametrize(
    ("place", "left"),
    [(LogoPlace.LEFT, 50), (LogoPlace.CENTRE, 217.64), (LogoPlace.RIGHT, 385.28)],
)
def test_a_logo_stands_where_the_entity_wants_it(place: LogoPlace, left: float) -> None:
    """40 by 10 pixels: 160 by 40 points; the sheet is 595.28 wide, its margins 50."""
    template = PaperTemplate(logo_place=place)
    seller = a_sender_profile(logo=a_png_logo(), template=template).seller()
    invoice = an_issued(content=a_content(seller=seller))
    first, *_ = planned(a_version(invoice), invoice, A4)
    (logo,) = (each for each in first if isinstance(each, LogoImage))
    assert (logo.width, logo.height) == (160, 40)
    assert logo.x == pytest.approx(left)


def test_columns_that_an_entity_leaves_out_are_on_no_line() -> None:
    template = PaperTemplate(
        hidden=(PaperColumn.QUANTITY, PaperColumn.UNIT_PRICE, PaperColumn.ARITHMETIC)
    )
    table = read(PdfRenderer().pdf(a_version(an_issued(content=_content(template))))).all("Table")[
        0
    ]
    head, first, _ = table.kids
    assert [cell.text for cell in head.kids] == ["Beschreibung", "USt.", "Betrag (EUR)"]
    assert [cell.said() for cell in first.kids] == [
        "Plattform 01.01.2027 – 31.12.2027",
        "19\u00a0%",
        "126.000,00",
    ]


def test_units_and_discounts_are_left_out_where_the_entity_shows_none() -> None:
    """12 hours at 150.00 less 10%: 1,620.00."""
    off = Discount(percent=Decimal(10), reason="Einführung")
    line = a_line("Beratung", "12", "150.00", "EUR", "19")
    line = line.model_copy(update={"unit": Unit.HOUR, "discount": off})

    def said(*hidden: PaperColumn) -> list[str]:
        content = _content(PaperTemplate(hidden=hidden)).model_copy(update={"lines": (line,)})
        table = read(PdfRenderer().pdf(a_version(an_issued(content=content)))).all("Table")[0]
        return [cell.said() for cell in table.kids[1].kids]

    whole = said()
    assert whole[0] == "Beratung 1.800,00; Rabatt 10\u00a0% (Einführung): -180,00"
    assert whole[1] == "12\u00a0Stunden"
    bare = said(PaperColumn.UNIT, PaperColumn.DISCOUNT)
    assert (bare[0], bare[1]) == ("Beratung", "12")
    assert bare[2:] == whole[2:] == ["150,00", "19\u00a0%", "1.620,00"]


def test_a_line_without_period_and_tax_still_has_its_sums() -> None:
    template = PaperTemplate(hidden=(PaperColumn.TAX, PaperColumn.PERIOD))
    page_ = text(an_issued(content=_content(template)))
    assert "31.12.2027" not in page_
    assert "USt. 19\u00a0% auf 126.000,00" in page_


def test_the_days_of_all_lines_are_said_with_their_label_where_the_entity_wants_it() -> None:
    told = text(an_issued(content=_content(PaperTemplate(supply=True))))
    assert "Leistungszeitraum\n01.01.2027 – 31.12.2027" in told
    assert "Leistungszeitraum" not in text(an_issued(content=_content()))


def test_a_supply_on_one_day_has_a_date_and_none_where_it_is_that_of_the_invoice() -> None:
    content = _content(PaperTemplate(supply=True))

    def on(days: dict[str, object]) -> str:
        lines = tuple(line.model_copy(update=days) for line in content.lines)
        return text(an_issued(content=content.model_copy(update={"lines": lines})))

    day = content.due_date
    assert "Leistungsdatum\n06.01.2027" in on({"service_start": day, "service_end": day})
    same = content.issue_date
    assert "Leistungsdatum" not in on({"service_start": same, "service_end": same})


def test_intro_and_closing_words_are_read_in_their_place() -> None:
    template = PaperTemplate(intro="As agreed, we bill:", thanks="Thank you.")
    found = read(PdfRenderer().pdf(a_version(an_issued(content=_content(template)))))
    order = [each.said() for each in found.kids]
    at = order.index("As agreed, we bill:")
    assert found.kids[at + 1].kind == "Table"
    assert order.index("Thank you.") > order.index("Zahlung an")


def test_the_legal_footer_is_on_each_page_and_read_once() -> None:
    content = _content(name="many-lines")
    content = content.model_copy(update={"language": "de"})
    printed = pages(an_issued(content=content))
    assert len(printed) == 2
    assert all(FIRST_LINE in " ".join(each.split("\n")) for each in printed)
    made = PdfRenderer().pdf(a_version(an_issued(content=content)))
    assert read(made).said().count("HRB 123456 B") == 1
    assert skipped(made).count("HRB 123456 B") == 1


def test_nothing_stands_in_the_room_of_the_footer() -> None:
    content = _content(name="many-lines")
    invoice = an_issued(content=content)
    for each in planned(a_version(invoice), invoice, A4):
        texts = [mark for mark in each if isinstance(mark, TextLine)]
        footer = min(mark.y for mark in texts if mark.text.startswith("Domicilio social"))
        assert {mark.style.size for mark in texts if mark.y > footer} == {7.5}


@pytest.mark.parametrize("place", [LogoPlace.CENTRE, LogoPlace.RIGHT])
def test_a_template_keeps_the_rules_of_the_archive_and_of_accessibility(place: LogoPlace) -> None:
    template = PaperTemplate(
        logo_place=place, hidden=tuple(PaperColumn), supply=True, intro="a", thanks="b\n\nc"
    )
    made = PdfRenderer().pdf(a_version(an_issued(content=_content(template))))
    for profile in ("3a", "ua1"):
        assert page.validate_pdf_bytes(made, profile=profile).failures == []
