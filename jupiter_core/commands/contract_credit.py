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
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import CreditMethod, ScheduledLine
from jupiter_core.domain.credit_left import CreditLeft
from jupiter_core.domain.credit_note import Part, in_part
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_price import nearest, without_tax
from jupiter_core.domain.refusals import NothingLeftToCredit, NotInState, RestIsWaiting
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
    """What one invoice gives back of a line; `place` is that of its rate among what is left."""

    invoice: Invoice
    left: CreditLeft
    place: int
    net: Money


def _shares(uow: UnitOfWork, contract: Contract, line: ScheduledLine) -> Iterator[_Share]:
    wanted = -_net_minor(contract, line.amount, line)
    for invoice, billed in _billing(uow, contract, line):
        left = _left(uow, invoice)
        rates = [each.rate for each in left.taxes] if left else []
        if not wanted or left is None or line.tax_rate not in rates:
            continue
        place = rates.index(line.tax_rate)
        net = min(wanted, billed, left.taxes[place].net.minor)
        if net > 0:
            wanted -= net
            yield _Share(invoice, left, place, Money.of_minor(net, line.amount.currency))


def _billing(
    uow: UnitOfWork, contract: Contract, line: ScheduledLine
) -> Iterator[tuple[Invoice, int]]:
    """The issued invoices with days of this line's product and contract year, the latest first,
    and what each billed of it in minor units."""
    scheduled = {each.sequence: each for each in contract.shown.schedule.invoices}
    there = [each for each in uow.invoices.of_contract(contract.id) if each.number]
    for invoice in sorted(there, key=lambda each: each.contract_sequence, reverse=True):
        planned = scheduled.get(invoice.contract_sequence)
        billed = sum(
            _net_minor(contract, each.amount, line)
            for each in (planned.lines if planned else ())
            if (each.contract_line, each.contract_year) == (line.contract_line, line.contract_year)
        )
        if billed > 0:
            yield invoice, billed


def _net_minor(contract: Contract, amount: Money, line: ScheduledLine) -> int:
    """In minor units, without the tax that the prices of the contract may include."""
    if not contract.shown.terms.prices_include_tax:
        return amount.minor
    return nearest(without_tax(amount, line.tax_rate))


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
    part = Part(description=languages.described(line, product), net=share.net, tax=share.place)
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
    if share.net == -line.amount:
        told["arithmetic"] = line.arithmetic
        with_tax = share.invoice.content.prices_include_tax
        if line.quantity and line.unit_price and not with_tax:
            told |= {"quantity": line.quantity, "unit_price": -line.unit_price}
    return told


def _proposer(uow: UnitOfWork, contract: Contract) -> Actor:
    """Whoever submitted what is agreed now: they may not approve the credit either."""
    submitted = [
        each for each in uow.events.of(contract.id) if each.name is EventName.CONTRACT_SUBMITTED
    ]
    return submitted[-1].by if submitted else contract.drafted_by
