"""How to pay, as EN 16931 sees it."""

from jupiter_core.documents.einvoice.model import PaymentMeans
from jupiter_core.domain.bank import BankAccount

_CREDIT_TRANSFER, _SEPA_CREDIT_TRANSFER = "30", "58"
"""UNTDID 4461."""


def payment_of(bank: BankAccount, currency: str) -> PaymentMeans:
    """BG-16: the IBAN where there is one, else the account with its routing number.

    BT-82 says in words what has no term of its own.
    """
    sepa = bank.iban and currency == "EUR"
    words = [bank.bank_name]
    if bank.iban and bank.account_number:
        words.append(f"account number {bank.account_number}")
    if bank.routing_number:
        words.append(f"ABA routing number {bank.routing_number}")
    return PaymentMeans(
        code=_SEPA_CREDIT_TRANSFER if sepa else _CREDIT_TRANSFER,
        words=", ".join(words),
        account=bank.iban or bank.account_number or "",
        is_iban=bool(bank.iban),
        holder=bank.holder,
        institution=bank.bic or bank.routing_number or "",
    )
