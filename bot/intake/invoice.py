"""What the builder's form means: the terms of an invoice, or every mistake at its field."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from bot.intake.drafts.invoice import (
    CHARGED,
    DESCRIPTION_LIMIT,
    MEMO_LIMIT,
    OTHER_TERMS,
    TAX_CHOICES,
    USUAL_TERMS,
    InvoiceForm,
    LineForm,
)
from bot.intake.errors import ErrorCollector
from bot.intake.notation.amounts import short_money_of
from bot.intake.notation.fields import chosen, day_of, net_days, net_field
from bot.intake.notation.numbers import decimal_of, percent_of
from bot.intake.refusals import NotAmong, RateNotZero
from jupiter_core.commands.draft import InvoiceTerms
from jupiter_core.domain.amendment import po_number_of
from jupiter_core.domain.cautions import Caution, account_caution, date_caution
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import AmountTooLarge, InvalidLine, Refusal, ValidationErrors
from jupiter_core.domain.terms import issue_date_of
from jupiter_core.domain.text import line_of, paragraph_of
from jupiter_core.domain.totals import (
    LineItem,
    TaxCategory,
    Totals,
    plain,
    quantity_of,
    tax_rate_of,
    totals_of,
)


def line_item_of(line: LineForm, currency: str) -> LineItem:
    """What a line means.

    Raises ValidationErrors at `description`, `quantity`, `unit_price`, `tax_category`, `tax_rate`.
    """
    errors = ErrorCollector()
    parts: Mapping[str, Any] = {
        "description": errors.part(
            "description",
            lambda: line_of(line.description, "Description", DESCRIPTION_LIMIT, required=True),
        ),
        "quantity": errors.part("quantity", lambda: quantity_of(decimal_of(line.quantity.strip()))),
        "unit_price": errors.part("unit_price", lambda: short_money_of(line.unit_price, currency)),
        **_tax(line, errors),
    }
    errors.expect_none()
    item = LineItem(**parts)
    try:
        _ = item.amount
    except AmountTooLarge as refusal:
        raise ValidationErrors([refusal.at("unit_price")]) from None
    return item if line.origin is None else _like(item, line.tax_category, line.origin)


def terms_of(form: InvoiceForm) -> InvoiceTerms:
    """What the form means. Raises ValidationErrors, each at its field's name or at `lines`."""
    errors = ErrorCollector()
    currency = errors.part("currency", lambda: known_currency(chosen(form.currency, "A currency")))
    values = {
        "customer_id": errors.part("customer_id", lambda: chosen(form.customer_id, "A customer")),
        "sender_profile_id": errors.part(
            "sender_profile_id", lambda: chosen(form.sender_profile_id, "A legal entity")
        ),
        "currency": currency,
        "net_terms": errors.part(net_field(form), lambda: net_days(form)),
        "issue_date": errors.part(
            "issue_date", lambda: issue_date_of(day_of(form.issue_date, "An issue date"))
        ),
        "po_number": errors.part("po_number", lambda: po_number_of(form.po_number)),
        "memo": errors.part("memo", lambda: paragraph_of(form.memo, "Memo", MEMO_LIMIT)),
        "lines": _items(form, currency, errors) if currency else (),
    }
    errors.expect_none()
    return InvoiceTerms.model_validate(values)


def preview_of(form: InvoiceForm) -> tuple[list[LineItem | None], Totals | None]:
    """Each line's meaning, None where it has none yet, and the totals of those that have."""
    items: list[LineItem | None] = []
    for line in form.lines:
        try:
            items.append(line_item_of(line, form.currency))
        except Refusal:
            items.append(None)
    try:
        return items, totals_of([each for each in items if each], form.currency)
    except Refusal:
        return items, None


def cautions_of(
    form: InvoiceForm, profile: SenderProfile | None, today: date
) -> tuple[Caution, ...]:
    """What whoever submits it has to know; of fields that cannot be read yet, nothing. `today` is
    where the entity is."""
    found: list[Caution | None] = []
    with suppress(Refusal):
        asked = issue_date_of(day_of(form.issue_date, "An issue date"))
        back_dated = profile is not None and profile.back_dating
        found.append(date_caution(asked, today, net_days(form), back_dated=back_dated))
    if profile and profile.has_account and form.currency:
        account = profile.account_for(form.currency)
        found.append(account_caution(profile.legal_name, account, form.currency))
    return tuple(each for each in found if each)


def form_of(invoice: Invoice) -> InvoiceForm:
    """A form filled with an invoice that is to be edited."""
    content = invoice.content
    days = str(content.net_terms)
    usual = days in USUAL_TERMS
    lines = tuple(
        LineForm(
            key=f"l{n}",
            description=item.description,
            quantity=plain(item.quantity),
            unit_price=f"{item.unit_price.decimal:,f}",
            tax_category=_choice_of(item),
            tax_rate=plain(item.tax_rate),
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
        net_terms=days if usual else OTHER_TERMS,
        net_terms_days="" if usual else days,
        issue_date=content.issue_date.isoformat(),
        po_number=content.po_number,
        memo=content.memo,
        lines=lines,
        next_key=len(lines) + 1,
        invoice_id=invoice.id,
        seen=invoice.sequence,
    )


def _tax(line: LineForm, errors: ErrorCollector) -> dict[str, Any]:
    """The category, None where a rate is charged, and the rate, which must be 0 in the others."""
    category = errors.part("tax_category", lambda: _category_of(line.tax_category))
    rate = errors.part("tax_rate", lambda: tax_rate_of(percent_of(line.tax_rate)))
    if category and rate:
        refusal = RateNotZero(TAX_CHOICES[category.value], plain(rate))
        errors.add(refusal, "tax_category")
    return {"tax_category": category, "tax_rate": rate}


def _category_of(choice: str) -> TaxCategory | None:
    if choice not in TAX_CHOICES:
        raise NotAmong(line_of(choice, "Tax", 30), ", ".join(TAX_CHOICES.values()))
    return None if choice == CHARGED else TaxCategory(choice)


def _choice_of(item: LineItem) -> str:
    """Standard and zero-rated ones are charged at their rate."""
    said = item.tax_category
    return said.value if said and said.value in TAX_CHOICES else CHARGED


def _like(item: LineItem, choice: str, origin: LineItem) -> LineItem:
    """With what the builder does not show: the service period, the exact tax category, the credit.

    The arithmetic explains an amount, and goes when that is another.
    """
    same = item.amount == origin.amount
    same_tax = item.tax_rate == origin.tax_rate and choice == _choice_of(origin)
    return item.model_copy(
        update={
            "service_start": origin.service_start,
            "service_end": origin.service_end,
            "tax_category": origin.tax_category if same_tax else item.tax_category,
            "credit": origin.credit,
            "arithmetic": origin.arithmetic if same else "",
        }
    )


def _items(form: InvoiceForm, currency: str, errors: ErrorCollector) -> tuple[LineItem, ...]:
    items: list[LineItem] = []
    for n, line in enumerate(form.lines, start=1):
        try:
            items.append(line_item_of(line, currency))
        except ValidationErrors:
            errors.add(InvalidLine(n), "lines", each=True)
    return tuple(items)
