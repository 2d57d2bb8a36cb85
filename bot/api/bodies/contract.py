"""A contract's body into the terms and the parties that the core knows."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from bot.api.bodies.parties import customer_named, sender_named
from bot.api.schemas.contract import ContractChange, ContractTermsBody, NewContract
from bot.intake.drafts.invoice import MEMO_LIMIT
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.files.contract import contract_terms_of
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import po_number_of
from jupiter_core.domain.contract.contract import NAME_LIMIT
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.refusals import AmountTooLarge, Refusal, ValidationErrors
from jupiter_core.domain.text import line_of, paragraph_of
from jupiter_core.ports import Renderer, UnitOfWork

T = TypeVar("T")


class Read(NamedTuple):
    """What a body says, with its parties looked up or made."""

    terms: ContractTerms
    customer_id: str
    sender_profile_id: str
    name: str
    po_number: str
    memo: str


def terms_in(said: ContractTermsBody) -> ContractTerms:
    """Raises ValidationErrors, each at its place (`lines[0].escalators[1].percent`)."""
    return contract_terms_of(said.material)


def priced(work: Callable[[], T]) -> T:
    """What `work` gives. Raises AmountTooLarge at `lines` where only their sum is too large."""
    try:
        return work()
    except AmountTooLarge as refusal:
        raise refusal.at(refusal.path or "lines") from None


def contract_in(said: NewContract, uow: UnitOfWork, renderer: Renderer, *, by: Actor) -> Read:
    """Raises ValidationErrors with all that is wrong with terms and parties, or NotInScope."""
    checks = ErrorCollector()
    name = checks.part("name", lambda: line_of(said.name, "Name", NAME_LIMIT))
    po_number = checks.part("po_number", lambda: po_number_of(said.po_number))
    memo = checks.part("memo", lambda: memo_in(said.memo))
    terms = _all_kept(checks, lambda: terms_in(said))
    customer = _all_kept(checks, lambda: customer_named(said.customer, uow, renderer, by=by))
    sender = _all_kept(checks, lambda: sender_named(said.sender, uow, renderer, by=by))
    checks.expect_none()
    assert terms and customer and sender  # what is None has left its mistake
    return Read(terms, customer.id, sender.id, name or "", po_number or "", memo or "")


def change_in(said: ContractChange) -> tuple[ContractTerms, str | None]:
    """The new terms, and the memo where one is said. Raises ValidationErrors with all that is
    wrong."""
    checks = ErrorCollector()
    typed = said.memo
    memo = None if typed is None else checks.part("memo", lambda: memo_in(typed))
    terms = _all_kept(checks, lambda: terms_in(said))
    checks.expect_none()
    assert terms  # what is None has left its mistake
    return terms, memo


def memo_in(typed: str) -> str:
    """Raises TooLong or Unprintable."""
    return paragraph_of(typed, "Memo", MEMO_LIMIT)


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
