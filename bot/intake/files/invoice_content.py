"""What a file to render says of the invoice itself, and its lines."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from bot.intake.drafts.invoice import MEMO_LIMIT
from bot.intake.files.invoice_logo import KeepLogo
from bot.intake.files.invoice_parties import (
    line,
    paragraph,
    read_bank,
    read_customer,
    read_sender,
)
from bot.intake.files.json_tree import Entry
from bot.intake.refusals import NotAmong
from jupiter_core.domain.amendment import po_number_of
from jupiter_core.domain.contract.lines import description_of
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.refusals import BelowZero, NoLines
from jupiter_core.domain.terms import FIRST_ISSUE_DATE, issue_date_of, net_terms_of
from jupiter_core.domain.text import line_of, paragraph_of
from jupiter_core.domain.totals import (
    LineItem,
    TaxCategory,
    quantity_of,
    service_end_of,
    tax_rate_of,
)

LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "nl", "pt")
"""Those that the paper speaks."""
_KEYS = (
    "number",
    "issue_date",
    "net_terms",
    "currency",
    "language",
    "po_number",
    "memo",
    "corrects",
    "contract_name",
    "paid",
    "sender",
    "bank_account",
    "customer",
    "lines",
)
_LINE_KEYS = (
    "description",
    "quantity",
    "unit_price",
    "tax_rate",
    "tax_category",
    "service_start",
    "service_end",
    "arithmetic",
)
_WIDEST_CURRENCY = "KWD"
"""Stands in for a currency that is wrong, so that the amounts are still looked at."""
_NUMBER_LIMIT, _NAME_LIMIT, _ARITHMETIC_LIMIT = 40, 140, 200


class Said(NamedTuple):
    """What the file says; where there are mistakes, harmless values stand in their place."""

    number: str
    content: Content
    paid: Money


def read_content(entry: Entry, keep_logo: KeepLogo) -> Said:
    """Everything, unchecked as a whole."""
    fields = entry.fields(*_KEYS)
    known = fields.need("currency", "A currency", lambda each: each.text(known_currency))
    currency = known or _WIDEST_CURRENCY
    found: dict[str, Any] = {
        "seller": fields.need("sender", "A legal entity", lambda e: read_sender(e, keep_logo)),
        "remit_to": fields.need("bank_account", "A bank account", read_bank),
        "bill_to": fields.need("customer", "A customer", read_customer),
        "currency": currency,
        "net_terms": fields.need(
            "net_terms", "A number of days", lambda each: each.whole(net_terms_of)
        ),
        "issue_date": fields.need("issue_date", "An issue date", _issue_date) or FIRST_ISSUE_DATE,
        "po_number": fields.get("po_number", lambda each: each.text(po_number_of)) or "",
        "memo": fields.get("memo", _memo) or "",
        "lines": fields.need("lines", "A list of lines", lambda each: _lines(each, currency)) or (),
        "language": fields.get("language", _language) or "en",
        "corrects": line(fields, "corrects", "The number of the invoice", _NUMBER_LIMIT),
        "contract_name": line(fields, "contract_name", "Contract", _NAME_LIMIT),
    }
    content = Content.model_construct(**found)
    return Said(
        number=fields.need("number", "A number", _number) or "",
        content=content,
        paid=fields.get("paid", lambda each: _paid(each, currency)) or Money.zero(currency),
    )


def _lines(entry: Entry, currency: str) -> tuple[LineItem, ...]:
    entries = entry.items()
    if entry.value == []:
        entry.refuse(NoLines())
    return tuple(_item(each, currency) for each in entries)


def _item(entry: Entry, currency: str) -> LineItem:
    fields = entry.fields(*_LINE_KEYS)
    description = fields.need(
        "description", "A description", lambda each: each.text(description_of)
    )
    price = fields.need("unit_price", "A price", lambda each: each.money(currency))
    first = fields.get("service_start", Entry.day)
    return LineItem.model_construct(
        description=description or "",
        quantity=fields.get("quantity", lambda each: each.decimal(quantity_of)) or Decimal(1),
        unit_price=price or Money.zero(currency),
        tax_rate=fields.get("tax_rate", lambda each: each.decimal(tax_rate_of)) or Decimal(0),
        tax_category=fields.get("tax_category", lambda each: each.choice(TaxCategory)),
        service_start=first,
        service_end=fields.get(
            "service_end", lambda each: each.day(lambda last: service_end_of(last, first))
        ),
        arithmetic=line(fields, "arithmetic", "The arithmetic", _ARITHMETIC_LIMIT),
    )


def _number(entry: Entry) -> str | None:
    return entry.text(lambda text: line_of(text, "The number", _NUMBER_LIMIT, required=True))


def _net_terms(entry: Entry) -> int | None:
    return entry.whole(net_terms_of)


def _issue_date(entry: Entry) -> date | None:
    return entry.day(issue_date_of)


def _memo(entry: Entry) -> str | None:
    return paragraph(entry, lambda text: paragraph_of(text, "Memo", MEMO_LIMIT))


def _language(entry: Entry) -> str | None:
    if entry.value in LANGUAGES:
        return str(entry.value)
    entry.text(_refuse_language)
    return None


def _refuse_language(typed: str) -> str:
    raise NotAmong(line_of(typed, "Language", 20), ", ".join(LANGUAGES))


def _paid(entry: Entry, currency: str) -> Money | None:
    amount = entry.money(currency)
    if amount and amount.minor < 0:
        entry.refuse(BelowZero("What is paid"))
    return amount
