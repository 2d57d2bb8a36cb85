"""The SEPA payment code (EPC069-12): a square code that a banking app reads a transfer from."""

from functools import lru_cache

from segno.helpers import make_epc_qr

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import OPEN, Invoice

_LARGEST = 99_999_999_999
"""Cents; the guideline's limit."""
_NAME_LIMIT = 70
_TEXT_LIMIT = 140
_MADE_LATELY = 64


def payment_code(invoice: Invoice) -> tuple[str, ...]:
    """Rows of the code, "1" for black; empty where there is none to give.

    It is for an open invoice in euros that is to be paid to an IBAN.
    """
    bank, due = invoice.content.remit_to, invoice.amount_due
    payable = invoice.state in OPEN and not invoice.content.corrects
    if not (payable and bank.iban and due.currency == "EUR" and 0 < due.minor <= _LARGEST):
        return ()
    return _rows(bank, due.minor, (invoice.number or "")[:_TEXT_LIMIT])


@lru_cache(_MADE_LATELY)
def _rows(bank: BankAccount, cents: int, reference: str) -> tuple[str, ...]:
    code = make_epc_qr(
        name=bank.holder[:_NAME_LIMIT],
        iban=bank.iban or "",
        amount=f"{cents // 100}.{cents % 100:02d}",
        text=reference,
        bic=bank.bic,
        encoding="utf-8",
    )
    return tuple("".join("1" if square else "0" for square in row) for row in code.matrix)
