"""Marks into the bytes of a PDF/A-3B, by fpdf2."""

from collections.abc import Iterable, Sequence

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import DocumentCompliance

from jupiter_core.documents.archive import PRODUCER, About, PlainOutput
from jupiter_core.documents.colours import rgb
from jupiter_core.documents.marks import Box, Mark, Slanted, Style, Words
from jupiter_core.documents.sheet import Sheet
from jupiter_core.documents.typeface import FILES
from jupiter_core.documents.words import LANGUAGE

_FAMILY = "jupiter"


def painted(pages: Iterable[Sequence[Mark]], sheet: Sheet, about: About) -> bytes:
    """The document: the same marks and the same `about` give the same bytes."""
    paper = _Paper(sheet, about)
    for page in pages:
        paper.add_page()
        for mark in page:
            paper.paint(mark)
    return bytes(paper.output(output_producer_class=PlainOutput))


class _Paper(FPDF):
    def __init__(self, sheet: Sheet, about: About) -> None:
        super().__init__(
            unit="pt",
            format=(sheet.width, sheet.height),
            enforce_compliance=DocumentCompliance.PDFA_3B,
        )
        self._about = about
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.set_compression(False)
        # Otherwise the number of pages would stand where somebody typed {nb}.
        self.alias_nb_pages("")
        for bold, file in FILES.items():
            self.add_font(_FAMILY, "B" if bold else "", file)
        self.set_title(about.title)
        self.set_author(about.author)
        self.set_producer(PRODUCER)
        self.set_lang(LANGUAGE)
        self.set_creation_date(about.at)
        self.set_xmp_metadata(about.xmp())
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def file_id(self) -> str:
        return self._about.file_id()

    def paint(self, mark: Mark) -> None:
        match mark:
            case Box(x, y, width, height, ink):
                self.set_fill_color(*rgb(ink))
                self.rect(x, y, width, height, style="F")
            case Words(x, y, text, style):
                self._use(style)
                self.text(x, y, text)
            case Slanted(x, y, text, style, degrees):
                with self.rotation(degrees, x, y):
                    self._use(style)
                    self.text(x - style.width(text) / 2, y + style.size * 0.36, text)

    def _use(self, style: Style) -> None:
        self.set_font(_FAMILY, "B" if style.bold else "", style.size)
        self.set_text_color(*rgb(style.ink))
