"""A contract's body into the terms and the parties that the core knows."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from bot.api.bodies.usual import UsualDeal, all_kept, usual_deal
from bot.api.schemas.contract import ContractChange, ContractTermsBody, NewContract
from bot.intake.drafts.invoice import MEMO_LIMIT
from bot.intake.errors import ErrorCollector
from bot.intake.files.contract import contract_terms_of
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import po_number_of
from jupiter_core.domain.contract.contract import NAME_LIMIT
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.refusals import AmountTooLarge
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
    deal = all_kept(checks, lambda: usual_deal(said, uow, renderer, by=by))
    terms = all_kept(checks, lambda: terms_in(_whole(said, deal)))
    checks.expect_none()
    assert terms and deal  # what is None has left its mistake
    return Read(terms, deal.customer.id, deal.sender_id, name or "", po_number or "", memo or "")


def _whole(said: NewContract, deal: UsualDeal | None) -> ContractTermsBody:
    """The terms with what is usual where nothing is said; without that, what lets the rest be
    read."""
    usual = deal.customer.defaults if deal else None
    rate = usual.tax_rate if usual else None
    lines = tuple(
        each.model_copy(update={"tax_rate": rate})
        if each.tax_rate is None and each.kind != "usage_credit"
        else each
        for each in said.lines
    )
    given = {name: getattr(said, name) for name in ContractTermsBody.model_fields}
    completed = {
        "lines": lines,
        "currency": deal.currency if deal else said.currency or "USD",
        "net_terms": deal.net_terms if deal else said.net_terms or 0,
    }
    return ContractTermsBody.model_construct(**{**given, **completed})


def change_in(said: ContractChange) -> tuple[ContractTerms, str | None]:
    """The new terms, and the memo where one is said. Raises ValidationErrors with all that is
    wrong."""
    checks = ErrorCollector()
    typed = said.memo
    memo = None if typed is None else checks.part("memo", lambda: memo_in(typed))
    terms = all_kept(checks, lambda: terms_in(said))
    checks.expect_none()
    assert terms  # what is None has left its mistake
    return terms, memo


def memo_in(typed: str) -> str:
    """Raises TooLong or Unprintable."""
    return paragraph_of(typed, "Memo", MEMO_LIMIT)
