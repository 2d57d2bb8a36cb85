"""A contract's body into the command that submits it, its parties looked up or made."""

from collections.abc import Callable
from typing import TypeVar

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.schemas.contract import NewContract
from bot.intake.errors import ErrorCollector, each_of
from jupiter_core.commands.contract import SubmitContract
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.refusals import AmountTooLarge, Refusal, ValidationErrors
from jupiter_core.ports import Renderer, UnitOfWork

T = TypeVar("T")


def priced(work: Callable[[], T]) -> T:
    """What `work` gives. Raises AmountTooLarge at `lines` where only their sum is too large."""
    try:
        return work()
    except AmountTooLarge as refusal:
        raise refusal.at(refusal.path or "lines") from None


def submission_of(
    said: NewContract, uow: UnitOfWork, renderer: Renderer, *, by: Actor
) -> SubmitContract:
    """Raises ValidationErrors with all that is wrong with the parties, or NotInScope."""
    checks = ErrorCollector()
    customer = _all_kept(checks, lambda: customer_named(said.customer, uow, renderer, by=by))
    sender = _all_kept(checks, lambda: sender_named(said.sender, uow, renderer, by=by))
    checks.expect_none()
    assert customer and sender  # what is None has left its mistake
    return SubmitContract(
        by=by,
        deal_channel=said.deal_channel or "",
        name=said.name,
        customer_id=customer.id,
        sender_profile_id=sender.id,
        terms=said.terms(),
        po_number=said.po_number,
        memo=said.memo,
        external_id=said.external_id or "",
        as_draft=not said.submit,
    )


def _all_kept(checks: ErrorCollector, read: Callable[[], T]) -> T | None:
    """What `read` gives; what is refused at a place is kept, anything else goes on up."""
    try:
        return read()
    except Refusal as refusal:
        if refusal.path is None and not isinstance(refusal, ValidationErrors):
            raise
        for each in each_of(refusal):
            checks.add(each)
    return None
