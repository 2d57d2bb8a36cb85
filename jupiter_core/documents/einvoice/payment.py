"""How an e-invoice is paid (BG-16). The codes are those of UNTDID 4461."""

from dataclasses import replace

from jupiter_core.documents.einvoice.countries import both_in, to_germany
from jupiter_core.documents.einvoice.model import PaymentMeans
from jupiter_core.documents.sums import is_nil
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.content import Content

_NOT_DEFINED = PaymentMeans(
    code="1", words="", account="", is_iban=False, holder="", institution=""
)
_CREDIT_TRANSFER, TO_ACCOUNT, _SEPA_CREDIT_TRANSFER = "30", "42", "58"
_DANISH_IBAN = "DK"


def payment_of(content: Content) -> PaymentMeans | None:
    """The IBAN where there is one, else the account with its routing number.

    A credit note and an invoice of 0.00 say no account: nothing is to be paid to the seller.
    Germany wants the group there too (DE-R-001, BR-DE-1), so to Germany they say that the way is
    not defined.
    """
    if content.corrects or is_nil(content):
        return _NOT_DEFINED if to_germany(content) else None
    means = _transfer(content.remit_to, content.currency)
    if means.code == _CREDIT_TRANSFER and both_in(content, "DK"):
        return _danish(means)
    return means


def _transfer(bank: BankAccount, currency: str) -> PaymentMeans:
    """BT-82 says in words what has no term of its own. BT-86 is the BIC, else the code by which the
    country's clearing knows the bank."""
    sepa = bank.iban and currency == "EUR"
    details = [bank.bank_name]
    for field, value in bank.parts():
        if value not in (bank.referenced_number, bank.bic):
            details.append(f"{_inside(field.label)} {field.shown(value)}")
    return PaymentMeans(
        code=_SEPA_CREDIT_TRANSFER if sepa else _CREDIT_TRANSFER,
        words=", ".join(details),
        account=bank.referenced_number,
        is_iban=bool(bank.iban),
        holder=bank.holder,
        institution=_institution(bank),
    )


def _institution(bank: BankAccount) -> str:
    """Where payments go by the scheme itself, its name: `SE:BANKGIRO` in Peppol's Swedish rules."""
    by_scheme = "" if bank.iban else bank.rules.institution
    return by_scheme or bank.bic or bank.clearing_code


def _inside(label: str) -> str:
    """Within a sentence: a word in small letters, an abbreviation as it is."""
    return label.lower() if label == label.capitalize() else label


def _danish(means: PaymentMeans) -> PaymentMeans:
    """Within Denmark no transfer is a 30 (DK-R-005), and beside the account stands its bank's
    registration number (DK-R-006): of a Danish IBAN the four digits before the account's ten."""
    here = replace(means, code=TO_ACCOUNT)
    if not means.is_iban or not means.account.startswith(_DANISH_IBAN):
        return here
    return replace(
        here,
        words=f"{means.words}, IBAN {means.account}",
        account=means.account[8:],
        is_iban=False,
        institution=means.account[4:8],
    )
