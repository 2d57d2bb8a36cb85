"""What a new invoice or contract leaves out: as usual for its customer."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.schemas.contract import NewContract
from bot.api.schemas.invoice import NewInvoice
from bot.intake.errors import ErrorCollector, each_of
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.party import Customer
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.refusals import Refusal, Required, ValidationErrors
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.queries.deal_defaults import DealSoFar, deal_defaults

T = TypeVar("T")
_NET_TERMS = PaymentTerms(net_terms=30)
"""Where nobody knows better."""


class UsualTerms(NamedTuple):
    """The parties as said or, where nothing was said, as usual; and the usual payment terms, late
    fee and prices."""

    customer: Customer
    sender_id: str
    terms: PaymentTerms
    late_fee: LateFee | None
    prices_include_tax: bool


def usual_deal(
    body: NewInvoice | NewContract, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> UsualTerms:
    """Raises NotInScope, or ValidationErrors of both parties, with Required at `sender` where
    nothing is known of it."""
    checks, named = ErrorCollector(), body.sender
    customer = all_kept(checks, lambda: customer_named(body.customer, uow, renderer, by=by))
    sender = all_kept(checks, lambda: sender_named(named, uow, renderer, by=by)) if named else None
    checks.expect_none()
    assert customer  # what is None has left its mistake
    deal = DealSoFar(
        customer_id=customer.id,
        channel=body.deal_channel or "",
        entity_id=sender.id if sender else "",
        currency=body.currency,
    )
    usual = deal_defaults(uow, deal)
    if not usual.sender_profile_id:
        checks.add(Required("A legal entity"), "sender")
    checks.expect_none()
    terms = usual.payment_terms or _NET_TERMS
    with_tax = bool(usual.prices_include_tax)
    return UsualTerms(customer, usual.sender_profile_id, terms, usual.late_fee, with_tax)


def all_kept(checks: ErrorCollector, read: Callable[[], T]) -> T | None:
    """What `read` gives; what is refused at a place is kept, anything else goes on up."""
    try:
        return read()
    except Refusal as refusal:
        if refusal.path is None and not isinstance(refusal, ValidationErrors):
            raise
        for each in each_of(refusal):
            checks.add(each)
    return None
