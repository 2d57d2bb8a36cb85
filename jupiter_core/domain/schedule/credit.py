"""Usage credits on the invoices: each pays for lines of its own tax rate, never below zero."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jupiter_core.domain.contract.scheduled import ScheduledInvoice, ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms, CreditUse, UsageCredit
from jupiter_core.domain.money import Money, allocate
from jupiter_core.domain.schedule.drafts import Draft


def draw_credits(
    terms: ContractTerms, drafts: Sequence[Draft], issued: Sequence[ScheduledInvoice] = ()
) -> Money:
    """Puts the credits on the drafts and says what remains, after what `issued` used of them."""
    remaining = [_drawn(terms, n, credit, drafts, issued) for n, credit in terms.credits]
    return Money.of_minor(sum(remaining), terms.currency)


def _drawn(
    terms: ContractTerms,
    index: int,
    credit: UsageCredit,
    drafts: Sequence[Draft],
    issued: Sequence[ScheduledInvoice],
) -> int:
    """What remains of one credit once it is on the drafts, in minor units."""
    rate = terms.credit_rate(credit)
    days = [*(each.issue_on for each in issued), *(each.issue_on for each in drafts)]
    offers = _offers(credit, days)
    used = _used(index, issued)
    on_offer = sum(offers[: len(issued)]) - used
    for draft, offer in zip(drafts, offers[len(issued) :], strict=True):
        on_offer += offer
        taken = max(0, min(on_offer, draft.net_of(rate))) if _holds(credit, draft.issue_on) else 0
        if taken:
            draft.lines.append(_credit_line(index, credit, rate, taken))
        on_offer -= taken
        used += taken
    return credit.amount.minor - used


def _offers(credit: UsageCredit, days: Sequence[date]) -> list[int]:
    """How much of the credit is offered to each invoice, beside what the earlier ones left."""
    holding = [int(_holds(credit, day)) for day in days]
    if credit.apply is CreditUse.EVENLY and any(holding):
        return allocate(credit.amount.minor, holding)
    return [credit.amount.minor if n == 0 else 0 for n in range(len(days))]


def _holds(credit: UsageCredit, day: date) -> bool:
    return credit.expires_on is None or day <= credit.expires_on


def _used(index: int, issued: Sequence[ScheduledInvoice]) -> int:
    return -sum(
        line.amount.minor
        for invoice in issued
        for line in invoice.lines
        if line.contract_line == index and line.kind == "usage_credit"
    )


def _credit_line(index: int, credit: UsageCredit, rate: Decimal, taken: int) -> ScheduledLine:
    amount = Money.of_minor(-taken, credit.amount.currency)
    return ScheduledLine(
        description=credit.description,
        kind="usage_credit",
        contract_line=index,
        amount=amount,
        tax_rate=rate,
        quantity=Decimal(1),
        unit_price=amount,
    )
