"""The lines of a bank's CSV file as entries, by a mapping that is known or was confirmed."""

import re
from datetime import date

from bot.intake.statements.column_names import plain
from bot.intake.statements.csv_table import Table, cells_of
from bot.intake.statements.parts import UnreadableStatement, amount_in, reference_of
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement import (
    MOST_NAME,
    MOST_REFERENCE,
    MOST_TEXT,
    BankStatement,
    StatementEntry,
    StatementFormat,
    account_of,
    shown,
)
from jupiter_core.domain.statement_columns import Column, ColumnMapping, DateOrder

_OUT = {"debit", "dbit", "dr", "d", "soll", "s", "af", "dare", "debe", "cargo", "débito", "out"}
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")


def read_csv(
    table: Table, mapping: ColumnMapping, *, account: str = "", currency: str = ""
) -> tuple[BankStatement, ...]:
    """A statement for each account and currency that the lines name; `account` and `currency` are
    those of lines that name none. Raises UnreadableStatement."""
    found: dict[tuple[str, str], list[StatementEntry]] = {}
    own = _account_above(table) or account
    for number, row in enumerate(table.rows, 1):
        cells = cells_of(table, mapping.columns, row)
        if not cells.get(Column.BOOKED_ON):
            continue  # a line of sums
        try:
            entry = _entry(cells, mapping, _currency(cells, currency))
        except UnreadableStatement as refusal:
            raise UnreadableStatement(f"in line {number} of its table {refusal.reason}") from None
        if entry is not None:
            place = account_of(cells.get(Column.ACCOUNT, ""))[:MOST_REFERENCE] or own
            found.setdefault((place, entry.amount.currency), []).append(entry)
    if not found:
        raise UnreadableStatement("its table has no entries")
    return tuple(
        BankStatement(
            format=StatementFormat.CSV, account=place, currency=code, entries=tuple(entries)
        )
        for (place, code), entries in found.items()
    )


def _currency(cells: dict[Column, str], otherwise: str) -> str:
    try:
        return known_currency(cells.get(Column.CURRENCY) or otherwise)
    except Refusal:
        if not (cells.get(Column.CURRENCY) or otherwise):
            raise UnreadableStatement("no currency is named; choose the account") from None
        raise UnreadableStatement(f"“{cells[Column.CURRENCY][:20]}” is no currency") from None


def _entry(
    cells: dict[Column, str], mapping: ColumnMapping, currency: str
) -> StatementEntry | None:
    amount = _amount(cells, mapping.decimal, currency)
    if amount is None or not amount.minor:
        return None
    value = cells.get(Column.VALUE_ON, "")
    return StatementEntry(
        booked_on=day_in_cell(cells[Column.BOOKED_ON], mapping.dates),
        value_on=day_in_cell(value, mapping.dates) if value else None,
        amount=amount,
        counterparty=shown(cells.get(Column.COUNTERPARTY), MOST_NAME),
        counterparty_account=account_of(cells.get(Column.COUNTERPARTY_ACCOUNT, ""))[
            :MOST_REFERENCE
        ],
        remittance=shown(cells.get(Column.REMITTANCE), MOST_TEXT),
        end_to_end_id=shown(reference_of(cells.get(Column.END_TO_END_ID)), MOST_REFERENCE),
        bank_reference=shown(reference_of(cells.get(Column.BANK_REFERENCE)), MOST_REFERENCE),
    )


def _amount(cells: dict[Column, str], decimal: str, currency: str) -> Money | None:
    """Of one column, or of two; in that for money out the sign does not matter."""
    if text := cells.get(Column.AMOUNT):
        amount = money_in_cell(text, decimal, currency)
        out = plain(cells.get(Column.DIRECTION, "")) in _OUT
        return -amount if out and amount.minor > 0 else amount
    if text := cells.get(Column.CREDIT):
        amount = money_in_cell(text, decimal, currency)
        if amount.minor:
            return amount
    if text := cells.get(Column.DEBIT):
        amount = money_in_cell(text, decimal, currency)
        return amount if amount.minor < 0 else -amount
    return None


def money_in_cell(text: str, decimal: str, currency: str) -> Money:
    """Signs may stand in front, behind, or as brackets; the currency may stand beside it."""
    shown_text = text.replace("−", "-").replace("–", "-")
    negative = "-" in shown_text or (shown_text.strip().startswith("("))
    if re.search(r"[^\d.,'’\s\u00a0\u202f()+\-A-Za-z€$£¥円]", shown_text):
        raise UnreadableStatement(f"“{text[:40]}” is no amount")
    digits = re.sub(r"[^\d.,]", "", shown_text)
    other = "." if decimal == "," else ","
    if digits.count(decimal) > 1 or (decimal in digits and other in digits.split(decimal)[1]):
        raise UnreadableStatement(f"“{text[:40]}” is no amount")
    number = digits.replace(other, "").replace(decimal, ".").removesuffix(".")
    return amount_in(f"{'-' if negative else ''}{number}", currency)


def day_in_cell(text: str, order: DateOrder) -> date:
    """Raises UnreadableStatement."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 1 and len(numbers[0]) >= 8:
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:8]]
    try:
        first, second, third = (int(each) for each in numbers[:3])
        year, month, day = {
            DateOrder.YEAR_FIRST: (first, second, third),
            DateOrder.DAY_FIRST: (third, second, first),
            DateOrder.MONTH_FIRST: (third, first, second),
        }[order]
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise UnreadableStatement(f"“{text[:40]}” is no date like {order.words}") from None


def _account_above(table: Table) -> str:
    """The IBAN that a bank writes above the table."""
    found = _IBAN.search(table.above)
    return account_of(found[0]) if found else ""
