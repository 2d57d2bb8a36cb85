"""Tables that Slack draws itself (`data_table`), and the same in blocks that every client knows.

A workspace that does not know `data_table` or `data_visualization` yet answers `invalid_blocks`.
What such a block says can be read off it, so whoever sends one needs no second drawing: see
`without_native`.
"""

from collections.abc import Iterator, Sequence

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.rich_text import TEXT_LIMIT, fitting, link
from bot.wording.text import shortened

NATIVE = frozenset({"data_table", "data_visualization"})
MOST_ROWS = 100
"""Below the header."""
MOST_COLUMNS = 20
MOST_CHARACTERS = 10_000
"""Of all its cells, those of the header too."""
CELL_LIMIT = 300
_CAPTION_LIMIT = 150
_ROWS_A_BLOCK = 10
_BETWEEN = "  ·  "

Row = Sequence[Block]


def text_cell(text: str) -> Block:
    """Shown as typed, cut to `CELL_LIMIT`."""
    return {"type": "raw_text", "text": shortened(text, CELL_LIMIT) or "–"}


def number_cell(value: float, text: str) -> Block:
    """Sorted by `value` and shown as `text`. The value is for sorting only: it is drawn nowhere."""
    return {"type": "raw_number", "value": value, "text": shortened(text, CELL_LIMIT)}


def link_cell(url: str, text: str) -> Block:
    """A link with its words."""
    return b.rich_text([link(url, shortened(text, CELL_LIMIT) or "–")])


def data_table(
    caption: str, header: Sequence[str], rows: Sequence[Row], *, page_size: int = 10, named: int = 0
) -> Block:
    """The block, of 1 to 100 `rows`, each as long as the `header`; `named` is the column that a
    screen reader calls a row by. Raises ValueError for what Slack would refuse."""
    if not 1 <= len(rows) <= MOST_ROWS or not 1 <= len(header) <= MOST_COLUMNS:
        raise ValueError(f"{len(rows)} rows of {len(header)} columns are no table")
    if any(len(row) != len(header) for row in rows) or not 0 <= named < len(header):
        raise ValueError("every row is as long as the header, and one column names it")
    if len(rows_that_fit(header, rows)) < len(rows):
        raise ValueError(f"its cells have more than {MOST_CHARACTERS:,} characters")
    return {
        "type": "data_table",
        "caption": shortened(caption, _CAPTION_LIMIT) or "–",
        "rows": [[text_cell(each) for each in header], *(list(row) for row in rows)],
        "page_size": min(max(page_size, 1), 100),
        "row_header_column_index": named,
    }


def rows_that_fit(header: Sequence[str], rows: Sequence[Row]) -> Sequence[Row]:
    """The first of the rows, as many as one table holds."""
    left = MOST_CHARACTERS - _characters([text_cell(each) for each in header])
    for n, row in enumerate(rows[:MOST_ROWS]):
        left -= _characters(list(row))
        if left < 0:
            return rows[:n]
    return rows[:MOST_ROWS]


def _characters(value: object) -> int:
    """As Slack counts them: of each text and address, not of the names of types."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_characters(each) for name, each in value.items() if name != "type")
    return sum(map(_characters, value)) if isinstance(value, list) else 0


def is_native(blocks: Sequence[Block] | None) -> bool:
    """Whether there is a block that some workspaces do not know."""
    return any(each.get("type") in NATIVE for each in blocks or ())


def without_native(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks for a workspace that knows neither: a line for each row, and for each figure
    of a chart."""
    return [drawn for each in blocks for drawn in _plainly(each)]


def said_of(block: Block) -> str:
    """What a native block says, for a message's top-level text: escaped, and cut to what that
    holds."""
    title = str(block.get("caption") or block.get("title") or "")
    lines = ("".join(_words(each)) for each in _lines(block))
    return fitting("\n".join([title, *lines]), TEXT_LIMIT)


def _plainly(block: Block) -> Iterator[Block]:
    if block.get("type") not in NATIVE:
        yield block
        return
    title = str(block.get("caption") or block.get("title") or "")
    yield b.rich_text([b.words(title, bold=True)])
    lines = list(_lines(block))
    for start in range(0, len(lines), _ROWS_A_BLOCK):
        some = lines[start : start + _ROWS_A_BLOCK]
        parts = [{"type": "rich_text_section", "elements": line} for line in some]
        yield {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "bullet", "elements": parts}],
        }


def _lines(block: Block) -> Iterator[list[Block]]:
    """Rich text elements, a line for each row or figure."""
    if block["type"] == "data_visualization":
        for words in _figures(block["chart"]):
            yield [b.words(words)]
        return
    for row in block["rows"][1:]:
        line: list[Block] = []
        for n, (name, cell) in enumerate(zip(block["rows"][0], row, strict=True)):
            line += [b.words(_BETWEEN)] if n else []
            line += [b.words(f"{name['text']} ")] if _is_named(cell, row) else []
            line += _elements(cell)
        yield line


def _is_named(cell: Block, row: Row) -> bool:
    """Whether a figure needs its column's name, being one of several of its row."""
    figures = [each for each in row if each["type"] == "raw_number"]
    return cell in figures and len(figures) > 1


def _elements(cell: Block) -> list[Block]:
    if cell["type"] == "rich_text":
        return [each for part in cell["elements"] for each in part["elements"]]
    return [b.words(str(cell.get("text") or cell.get("value", "–")))]


def _figures(chart: Block) -> Iterator[str]:
    if chart["type"] == "pie":
        yield from (f"{each['label']}: {each['value']}" for each in chart["segments"])
        return
    for series in chart["series"]:
        yield from (
            f"{series['name']}, {point['label']}: {point['value']}" for point in series["data"]
        )


def _words(line: Sequence[Block]) -> Iterator[str]:
    for each in line:
        yield str(each.get("text") or each.get("user_id") or each.get("channel_id") or "")
