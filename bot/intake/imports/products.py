"""Products in another system's export: name, code, what a line says, prices, their unit and the tax
rate."""

from typing import Any

from bot.intake.documents.base import Notation
from bot.intake.documents.product import ProductBody
from bot.intake.documents.reading import read
from bot.intake.errors import ErrorCollector
from bot.intake.imports.columns import Columns, columns_of, price_currency
from bot.intake.imports.customers import ragged_rows, row_of
from bot.intake.imports.table import ImportTable
from bot.intake.imports.told import NOTHING_TOLD, Told
from bot.intake.refusals import UnreadableFile
from jupiter_core.commands.import_products import ProductImport, ProductRow
from jupiter_core.domain.importing import Cell, FileRow, ImportFile, ImportKind

_COPIED = ("name", "code", "description", "unit")


def read_products(table: ImportTable, name: str, _told: Told = NOTHING_TOLD) -> ProductImport:
    """Rows that can be read, and every cell that cannot. Raises UnreadableFile where no column is
    known as the name."""
    columns = columns_of(table.header, ImportKind.PRODUCTS)
    if "name" not in columns.places:
        raise UnreadableFile("no column of it is known as the product's name")
    rows, bad = [], ragged_rows(table)
    for number, cells in table.rows:
        row, tree = _read(number, cells, columns)
        errors = ErrorCollector()
        body = read(ProductBody, tree, errors, Notation.PERSON)
        for each in errors.mistakes:
            bad += row.bad(each)
        rows.append(ProductRow(row, body.meant("") if body else None))
    count = len(table.rows) + len(table.ragged)
    return ProductImport(ImportFile(name=name, rows=count, bad=tuple(bad)), tuple(rows))


def _read(number: int, cells: tuple[str, ...], columns: Columns) -> tuple[FileRow, dict[str, Any]]:
    """The row, and the document of its product."""
    said = row_of(number, cells, columns)
    texts = {each.path: each.value for each in said.cells}
    tree: dict[str, Any] = {name: texts[name] for name in _COPIED if name in texts}
    if "tax_rate" in texts:
        tree["tax_rate"] = texts["tax_rate"].removesuffix("%")
    prices = []
    found = [each for each in said.cells if each.path not in ("price", "currency")]
    if "price" in texts:
        prices.append({"currency": texts.get("currency", "").upper(), "unit_price": texts["price"]})
        moved = {"price": "prices[0].unit_price", "currency": "prices[0].currency"}
        found += [x._replace(path=moved[x.path]) for x in said.cells if x.path in moved]
    for n, heading in columns.prices:
        if cells[n]:
            found.append(Cell(f"prices[{len(prices)}].unit_price", heading, cells[n]))
            prices.append({"currency": price_currency(heading), "unit_price": cells[n]})
    return FileRow(number, tuple(found)), {**tree, "prices": prices}
