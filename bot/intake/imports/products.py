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

_OF_A_PRICE = {"price": "unit_price", "list_price": "list_price", "currency": "currency"}
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
    found = [each for each in said.cells if each.path not in _OF_A_PRICE]
    if "price" in texts or "list_price" in texts:
        first = {
            "currency": texts.get("currency", "").upper(),
            "unit_price": texts.get("price", ""),
        }
        if texts.get("list_price"):
            first["list_price"] = texts["list_price"]
        prices.append(first)
        moved = {name: f"prices[0].{place}" for name, place in _OF_A_PRICE.items()}
        found += [x._replace(path=moved[x.path]) for x in said.cells if x.path in moved]
    listed = _list_columns(columns)
    for n, heading in columns.prices:
        if cells[n] and heading not in listed.values():
            place, currency = f"prices[{len(prices)}]", price_currency(heading)
            found.append(Cell(f"{place}.unit_price", heading, cells[n]))
            prices.append({"currency": currency, "unit_price": cells[n]})
            beside = next((m for m, name in columns.prices if name == listed.get(currency)), None)
            if beside is not None and cells[beside]:
                found.append(Cell(f"{place}.list_price", listed[currency], cells[beside]))
                prices[-1]["list_price"] = cells[beside]
    return FileRow(number, tuple(found)), {**tree, "prices": prices}


def _list_columns(columns: Columns) -> dict[str, str]:
    """By currency, the column of list prices where another one has the prices."""
    lists = {price_currency(name): name for _, name in columns.prices if _is_list(name)}
    priced = {price_currency(name) for _, name in columns.prices if not _is_list(name)}
    return {currency: name for currency, name in lists.items() if currency in priced}


def _is_list(heading: str) -> bool:
    return heading.strip().casefold().startswith("list")
