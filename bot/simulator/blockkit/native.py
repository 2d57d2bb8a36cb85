"""Rules of the blocks that a client draws itself: data tables and charts, in messages only."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator.blockkit.rich_text import RICH_TEXT
from bot.simulator.blockkit.shapes import (
    ListOf,
    Object,
    Problem,
    Shape,
    String,
    Typed,
    Whole,
    typed,
)
from bot.simulator.blockkit.texts import ID
from bot.simulator.wire import Json

NATIVE = frozenset({"data_table", "data_visualization"})
MOST_CHARTS = 2
MOST_COLUMNS = 20
_MOST_ROWS = 101


@dataclass(frozen=True)
class Number:
    """A number of JSON, whole or not."""

    def problems(self, value: Any, pointer: str) -> Iterator[Problem]:
        real = isinstance(value, int | float) and not isinstance(value, bool)
        if not real or not math.isfinite(value):
            yield Problem("must provide a number", pointer)


_RAW_TEXT = typed("raw_text", {"text": String(3000)}, "text")
_RAW_NUMBER = typed("raw_number", {"value": Number(), "text": String(3000)}, "value")
_CELL = Typed({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})


def _even_rows(table: Json) -> Iterable[str]:
    rows = [each for each in table["rows"] if isinstance(each, list)]
    if len({len(row) for row in rows}) > 1:
        yield "all rows must have the same number of cells"
    head = rows[0] if rows else []
    if any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in head):
        yield "the header row must not contain `rich_text`"
    column = table.get("row_header_column_index")
    if isinstance(column, int) and column >= len(head):
        yield "`row_header_column_index` must be a column of the table"


_DATA_TABLE = typed(
    "data_table",
    {
        "block_id": ID,
        "caption": String(3000),
        "rows": ListOf(ListOf(_CELL, MOST_COLUMNS), _MOST_ROWS, 2),
        "page_size": Whole(1, 100),
        "row_header_column_index": Whole(0, MOST_COLUMNS - 1),
    },
    "caption",
    "rows",
    checks=[_even_rows],
)

_POINT = Object({"label": String(20), "value": Number()}, ("label", "value"))
_SERIES = Object({"name": String(20), "data": ListOf(_POINT, 20)}, ("name", "data"))
_AXES = Object(
    {"categories": ListOf(String(20), 20), "x_label": String(50), "y_label": String(50)},
    ("categories",),
)


def _one_value_each(chart: Json) -> Iterable[str]:
    categories = (chart.get("axis_config") or {}).get("categories") or []
    for series in chart["series"]:
        if [point.get("label") for point in series.get("data") or []] != categories:
            yield "each series must have one value for each category, in their order"
            return


def _over_axes(kind: str) -> Object:
    return typed(
        kind,
        {"series": ListOf(_SERIES, 6), "axis_config": _AXES},
        "series",
        "axis_config",
        checks=[_one_value_each],
    )


_PIE = typed("pie", {"segments": ListOf(_POINT, 6)}, "segments")
_CHART = Typed({"pie": _PIE, **{kind: _over_axes(kind) for kind in ("bar", "line", "area")}})
_DATA_VISUALIZATION = typed(
    "data_visualization",
    {"block_id": ID, "title": String(50), "chart": _CHART},
    "title",
    "chart",
)

NATIVE_BLOCKS: Mapping[str, Shape] = {
    "data_table": _DATA_TABLE,
    "data_visualization": _DATA_VISUALIZATION,
}


def unknown_to(blocks: object, unknown: Iterable[str]) -> Iterable[Problem]:
    """The blocks that a workspace does not know yet, as it was told."""
    if isinstance(blocks, str):
        try:
            blocks = json.loads(blocks)
        except ValueError:
            return
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        if isinstance(block, dict) and block.get("type") in set(unknown):
            yield Problem(f"unsupported type: {block['type']}", f"/blocks/{index}/type")
