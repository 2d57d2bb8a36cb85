"""The stock way to bytes: primitives into a PDF/A-3A and PDF/UA-1, by fpdf2, which can do all of
them."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import DocumentCompliance, TextDirection
from fpdf.fonts import TTFFont

from jupiter_core.documents import bilingual, logo, shaping, vector
from jupiter_core.documents.archive import PRODUCER, FileMetadata, SteadyOutput
from jupiter_core.documents.colours import BLACK, rgb
from jupiter_core.documents.primitives import (
    LogoImage,
    Primitive,
    QrCode,
    Rectangle,
    RotatedText,
    Style,
    TextLine,
)
from jupiter_core.documents.qr import rectangles
from jupiter_core.documents.shaping import ShapedPiece
from jupiter_core.documents.sheet import Sheet
from jupiter_core.documents.stock_structure import StockStructure
from jupiter_core.documents.structure import Structure
from jupiter_core.documents.tags import Tag
from jupiter_core.documents.typeface import fonts


def painted(pages: Iterable[Sequence[Primitive]], sheet: Sheet, about: FileMetadata) -> bytes:
    """The document: the same primitives and the same `about` give the same bytes."""
    paper = _Paper(sheet, about)
    for page in pages:
        paper.add_page()
        paper.paint(page)
    return bytes(paper.output(output_producer_class=SteadyOutput))


class _Paper(FPDF):
    def __init__(self, sheet: Sheet, about: FileMetadata) -> None:
        super().__init__(
            unit="pt",
            format=(sheet.width, sheet.height),
            enforce_compliance=DocumentCompliance.PDFA_3B,
        )
        self._about = about
        self._structure = Structure(sheet.height)
        self._stock = StockStructure(self._structure, self.pages)
        self.struct_builder = self._stock
        self._families: dict[Path, str] = {}
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.set_compression(True)
        # Otherwise the number of pages would stand where somebody typed {nb}.
        self.alias_nb_pages("")
        self.set_title(about.title)
        self.set_author(about.author)
        self.set_producer(PRODUCER)
        self.set_lang(about.language)
        self.set_creation_date(about.at)
        self.set_xmp_metadata(about.xmp())
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._embed(about)

    def file_id(self) -> str:
        return self._about.file_id()

    def paint(self, page: Sequence[Primitive]) -> None:
        """Fills the page that was begun last."""
        self._stock.begin_page(self.pages[self.page])
        last: Tag | None = None
        for primitive in page:
            if primitive.tag is not last:
                if last:
                    self._out("EMC")
                self._out(self._structure.begun(primitive))
                last = primitive.tag
            self._paint(primitive)
        if last:
            self._out("EMC")

    def _paint(self, primitive: Primitive) -> None:
        match primitive:
            case Rectangle(x, y, width, height, ink):
                self._fill([(x, y, width, height)], ink)
            case QrCode(x, y, side, rows):
                self._fill(rectangles(x, y, side, rows), BLACK)
            case TextLine(x, y, text, style):
                self._write(x, y, text, style)
            case RotatedText(x, y, text, style, degrees):
                with self.rotation(degrees, x, y):
                    self._write(x - style.width(text) / 2, y + style.size * 0.36, text, style)
            case LogoImage():
                self._picture(primitive)

    def _embed(self, about: FileMetadata) -> None:
        if attached := about.attached:
            self.embed_file(
                bytes=attached.content,
                basename=attached.name,
                desc=attached.description,
                mime_type=attached.mime,
                associated_file_relationship=attached.relationship,
                modification_date=about.at,
                compress=True,
            )

    def _fill(self, boxes: Iterable[tuple[float, float, float, float]], ink: str) -> None:
        self.set_fill_color(*rgb(ink))
        for box in boxes:
            self.rect(*box, style="F")

    def _write(self, x: float, y: float, text: str, style: Style) -> None:
        """Each part in the font that has it, and said to be in its own language."""
        self.set_text_color(*rgb(style.ink))
        for part, language in bilingual.pieces(text):
            if language:
                self._out(f"/Span <</Lang ({language})>> BDC")
            self._write_part(x, y, part, style)
            if language:
                self._out("EMC")
            x += style.width(part)

    def _write_part(self, x: float, y: float, text: str, style: Style) -> None:
        for piece in fonts().pieces(text, style.bold):
            self.set_font(self._family(piece.path), "", style.size)
            if piece.is_shaped:
                self._write_shaped(x, y, piece, style)
            else:
                self.text(x, y, piece.text)
            x += shaping.width_of(piece) * style.size / 1000

    def _write_shaped(self, x: float, y: float, piece: ShapedPiece, style: Style) -> None:
        """Each glyph at the place that HarfBuzz gives it."""
        font = self.current_font
        if not isinstance(font, TTFFont):
            raise TypeError(f"{piece.path} was not added")
        if not self.current_font_is_set_on_page:
            self._out(self._set_font_for_page(font, style.size))
        direction = TextDirection.RTL if piece.from_right else TextDirection.LTR
        rules = {"features": {}, "fragment_direction": direction}
        scale, shown = font.scale * style.size / 1000, []
        for glyph in font.shape_text(piece.text, style.size, rules):
            left, up = x + glyph["x_offset"] * scale, self.h - y + glyph["y_offset"] * scale
            code = font.escape_text(chr(glyph["mapped_char"]))
            shown.append(f"1 0 0 1 {left:.2f} {up:.2f} Tm ({code}) Tj")
            x += glyph["x_advance"] * scale
        ink = " ".join(f"{part / 255:.4f}" for part in rgb(style.ink))
        self._out(f"q {ink} rg BT {' '.join(shown)} ET Q")

    def _family(self, path: Path) -> str:
        """Added when it is first needed."""
        if path not in self._families:
            self._families[path] = f"font{len(self._families)}"
            self.add_font(self._families[path], "", path)
        return self._families[path]

    def _picture(self, primitive: LogoImage) -> None:
        drawing = logo.svg_of(primitive.logo)
        content = vector.shapes_of(drawing) if drawing else logo.png_of(primitive.logo)
        drawn = self.image(
            BytesIO(content), primitive.x, primitive.y, primitive.width, primitive.height
        )
        if not drawing:
            # What fpdf2 deflated anew would hang on this machine's zlib.
            drawn["data"] = logo.raster_of(primitive.logo).rows
