"""Open invoices in another system's export: what is open, of whom, since when and until when.

How days and decimals are written is seen from all cells of the columns; where both ways are
possible, a person says it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from bot.intake.errors import ErrorCollector
from bot.intake.imports.columns import Columns, columns_of
from bot.intake.imports.customers import ragged_rows, row_of
from bot.intake.imports.table import ImportTable
from bot.intake.imports.told import NOTHING_TOLD, Told
from bot.intake.refusals import UnreadableFile
from bot.intake.statements.column_names import plain
from bot.intake.statements.csv_entries import day_in_cell, money_in_cell
from bot.intake.statements.csv_table import date_order, decimal_mark
from bot.intake.statements.parts import UnreadableStatement
from jupiter_core.domain.carried_over import InvoiceImport, InvoiceRow, OpenInvoice
from jupiter_core.domain.importing import BadCell, ImportFile, ImportKind
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.refusals import InvalidAmount, InvalidDate, Required
from jupiter_core.domain.statement_columns import DateOrder
from jupiter_core.domain.text import line_of

T = TypeVar("T")

SOME_SYSTEM = "another system"
_NEEDED = {
    "number": "the invoice number",
    "customer": "the customer",
    "issued_on": "the issue date",
    "due_on": "the due date",
    "open_amount": "the open amount",
}
_LONGEST_NUMBER, _LONGEST_NAME, _LONGEST_SYSTEM = 60, 255, 60
_CLOSED = frozenset(("paid", "void", "voided", "deleted", "draft", "uncollectible", "paidinfull"))
"""States of which nothing is open, as they are compared; a draft was never issued."""


class _Written(NamedTuple):
    dates: DateOrder
    decimal: str


def read_invoices(table: ImportTable, name: str, told: Told = NOTHING_TOLD) -> InvoiceImport:
    """Rows that can be read, and every cell that cannot. Raises UnreadableFile where a column that
    all rows need is missing, or it cannot be told how days or decimals are written."""
    columns = columns_of(table.header, ImportKind.OPEN_INVOICES)
    missing = [words for path, words in _NEEDED.items() if path not in columns.places]
    if missing:
        raise UnreadableFile(f"no column of it is known as {', '.join(missing)}")
    written = _Written(_dates(table, columns, told), _decimal(table, columns, told))
    rows: list[InvoiceRow] = []
    bad: list[BadCell] = ragged_rows(table)
    for number, cells in table.rows:
        row = row_of(number, cells, columns)
        said = {path: cells[n] for path, (n, _) in columns.places.items() if cells[n]}
        errors = ErrorCollector()
        found = _invoice(said, written, errors)
        for each in errors.mistakes:
            bad += row.bad(each)
        rows.append(InvoiceRow(row, None if errors.mistakes else found))
    count = len(table.rows) + len(table.ragged)
    system = line_of(told.system, "System", _LONGEST_SYSTEM) or SOME_SYSTEM
    file = ImportFile(name=name, rows=count, bad=tuple(bad))
    return InvoiceImport(file, tuple(rows), system, told.entity)


def _invoice(
    said: Mapping[str, str], written: _Written, errors: ErrorCollector
) -> OpenInvoice | None:
    def part(path: str, check: Callable[[str], T], *, needed: str = "") -> T | None:
        text = said.get(path, "")
        if not text and not needed:
            return None
        return errors.part(path, lambda: check(_given(text, needed)))

    currency = part("currency", lambda text: known_currency(text.upper()[:10])) or ""
    if "currency" not in said:
        errors.add(Required("The currency"), "currency")

    def money(text: str) -> Money:
        return _money(text, written.decimal, currency or "KWD")

    number = part("number", lambda text: line_of(text, "Number", _LONGEST_NUMBER), needed="Number")
    customer = part(
        "customer", lambda text: line_of(text, "Customer", _LONGEST_NAME), needed="Customer"
    )
    issued = part("issued_on", lambda text: _day(text, written.dates), needed="The issue date")
    due = part("due_on", lambda text: _day(text, written.dates), needed="The due date")
    amount = part("open_amount", money, needed="The open amount")
    total, po_number = part("total", money), part("po_number", po_number_of)
    if not (number and customer and issued and due and amount) or errors.mistakes:
        return None
    closed = plain(said.get("status", "")) in _CLOSED
    return OpenInvoice(
        number=number,
        customer=customer,
        issued_on=issued,
        due_on=due,
        open_amount=Money.zero(currency) if closed else amount,
        total=total,
        po_number=po_number or "",
        entity=said.get("entity", ""),
    )


def _given(text: str, needed: str) -> str:
    if needed and not text:
        raise Required(needed)
    return text


def _day(text: str, order: DateOrder) -> date:
    try:
        return day_in_cell(text, order)
    except UnreadableStatement:
        raise InvalidDate(text[:40]) from None


def _money(text: str, decimal: str, currency: str) -> Money:
    try:
        return money_in_cell(text, decimal, currency)
    except UnreadableStatement:
        raise InvalidAmount(text[:40]) from None


def _dates(table: ImportTable, columns: Columns, told: Told) -> DateOrder:
    if told.dates:
        return told.dates
    found = date_order(_cells(table, columns, "issued_on", "due_on"))
    if found is None:
        raise UnreadableFile(
            "03/04 could be in March or in April; say how its dates are written, and check again"
        )
    return found


def _decimal(table: ImportTable, columns: Columns, told: Told) -> str:
    if told.decimal in (".", ","):
        return told.decimal
    try:
        found = decimal_mark(_cells(table, columns, "open_amount", "total"))
    except UnreadableStatement as refusal:
        raise UnreadableFile(refusal.reason) from None
    if found is None:
        raise UnreadableFile(
            "1,234 could be a thousand or one and a bit; say how its decimals are written, and "
            "check again"
        )
    return found


def _cells(table: ImportTable, columns: Columns, *paths: str) -> list[str]:
    places = [columns.places[path][0] for path in paths if path in columns.places]
    return [cells[n] for _, cells in table.rows for n in places if cells[n]]
