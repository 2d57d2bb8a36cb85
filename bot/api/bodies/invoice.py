"""An invoice's body into the terms and the amendment that the core knows."""

from functools import partial
from typing import Any

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.bodies.usual import usual_deal
from bot.api.schemas.invoice import AmendBody, LineBody, NewInvoice, TermsBody
from bot.api.schemas.party import ById
from bot.intake.drafts.invoice import MEMO_LIMIT
from bot.intake.errors import ErrorCollector
from bot.intake.party import read_address
from jupiter_core.commands.draft import InvoiceTerms
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import (
    Amendment,
    ap_contact_of,
    attention_of,
    cost_centre_of,
    po_number_of,
)
from jupiter_core.domain.contract.lines import description_of
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.terms import issue_date_of, net_terms_of
from jupiter_core.domain.text import paragraph_of
from jupiter_core.domain.totals import LineItem, quantity_of, service_end_of, tax_rate_of
from jupiter_core.ports import Renderer, UnitOfWork

_TEXTS = {"po_number": po_number_of, "attention": attention_of, "cost_centre": cost_centre_of}
_WIDEST_CURRENCY = "KWD"
"""Stands in for a currency that is wrong, so that the amounts are still looked at."""


def new_terms_in(
    said: NewInvoice, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> InvoiceTerms:
    """As `terms_in`, with what is usual for the customer where nothing is said. Also raises
    Required where nothing is known of it."""
    _read(said, said.net_terms or 0)
    deal = usual_deal(said, uow, renderer, by=by)
    usual = deal.customer.defaults or DealDefaults()
    lines = tuple(_with_usual_tax(each, usual) for each in said.lines)
    whole = TermsBody(
        customer=ById(id=deal.customer.id),
        sender=ById(id=deal.sender_id),
        currency=deal.currency,
        net_terms=deal.net_terms,
        issue_date=said.issue_date,
        po_number=said.po_number,
        memo=said.memo,
        lines=lines,
    )
    return terms_in(whole, uow, renderer, by=by)


def _with_usual_tax(line: LineBody, usual: DealDefaults) -> LineBody:
    if usual.tax_rate is None or line.model_fields_set & {"tax_rate", "tax_category"}:
        return line
    tax = {"tax_rate": usual.tax_rate, "tax_category": usual.tax_category}
    return line.model_copy(update=tax)


def terms_in(said: TermsBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor) -> InvoiceTerms:
    """Raises ValidationErrors with all that is wrong, each at its place, or what the parties
    raise."""
    read = _read(said, said.net_terms)
    customer = customer_named(said.customer, uow, renderer, by=by)
    sender = sender_named(said.sender, uow, renderer, by=by)
    return InvoiceTerms(
        customer_id=customer.id,
        sender_profile_id=sender.id,
        issue_date=said.issue_date or sender.today(uow.now),
        **read,
    )


def _read(said: TermsBody | NewInvoice, net_days: int) -> dict[str, Any]:
    """What does not hang on the parties. Without a currency, amounts are read as of the one with
    most decimals."""
    checks = ErrorCollector()
    code = said.currency
    currency = checks.part("currency", lambda: known_currency(code)) if code else None
    priced = currency or _WIDEST_CURRENCY
    lines = [
        line_in(each, priced, checks.within(f"lines[{n}].")) for n, each in enumerate(said.lines)
    ]
    net_terms = checks.part("net_terms", lambda: net_terms_of(net_days))
    po_number = checks.part("po_number", lambda: po_number_of(said.po_number))
    memo = checks.part("memo", lambda: paragraph_of(said.memo, "Memo", MEMO_LIMIT))
    named = said.issue_date
    if named:
        checks.part("issue_date", lambda: issue_date_of(named))
    checks.expect_none()
    return {
        "currency": priced,
        "net_terms": net_terms or 0,
        "po_number": po_number or "",
        "memo": memo or "",
        "lines": tuple(each for each in lines if each),
    }


def line_in(said: LineBody, currency: str, checks: ErrorCollector) -> LineItem | None:
    """The line, or None with its mistakes kept."""
    description = checks.part("description", lambda: description_of(said.description))
    quantity = checks.part("quantity", lambda: quantity_of(said.quantity))
    price = checks.part("unit_price", lambda: Money.of(said.unit_price, currency))
    rate = checks.part("tax_rate", lambda: tax_rate_of(said.tax_rate))
    if last := said.service_end:
        checks.part("service_end", lambda: service_end_of(last, said.service_start))
    if description is None or quantity is None or price is None or rate is None:
        return None
    item = LineItem(
        description=description,
        quantity=quantity,
        unit_price=price,
        tax_rate=rate,
        tax_category=said.tax_category,
        service_start=said.service_start,
        service_end=said.service_end,
    )
    checks.part("unit_price", lambda: item.amount)
    return item


def amendment_in(said: AmendBody, before: Amendment) -> Amendment:
    """What is left out stays. Raises ValidationErrors, each at its place."""
    checks = ErrorCollector()
    changes: dict[str, object] = {}
    for name, check in _TEXTS.items():
        typed = getattr(said, name)
        if typed is not None:
            changes[name] = checks.part(name, partial(check, typed))
    contact, address = said.ap_contact, said.address
    if contact is not None:
        changes["ap_contact"] = checks.part(
            "ap_contact.email", lambda: ap_contact_of(contact.name, contact.email)
        )
    if address is not None:
        changes["address"] = read_address(checks.within("address."), address.model_dump())
    checks.expect_none()
    return before.model_copy(update=changes)
