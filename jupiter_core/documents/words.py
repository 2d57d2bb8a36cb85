"""What the paper says, in the customer's language: its labels filled in, its figures spelled."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from jupiter_core.documents.languages import DEFAULT, LANGUAGES
from jupiter_core.documents.languages.labels import DocumentLabels
from jupiter_core.documents.standing import Standing
from jupiter_core.documents.sums import sums_of
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.due_rule_words import due_rule_words
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.late_fee_words import late_fee_words
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import TaxId, TaxIdKind
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.reference_names import name_in
from jupiter_core.domain.references import ReferenceEntry
from jupiter_core.domain.registers import NUMBERS
from jupiter_core.domain.share_words import parted
from jupiter_core.domain.spelling import Spelling, spelling
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem, TaxCategory, TaxLine, TaxRounding
from jupiter_core.domain.unit import counted
from jupiter_core.domain.version import Version

_VAT_COUNTRIES = re.compile(
    "AT|BE|BG|CH|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GR|HR|HU|IE|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK"
)
_JAPAN = "JP"


@dataclass(frozen=True)
class Wording:
    """One language: `labels` are its fixed words, `spell` its figures and dates."""

    language: str
    labels: DocumentLabels
    spell: Spelling

    def in_each(self, said: Callable[["Wording"], str]) -> str:
        """What `said` makes of the words of each language of the paper."""
        return said(self)

    def title(self, invoice: Invoice) -> str:
        """`INVOICE`, `CREDIT NOTE` or `OPEN BALANCE`."""
        if invoice.is_carried_over:
            return self.labels.opening
        return self.labels.credit_note if invoice.content.corrects else self.labels.invoice

    def name_of(self, invoice: Invoice) -> str:
        """`Invoice JUS-000001`, or `Draft invoice`."""
        labels, credit = self.labels, bool(invoice.content.corrects)
        if not invoice.number:
            return labels.draft_credit_note if credit else labels.draft_invoice
        name = labels.named_credit_note if credit else labels.named_invoice
        if invoice.is_carried_over:
            name = labels.named_opening
        return name.format(number=invoice.number)

    def title_of(self, invoice: Invoice) -> str:
        """What a viewer shows in its title bar."""
        name = self.name_of(invoice)
        if invoice.number:
            return name
        customer = invoice.content.bill_to.legal_name
        return self.labels.draft_for.format(draft=name, customer=customer)

    def revision(self, version: Version, invoice: Invoice) -> str:
        """`Revision 2: PO number added`."""
        name = self.short_revision(invoice)
        brought = self.labels.revisions.get(version.why.rpartition(".")[2])
        return f"{name}: {brought}" if brought else name

    def short_revision(self, invoice: Invoice) -> str:
        """`Revision 2`."""
        return self.labels.revision.format(count=invoice.revision)

    def terms(self, terms: PaymentTerms) -> str:
        """`Net 45`, `30 days after month end`."""
        days, ruled = terms.net_terms, due_rule_words(terms, self.language, self.spell.day)
        net = self.labels.net_days.format(days=days) if days else self.labels.on_receipt
        return ruled or net

    def early_payment(self, content: Content) -> str:
        """What is enough, and until when; empty where the terms give no discount."""
        term, total = content.early_payment, sums_of(content).total
        if term is None or not total.minor:
            return ""
        return self.labels.early_payment.format(
            amount=self.spell.amount_with_currency(term.pays(total)),
            discount=self.spell.amount_with_currency(term.discount(total)),
            percent=self.spell.rate(term.percent),
            day=self.spell.day(term.last_day(content.issue_date)),
        )

    def late_fee(self, content: Content) -> str:
        """What paying late costs; empty where the terms have no late fee, or nothing is due."""
        if not sums_of(content).total.minor:
            return ""
        spell = self.spell
        return late_fee_words(
            content.late_fee, self.language, spell.rate, spell.amount_with_currency
        )

    def amount_column(self, content: Content) -> str:
        """`Amount (USD)`, `Amount incl. VAT (USD)`."""
        currency = content.currency
        return self._priced(lambda each: each.amount_in.format(currency=currency), content)

    def price_column(self, content: Content) -> str:
        """`Unit price`, `Unit price incl. VAT`."""
        return self._priced(lambda each: each.unit_price, content)

    def subtotal(self, content: Content) -> str:
        """`Subtotal`, of prices that include tax `Subtotal incl. VAT`."""
        return self._priced(lambda each: each.subtotal, content)

    def _priced(self, label: Callable[[DocumentLabels], str], content: Content) -> str:
        if not shows_tax_included(content):
            return label(self.labels)

        def including(each: Wording) -> str:
            tax = each.tax_name(content)
            return f"{label(each.labels)} {each.labels.including.format(tax=tax)}"

        return self.in_each(including)

    def net_of_line(self, line: LineItem) -> str:
        """`Net 84.03`; empty where prices are net, or no tax is in them."""
        if line.with_tax is None or not line.all_rates:
            return ""
        return self.net_of(line.amount)

    def net_of(self, amount: Money) -> str:
        """`Net 84.03`."""
        return self.labels.net_of_line.format(amount=self.spell.amount(amount))

    def tax_name(self, content: Content) -> str:
        """What the seller's country calls its tax; several have no name together."""
        if any(line.taxes for line in content.lines):
            return self.labels.tax
        country = content.seller.address.country
        if country == _JAPAN:
            return self.labels.consumption_tax
        return self.labels.vat if _VAT_COUNTRIES.fullmatch(country) else self.labels.tax

    def tax_of(self, line: TaxLine, content: Content) -> str:
        """`Tax 8.875% of 1,200,000.00`."""
        rate, net = self.spell.rate(line.rate), self.spell.amount(line.net)
        return self.labels.tax_of.format(tax=self.tax_name(content), rate=rate, net=net)

    def tax_rounding(self, rounding: TaxRounding, content: Content) -> str:
        """`Rounding included in VAT 20%: USD −0.01`."""
        rate, amount = self.spell.rate(rounding.rate), rounding.difference
        tax = rounding.name or self.tax_name(content)
        figure = self.spell.amount_with_currency(amount)
        return self.labels.tax_rounding.format(tax=tax, rate=rate, amount=figure)

    def taxes(self, line: LineItem) -> str:
        """What several taxes a line bears, or by which certificate it is exempt; else empty."""
        if line.certificate:
            return self.certificate(line.certificate)
        return " + ".join(map(self._named, line.taxes)) if line.taxes else ""

    def _named(self, tax: NamedTax) -> str:
        if tax.exempt:
            return f"{tax.name}: {self.certificate(tax.certificate)}"
        return f"{tax.name} {self.spell.rate(tax.rate)}"

    def certificate(self, certificate: Certificate | None) -> str:
        """`Exempt, certificate 1-23-4567-8 (TX)`; without one, that it is exempt."""
        if certificate is None:
            return self.labels.exempt
        said = self.labels.certificate.format(number=certificate.number)
        return f"{said} ({certificate.jurisdiction})" if certificate.jurisdiction else said

    def tax_in(self, content: Content) -> str:
        """`VAT in EUR: EUR 237.50 (rate 0.95, ECB, 2 Mar 2026)`; empty where it is not shown."""
        other = content.tax_currency
        if other is None:
            return ""
        return self.labels.tax_in.format(
            tax=self.tax_name(content),
            currency=other.currency,
            amount=self.spell.amount_with_currency(other.tax(sums_of(content).tax)),
            rate=self.spell.quantity(other.rate),
            source=other.source,
            day=self.spell.day(other.on),
        )

    def reason(self, category: TaxCategory) -> str:
        """Why no tax is charged, where the law wants it said; else an empty string."""
        return {
            TaxCategory.REVERSE_CHARGE: self.labels.reverse_charge,
            TaxCategory.INTRA_COMMUNITY: self.labels.intra_community,
            TaxCategory.EXPORT: self.labels.export,
            TaxCategory.EXEMPT: self.labels.exempt,
        }.get(category, "")

    def arithmetic(self, line: LineItem) -> str:
        """How the line's price came about: `250 × 480.00 × 1.05, 3 of 12 months`."""
        if not line.arithmetic:
            return ""
        price, share = parted(line.arithmetic)
        price = self.spell.respelled(price)
        return (
            f"{price}, {self.in_each(lambda each: share.words(each.language))}" if share else price
        )

    def counted(self, line: LineItem) -> str:
        """`3 hours`, `250`."""
        spelled = self.spell.quantity(line.quantity)
        return counted(line.unit, line.quantity, spelled, self.language)

    def line_discount(self, line: LineItem) -> str:
        """`1,500.00; Discount 10% (Launch partner): -150.00`; empty without one."""
        own = line.discount
        if own is None:
            return ""
        off = self.spell.amount(-own.off(line.gross))
        rate = "" if own.percent is None else f" {self.spell.rate(own.percent)}"
        reason = f" ({own.reason})" if own.reason else ""
        gross = self.spell.amount(line.gross)
        return f"{gross}; {self.labels.discount}{rate}{reason}: {off}"

    def list_price(self, line: LineItem) -> str:
        """`List price 120.00, less 20.00`; empty without one."""
        off = line.price_discount
        if line.list_price is None or off is None:
            return ""
        price = self.spell.price(line.list_price)
        return self.labels.list_price.format(price=price, off=self.spell.price(off))

    def po_number(self, line: LineItem) -> str:
        """The line's own PO, where it has one, and the PO's line that it bills: `PO number
        4500017343, PO line 10`."""
        if not (line.po_number or line.po_line):
            return ""
        number = f"{self.labels.po_number} {line.po_number}" if line.po_number else ""
        of_it = self.labels.po_line.format(number=line.po_line) if line.po_line else ""
        return ", ".join(filter(None, (number, of_it)))

    def reference(self, entry: ReferenceEntry) -> str:
        """What a reference is called: by the customer, else in the paper's language."""
        return entry.label or self.in_each(lambda each: name_in(each.language, entry.key))

    def period(self, line: LineItem) -> str:
        """The days that the line pays for, as far as they are known."""
        return self.days(line.service_start, line.service_end)

    def days(self, first: date | None, last: date | None) -> str:
        """From the one to the other, as far as they are known."""
        if first and last:
            return self.spell.period(first, last)
        if first:
            return f"{self.spell.day(first)} –"
        return f"– {self.spell.day(last)}" if last else ""

    def tax_id(self, value: TaxId, country: str) -> str:
        """With the name of its kind in the `country` of whom it is of, or alone where it says what
        it is (`HRB 12345`, `CHE-116.281.710 MWST`).

        On a qualified invoice of Japan, the number is that of the issuer's registration.
        """
        shown = NUMBERS[value.kind.value].shown(value.value)
        if value.kind in (TaxIdKind.REGISTRATION, TaxIdKind.CH_VAT):
            return shown
        is_registration = country == _JAPAN
        other = self.labels.registration_number if is_registration else self.labels.tax_id
        names = {
            TaxIdKind.EU_VAT: self.labels.vat_id,
            TaxIdKind.JP_QUALIFIED: self.labels.registration_number,
            TaxIdKind.OTHER: other,
        }
        return f"{names.get(value.kind, value.kind.label)} {shown}"

    def total(self, content: Content) -> str:
        """`Total`; where tax is in it, what the language calls that."""
        return self.labels.total_with_tax if taxed(content) else self.labels.total

    def stamp(self, standing: Standing) -> str:
        """`PAID` or `SETTLED`."""
        paid = standing is Standing.PAID
        return self.labels.paid_stamp if paid else self.labels.settled_stamp

    def settled(self, standing: Standing) -> str:
        """`Paid in full`."""
        paid = standing is Standing.PAID
        return self.labels.paid_in_full if paid else self.labels.settled_in_full

    def settled_on(self, standing: Standing) -> str:
        """`Paid on`."""
        return self.labels.paid_on if standing is Standing.PAID else self.labels.settled_on

    def bank_note(self, valid_since: date) -> str:
        """Since when the bank details are unchanged, and how to make sure of others."""
        return self.labels.bank_note.format(day=self.spell.day(valid_since))

    def due_by(self, day: date) -> str:
        """`Amount due by 6 Jan 2027`."""
        return self.labels.due_by.format(day=self.spell.day(day))

    def page_of(self, number: int, count: int) -> str:
        """`Page 1 of 2`."""
        return self.labels.page_of.format(number=number, count=count)


@cache
def of(language: str) -> Wording:
    """The wording of a language, English where the paper does not speak it."""
    known = language if language in LANGUAGES else DEFAULT
    return Wording(known, LANGUAGES[known], spelling(known))


def iban_in_fours(iban: str) -> str:
    """`DE89 3704 0044 0532 0130 00`."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def taxed(content: Content) -> bool:
    """Whether any line has a rate to speak of; zero-rated is one."""
    charged = any(each.key.is_told for each in sums_of(content).taxes)
    return charged or any(each.key and each.key.is_told for each in content.adjustments)


def shows_tax_included(content: Content) -> bool:
    """Whether prices stand with the tax in them, as they were entered."""
    return content.prices_include_tax and taxed(content)


def lines_shown(content: Content) -> tuple[LineItem, ...]:
    """With the prices that the paper shows."""
    if not shows_tax_included(content):
        return content.lines
    return tuple(each.as_entered for each in content.lines)


def rate_of(line: LineItem, say: Wording) -> str:
    """For the column of tax; a dash where the matter is not taxed."""
    return "–" if line.category is TaxCategory.OUTSIDE else say.spell.rate(line.all_rates)
