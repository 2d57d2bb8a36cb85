"""Labels with their values: contact, totals and bank details as such rows."""

from bot.web.pages.link.contact import call_to, mail_to
from bot.web.pages.link.credit import rounding_facts
from bot.web.pages.link.sums import adjusted_rows, tax_in_other, tax_rows
from bot.wording.page.wording import PageWording
from bot.wording.page.words import PageWords
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice


class LabelledRow(Frozen):
    """A label and its value; `copy_text` is what a copy button takes, and `href` where a link
    leads, where there is one."""

    label: str
    value: str
    copy_text: str = ""
    href: str = ""


def filled_rows(rows: list[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Those that have a value."""
    return tuple(row for row in rows if row.value)


def email_row(email: str, say: PageWording) -> LabelledRow:
    """Opens a mail program."""
    return LabelledRow(label=say.words.seller_email, value=email, href=mail_to(email))


def phone_row(phone: str, say: PageWording) -> LabelledRow:
    """Opens the telephone."""
    return LabelledRow(label=say.words.telephone, value=phone, href=call_to(phone))


def total_rows(invoice: Invoice, say: PageWording) -> tuple[LabelledRow, ...]:
    """From net to what is still due, with what was paid, credited and settled of it."""
    totals, words = invoice.content.totals, say.words
    rows = [*adjusted_rows(totals, say), (words.net, totals.net), *tax_rows(totals, say)]
    rows += rounding_facts(invoice.content, say)
    rows.append((words.total, totals.total))
    rows += tax_in_other(invoice.content, say)
    if invoice.paid.minor:
        rows.append((words.paid, invoice.paid))
    rows += [
        (words.named_credit_note.format(number=each.number), each.amount)
        for each in invoice.credits
    ]
    if invoice.settled.minor:
        rows.append((words.settled, invoice.settled))
    if invoice.paid.minor or invoice.credits or invoice.settlements:
        rows.append((words.amount_due, invoice.amount_due))
    return tuple(LabelledRow(label=label, value=say.amount(money)) for label, money in rows)


def grouped(iban: str) -> str:
    """In fours, as on paper."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def remit_to(bank: BankAccount, number: str, words: PageWords) -> tuple[LabelledRow, ...]:
    """Where to pay the invoice of that number; what has to be typed exactly can be copied."""
    iban, account = bank.iban or "", bank.account_number or ""
    routing, bic = bank.routing_number or "", bank.bic or ""
    return filled_rows(
        [
            LabelledRow(label=words.holder, value=bank.holder, copy_text=bank.holder),
            LabelledRow(label=words.bank, value=bank.bank_name),
            LabelledRow(label="IBAN", value=grouped(iban), copy_text=iban),
            LabelledRow(label=words.account, value=account, copy_text=account),
            LabelledRow(label=words.routing, value=routing, copy_text=routing),
            LabelledRow(label=words.bic, value=bic, copy_text=bic),
            LabelledRow(label=words.currency, value=bank.currency),
            LabelledRow(label=words.reference, value=number, copy_text=number),
        ]
    )
