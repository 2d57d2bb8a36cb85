"""The same content by reportlab, as its own guide lays out a document: flowables and a table."""

from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from jupiter_core.documents.typeface import FILES
from tests.bench.deal import Plain

for bold, file in FILES.items():
    pdfmetrics.registerFont(TTFont("Bold" if bold else "Regular", str(file)))

TEXT = ParagraphStyle("text", fontName="Regular", fontSize=9, leading=12.5)
SMALL = ParagraphStyle("small", parent=TEXT, fontSize=7.5, leading=10.5)
STRONG = ParagraphStyle("strong", parent=TEXT, fontName="Bold")
TITLE = ParagraphStyle("title", parent=STRONG, fontSize=23, leading=27, alignment=2)
RULED = [
    ("FONT", (0, 0), (-1, -1), "Regular", 9),
    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.HexColor("#dfe3e8")),
]


def make(plain: Plain) -> bytes:
    kept = BytesIO()
    paper = SimpleDocTemplate(
        kept, pagesize=letter, leftMargin=50, rightMargin=50, topMargin=48, bottomMargin=62
    )
    paper.build(_story(plain), onFirstPage=_foot, onLaterPages=_foot)
    return kept.getvalue()


def _story(plain: Plain) -> list[Flowable]:
    heading = [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#f4f6f8"))]
    rows = [[Paragraph(row[0], TEXT), *row[1:]] for row in plain.rows]
    return [
        Table([[_lines(plain.seller), [Paragraph(each, TITLE) for each in plain.head]]]),
        Spacer(0, 22),
        Table([[_lines(fact) for fact in plain.facts]], colWidths=[102.4] * 5),
        Spacer(0, 18),
        *_lines(plain.bill_to),
        Spacer(0, 24),
        Table(
            [list(plain.columns), *rows],
            colWidths=[212, 60, 70, 60, 110],
            repeatRows=1,
            style=TableStyle(RULED + heading),
        ),
        Table([list(each) for each in plain.sums], colWidths=[150, 120], style=RULED, hAlign=2),
        Spacer(0, 24),
        Table([list(each) for each in plain.remit_to], colWidths=[150, 362], style=RULED[:1]),
        Paragraph(plain.note, SMALL),
        Paragraph(plain.memo, TEXT),
    ]


def _lines(texts: tuple[str, ...]) -> list[Flowable]:
    first, *rest = texts
    return [Paragraph(first, STRONG), *(Paragraph(each, TEXT) for each in rest)]


def _foot(canvas: Canvas, paper: SimpleDocTemplate) -> None:
    canvas.setFont("Regular", 7.5)
    canvas.drawRightString(562, 30, f"Page {canvas.getPageNumber()}")
