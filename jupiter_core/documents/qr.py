"""QR codes: the SEPA payment code (EPC069-12), and a code's modules as rectangles to fill.

A banking app reads a transfer from the payment code. Rows are from the top, "1" for black.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from segno.helpers import _make_epc_qr_data  # type: ignore[attr-defined]

from jupiter_core.documents.qr_mask import best_rows
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import OPEN, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_reference import ReferenceKind

_LARGEST = 99_999_999_999
"""Cents; the guideline's limit."""
_NAME_LIMIT = 70, 140
_TEXT_LIMIT = 100, 100
"""Characters and bytes: fewer than the guideline's, so that all of them fit in its 331 bytes."""
_MADE_LATELY = 64


def payment_code(invoice: Invoice, due: Money) -> tuple[str, ...]:
    """Rows of the code for `due`, "1" for black; empty where there is none to give.

    It is for an open invoice in euros that is to be paid to an IBAN.
    """
    bank = invoice.content.remit_to
    payable = invoice.state in OPEN and not invoice.content.corrects
    if not (payable and bank.iban and due.currency == "EUR" and 0 < due.minor <= _LARGEST):
        return ()
    is_rf = bank.reference is ReferenceKind.RF
    reference = bank.reference_for(invoice.number or "")
    return _rows(
        bank, due.minor, _cut(reference, *_TEXT_LIMIT), structured=is_rf and reference[:2] == "RF"
    )


def rectangles(
    x: float, y: float, side: float, rows: Sequence[str]
) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, width and height of each run of black modules in a row, which is one rectangle.

    In points, within the square `side` long at `x`, `y`.
    """
    unit = side / len(rows)
    for down, row in enumerate(rows):
        for at, end in runs_in(row):
            yield x + at * unit, y + down * unit, (end - at) * unit, unit


def runs_in(row: str) -> list[tuple[int, int]]:
    """Where each run of black modules begins and ends."""
    runs, at = [], 0
    for black in row.split("0"):
        end = at + len(black)
        if black:
            runs.append((at, end))
        at = end + 1
    return runs


@lru_cache(_MADE_LATELY)
def _rows(bank: BankAccount, cents: int, reference: str, *, structured: bool) -> tuple[str, ...]:
    """A reference by ISO 11649 is `structured`; any other is a text."""
    named = {"reference": reference} if structured else {"text": reference}
    payload = _make_epc_qr_data(
        name=_cut(bank.holder, *_NAME_LIMIT),
        iban=bank.iban or "",
        amount=Decimal(cents).scaleb(-2),
        **named,
        bic=bank.bic,
        encoding="utf-8",
    )
    return best_rows(payload)


def _cut(text: str, characters: int, octets: int) -> str:
    return text[:characters].encode()[:octets].decode(errors="ignore")  # without half a letter
