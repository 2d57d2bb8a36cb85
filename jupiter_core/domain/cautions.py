"""What the paper does not say by itself, and whoever submits or approves it has to know."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.scheduled import ScheduledInvoice
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.references import ReferenceEntry, missing_in
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax_cautions import (
    currency_words,
    expired_words,
    no_e_invoice_words,
)
from jupiter_core.domain.third_decimal import third_decimal_in


class CautionCode(StrEnum):
    """`dated_at_issue`: its issue date has passed, so that it will bear another. `back_dated`: it
    keeps one that has passed. `catch_up`: a contract is agreed late, and what it should have billed
    by now is issued at once. `other_account`: it asks for payment to an account in another
    currency. `po_exceeded`: its purchase order has less left, has expired or is closed.
    `certificate_expired`: it is exempt by a certificate that does not hold any more.
    `tax_in_currency`: its tax has to be shown in another currency, and no exchange rate is given.
    `no_e_invoice`: it has taxes that no e-invoice can say.
    `references_missing`: the customer requires some that are not there. `third_decimal`: no
    e-invoice can be made, though a party is on the network. `billed_by_void`: an index makes a
    difference to a year whose invoice is void by now."""

    DATED_AT_ISSUE = "dated_at_issue"
    BACK_DATED = "back_dated"
    CATCH_UP = "catch_up"
    OTHER_ACCOUNT = "other_account"
    PO_EXCEEDED = "po_exceeded"
    CERTIFICATE_EXPIRED = "certificate_expired"
    TAX_IN_CURRENCY = "tax_in_currency"
    NO_E_INVOICE = "no_e_invoice"
    REFERENCES_MISSING = "references_missing"
    THIRD_DECIMAL = "third_decimal"
    BILLED_BY_VOID = "billed_by_void"


class Caution(Frozen):
    """`words` are a whole sentence; `lines` are what it is about, one by one."""

    code: CautionCode
    words: str
    lines: tuple[str, ...] = ()


def invoice_cautions(content: Content, today: date) -> tuple[Caution, ...]:
    """Of an invoice that is not issued yet; `today` is where its entity is. A credit note asks for
    no payment, and has none."""
    if content.corrects:
        return ()
    found: tuple[Caution | None, ...] = (
        *tax_cautions(content, today),
        date_caution(
            content.issue_date, today, content.payment_terms, back_dated=content.back_dated
        ),
        account_caution(content.seller.legal_name, content.remit_to, content.currency),
        references_caution(content.bill_to.legal_name, content.reference_entries),
        third_decimal_caution(content),
    )
    return tuple(each for each in found if each)


def tax_cautions(content: Content, today: date) -> tuple[Caution, ...]:
    """Of its certificates, of the currency of its tax, and of what no e-invoice can say."""
    country, other = content.seller.address.country, content.tax_currency
    words = {
        CautionCode.CERTIFICATE_EXPIRED: expired_words(
            content.lines, max(content.issue_date, today)
        ),
        CautionCode.TAX_IN_CURRENCY: currency_words(
            country, content.currency, content.totals.tax, other
        ),
        CautionCode.NO_E_INVOICE: no_e_invoice_words(content),
    }
    return tuple(Caution(code=code, words=said) for code, said in words.items() if said)


def catch_up_caution(late: Sequence[ScheduledInvoice], today: date, terms: PaymentTerms) -> Caution:
    """Of the invoices, at least one, that are issued when a contract is approved."""
    total = Money.sum((each.total for each in late), late[0].total.currency)
    several = len(late) > 1
    words = (
        f"Approval issues {len(late)} invoice{'s' if several else ''} at once, {total.words}"
        f"{' in all' if several else ''}. Each is dated on the day of approval and due from then: "
        f"if approved on {_day(today)}, due {_day(terms.due_date(today))}. "
        "What comes due before the approval is added."
    )
    lines = tuple(_late(each) for each in late)
    return Caution(code=CautionCode.CATCH_UP, words=words, lines=lines)


def _late(invoice: ScheduledInvoice) -> str:
    """`1 Jun 2026 – 30 Jun 2026, planned for 1 Jun 2026: USD 2,000.00`."""
    start, end = invoice.period_start, invoice.period_end
    period = f"{_day(start)} – {_day(end)}, " if start and end else ""
    planned = f"planned for {_day(invoice.issue_on)}"
    return f"{period}{planned}: {invoice.total.words}"


def date_caution(
    asked: date, today: date, terms: PaymentTerms, *, back_dated: bool = False
) -> Caution | None:
    """None where the issue date has not passed."""
    if asked >= today:
        return None
    if back_dated:
        due = _day(terms.due_date(asked))
        words = f"Back-dated: it keeps the issue date {_day(asked)}, which has passed; due {due}."
        return Caution(code=CautionCode.BACK_DATED, words=words)
    words = (
        f"The issue date {_day(asked)} has passed. The invoice will be dated on the day it is "
        f"issued, and due from then: if issued on {_day(today)}, due "
        f"{_day(terms.due_date(today))}."
    )
    return Caution(code=CautionCode.DATED_AT_ISSUE, words=words)


def account_caution(entity: str, account: BankAccount, currency: str) -> Caution | None:
    """None where the account is in the currency."""
    if account.currency == currency:
        return None
    number = f"IBAN {account.iban}" if account.iban else f"account {account.number}"
    words = (
        f"{entity} has no bank account in {currency}. The customer is asked to pay to the "
        f"{account.currency} account: {account.bank_name}, {number}."
    )
    return Caution(code=CautionCode.OTHER_ACCOUNT, words=words)


def references_caution(customer: str, entries: Iterable[ReferenceEntry]) -> Caution | None:
    """None where every reference that the customer requires is there."""
    missing = ", ".join(each.name for each in missing_in(entries))
    if not missing:
        return None
    words = f"{customer} takes no invoice without these references: {missing}."
    return Caution(code=CautionCode.REFERENCES_MISSING, words=words)


def billed_by_void_caution(numbers: Sequence[str]) -> Caution | None:
    """None where every invoice stands that billed what an index makes a difference to."""
    if not numbers:
        return None
    which = f"{', '.join(numbers)} {'is' if len(numbers) == 1 else 'are'} void"
    words = (
        f"{which}. The difference of the index is reckoned on what was billed there: bill that "
        "anew first."
    )
    return Caution(code=CautionCode.BILLED_BY_VOID, words=words)


def third_decimal_caution(content: Content) -> Caution | None:
    """None where e-invoices can say every amount, or neither party takes any."""
    if not (content.seller.endpoint or content.bill_to.endpoint):
        return None
    found = third_decimal_in(content)
    if found is None:
        return None
    words = (
        f"No e-invoice can be made of it: e-invoices take two decimals, and {found.words} has a "
        "third. With amounts whose third decimal is 0, one can."
    )
    return Caution(code=CautionCode.THIRD_DECIMAL, words=words)


def _day(value: date) -> str:
    """`22 Nov 2026`, which nobody can read two ways."""
    return spelled_day(value)
