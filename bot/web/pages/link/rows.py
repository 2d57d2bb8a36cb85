"""Labels with their values: contact, totals and bank details as such rows."""

from collections.abc import Iterator

from bot.web.pages.link.contact import call_to, mail_to
from bot.web.pages.link.credit import rounding_facts
from bot.web.pages.link.sums import adjusted_rows, tax_in_other, tax_rows
from bot.wording.page.wording import PageWording
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes.labels import cheque_labels, part_label, value_words
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
    content, words = invoice.content, say.words
    totals = content.totals
    rows = [*adjusted_rows(content, totals, say), (words.net, totals.net), *tax_rows(totals, say)]
    rows += rounding_facts(content, say)
    rows.append((words.total, totals.total))
    rows += tax_in_other(content, say)
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


def remit_to(bank: BankAccount, number: str, say: PageWording) -> tuple[LabelledRow, ...]:
    """Where to pay the invoice of that number; what has to be typed exactly can be copied."""
    words = say.words
    reference = bank.reference_for(number)
    return filled_rows(
        [
            LabelledRow(label=words.holder, value=bank.holder, copy_text=bank.holder),
            LabelledRow(label=words.bank, value=bank.bank_name),
            *_parts(bank, say),
            LabelledRow(label=words.currency, value=bank.currency),
            LabelledRow(
                label=words.reference, value=bank.shown_reference(number), copy_text=reference
            ),
            *_cheque(bank, say),
        ]
    )


def _cheque(bank: BankAccount, say: PageWording) -> list[LabelledRow]:
    cheque = bank.cheque
    if cheque is None:
        return []
    payable, sent = cheque_labels(say.language, bank.cheque_country)
    return [
        LabelledRow(label=payable, value=cheque.payable_to, copy_text=cheque.payable_to),
        LabelledRow(label=sent, value=cheque.address_line, copy_text=cheque.address),
    ]


def _parts(bank: BankAccount, say: PageWording) -> Iterator[LabelledRow]:
    """By its scheme; each can be copied as it is typed into a bank's form."""
    words = say.words
    known = {
        "iban": "IBAN",
        "account_number": words.account,
        "routing_number": words.routing,
        "bic": words.bic,
    }
    for field, value in bank.parts():
        label = part_label(field, say.language, bank.by_name) or known[field.name]
        shown = value_words(field, value, say.language)
        if field.name in ("iban", "qr_iban"):
            shown = grouped(value)
        copied = shown if field.choices else value
        yield LabelledRow(label=label, value=shown, copy_text=copied)
