"""A version into the one model of which both e-invoices are written."""

from jupiter_core.documents import words
from jupiter_core.documents.einvoice import texts
from jupiter_core.documents.einvoice.lines import lines_of, whole_period
from jupiter_core.documents.einvoice.model import DocumentType, ElectronicInvoice, PaymentMeans
from jupiter_core.documents.einvoice.parties import buyer_of, seller_of
from jupiter_core.documents.einvoice.taxes import is_outside, tax_groups
from jupiter_core.documents.sums import due_of, is_nil, settled_of, sums_of
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version

_CREDIT_TRANSFER, _SEPA_CREDIT_TRANSFER = "30", "58"
"""UNTDID 4461."""


def einvoice_of(version: Version, invoice: Invoice) -> ElectronicInvoice:
    """What the page says, in the standard's terms. Valid where `missing_for` finds nothing.

    What credit notes took off stands with what is paid (BT-113): that is all that the standard
    takes off a total. A credit note, and an invoice of 0.00, say neither a due date nor an account:
    nothing is to be paid to the seller.
    """
    content, totals = invoice.content, sums_of(invoice.content)
    say = words.of(content.language)
    outside = is_outside(content.lines)
    credit = bool(content.corrects)
    unasked = credit or is_nil(content)
    buyer = buyer_of(content.bill_to, texts.attention_of(content, say), outside=outside)
    return ElectronicInvoice(
        kind=DocumentType.CREDIT_NOTE if credit else DocumentType.INVOICE,
        number=invoice.number or "",
        issue_date=content.issue_date,
        due_date=None if unasked else content.due_date,
        currency=content.currency,
        note=texts.note_of(version, invoice, say),
        buyer_reference=content.bill_to.buyer_reference,
        order=content.po_number,
        accounting_reference=content.bill_to.cost_centre,
        contract=content.contract_name,
        corrects=content.corrects,
        period=whole_period(content.lines),
        seller=seller_of(content.seller, outside=outside),
        buyer=buyer,
        deliver_to=buyer.place.country,
        payment=None if unasked else payment_of(content.remit_to, content.currency),
        terms=texts.terms_of(content, say),
        taxes=tax_groups(content, say.reason),
        lines=lines_of(content.lines, say),
        net=totals.net.decimal,
        tax=totals.tax.decimal,
        gross=totals.total.decimal,
        paid=settled_of(invoice).decimal,
        due=due_of(invoice).decimal,
    )


def payment_of(bank: BankAccount, currency: str) -> PaymentMeans:
    """BG-16: the IBAN where there is one, else the account with its routing number.

    BT-82 says in words what has no term of its own.
    """
    sepa = bank.iban and currency == "EUR"
    details = [bank.bank_name]
    if bank.iban and bank.account_number:
        details.append(f"account number {bank.account_number}")
    if bank.routing_number:
        details.append(f"ABA routing number {bank.routing_number}")
    return PaymentMeans(
        code=_SEPA_CREDIT_TRANSFER if sepa else _CREDIT_TRANSFER,
        words=", ".join(details),
        account=bank.iban or bank.account_number or "",
        is_iban=bool(bank.iban),
        holder=bank.holder,
        institution=bank.bic or bank.routing_number or "",
    )
