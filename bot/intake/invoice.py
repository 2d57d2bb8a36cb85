"""What the builder's form means: the terms of an invoice, or every mistake at its field."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from bot.intake.documents.adjustments import adjustments_text, typed_adjustments
from bot.intake.documents.base import Notation
from bot.intake.documents.invoice import IssueDate, LineBody, NetTerms, TermsDocument
from bot.intake.documents.line_parts import discount_text
from bot.intake.documents.reading import read, required
from bot.intake.documents.tax_currency import tax_currency_text
from bot.intake.drafts.form import NET_PRICES, PRICES_WITH_TAX, net_fields
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES, InvoiceForm, LineForm
from bot.intake.errors import ErrorCollector
from bot.intake.notation.fields import net_field, net_text
from jupiter_core.commands.draft import InvoiceTerms
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.cautions import Caution, CautionCode, account_caution, date_caution
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.payment_terms import payment_terms_of
from jupiter_core.domain.references import words_of
from jupiter_core.domain.refusals import InvalidLine, Refusal
from jupiter_core.domain.tax_cautions import currency_words
from jupiter_core.domain.tax_included import net_prices
from jupiter_core.domain.totals import LineItem, Totals, plain, totals_of

_OF_A_LINE = re.compile(r"lines\[(\d+)\]")


class InvoiceFormDocument(TermsDocument):
    """The form as a document."""

    customer_id: str
    sender_profile_id: str
    net_terms: NetTerms
    issue_date: IssueDate
    lines: tuple[LineBody, ...] = ()

    def terms(self) -> InvoiceTerms:
        """As a draft has them."""
        return InvoiceTerms(
            customer_id=self.customer_id,
            sender_profile_id=self.sender_profile_id,
            currency=self.currency,
            net_terms=self.net_terms,
            early_payment=early_payment_of(self.early_payment),
            due_rule=self.due_rule,
            late_fee=late_fee_of(self.late_fee),
            issue_date=self.issue_date,
            po_number=self.po_number,
            memo=self.memo,
            references=self.own_references(),
            lines=self.items(),
            **self.sums(),
        )


def line_item_of(line: LineForm, currency: str) -> LineItem:
    """What a line means.

    Raises ValidationErrors at `description`, `quantity`, `unit_price`, `list_price`,
    `tax_category`, `tax_rate`, `service_start`, `service_end`.
    """
    document = required(LineBody, _sent_line(line), Notation.PERSON, currency=currency)
    return _with_origin(document.meant(), line)


def terms_of(form: InvoiceForm) -> InvoiceTerms:
    """What the form means. Raises ValidationErrors, each at its field's name or at `lines`."""
    found = ErrorCollector()
    document = read(InvoiceFormDocument, _sent(form), found, Notation.PERSON)
    errors = ErrorCollector()
    for each in found.mistakes:
        _tell(each, form, errors)
    errors.expect_none()
    assert document  # what is None has left its mistakes
    terms = document.terms()
    lines = zip(terms.lines, form.lines, strict=True)
    said = {"lines": tuple(_with_origin(*each) for each in lines)}
    kept = form.adjusted if _is_untouched(form) else terms.adjustments
    return terms.model_copy(update={**said, "adjustments": kept})


def _is_untouched(form: InvoiceForm) -> bool:
    """Whether the discounts and charges are those that the invoice had."""
    return bool(form.adjusted) and form.adjustments.strip() == adjustments_text(form.adjusted)


def _adjustments(form: InvoiceForm) -> tuple[Adjustment, ...]:
    """As far as they can be read."""
    if _is_untouched(form):
        return form.adjusted
    found: list[Adjustment] = []
    for line in form.adjustments.splitlines():
        with suppress(Refusal):
            found += typed_adjustments(line, form.currency)
    return tuple(found)


def _tell(refusal: Refusal, form: InvoiceForm, errors: ErrorCollector) -> None:
    """At its field; of a line, at the lines, with its number."""
    path = refusal.path or ""
    if line := _OF_A_LINE.match(path):
        number = int(line[1]) + 1
        told = InvalidLine(number, refusal.sentence)
        if told.sentence not in (each.sentence for each in errors.mistakes):
            errors.add(told, "lines", each=True)
    elif path.startswith("adjustments"):
        errors.add(refusal.at("adjustments"))
    else:
        errors.add(refusal.at(net_field(form) if path == "net_terms" else path))


def _sent(form: InvoiceForm) -> dict[str, Any]:
    """As it was typed, as a document has it."""
    known = set(InvoiceFormDocument.model_fields) - {"lines", "net_terms"}
    lines = [_sent_line(each) for each in form.lines]
    said = {"prices_include_tax": form.prices_include_tax, "lines": lines}
    return {**form.model_dump(include=known), "net_terms": net_text(form), **said}


def _sent_line(line: LineForm) -> dict[str, Any]:
    typed = {name: text for name, text in line if name in LineBody.model_fields}
    taxes = [{"name": each.name, "exempt": each.exempt} for each in line.taxes]
    listed = line.list_price.strip() or None
    return {**typed, "taxes": taxes, "discount": line.allowance, "list_price": listed}


def _with_origin(item: LineItem, line: LineForm) -> LineItem:
    item = item.model_copy(update={"taxes": line.taxes}) if line.taxes else item
    return item if line.origin is None else _like(item, line.tax_category, line.origin)


def preview_of(form: InvoiceForm) -> tuple[list[LineItem | None], Totals | None]:
    """Each line's meaning as it is entered, None where it has none yet, and the totals of those
    that have."""
    items: list[LineItem | None] = []
    if not form.currency:
        return [None for _ in form.lines], None
    for line in form.lines:
        try:
            items.append(line_item_of(line, form.currency))
        except Refusal:
            items.append(None)
    try:
        known = [each for each in items if each]
        if form.prices_include_tax:
            return items, net_prices(known, _adjustments(form), form.currency).totals(form.currency)
        return items, totals_of(known, form.currency, adjustments=_adjustments(form))
    except Refusal:
        return items, None


def cautions_of(
    form: InvoiceForm, profile: SenderProfile | None, today: date
) -> tuple[Caution, ...]:
    """What whoever submits it has to know; of fields that cannot be read yet, nothing. `today` is
    where the entity is."""
    found: list[Caution | None] = []
    with suppress(Refusal, ValueError):
        asked, terms = date.fromisoformat(form.issue_date), payment_terms_of(net_text(form))
        back_dated = profile is not None and profile.back_dating
        found.append(date_caution(asked, today, terms, back_dated=back_dated))
    if profile and profile.has_account and form.currency:
        account = profile.account_for(form.currency)
        found.append(account_caution(profile.legal_name, account, form.currency))
    if profile and not form.tax_currency.strip():
        totals = preview_of(form)[1]
        country = profile.address.country
        words = currency_words(country, form.currency, totals.tax if totals else None, None)
        found.append(Caution(code=CautionCode.TAX_IN_CURRENCY, words=words) if words else None)
    return tuple(each for each in found if each)


def form_of(invoice: Invoice) -> InvoiceForm:
    """A form filled with an invoice that is to be edited."""
    content = invoice.content.as_entered
    lines = tuple(
        LineForm(
            key=f"l{n}",
            description=item.description,
            quantity=plain(item.quantity),
            unit_price=f"{item.unit_price.decimal:,f}",
            list_price=f"{item.list_price.decimal:,f}" if item.list_price else "",
            tax_category=_choice_of(item),
            tax_rate=plain(item.tax_rate),
            po_number=item.po_number,
            taxes=item.taxes,
            certificate=item.certificate.number if item.certificate else "",
            po_line=item.po_line,
            unit=item.unit or "",
            allowance=discount_text(item.discount),
            service_start=item.service_start.isoformat() if item.service_start else "",
            service_end=item.service_end.isoformat() if item.service_end else "",
            origin=item,
        )
        for n, item in enumerate(content.lines, start=1)
    )
    return InvoiceForm(
        customer_id=content.bill_to.customer_id,
        customer_name=content.bill_to.legal_name,
        sender_profile_id=content.seller.profile_id,
        deal_channel=invoice.deal_channel,
        currency=content.currency,
        **net_fields(content.payment_terms),
        early_payment=content.early_payment.words if content.early_payment else "",
        late_fee=content.late_fee.typed if content.late_fee else "",
        issue_date=content.issue_date.isoformat(),
        po_number=content.po_number,
        memo=content.memo,
        prices=PRICES_WITH_TAX if invoice.content.prices_include_tax else NET_PRICES,
        adjustments=adjustments_text(content.adjustments),
        adjusted=content.adjustments,
        tax_currency=tax_currency_text(content.tax_currency),
        references=words_of(content.references),
        lines=lines,
        next_key=len(lines) + 1,
        invoice_id=invoice.id,
        seen=invoice.sequence,
    )


def duplicate_form(original: Invoice, today: date) -> InvoiceForm:
    """A form of a new invoice with all that another says, but its PO number and its date."""
    form = form_of(original)
    lines = tuple(
        line.model_copy(
            update={"origin": line.origin and line.origin.model_copy(update={"credit": ""})}
        )
        for line in form.lines
    )
    fresh = {"invoice_id": "", "seen": 0, "po_number": "", "issue_date": today.isoformat()}
    fresh["tax_currency"] = ""
    return form.model_copy(update={**fresh, "lines": lines})


def _choice_of(item: LineItem) -> str:
    """Standard and zero-rated ones are charged at their rate."""
    said = item.tax_category
    return said.value if said and said.value in TAX_CHOICES else CHARGED


def _like(item: LineItem, choice: str, origin: LineItem) -> LineItem:
    """With what the builder does not show: the exact tax category, the credit.

    The arithmetic explains an amount, and goes when that is another.
    """
    if discount_text(item.discount) == discount_text(origin.discount):
        item = item.model_copy(update={"discount": origin.discount})
    same = item.amount == origin.amount
    same_tax = item.tax_rate == origin.tax_rate and choice == _choice_of(origin)
    return item.model_copy(
        update={
            "tax_category": origin.tax_category if same_tax else item.tax_category,
            "credit": origin.credit,
            "arithmetic": origin.arithmetic if same else "",
        }
    )
