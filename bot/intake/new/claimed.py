"""A draft of the builder at /new as the form that is kept for somebody in Slack.

Whatever was left under a code may be wrong or hostile: what a modal could not show is not taken
over.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from bot.intake.documents.base import priced_in
from bot.intake.drafts.contract import ContractForm, ContractLineForm, LineKind
from bot.intake.drafts.form import USUAL_PRICES, typed_net_fields
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES, InvoiceForm, LineForm
from bot.intake.drafts.kinds import Form
from bot.intake.new.choices import Choices, choices
from bot.intake.new.fields import CALENDAR_NAMES
from bot.intake.new.invoice import kept_places
from bot.intake.new.line_fields import MILESTONES, ONE_TIME, SUBSCRIPTION, USAGE_CREDIT
from bot.intake.new.typed import LineTyped, Typed
from bot.intake.notation.amounts import short_price_of
from bot.intake.party_form import read_customer
from bot.wording.choices import CURRENCIES
from bot.wording.text import shortened
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.contract.name import NAME_LIMIT
from jupiter_core.domain.memo import MEMO_LIMIT
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.po_number import PO_NUMBER_LIMIT
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.tax import NamedTax

PARTY_LIMIT = 140
_TEXT_LIMIT = 200
_ROWS, _ROWS_LIMIT = ("adjustments", "references"), 2000
_TERMS = ("early_payment", "late_fee")
_LINE_KINDS: dict[str, LineKind] = {
    SUBSCRIPTION: "subscription",
    ONE_TIME: "one_time",
    MILESTONES: "milestones",
    USAGE_CREDIT: "usage_credit",
}


PRICES_ARE_GROSS = "Prices include tax, as usual for this customer; the draft was without tax."


class DraftParties(NamedTuple):
    """Who the draft is between, as the workspace knows them; `added` when the customer was not
    there before."""

    customer: Customer | None
    entity: SenderProfile | None
    added: bool = False


def typed_customer(typed: Typed, customer_id: str) -> Customer:
    """The customer as typed. Raises ValidationErrors unless it is complete."""
    texts = {name: typed.value(name) for name in ("language", "second_language")}
    for name, text in typed.values.items():
        head, _, rest = name.partition(".")
        if head == "customer":
            texts[rest] = text
    if not texts.get("tax_ids[0].value", "").strip():
        texts.pop("tax_ids[0].kind", None)
    return read_customer(texts, customer_id)


def customer_name(typed: Typed) -> str:
    """On one line, cut to PARTY_LIMIT."""
    return _line(typed.value("customer.name"), PARTY_LIMIT)


def sender_name(typed: Typed) -> str:
    """On one line, cut to PARTY_LIMIT."""
    return _line(typed.value("sender.legal_name"), PARTY_LIMIT)


def with_usual_prices_told(form: Form, typed: Typed) -> Form:
    """With a remark where nothing was said of its prices, which then turned out to include tax."""
    if typed.value("prices") != USUAL_PRICES or not form.prices_include_tax:
        return form
    return form.model_copy(update={"remarks": (*form.remarks, PRICES_ARE_GROSS)})


def claimed_invoice(typed: Typed, new: InvoiceForm, parties: DraftParties) -> InvoiceForm:
    """An invoice's form; `new` says what holds where nothing usable was typed."""
    currency = priced_in(typed.values)
    listed = parties.entity.taxes if parties.entity else ()
    lines = tuple(
        _invoice_line(f"l{place}", typed.lines[n], currency, listed)
        for place, n in enumerate(kept_places(typed), start=1)
    )
    day = _day(typed.value("issue_date"))
    dates = {"issue_date": day} if day else {}
    shared = _shared(typed, parties, lines)
    said = {**shared, **dates}
    return new.chosen(*said).model_copy(update=said)


def claimed_contract(typed: Typed, new: ContractForm, parties: DraftParties) -> ContractForm:
    """The same for a contract's."""
    lines = tuple(
        _contract_line(f"l{place}", typed.lines[n])
        for place, n in enumerate(kept_places(typed), start=1)
    )
    day = _day(typed.value("start_date"))
    dates = {"start_date": day} if day else {}
    shared = _shared(typed, parties, lines)
    return new.chosen(*shared, *dates).model_copy(
        update={
            **shared,
            **dates,
            "name": _line(typed.value("name"), NAME_LIMIT),
            "taxes": _line(typed.value("taxes"), _TEXT_LIMIT),
            "term_months": _line(typed.value("term_months"), _TEXT_LIMIT),
            "billing_frequency": _choice(Choices.FREQUENCIES, typed.value("billing_frequency")),
            "billing_timing": _choice(Choices.TIMINGS, typed.value("billing_timing")),
            **{name: _line(typed.value(name), _TEXT_LIMIT) for name in CALENDAR_NAMES},
            "fiscal_year_start": _choice(Choices.FISCAL_YEARS, typed.value("fiscal_year_start")),
            "proration": _choice(Choices.PRORATION, typed.value("proration")),
        }
    )


def _shared(typed: Typed, parties: DraftParties, lines: tuple[Any, ...]) -> dict[str, object]:
    """What was said there; all of it was seen on the paper. Prices of which nothing was said are
    as usual for the customer."""
    customer, entity = parties.customer, parties.entity
    currency = typed.value("currency")
    prices = _choice(Choices.PRICES, typed.value("prices"))
    return {
        "customer_id": customer.id if customer else "",
        "customer_name": customer.name if customer else "",
        "customer_typed": "" if customer else customer_name(typed),
        **({"sender_profile_id": entity.id} if entity else {}),
        **({"currency": currency} if currency in CURRENCIES else {}),
        **({"prices": prices} if prices else {}),
        **_net_terms(_line(typed.value("net_terms"), _TEXT_LIMIT)),
        "po_number": _line(typed.value("po_number"), PO_NUMBER_LIMIT),
        "memo": shortened(typed.value("memo").strip(), MEMO_LIMIT),
        **{name: _lines(typed.value(name), _ROWS_LIMIT) for name in _ROWS},
        **{name: text for name in _TERMS if (text := _line(typed.value(name), _TEXT_LIMIT))},
        "lines": lines,
        "next_key": len(lines) + 1,
        "remarks": tuple(_remarks(typed, parties)),
    }


def _remarks(typed: Typed, parties: DraftParties) -> Iterator[str]:
    """What was chosen for the draft, and what stays behind."""
    customer, entity = parties.customer, parties.entity
    if customer and parties.added:
        yield f"New customer {customer.name}, added as entered."
    elif customer:
        yield f"Existing customer {customer.name}; details unchanged."
    sender = sender_name(typed)
    if sender and not entity:
        yield f"No legal entity called “{sender}” here. Check the legal entity below."
    behind = ["Bank details are those of the legal entity"]
    if typed.value("number").strip():
        behind.append("the number is given at issue")
    yield "; ".join(behind) + "."
    if typed.value("sender.taxes").strip():
        yield "Taxes by name are those that the legal entity lists; check them on each line."
    if any(line.value(name) for line in typed.lines for name in ("service_start", "service_end")):
        yield "Service dates are not included."


def _net_terms(days: str) -> dict[str, str]:
    return typed_net_fields(days)


def _invoice_line(
    key: str, line: LineTyped, currency: str, listed: tuple[NamedTax, ...]
) -> LineForm:
    category = line.value("tax_category")
    names = {each.strip().casefold() for each in re.split("[+,]", line.value("taxes"))}
    return LineForm(
        key=key,
        description=_lines(line.value("description"), DESCRIPTION_LIMIT),
        quantity=_line(line.value("quantity"), _TEXT_LIMIT) or "1",
        unit_price=_amount(line.value("unit_price"), currency),
        tax_category=category if category in TAX_CHOICES else CHARGED,
        tax_rate=_line(line.value("tax_rate"), _TEXT_LIMIT) or "0",
        taxes=tuple(each for each in listed if each.name.casefold() in names),
        unit=_choice(Choices.UNITS, line.value("unit")),
        allowance=_line(line.value("discount"), _TEXT_LIMIT),
        list_price=_amount(line.value("list_price"), currency) if line.value("list_price") else "",
    )


def _contract_line(key: str, line: LineTyped) -> ContractLineForm:
    texts = (
        "annual_price",
        "list_price",
        "escalators",
        "discount_percent",
        "discount_years",
        "indexation",
        "amount",
        "tax_rate",
    )
    return ContractLineForm(
        key=key,
        kind=_LINE_KINDS[line.kind],
        description=_lines(line.value("description"), DESCRIPTION_LIMIT),
        quantity=_line(line.value("quantity"), _TEXT_LIMIT) or "1",
        unit=_choice(Choices.UNITS, line.value("unit")),
        parts=_lines(line.value("parts"), _ROWS_LIMIT),
        apply=_choice(Choices.CREDIT_USES, line.value("apply")),
        bill_on=_day(line.value("bill_on")),
        expires_on=_day(line.value("expires_on")),
        **{name: _line(line.value(name), _TEXT_LIMIT) for name in texts},
    )


def _amount(typed: str, currency: str) -> str:
    """`1.2M` as the line editor takes it; as typed where it is no amount."""
    try:
        return f"{short_price_of(typed.strip(), currency).decimal:,f}"
    except Refusal:
        return _line(typed, _TEXT_LIMIT)


def _choice(of: Choices, typed: str) -> str:
    known = [value for value, _ in choices(of)]
    return typed if typed in known else known[0]


def _day(typed: str) -> str:
    """A day that a date picker can show, or none."""
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        return ""


def _line(text: str, limit: int) -> str:
    return shortened(" ".join(text.split()), limit)


def _lines(text: str, limit: int) -> str:
    """Line breaks are kept; what else is not right is told where the draft is opened."""
    return shortened("\n".join(" ".join(line.split()) for line in text.strip().splitlines()), limit)
