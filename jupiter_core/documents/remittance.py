"""The remit-to box, to copy a payment from, or to scan it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jupiter_core.documents import two_languages, words
from jupiter_core.documents.account_parts import account_parts
from jupiter_core.documents.colours import HAIRLINE, readable
from jupiter_core.documents.primitives import (
    QrCode,
    Rectangle,
    Strip,
    Style,
    beside,
    stacked,
    width_in_lines,
)
from jupiter_core.documents.qr import payment_code
from jupiter_core.documents.sheet import LEADING, QUIET, SMALL, SMALL_LEADING, STRONG, TEXT, Sheet
from jupiter_core.documents.standing import Standing, standing_of
from jupiter_core.documents.sums import due_of
from jupiter_core.documents.swiss_bill.bill import bill_of
from jupiter_core.documents.tags import Tag, figure, heading, labelled
from jupiter_core.documents.typeface import printable
from jupiter_core.documents.wrapping import paragraph, whole
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes.labels import cheque_labels
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money

_INSET = 14.0
_LABEL = QUIET._replace(size=8)
_WIDEST_LABEL = 104.0
_ROW = 12.0
_NOTE = QUIET._replace(size=8)
_TITLE = Style(10, bold=True)
_CODE = 70.0
_CODE_GUTTER = 14.0

_HALF_GUTTER = 8.0


class Pair(NamedTuple):
    """A `whole` value is to be copied or searched for, and is never cut."""

    label: str
    value: str
    style: Style = TEXT
    whole: bool = False


def remit_to(invoice: Invoice, sheet: Sheet) -> list[Strip]:
    """One box, never parted: where the money goes, and how to name it.

    What asks for no money has none. A draft says where its own will be: its paper is no
    instruction to pay, whoever it is handed on to.
    """
    say, bank = two_languages.on(invoice.content), invoice.content.remit_to
    standing = standing_of(invoice)
    if standing is Standing.DRAFT:
        return paragraph(say.labels.bank_later, sheet.left, sheet.text_width, QUIET, LEADING)
    if standing is not Standing.PAYABLE:
        return []
    left, width = sheet.left + _INSET, sheet.text_width - 2 * _INSET
    # A QR-bill has a code of its own.
    rows = () if bill_of(invoice) else payment_code(invoice, due_of(invoice))
    beside_code = width - _CODE - _CODE_GUTTER if rows else width
    title = _TITLE._replace(ink=readable(invoice.content.seller.colour))
    said = stacked(
        [
            *paragraph(say.labels.remit_to, left, beside_code, title, 14, tag=heading(2)),
            Strip(2),
            _halves(*_pairs_of(invoice, say), left, beside_code),
            *_cheque(bank, say, left, beside_code),
            Strip(4),
            *paragraph(say.bank_note(bank.valid_since), left, beside_code, _NOTE, 10),
        ]
    )
    code = [_code(rows, _read(invoice, say), say, left + width)] if rows else []
    inside = stacked([beside(said, *code)], above=9, below=8)
    return [Strip(inside.height, (*_frame(invoice, sheet, inside.height), *inside.primitives))]


def _pairs_of(invoice: Invoice, say: words.Wording) -> tuple[list[Pair], list[Pair]]:
    """Where the money goes, and how to name it."""
    payment = _payment(invoice, due_of(invoice), say)
    return list(_account(invoice.content.remit_to, say)), list(payment)


def _halves(account: list[Pair], payment: list[Pair], left: float, width: float) -> Strip:
    """Two columns; one under the other where a reference would be too wide for its own."""
    room = width - 2 * _HALF_GUTTER
    labels = _labels(account), _labels(payment)
    first, second = (
        each + _whole(pairs) for each, pairs in zip(labels, (account, payment), strict=True)
    )
    if first + second > room:
        return _pairs([*account, *payment], max(labels), left, width)
    column = min(max(room / 2, first), room - second)
    right = left + column + 2 * _HALF_GUTTER
    return beside(
        _pairs(account, labels[0], left, column), _pairs(payment, labels[1], right, room - column)
    )


def _read(invoice: Invoice, say: words.Wording) -> str:
    """What is said in the place of the code: what it holds."""
    return words.of(say.language).labels.payment_code.format(
        amount=say.spell.amount_with_currency(due_of(invoice)),
        iban=words.iban_in_fours(invoice.content.remit_to.iban or ""),
        reference=invoice.content.remit_to.shown_reference(invoice.number or ""),
    )


def _cheque(bank: BankAccount, say: words.Wording, left: float, width: float) -> list[Strip]:
    if bank.cheque is None:
        return []
    payable, sent = cheque_labels(say.language, bank.cheque_country)
    pairs = [Pair(payable, bank.cheque.payable_to), Pair(sent, bank.cheque.address_line)]
    return [Strip(4), _pairs(pairs, _labels(pairs), left, width)]


def _code(rows: tuple[str, ...], read: str, say: words.Wording, right: float) -> Strip:
    caption = paragraph(
        say.labels.scan_to_pay, right - _CODE, _CODE, SMALL, SMALL_LEADING, from_right=True
    )
    return stacked(
        [Strip(_CODE + 2, (QrCode(right - _CODE, 0, _CODE, rows, figure(read)),)), *caption]
    )


def _account(bank: BankAccount, say: words.Wording) -> Iterator[Pair]:
    yield Pair(say.labels.holder, bank.holder)
    yield Pair(say.labels.bank, bank.bank_name)
    for part in account_parts(bank, say):
        style = STRONG if part.is_number else TEXT
        yield Pair(part.label, part.value, style, whole=part.is_short)


def _payment(invoice: Invoice, due: Money, say: words.Wording) -> Iterator[Pair]:
    labels, content = say.labels, invoice.content
    reference = content.remit_to.shown_reference(invoice.number or "")
    yield Pair(labels.reference, reference, STRONG, whole=True)
    yield Pair(labels.amount_due, say.spell.amount_with_currency(due), whole=True)
    yield Pair(labels.due_date, say.spell.day(content.due_date), whole=True)
    yield Pair(labels.account_currency, content.remit_to.currency, whole=True)


def _labels(pairs: Iterable[Pair]) -> float:
    """How wide the column of labels is, with the gap on its right."""
    widest = max(width_in_lines(pair.label, _LABEL) for pair in pairs)
    return min(widest, _WIDEST_LABEL) + 8


def _whole(pairs: list[Pair]) -> float:
    """How wide the values are that must be whole, each in one line."""
    values = (pair.style.width(printable(pair.value)) for pair in pairs if pair.whole)
    return max(values, default=0)


def _pairs(pairs: list[Pair], labels: float, left: float, width: float) -> Strip:
    """With so wide a column of `labels`."""
    listed = Tag("L")
    rows = []
    for pair in pairs:
        label, body = labelled(listed)
        name = stacked(paragraph(pair.label, left, labels - 6, _LABEL, _ROW, tag=label))
        rows.append(beside(name, _value(pair, left + labels, width - labels, body)))
    return stacked(rows)


def _value(pair: Pair, left: float, width: float, tag: Tag) -> Strip:
    fit = whole(pair.value, left, width, pair.style, _ROW, tag) if pair.whole else None
    return stacked(fit or paragraph(pair.value, left, width, pair.style, _ROW, tag=tag))


def _frame(invoice: Invoice, sheet: Sheet, height: float) -> tuple[Rectangle, ...]:
    left, width, thin = sheet.left, sheet.text_width, 0.6
    return (
        Rectangle(left, 0, width, thin, HAIRLINE),
        Rectangle(left, height - thin, width, thin, HAIRLINE),
        Rectangle(left + width - thin, 0, thin, height, HAIRLINE),
        Rectangle(left, 0, 3, height, readable(invoice.content.seller.colour)),
    )
