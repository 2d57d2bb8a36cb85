"""Credit notes for what a change of a contract takes off invoices that are issued.

They are drafted with the change's approval, in the name of whoever proposed it, and wait for an
approval of their own.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from jupiter_core.commands.draft import submit
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import CreditMethod, ScheduledLine
from jupiter_core.domain.credit_left import CreditLeft
from jupiter_core.domain.credit_note import Part, in_part
from jupiter_core.domain.credit_share import (
    CreditShare,
    as_billed,
    explained_as_billed,
    place_of,
    share_of,
)
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NothingLeftToCredit, NotInState, RestIsWaiting
from jupiter_core.domain.tax import TaxKey
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.credit_left import expect_something_left


def draft_credits(uow: UnitOfWork, before: Contract, after: Contract) -> list[Invoice]:
    """Of what the new agreement gives back and the one before did not, taken off the invoices that
    billed it, the latest first, and never more than is left of them."""
    if after.agreed is None or before.agreed is None:
        return []
    known = len(before.agreed.schedule.settled)
    by = _proposer(uow, after)
    return [
        _drafted(uow, after, share, each.line, by)
        for each in after.agreed.schedule.settled[known:]
        if each.credit_method is CreditMethod.CREDIT_NOTE
        for share in _shares(uow, after, each.line)
    ]


class _Share(NamedTuple):
    """What one invoice gives back of a line; `amount` is that at the prices of the contract, before
    the invoice's discounts on the whole, and `billed` after them."""

    invoice: Invoice
    left: CreditLeft
    taken: CreditShare
    amount: Money
    billed: Money


class _Billed(NamedTuple):
    """What an invoice billed of a line's product and contract year, and how."""

    invoice: Invoice
    amount: Money
    key: TaxKey
    adjustments: tuple[Adjustment, ...]


def _shares(uow: UnitOfWork, contract: Contract, line: ScheduledLine) -> Iterator[_Share]:
    with_tax, wanted = contract.shown.terms.prices_include_tax, -line.amount.minor
    for each in _billing(uow, contract, line):
        left = _left(uow, each.invoice)
        place = place_of(left, each.key) if left else None
        if wanted <= 0 or left is None or place is None:
            continue
        amount = Money.of_minor(min(wanted, each.amount.minor), line.amount.currency)
        billed = as_billed(amount, each.key, each.adjustments)
        found = share_of(left, place, billed, with_tax=with_tax)
        if found is None:
            continue
        taken, came_to = found
        if came_to != billed:
            part = amount.minor * came_to.minor // billed.minor
            amount = Money.of_minor(part, amount.currency)
        wanted -= amount.minor
        yield _Share(each.invoice, left, taken, amount, came_to)


def _billing(uow: UnitOfWork, contract: Contract, line: ScheduledLine) -> Iterator[_Billed]:
    """The issued invoices with days of this line's product and contract year, the latest first."""
    scheduled = {each.sequence: each for each in contract.shown.schedule.invoices}
    there = [each for each in uow.invoices.of_contract(contract.id) if each.number]
    for invoice in sorted(there, key=lambda each: each.contract_sequence, reverse=True):
        planned = scheduled.get(invoice.contract_sequence)
        own = [
            each
            for each in (planned.lines if planned else ())
            if (each.contract_line, each.contract_year) == (line.contract_line, line.contract_year)
        ]
        amount = Money.sum((each.amount for each in own), line.amount.currency)
        if planned and amount.minor > 0:
            yield _Billed(invoice, amount, own[0].item.tax_key, planned.adjustments)


def _left(uow: UnitOfWork, invoice: Invoice) -> CreditLeft | None:
    """None where nothing can be credited of it any more."""
    with suppress(NotInState, NothingLeftToCredit, RestIsWaiting):
        return expect_something_left(uow, invoice)
    return None


def _drafted(
    uow: UnitOfWork, contract: Contract, share: _Share, line: ScheduledLine, by: Actor
) -> Invoice:
    invoice = share.invoice
    languages = PaperLanguages(invoice.content.language, invoice.content.second_language)
    product = contract.shown.terms.lines[line.contract_line].description
    place, net, gross = share.taken
    described = languages.described(line, product)
    part = Part(description=described, net=net, gross=gross, tax=place)
    on = invoice.content.seller.today(uow.now)
    content = in_part(invoice, share.left, part, contract.name, on)
    lines = tuple(each.model_copy(update=_explained(line, share)) for each in content.lines)
    made_with = uow.workspace().free_plan
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=contract.deal_channel,
        content=content.model_copy(update={"lines": lines, "made_with": made_with}),
        by=by,
    )
    record_first(uow, draft, by=by)
    return submit(uow, draft, by)


def _explained(line: ScheduledLine, share: _Share) -> dict[str, object]:
    """The days that it is for and, where this invoice gives all of it back, how it came about."""
    told: dict[str, object] = {
        "service_start": line.service_start,
        "service_end": line.service_end,
    }
    if share.amount == -line.amount:
        told["arithmetic"] = explained_as_billed(line.arithmetic, share.amount, share.billed)
        with_tax = share.invoice.content.prices_include_tax
        if line.quantity and line.unit_price and not with_tax and share.billed == share.amount:
            told |= {"quantity": line.quantity, "unit_price": -line.unit_price}
    return told


def _proposer(uow: UnitOfWork, contract: Contract) -> Actor:
    """Whoever submitted what is agreed now: they may not approve the credit either."""
    submitted = [
        each for each in uow.events.of(contract.id) if each.name is EventName.CONTRACT_SUBMITTED
    ]
    return submitted[-1].by if submitted else contract.drafted_by
