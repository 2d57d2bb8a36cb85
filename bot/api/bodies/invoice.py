"""An invoice's body into the terms and the amendment that the core knows."""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.schemas.invoice import AmendBody, LineBody, TermsBody
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
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.terms import issue_date_of, net_terms_of
from jupiter_core.domain.text import paragraph_of
from jupiter_core.domain.totals import LineItem, quantity_of, service_end_of, tax_rate_of
from jupiter_core.ports import Renderer, UnitOfWork

_TEXTS = {"po_number": po_number_of, "attention": attention_of, "cost_centre": cost_centre_of}
_WIDEST_CURRENCY = "KWD"
"""Stands in for a currency that is wrong, so that the amounts are still looked at."""


def terms_in(said: TermsBody, uow: UnitOfWork, renderer: Renderer, *, by: Actor) -> InvoiceTerms:
    """Raises ValidationErrors with all that is wrong, each at its place, or what the parties
    raise."""
    checks = ErrorCollector()
    currency = checks.part("currency", lambda: known_currency(said.currency))
    priced = currency or _WIDEST_CURRENCY
    lines = [
        line_in(each, priced, checks.within(f"lines[{n}].")) for n, each in enumerate(said.lines)
    ]
    net_terms = checks.part("net_terms", lambda: net_terms_of(said.net_terms))
    po_number = checks.part("po_number", lambda: po_number_of(said.po_number))
    memo = checks.part("memo", lambda: paragraph_of(said.memo, "Memo", MEMO_LIMIT))
    named = said.issue_date
    if named:
        checks.part("issue_date", lambda: issue_date_of(named))
    checks.expect_none()
    customer = customer_named(said.customer, uow, renderer, by=by)
    sender = sender_named(said.sender, uow, renderer, by=by)
    return InvoiceTerms(
        customer_id=customer.id,
        sender_profile_id=sender.id,
        currency=priced,
        net_terms=net_terms or 0,
        issue_date=named or _today(uow, sender),
        po_number=po_number or "",
        memo=memo or "",
        lines=tuple(each for each in lines if each),
    )


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


def _today(uow: UnitOfWork, sender: SenderProfile) -> date:
    return uow.now.astimezone(ZoneInfo(sender.time_zone)).date()
