"""Receipt and payment part at the foot of an A4 page: 210 × 105 mm, by the style guide of SIX."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jupiter_core.documents.colours import BLACK
from jupiter_core.documents.primitives import (
    Primitive,
    Rectangle,
    Strip,
    Style,
    moved,
    stacked,
    text_at,
)
from jupiter_core.documents.sheet import A4, Sheet
from jupiter_core.documents.swiss_bill.bill import Bill, bill_of
from jupiter_core.documents.swiss_bill.code import MM, swiss_code
from jupiter_core.documents.swiss_bill.texts import BillTexts, texts_in
from jupiter_core.documents.tags import ARTIFACT, heading
from jupiter_core.documents.wrapping import paragraph, whole
from jupiter_core.domain.invoice import Invoice

HEIGHT = 105 * MM
_RECEIPT = 62 * MM
_MARGIN = 5 * MM
_THIN = 0.5
_TITLE = Style(11, bold=True, ink=BLACK)
_SEPARATE = Style(7, ink=BLACK)
Entry = tuple[str, Sequence[str]]
"""A heading and its lines; without lines, a box to be filled in."""


@dataclass(frozen=True)
class _Part:
    """Receipt or payment part: where its information stands, and how large its texts are."""

    left: float
    width: float
    heading: Style
    value: Style
    leading: float
    box: tuple[float, float]


_STUB = _Part(
    left=_MARGIN,
    width=52 * MM,
    heading=Style(6, bold=True, ink=BLACK),
    value=Style(8, ink=BLACK),
    leading=9,
    box=(52 * MM, 20 * MM),
)
_PAYMENT = _Part(
    left=_RECEIPT + _MARGIN + 51 * MM,
    width=87 * MM,
    heading=Style(8, bold=True, ink=BLACK),
    value=Style(10, ink=BLACK),
    leading=11,
    box=(65 * MM, 25 * MM),
)


def payment_part(invoice: Invoice, sheet: Sheet) -> list[Primitive]:
    """Placed on `sheet`; nothing where there is no bill, or the paper is not A4."""
    bill = bill_of(invoice)
    if bill is None or sheet.width != A4.width:
        return []
    say, top = texts_in(invoice.content.language), sheet.height - HEIGHT
    placed = [*_receipt(bill, say), *_payment(bill, say)]
    return [*_lines(say, top), *(moved(each, top) for each in placed)]


def _receipt(bill: Bill, say: BillTexts) -> Iterator[Primitive]:
    yield text_at(_STUB.left, _MARGIN + 10, say.receipt, _TITLE, heading(2))
    entries = [_account(bill, say), *_reference(bill, say), _payer(bill, say)]
    yield from _column(entries, _STUB, 12 * MM)
    yield from _amount(bill, say, _STUB, _STUB.left, 12 * MM)
    width = _STUB.heading.width(say.acceptance)
    right = _STUB.left + _STUB.width
    yield text_at(right - width, 82 * MM + 6, say.acceptance, _STUB.heading)


def _payment(bill: Bill, say: BillTexts) -> Iterator[Primitive]:
    left = _RECEIPT + _MARGIN
    yield text_at(left, _MARGIN + 10, say.payment_part, _TITLE, heading(2))
    yield from swiss_code(bill.payload, left, 17 * MM, _read(bill, say))
    yield from _amount(bill, say, _PAYMENT, left, 16 * MM)
    information: list[Entry] = [(say.information, [bill.message])]
    entries = [_account(bill, say), *_reference(bill, say), *information, _payer(bill, say)]
    yield from _column(entries, _PAYMENT, _MARGIN)


def _read(bill: Bill, say: BillTexts) -> str:
    """What is said in the place of the code."""
    return f"{say.payment_part}: {bill.amount.currency} {_figure(bill)}, {_iban(bill)}"


def _account(bill: Bill, say: BillTexts) -> Entry:
    return say.payable_to, [_iban(bill), *bill.creditor.lines]


def _reference(bill: Bill, say: BillTexts) -> list[Entry]:
    return [(say.reference, [bill.shown_reference])] if bill.reference else []


def _payer(bill: Bill, say: BillTexts) -> Entry:
    return (say.payable_by, bill.debtor.lines) if bill.debtor else (say.by_blank, [])


def _iban(bill: Bill) -> str:
    return " ".join(bill.iban[at : at + 4] for at in range(0, len(bill.iban), 4))


def _figure(bill: Bill) -> str:
    """With a space between thousands and a point before the cents: `1 949.75`."""
    return f"{bill.amount.decimal:,.2f}".replace(",", " ")


def _column(entries: Sequence[Entry], part: _Part, top: float) -> Iterator[Primitive]:
    """One entry under the other, from `top`."""
    strips: list[Strip] = []
    for title, lines in entries:
        strips += paragraph(title, part.left, part.width, part.heading, part.leading)
        for line in lines:
            one = whole(line, part.left, part.width, part.value, part.leading)
            strips += one or paragraph(line, part.left, part.width, part.value, part.leading)
        if not lines:
            strips.append(Strip(part.box[1], tuple(_corners(part))))
        strips.append(Strip(part.leading))
    yield from stacked(strips, above=top).primitives


def _amount(
    bill: Bill, say: BillTexts, part: _Part, left: float, apart: float
) -> Iterator[Primitive]:
    """Currency and amount, side by side `apart`."""
    top = 68 * MM
    pairs = ((say.currency, bill.amount.currency), (say.amount, _figure(bill)))
    for at, (title, value) in enumerate(pairs):
        yield text_at(left + at * apart, top + part.heading.size, title, part.heading)
        down = top + part.heading.size + part.leading + 2
        yield text_at(left + at * apart, down, value, part.value)


def _corners(part: _Part) -> Iterator[Primitive]:
    """Of the box in which whoever pays writes who they are."""
    width, height = part.box
    arm, thick = 3 * MM, 0.75
    for x in (part.left, part.left + width - arm):
        for y in (2.0, height - thick):
            yield Rectangle(x, y, arm, thick, BLACK)
    for x in (part.left, part.left + width - thick):
        for y in (2.0, height - arm):
            yield Rectangle(x, y, thick, arm, BLACK)


def _lines(say: BillTexts, top: float) -> Iterator[Primitive]:
    """Where the paper is cut."""
    yield Rectangle(0, top, A4.width, _THIN, BLACK)
    yield Rectangle(_RECEIPT, top, _THIN, HEIGHT, BLACK)
    width = _SEPARATE.width(say.separate)
    middle = (A4.width - width) / 2
    yield text_at(middle, top - 4, say.separate, _SEPARATE, ARTIFACT)
