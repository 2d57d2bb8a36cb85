"""A contract's body into the command that submits it, its parties looked up or made."""

from collections.abc import Callable
from typing import TypeVar

from bot.api.bodies.usual import usual_deal
from bot.api.schemas.contract import NewContract
from jupiter_core.commands.contract import SubmitContract
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.refusals import AmountTooLarge
from jupiter_core.ports import Renderer, UnitOfWork

T = TypeVar("T")


def priced(work: Callable[[], T]) -> T:
    """What `work` gives. Raises AmountTooLarge at `lines` where only their sum is too large."""
    try:
        return work()
    except AmountTooLarge as refusal:
        raise refusal.at(refusal.path or "lines") from None


def submission_of(
    body: NewContract, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> SubmitContract:
    """Raises ValidationErrors with all that is wrong with the parties, or NotInScope."""
    deal = usual_deal(body, uow, renderer, by=by)
    usual = deal.customer.defaults
    rate = usual.tax_rate if usual else None
    lines = tuple(
        each.model_copy(update={"tax_rate": rate})
        if each.tax_rate is None and each.kind != "usage_credit"
        else each
        for each in body.lines
    )
    terms = body.model_copy(update={"lines": lines}).terms()
    if "late_fee" not in body.model_fields_set:
        terms = terms.model_copy(update={"late_fee": deal.late_fee})
    if "prices_include_tax" not in body.model_fields_set:
        terms = terms.model_copy(update={"prices_include_tax": deal.prices_include_tax})
    return SubmitContract(
        by=by,
        deal_channel=body.deal_channel or "",
        name=body.name,
        customer_id=deal.customer.id,
        sender_profile_id=deal.sender_id,
        terms=terms,
        po_number=body.po_number,
        memo=body.memo,
        external_id=body.external_id or "",
        as_draft=not body.submit,
    )
