"""What a new deal most likely has: its legal entity, currency, terms and tax.

Asked, in this order, are the customer (what somebody set for them, then their last invoice), the
channel's last invoice, the customer's or the channel's last contract, and at the end the only legal
entity that has an account in the currency, and what was set for an entity. What nobody knows stays
empty, and the person is asked.
What a person said by hand is a condition: an entity that could not be paid in the currency that was
said makes way for the next source.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content, State
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.ports import ContractFilter, InvoiceFilter, UnitOfWork

_TELLING = (
    *(State.PENDING_APPROVAL, State.APPROVED),
    *(State.ISSUED, State.PARTIALLY_PAID, State.PAID),
)
"""A draft may be wrong, and a void invoice was."""
_AGREED = (ContractState.PENDING_APPROVAL, ContractState.ACTIVE, ContractState.ENDED)


class DealSoFar(Frozen):
    """What is known of it: `entity_id` and `currency` are what a person said by hand."""

    customer_id: str = ""
    channel: str = ""
    entity_id: str = ""
    currency: str = ""


class _Source(Frozen):
    """One deal of before, or what was set for a customer."""

    customer_id: str
    defaults: DealDefaults


def deal_defaults(uow: UnitOfWork, deal: DealSoFar) -> DealDefaults:
    """Complete as far as anything is known; what was said by hand is in it unchanged."""
    entities = {each.id: each for each in uow.sender_profiles.all() if not each.archived}
    sources = list(_sources(uow, deal))
    known = [each.defaults for each in sources]
    entity_id, currency = _pair(known, entities, deal.entity_id, deal.currency)
    own = [each for each in sources if each.customer_id == deal.customer_id]
    rate, category = _tax([each.defaults for each in own], entity_id)
    of_entity = _set_for(entities.get(entity_id))
    if rate is None and of_entity.tax_rate is not None:
        rate = of_entity.tax_rate if _is_domestic(uow, deal, entities[entity_id]) else None
    all_terms = (each.payment_terms for each in (*known, of_entity))
    terms = next((each for each in all_terms if each and each.recurs), None)
    own_first = [*(each.defaults for each in own), of_entity]
    fees = (each.late_fee for each in own_first)
    prices = (each.prices_include_tax for each in own_first)
    return DealDefaults(
        sender_profile_id=entity_id,
        currency=currency,
        net_terms=terms.net_terms if terms else None,
        due_rule=terms.rule if terms else None,
        late_fee=next((each for each in fees if each and each.usual_in(currency)), None),
        tax_rate=rate,
        tax_category=category,
        prices_include_tax=next((each for each in prices if each is not None), None),
    )


def _set_for(profile: SenderProfile | None) -> DealDefaults:
    return (profile.defaults if profile else None) or DealDefaults()


def _is_domestic(uow: UnitOfWork, deal: DealSoFar, profile: SenderProfile) -> bool:
    """Whether the customer is in the entity's country: its own rate is no other country's."""
    if not deal.customer_id:
        return False
    try:
        customer = uow.customers.get(deal.customer_id)
    except NotFound:
        return False
    return customer.address.country == profile.address.country


def _sources(uow: UnitOfWork, deal: DealSoFar) -> Iterator[_Source]:
    if deal.customer_id:
        try:
            customer = uow.customers.get(deal.customer_id)
        except NotFound:
            return
        if customer.defaults:
            yield _Source(customer_id=customer.id, defaults=customer.defaults)
        yield from _last_invoice(uow, InvoiceFilter(customer_id=deal.customer_id, states=_TELLING))
    if deal.channel:
        yield from _last_invoice(uow, InvoiceFilter(deal_channel=deal.channel, states=_TELLING))
    if deal.customer_id:
        of_customer = ContractFilter(customer_id=deal.customer_id, states=_AGREED)
        yield from _last_contract(uow, of_customer)
    if deal.channel:
        yield from _last_contract(uow, ContractFilter(deal_channel=deal.channel, states=_AGREED))


def _last_invoice(uow: UnitOfWork, wanted: InvoiceFilter) -> Iterator[_Source]:
    """A credit note has no terms, and is none."""
    invoices = wanted.model_copy(update={"credit_notes": False})
    for found in uow.invoices.page(invoices, limit=1):
        last = found.content
        yield _Source(customer_id=last.bill_to.customer_id, defaults=_of_content(last))


def _of_content(content: Content) -> DealDefaults:
    """Its tax where all its lines have the same."""
    taxes = {(each.tax_rate, each.tax_category) for each in content.lines}
    rate, category = taxes.pop() if len(taxes) == 1 else (None, None)
    return DealDefaults(
        sender_profile_id=content.seller.profile_id,
        currency=content.currency,
        net_terms=content.net_terms,
        due_rule=content.due_rule,
        tax_rate=rate,
        tax_category=category if rate is not None else None,
    )


def _last_contract(uow: UnitOfWork, wanted: ContractFilter) -> Iterator[_Source]:
    for contract in uow.contracts.page(wanted, limit=1):
        yield _Source(customer_id=contract.shown.customer_id, defaults=_of_contract(contract))


def _of_contract(contract: Contract) -> DealDefaults:
    shown = contract.shown
    rates = {each.tax_rate for _, each in shown.terms.subscriptions}
    return DealDefaults(
        sender_profile_id=shown.sender_profile_id,
        currency=shown.terms.currency,
        net_terms=shown.terms.net_terms,
        due_rule=shown.terms.due_rule,
        tax_rate=rates.pop() if len(rates) == 1 else None,
    )


def _tax(own: Sequence[DealDefaults], entity_id: str) -> tuple[Decimal | None, TaxCategory | None]:
    """Tax depends on who sells and who buys: other customers' deals say nothing of it, and another
    entity's only what was set on purpose."""
    for each in own:
        if each.tax_rate is not None and each.sender_profile_id in ("", entity_id):
            return each.tax_rate, each.tax_category
    return None, None


Entities = Mapping[str, SenderProfile]


def _pair(
    known: Sequence[DealDefaults], entities: Entities, entity_id: str, currency: str
) -> tuple[str, str]:
    """The entity and the currency; either is empty where nothing says it."""
    if entity_id and currency:
        return entity_id, currency
    if currency:
        return _entity_for(known, entities, currency), currency
    if entity_id:
        return entity_id, _currency_for(known, entities, entity_id)
    for each in known:
        if each.sender_profile_id in entities:
            said = each.currency
            first = each.sender_profile_id
            return first, said or _currency_for(known, entities, first)
        if each.currency:
            return _entity_for(known, entities, each.currency), each.currency
    only = next(iter(entities)) if len(entities) == 1 else ""
    return only, _currency_for(known, entities, only) if only else ""


def _entity_for(known: Sequence[DealDefaults], entities: Entities, currency: str) -> str:
    for each in known:
        profile = entities.get(each.sender_profile_id)
        if profile and (each.currency == currency or currency in _currencies(profile)):
            return profile.id
    paid_in = [each.id for each in entities.values() if currency in _currencies(each)]
    found = paid_in or [*entities]
    return found[0] if len(found) == 1 else ""


def _currency_for(known: Sequence[DealDefaults], entities: Entities, entity_id: str) -> str:
    """As the sources say it, where the entity can be paid in it; else the one that was set for the
    entity, else that of its first account."""
    own = _currencies(entities[entity_id]) if entity_id in entities else []
    for each in known:
        if each.currency and (each.sender_profile_id == entity_id or each.currency in own):
            return each.currency
    said = _set_for(entities.get(entity_id)).currency
    if said and (said in own or not own):
        return said
    return own[0] if own else ""


def _currencies(profile: SenderProfile) -> list[str]:
    """Of its accounts, be they only proposed."""
    proposed = profile.bank_proposal.accounts if profile.bank_proposal else ()
    return [each.currency for each in profile.bank_accounts or proposed]
