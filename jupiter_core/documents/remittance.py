"""The remit-to box, to copy a payment from, or to scan it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jupiter_core.documents import words
from jupiter_core.documents.colours import HAIRLINE, readable
from jupiter_core.documents.primitives import QrCode, Rectangle, Strip, Style, beside, stacked
from jupiter_core.documents.qr import payment_code
from jupiter_core.documents.sheet import QUIET, SMALL, STRONG, TEXT, Sheet
from jupiter_core.documents.sums import due_of, is_nil
from jupiter_core.documents.wrapping import paragraph
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money

_INSET = 16.0
_LABEL = replace(QUIET, size=8)
_WIDEST_LABEL = 104.0
_ROW = 14.5
_NOTE = replace(QUIET, size=8)
_TITLE = Style(10, bold=True)
_CODE = 96.0

Pair = tuple[str, str, Style]


def remit_to(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """One box, never parted: where the money goes, and how to name it.

    A void invoice has none, nor has a credit note or where nothing is to pay.
    """
    if invoice.state is State.VOID or invoice.content.corrects or is_nil(invoice.content):
        return []
    say, bank = words.of(invoice.content.language), invoice.content.remit_to
    left, width = sheet.left + _INSET, sheet.text_width - 2 * _INSET
    title = replace(_TITLE, ink=readable(invoice.content.seller.colour))
    inside = stacked(
        [
            *paragraph(say.labels.remit_to, left, width, title, 16),
            Strip(4),
            _columns(invoice, left, width),
            Strip(6),
            *paragraph(say.bank_note(bank.valid_since), left, width, _NOTE, 11),
        ],
        above=11,
        below=11,
    )
    return [Strip(inside.height, (*_frame(invoice, sheet, inside.height), *inside.primitives))]


def _columns(invoice: Invoice, left: float, width: float) -> Strip:
    """Two columns of facts; where there is a code, one of them and the code beside it."""
    say = words.of(invoice.content.language)
    account = list(_account(invoice.content.remit_to, say))
    due = due_of(invoice)
    payment = list(_payment(invoice, due, say))
    code = payment_code(invoice, due)
    if code:
        facts = _pairs([*account, *payment], left, width - _CODE - 40)
        return beside(facts, _code(code, say, left + width))
    column = width / 2 - 8
    return beside(_pairs(account, left, column), _pairs(payment, left + width - column, column))


def _code(rows: tuple[str, ...], say: words.Wording, right: float) -> Strip:
    caption = paragraph(
        say.labels.scan_to_pay, right - _CODE - 30, _CODE + 30, SMALL, 14, from_right=True
    )
    return stacked([Strip(_CODE + 2, (QrCode(right - _CODE, 0, _CODE, rows),)), *caption])


def _account(bank: BankAccount, say: words.Wording) -> Iterator[Pair]:
    labels = say.labels
    yield labels.holder, bank.holder, TEXT
    yield labels.bank, bank.bank_name, TEXT
    if bank.iban:
        yield labels.iban, words.iban_in_fours(bank.iban), STRONG
    if bank.account_number:
        yield labels.account, bank.account_number, STRONG
    if bank.routing_number:
        yield labels.routing, bank.routing_number, TEXT
    if bank.bic:
        yield labels.bic, bank.bic, TEXT


def _payment(invoice: Invoice, due: Money, say: words.Wording) -> Iterator[Pair]:
    labels, content = say.labels, invoice.content
    yield labels.reference, invoice.number or labels.reference_later, STRONG
    yield labels.amount_due, say.spell.amount_with_currency(due), TEXT
    yield labels.due_date, say.spell.day(content.due_date), TEXT
    yield labels.account_currency, content.remit_to.currency, TEXT


def _pairs(pairs: Iterable[Pair], left: float, width: float) -> Strip:
    pairs = list(pairs)
    widest = max(_LABEL.width(label) for label, _, _ in pairs)
    labels = min(widest, _WIDEST_LABEL) + 10
    rows = []
    for label, value, style in pairs:
        name = stacked(paragraph(label, left, labels - 6, _LABEL, _ROW))
        text = stacked(paragraph(value, left + labels, width - labels, style, _ROW))
        rows.append(beside(name, text))
    return stacked(rows)


def _frame(invoice: Invoice, sheet: Sheet, height: float) -> tuple[Rectangle, ...]:
    left, width, thin = sheet.left, sheet.text_width, 0.6
    return (
        Rectangle(left, 0, width, thin, HAIRLINE),
        Rectangle(left, height - thin, width, thin, HAIRLINE),
        Rectangle(left + width - thin, 0, thin, height, HAIRLINE),
        Rectangle(left, 0, 3, height, readable(invoice.content.seller.colour)),
    )
