"""What e-invoices to a customer will need, of a deal as it is usual with them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.content import Content
from jupiter_core.domain.country_defaults import NET_TERMS, country_defaults
from jupiter_core.domain.country_table import MEMBER_STATES
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.totals import LineItem, TaxCategory
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.queries.deal_defaults import DealSoFar, deal_defaults

_MOST_ENTITIES = 3
_FALLBACK = "EUR"


def e_invoice_readiness(
    uow: UnitOfWork, renderer: Renderer, customer: Customer
) -> tuple[EInvoiceReadiness, ...]:
    """From the legal entity that most likely bills them; where nobody knows which, from each of
    the first three."""
    found = (_content(uow, customer, each) for each in _entities(uow, customer))
    return tuple(renderer.e_invoice_readiness(content) for content in found)


def _entities(uow: UnitOfWork, customer: Customer) -> Iterator[SenderProfile]:
    usual = deal_defaults(uow, DealSoFar(customer_id=customer.id)).sender_profile_id
    known = [each for each in uow.sender_profiles.all() if not each.archived]
    likely = [each for each in known if each.id == usual]
    yield from likely or known[:_MOST_ENTITIES]


def _content(uow: UnitOfWork, customer: Customer, profile: SenderProfile) -> Content:
    """One line, with no reference of its own."""
    defaults = deal_defaults(uow, DealSoFar(customer_id=customer.id, entity_id=profile.id))
    currency = defaults.currency or country_defaults(profile.address.country).currency or _FALLBACK
    rate, category = _tax(defaults, profile.address.country, customer.address.country)
    line = LineItem(
        description="Subscription",
        quantity=Decimal(1),
        unit_price=Money.of("100", currency),
        tax_rate=rate,
        tax_category=category,
    )
    return Content(
        seller=profile.seller(),
        remit_to=_account(profile, currency),
        bill_to=customer.bill_to(),
        currency=currency,
        net_terms=NET_TERMS,
        issue_date=profile.today(uow.now),
        lines=(line,),
    )


def _tax(defaults: DealDefaults, seller: str, customer: str) -> tuple[Decimal, TaxCategory | None]:
    """As it was set or charged before; else the country's own rate at home, reverse charge between
    Member States, and none elsewhere."""
    if defaults.tax_rate is not None:
        return defaults.tax_rate, defaults.tax_category
    if seller == customer:
        return next(iter(country_defaults(seller).tax_rates), Decimal(0)), None
    union = {seller, customer} <= MEMBER_STATES
    return Decimal(0), TaxCategory.REVERSE_CHARGE if union else None


def _account(profile: SenderProfile, currency: str) -> BankAccount:
    """An empty one where there is none yet: its bank is asked for elsewhere."""
    if profile.has_account:
        return profile.account_for(currency)
    return BankAccount(holder="", bank_name="", currency=currency, valid_since=date.min)
