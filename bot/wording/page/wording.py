"""What the customer's page says in one language: its words filled in, its figures spelled."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel import Locale
from markupsafe import Markup, escape

from bot.wording import local_figures as figures
from bot.wording.choices import country_names
from bot.wording.page.languages import DEFAULT, LANGUAGES
from bot.wording.page.words import PageWords
from jupiter_core.domain.changes import REFERENCE, Change
from jupiter_core.domain.due_rule_words import due_rule_words
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.late_fee_words import late_fee_words
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import TaxId, TaxIdKind
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.reference_names import name_in
from jupiter_core.domain.references import LABELS, Reference, ReferenceEntry, key_named
from jupiter_core.domain.refusals import (
    InvalidEmail,
    PaymentInstructions,
    Refusal,
    Required,
    TooLong,
    Unprintable,
)
from jupiter_core.domain.share_words import parted
from jupiter_core.domain.spelled_day import day_read
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit_price import UnitPrice

_CODE_FIRST_AMOUNT = re.compile(r"([A-Z]{3}) (-?[\d,]+(?:\.\d+)?)")
_CREDIT_NOTE = "Credit note "
_FACTS = {
    "PO number": "po_number",
    "Status": "status",
    "Paid": "paid",
    "Total": "total",
    "Due date": "due",
    "Issue date": "issued",
    "Memo": "memo",
    "Bill-to address": "address",
    "AP contact": "ap_contact",
    "More AP contacts": "more_contacts",
    "AP e-mail": "ap_email_fact",
    "Attention line": "attention",
    "Cost centre": "cost_centre",
}
"""What an issued invoice's history can tell of, by its English name."""
_DAYS = ("Due date", "Issue date")
_STATES = {"issued": "was_issued", "partially paid": "partly_paid", "paid": "paid", "void": "void"}


@dataclass(frozen=True)
class PageWording:
    """One language of the customer's page."""

    language: str
    words: PageWords

    def word(self, name: str) -> str:
        """A word of the table by its name; empty where there is none."""
        return str(getattr(self.words, name, ""))

    def reference(self, named: Reference | ReferenceEntry) -> str:
        """What a reference is called: by the customer, else in the page's language."""
        return named.label or name_in(self.language, named.key)

    def amount(self, money: Money) -> str:
        """`USD 1,345,000.00`."""
        return figures.amount(money, self.language).replace("\u00a0", self._space)

    def bare_amount(self, money: Money) -> str:
        """Without its currency."""
        return figures.bare_amount(money, self.language)

    def bare_price(self, price: UnitPrice) -> str:
        """Of a unit, without its currency, with the decimals that it has."""
        return figures.bare_price(price, self.language)

    def number(self, value: Decimal) -> str:
        """With the decimals that it needs."""
        return figures.number(value, self.language)

    def rate(self, value: Decimal) -> str:
        """`8.875%`."""
        return figures.rate(value, self.language)

    def day(self, value: date) -> str:
        """`22 Nov 2026`."""
        return figures.day(value, self.language)

    def moment(self, value: datetime) -> str:
        """`22 Nov 2026, 09:30 UTC`."""
        return figures.moment(value, self.language)

    def terms(self, terms: PaymentTerms) -> str:
        """`Net 45`; with 0 days, `Due on receipt`; `30 days after month end`."""
        days, ruled = terms.net_terms, due_rule_words(terms, self.language, self.day)
        net = self.words.net_days.format(days=days) if days else self.words.on_receipt
        return ruled or net

    def early_payment(self, invoice: Invoice, today: date) -> str:
        """What is enough, and until when; empty where the terms give no discount, its days are
        over, or something was paid already."""
        term, content = invoice.content.early_payment, invoice.content
        touched = invoice.paid.minor or invoice.settled.minor
        if term is None or touched or not invoice.amount_due.minor:
            return ""
        if today > term.last_day(content.issue_date):
            return ""
        return self.words.early_payment.format(
            amount=self.amount(term.pays(invoice.creditable)),
            discount=self.amount(term.discount(invoice.creditable)),
            percent=self.rate(term.percent),
            day=self.day(term.last_day(content.issue_date)),
        )

    def late_fee(self, invoice: Invoice) -> str:
        """What paying late costs; empty where the terms have no late fee, or nothing is due."""
        if not invoice.amount_due.minor:
            return ""
        fee = invoice.content.late_fee
        return late_fee_words(fee, self.language, self.rate, self.amount)

    def arithmetic(self, line: LineItem) -> str:
        """How the line's price came about: `250 × 480.00 × 1.05, 3 of 12 months`."""
        price, share = parted(line.arithmetic)
        price = figures.respelled(price, self.language)
        return f"{price}, {share.words(self.language)}" if share else price

    def tax_id_label(self, tax_id: TaxId) -> str:
        """`VAT ID`; a number of the United States keeps its American name."""
        names = {
            TaxIdKind.EIN: TaxIdKind.EIN.label,
            TaxIdKind.EU_VAT: self.words.vat_id,
            TaxIdKind.GB_VAT: self.words.vat_number,
        }
        return names.get(tax_id.kind, self.words.tax_id)

    def change(self, change: Change) -> Change:
        """A step of the history, whose facts have English names."""
        if self.language == DEFAULT and not change.what.startswith(REFERENCE):
            return change
        old, new = (self._fact(change.what, each) for each in (change.old, change.new))
        return Change(what=self._fact_name(change.what), old=old, new=new)

    def told(self, change: Change) -> str:
        """`PO number added: 4500017342`."""
        words = self.words
        template = words.changed if change.old and change.new else words.added
        if not change.new:
            template = words.removed
        return template.format(what=change.what, old=change.old, new=change.new)

    def mistake(self, refusal: Refusal, label: str) -> str:
        """What is wrong with the field of that label."""
        if self.language == DEFAULT:
            return refusal.sentence
        words = self.words
        match refusal:
            case Required():
                return words.required.format(what=label)
            case TooLong(limit=limit, length=length):
                return words.too_long.format(what=label, limit=limit, length=length)
            case Unprintable(character=character):
                seen = character.partition(" (")[0]
                return words.unprintable.format(what=label, character=seen)
            case InvalidEmail(typed=typed):
                return words.invalid_email.format(typed=typed)
            case PaymentInstructions(found=found):
                return words.payment_words.format(found=found)
        return words.check_entry.format(what=label)

    def field_value(self, name: str, value: str) -> str:
        """A field's value for people: a country by its name, nothing as the word."""
        text = countries(self.language).get(value, value) if name == "country" else value
        return ", ".join(text.split("\n")) or self.words.nothing

    @property
    def _space(self) -> str:
        """Before or after a currency: in English the plain one that all channels write."""
        return " " if self.language == DEFAULT else "\u00a0"

    def _fact_name(self, what: str) -> str:
        if what.startswith(_CREDIT_NOTE):
            return self.words.named_credit_note.format(number=what.removeprefix(_CREDIT_NOTE))
        if what.startswith(REFERENCE):
            name = what.removeprefix(REFERENCE)
            key = key_named(name)
            return name_in(self.language, key) if LABELS.get(key) == name else name
        return self.word(_FACTS.get(what, "")) or what

    def _fact(self, what: str, value: str) -> str:
        if what == "Status":
            return self.word(_STATES.get(value, "")) or value
        if what in _DAYS and (day := day_read(value)):
            return self.day(day)
        if money := _CODE_FIRST_AMOUNT.fullmatch(value):
            return self.amount(Money.of(money[2].replace(",", ""), money[1]))
        return value


@cache
def page_wording(language: str) -> PageWording:
    """Of a language; English where the page does not speak it."""
    known = language if language in LANGUAGES else DEFAULT
    return PageWording(known, LANGUAGES[known])


@cache
def countries(language: str) -> dict[str, str]:
    """Every country by its ISO code, named in the language and in the order of its names."""
    names = Locale(language).territories
    named = {code: str(names.get(code, english)) for code, english in country_names().items()}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def filled(sentence: str, **values: object) -> Markup:
    """A sentence for HTML with its values escaped, and no second full stop after `Inc.`."""
    safe = {name: escape(value) for name, value in values.items()}
    text = escape(sentence).format(**safe)
    for value in safe.values():
        if value.striptags().endswith("."):
            text = text.replace(value + ".", value)
    return text


def sentence_of(sentence: str, **values: str) -> str:
    """The same as plain text."""
    text = sentence.format(**values)
    for value in values.values():
        if value.endswith("."):
            text = text.replace(f"{value}.", value)
    return text
