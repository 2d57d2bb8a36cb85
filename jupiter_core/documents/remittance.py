"""The remit-to box, to copy a payment from."""

from collections.abc import Iterator
from dataclasses import replace

from jupiter_core.documents import words
from jupiter_core.documents.colours import HAIRLINE, readable
from jupiter_core.documents.marks import Box, Strip, Style, beside, stacked
from jupiter_core.documents.sheet import QUIET, STRONG, TEXT, Sheet
from jupiter_core.documents.words import Label
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Invoice, State

_INSET = 16.0
_LABELS = 92.0
_ROW = 14.5
_NOTE = replace(QUIET, size=8)
_TITLE = Style(10, bold=True)


def remit_to(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """One box, never parted: where the money goes on the left, how to name it on the right.

    A void invoice has none.
    """
    if invoice.state is State.VOID:
        return []
    left = sheet.left + _INSET
    width = sheet.text_width - 2 * _INSET
    column = width / 2 - 8
    bank = invoice.content.remit_to
    title = replace(_TITLE, ink=readable(invoice.content.seller.colour))
    inside = stacked(
        [
            *paragraph(Label.REMIT_TO, left, width, title, 16),
            Strip(4),
            beside(
                _pairs(_account(bank), left, column),
                _pairs(_payment(invoice), left + width - column, column),
            ),
            Strip(6),
            *paragraph(words.bank_note(bank.valid_since), left, width, _NOTE, 11),
        ],
        above=11,
        below=11,
    )
    return [Strip(inside.height, (*_frame(invoice, sheet, inside.height), *inside.marks))]


def _account(bank: BankAccount) -> Iterator[tuple[str, str]]:
    yield Label.HOLDER, bank.holder
    yield Label.BANK, bank.bank_name
    if bank.iban:
        yield Label.IBAN, words.iban_in_fours(bank.iban)
    if bank.account_number:
        yield Label.ACCOUNT, bank.account_number
    if bank.routing_number:
        yield Label.ROUTING, bank.routing_number
    if bank.bic:
        yield Label.BIC, bank.bic


def _payment(invoice: Invoice) -> Iterator[tuple[str, str]]:
    yield Label.REFERENCE, invoice.number or Label.REFERENCE_LATER
    yield Label.AMOUNT_DUE, words.amount_with_currency(invoice.amount_due)
    yield Label.DUE_DATE, words.day(invoice.content.due_date)
    yield Label.CURRENCY, invoice.content.remit_to.currency


def _pairs(pairs: Iterator[tuple[str, str]], left: float, width: float) -> Strip:
    rows = []
    for label, value in pairs:
        name = stacked(paragraph(label, left, _LABELS, replace(QUIET, size=8), _ROW))
        style = STRONG if label in (Label.IBAN, Label.ACCOUNT, Label.REFERENCE) else TEXT
        text = stacked(paragraph(value, left + _LABELS, width - _LABELS, style, _ROW))
        rows.append(beside(name, text))
    return stacked(rows)


def _frame(invoice: Invoice, sheet: Sheet, height: float) -> tuple[Box, ...]:
    left, width, thin = sheet.left, sheet.text_width, 0.6
    return (
        Box(left, 0, width, thin, HAIRLINE),
        Box(left, height - thin, width, thin, HAIRLINE),
        Box(left + width - thin, 0, thin, height, HAIRLINE),
        Box(left, 0, 3, height, readable(invoice.content.seller.colour)),
    )
