"""What a mail says: an issued invoice and its link, as words in the customer's language."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.delivery.email.languages import DEFAULT, LANGUAGES
from bot.delivery.email.words import MailWords
from bot.wording.colour import Palette, palette
from bot.wording.local_figures import amount, day
from bot.wording.page.languages import LANGUAGES as PAGE_LANGUAGES
from bot.wording.text import one_line
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.reminders import Tone, tone_on


class MailFact(NamedTuple):
    """A label and its value."""

    label: str
    value: str


class MailText(Frozen):
    """All that the mail says, as typed: each form of it does its own escaping.

    `figure` is the one that matters most; without a value its label is a word by itself.
    `quotes` are people's own words, of several lines, each below its label.
    `missing` asks for the PO number, and is empty where none is wanted. `link` is empty in a mail
    with a code, `no_account` the small print below; `note` is about the payment, or the code;
    `reply` is empty where an answer would reach nobody.
    """

    language: str
    subject: str
    greeting: str
    lead: str
    figure: MailFact
    facts: tuple[MailFact, ...]
    missing: str
    add_po: str
    open: str
    no_account: str
    link: str
    note: str
    reply: str
    seller: str
    contact: tuple[str, ...]
    colour: Palette
    colon: str
    quotes: tuple[MailFact, ...] = ()


def letter_of(invoice: Invoice, link: str, language: str = "") -> MailText:
    """Of an issued invoice or credit note, in the invoice's language unless another is said; in
    English where no mail speaks it."""
    return _Writing(invoice, _spoken(language or invoice.content.language)).letter(link)


def reminder_letter(invoice: Invoice, link: str, on: date, language: str = "") -> MailText:
    """The same as a reminder of the day `on`: before the due date, on it, or after it."""
    return _Writing(invoice, _spoken(language or invoice.content.language)).reminder(link, on)


def beside(letter: MailText, invoice: Invoice, name: str, *, writes: bool) -> MailText:
    """The same letter to another contact than the first; the PO is asked for where the link takes
    it."""
    greeting = _Writing(invoice, letter.language).greeting_of(name)
    missing = letter.missing if writes else ""
    return letter.model_copy(update={"greeting": greeting, "missing": missing})


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else DEFAULT


def code_letter(invoice: Invoice, code: str, writer: str) -> MailText:
    """The code for a change that somebody who gave the address `writer` asked for."""
    writing = _Writing(invoice, _spoken(invoice.content.language))
    return writing.code_letter(code, one_line(writer, 254))


def answer_letter(invoice: Invoice, answer: Remark, asked: Remark | None, link: str) -> MailText:
    """What the deal team answered, and below it what it answers, where that is still kept. `link`
    may be empty."""
    writing = _Writing(invoice, _spoken(invoice.content.language))
    return writing.answer_letter(answer, asked, link)


def forward_letter(invoice: Invoice, by: Actor, link: str, *, writes: bool) -> MailText:
    """The invoice's link, to a colleague of AP; the PO is asked for where the link takes it."""
    writing = _Writing(invoice, _spoken(invoice.content.language))
    return writing.forward_letter(by, link, writes=writes)


@dataclass(frozen=True)
class _Writing:
    invoice: Invoice
    language: str

    @property
    def words(self) -> MailWords:
        return LANGUAGES[self.language]

    @property
    def owed(self) -> bool:
        return self.invoice.amount_due.minor > 0

    def letter(self, link: str) -> MailText:
        words, seller = self.words, self.invoice.content.seller
        note = self.invoice.is_credit_note
        return MailText(
            language=self.language,
            subject=self._subject(),
            greeting=self._greeting(),
            lead=self._filled(words.sends_credit_note if note else words.sends_invoice),
            figure=self._figure(),
            facts=tuple(self._facts()),
            missing=self._missing(),
            add_po=words.add_po,
            open=words.open_credit_note if note else words.open_invoice,
            no_account=words.no_account,
            link=link,
            note=words.bank_note if self.owed else words.nothing_to_pay,
            reply=words.reply if seller.email else "",
            seller=one_line(seller.legal_name),
            contact=tuple(one_line(each) for each in (seller.email, seller.phone) if each),
            colour=palette(seller.colour),
            colon=words.colon,
        )

    def reminder(self, link: str, on: date) -> MailText:
        words, invoice = self.words, self.invoice
        subject, lead = {
            Tone.BEFORE: (words.remind_before_subject, words.remind_before),
            Tone.DUE: (words.remind_due_subject, words.remind_due),
            Tone.OVERDUE: (words.remind_overdue_subject, words.remind_overdue),
        }[tone_on(on, invoice.content.due_date)]
        said = {
            "amount": amount(invoice.amount_due, self.language),
            "day": day(invoice.content.due_date, self.language),
        }
        update = {"subject": self._filled(subject, **said), "lead": self._filled(lead, **said)}
        return self.letter(link).model_copy(update=update)

    def code_letter(self, code: str, writer: str) -> MailText:
        words = self.words
        return self.letter("").model_copy(
            update={
                "subject": self._filled(words.code_subject),
                "lead": self._filled(words.code_lead, writer=writer),
                "figure": MailFact(words.code_label, code),
                "facts": (),
                "missing": "",
                "no_account": words.code_until,
                "note": words.code_not_you,
            }
        )

    @property
    def _ended(self) -> str:
        """What an outcome without words is, as the page calls it."""
        return PAGE_LANGUAGES[self.language].said_resolution

    def answer_letter(self, answer: Remark, asked: Remark | None, link: str) -> MailText:
        words, person = self.words, one_line(answer.by.name)
        quotes = [MailFact("", answer.text or self._ended)]
        if asked and asked.text:
            quotes.append(MailFact(words.answer_asked, asked.text))
        return self.letter(link).model_copy(
            update={
                "subject": self._filled(words.answer_subject),
                "greeting": self._greeting_to(asked.by.name if asked else ""),
                "lead": self._filled(words.answer_lead, person=person),
                "quotes": tuple(quotes),
                "facts": (),
                "missing": "",
                "no_account": words.answer_page,
                "note": words.bank_note,
            }
        )

    def forward_letter(self, by: Actor, link: str, *, writes: bool) -> MailText:
        lead = self._filled(
            self.words.forward_lead, person=one_line(by.name), email=one_line(by.email, 254)
        )
        letter = self.letter(link)
        bill_to = one_line(self.invoice.content.bill_to.legal_name)
        changed = {
            "greeting": self.words.hello_company.format(name=bill_to),
            "lead": lead,
            "missing": letter.missing if writes else "",
        }
        return letter.model_copy(update=changed)

    def greeting_of(self, name: str) -> str:
        """By their name, else by their company's."""
        company = one_line(self.invoice.content.bill_to.legal_name)
        words, person = self.words, one_line(name)
        return (
            words.hello.format(name=person) if person else words.hello_company.format(name=company)
        )

    def _greeting_to(self, name: str) -> str:
        person = one_line(name)
        return self.words.hello.format(name=person) if person else self._greeting()

    def _filled(self, sentence: str, **more: str) -> str:
        content = self.invoice.content
        return sentence.format(
            number=one_line(self.invoice.number or ""),
            seller=one_line(content.seller.legal_name),
            corrects=one_line(content.corrects),
            **more,
        )

    def _subject(self) -> str:
        words, invoice = self.words, self.invoice
        if invoice.is_credit_note:
            return self._filled(words.subject_credit_note)
        if not self.owed:
            return self._filled(words.subject_invoice)
        due = amount(invoice.amount_due, self.language)
        on = day(invoice.content.due_date, self.language)
        return self._filled(words.subject_due, amount=due, day=on)

    def _greeting(self) -> str:
        return self.greeting_of(self.invoice.content.bill_to.ap_contact.name)

    def _figure(self) -> MailFact:
        invoice = self.invoice
        if invoice.is_credit_note:
            return MailFact(self.words.amount_credited, amount(invoice.total, self.language))
        if invoice.is_nil:
            return MailFact(self.words.total, amount(invoice.total, self.language))
        if not self.owed:
            return MailFact(self.words.paid_in_full, "")
        return MailFact(self.words.amount_due, amount(invoice.amount_due, self.language))

    def _facts(self) -> list[MailFact]:
        invoice, words, content = self.invoice, self.words, self.invoice.content
        facts = []
        if invoice.total != invoice.amount_due and not invoice.is_credit_note:
            facts.append(MailFact(words.total, amount(invoice.total, self.language)))
        if self.owed:
            facts.append(MailFact(words.due_date, day(content.due_date, self.language)))
        if content.po_number:
            facts.append(MailFact(words.po_number, one_line(content.po_number)))
        return facts

    def _missing(self) -> str:
        if not (self.owed and self.invoice.po_pending):
            return ""
        required = self.invoice.content.bill_to.po_required
        return self.words.po_pending if required else self.words.po_none
