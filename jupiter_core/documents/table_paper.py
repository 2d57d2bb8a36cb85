"""A document of tables: its head, each table, and what every page has."""

from jupiter_core.documents import canvas, fast, words
from jupiter_core.documents.archive import FileMetadata
from jupiter_core.documents.colours import HAIRLINE, MUTED, area, readable
from jupiter_core.documents.flow import Flow
from jupiter_core.documents.primitives import (
    Primitive,
    Rectangle,
    Strip,
    Style,
    fitted,
    kept,
    stacked,
    text_at,
    text_ending_at,
)
from jupiter_core.documents.sheet import LEADING, QUIET, SMALL, STRONG, TEXT, Sheet, sheet_for
from jupiter_core.documents.tags import ARTIFACT, Tag, heading
from jupiter_core.documents.wrapping import paragraph, paragraphs
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.table_paper import PaperTable, TablePaper

_TITLE = Style(20, bold=True)
_NAME = Style(13, bold=True)
_SUBTITLE = Style(12, bold=True)
_HEADING = Style(7.5, bold=True, ink=MUTED)
_ROW = 16.0
_GUTTER = 8.0
_BASELINE = (_ROW + TEXT.size * 0.72) / 2


def painted(paper: TablePaper) -> bytes:
    """PDF/A-3A and PDF/UA-1; the same paper and fonts give the same bytes. Raises Unprintable."""
    sheet = sheet_for(paper.country)
    flow = Flow(first_top=sheet.first_top, next_top=sheet.next_top, bottom=sheet.bottom)
    flow.add(_head(paper, sheet))
    for table in paper.tables:
        flow.space(22)
        flow.add(_table(table, sheet))
    pages = _decorated(flow.pages, paper, sheet)
    about = FileMetadata(
        title=paper.title,
        author=paper.sender,
        at=paper.at,
        document=paper.document,
        instance=sha256_hex(canonical_json(paper)),
        language=paper.language,
    )
    paint = fast.painted if fast.suits(pages) else canvas.painted
    return paint(pages, sheet, about)


def _head(paper: TablePaper, sheet: Sheet) -> list[Strip]:
    name = Style(_NAME.size, bold=True, ink=readable(paper.colour))
    width = sheet.text_width
    return [
        Strip(3),
        *paragraph(paper.sender, sheet.left, width, name, 16),
        Strip(14),
        *paragraph(paper.title, sheet.left, width, _TITLE, 26, tag=heading(1)),
        *paragraph(paper.lead, sheet.left, width, QUIET, LEADING + 1),
        Strip(14),
        *paragraphs(paper.recipient, sheet.left, width, TEXT, LEADING),
    ]


def _table(table: PaperTable, sheet: Sheet) -> list[Strip]:
    read = Tag("Table")
    head = [
        *paragraph(table.heading, sheet.left, sheet.text_width, _SUBTITLE, 20, tag=heading(2)),
        _cells(table.columns, _HEADING, table, sheet, Tag("TR", read)),
    ]
    rows = [_cells(row, TEXT, table, sheet, Tag("TR", read)) for row in table.rows]
    sums = [_cells(row, STRONG, table, sheet, Tag("TR", read)) for row in table.sums]
    return [*kept([*head, *rows[:1]]), *rows[1:-1], *kept([*rows[1:][-1:], *sums])]


def _cells(row: tuple[str, ...], style: Style, table: PaperTable, sheet: Sheet, read: Tag) -> Strip:
    """One row over a hairline; a text that is too wide for its column is set smaller."""
    width = sheet.text_width / len(table.columns)
    texts: list[Primitive] = []
    for index, text in enumerate(row):
        left, room = sheet.left + index * width, width - _GUTTER
        cell = Tag("TH", read, scope="Column") if style is _HEADING else Tag("TD", read)
        small = fitted(text, room, style)
        if index in table.figures:
            texts.append(text_ending_at(left + width, _BASELINE, text, small, cell))
        else:
            texts.append(text_at(left, _BASELINE, text, small, cell))
    rule = Rectangle(sheet.left, _ROW - 0.5, sheet.text_width, 0.5, HAIRLINE)
    return stacked([Strip(_ROW, (*texts, rule))])


def _decorated(
    pages: list[list[Primitive]], paper: TablePaper, sheet: Sheet
) -> list[list[Primitive]]:
    """A band above, and the number of the page below. Whom to ask is read once, after all else."""
    say, y = words.of(paper.language), sheet.height - 30
    shown = []
    for number, page in enumerate(pages, start=1):
        of = text_ending_at(sheet.right, y, say.page_of(number, len(pages)), SMALL, ARTIFACT)
        read = Tag() if number == len(pages) else ARTIFACT
        contact = fitted(paper.contact, of.x - sheet.left - 20, SMALL)
        shown.append(
            [
                Rectangle(0, 0, sheet.width, 5 if number == 1 else 2.5, area(paper.colour)),
                *page,
                Rectangle(sheet.left, sheet.height - 44, sheet.text_width, 0.5, HAIRLINE),
                text_at(sheet.left, y, paper.contact, contact, read),
                of,
            ]
        )
    return shown
