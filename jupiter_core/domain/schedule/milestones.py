"""Fees on invoices of their own: on an agreed day, or on the day of an acceptance.

What falls on the same day shares an invoice. What waits for an acceptance is on none yet.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.domain.contract.milestone import Milestone, Milestones
from jupiter_core.domain.contract.scheduled import PendingMilestone, ScheduledInvoice, ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms, OneTime
from jupiter_core.domain.money import Money
from jupiter_core.domain.schedule.drafts import Draft
from jupiter_core.domain.schedule.lines import fee_line
from jupiter_core.domain.schedule.whole import percentages, sums_of, taxed

Place = tuple[int, int]
"""Of a part: its line in the contract, and its place among that line's parts; both from 0."""


class _Part(NamedTuple):
    place: Place
    line: Milestones
    part: Milestone
    amount: Money


def add_milestones(
    drafts: list[Draft],
    terms: ContractTerms,
    issued: Sequence[ScheduledInvoice] = (),
    earliest: date = date.min,
) -> None:
    """Puts what has a day and is not issued on invoices of its own, none before `earliest`; the
    drafts are in the order of their issue then."""
    own: dict[date, Draft] = {}
    for day, line in sorted(_dated(terms, issued), key=lambda each: each[0]):
        on = max(day, earliest)
        own.setdefault(on, Draft(on)).lines.append(line)
    if own:
        drafts.extend(own.values())
        drafts.sort(key=lambda each: each.issue_on)


def pending_milestones(
    terms: ContractTerms, issued: Sequence[ScheduledInvoice] = ()
) -> tuple[PendingMilestone, ...]:
    """What waits for an acceptance, in the order of the contract."""
    accepted = _accepted(terms)
    waiting = (
        each
        for each in _parts(terms)
        if each.part.on is None and each.place not in accepted and each.place not in _on(issued)
    )
    return tuple(_pending(terms, each) for each in waiting)


def _dated(
    terms: ContractTerms, issued: Sequence[ScheduledInvoice]
) -> Iterator[tuple[date, ScheduledLine]]:
    billed, accepted = _on(issued), _accepted(terms)
    fees = {line.contract_line for each in issued for line in each.lines if line.part is None}
    for n, fee in _own_fees(terms, fees):
        yield fee.bill_on or terms.start_date, fee_line(n, fee)
    for each in _parts(terms):
        day = each.part.on or accepted.get(each.place)
        if day and each.place not in billed:
            yield day, _line(each)


def _own_fees(terms: ContractTerms, billed: Collection[int]) -> Iterator[tuple[int, OneTime]]:
    return ((n, fee) for n, fee in terms.fees if fee.own_invoice and n not in billed)


def _parts(terms: ContractTerms) -> Iterator[_Part]:
    for n, line in enumerate(terms.lines):
        if isinstance(line, Milestones):
            for k, (part, amount) in enumerate(zip(line.parts, line.shares, strict=True)):
                yield _Part((n, k), line, part, amount)


def _accepted(terms: ContractTerms) -> dict[Place, date]:
    return {(each.line, each.part): each.on for each in terms.acceptances}


def _on(issued: Sequence[ScheduledInvoice]) -> set[Place]:
    """The parts that are issued already."""
    lines = (line for invoice in issued for line in invoice.lines)
    return {(line.contract_line, line.part) for line in lines if line.part is not None}


def _line(each: _Part) -> ScheduledLine:
    percent = each.part.percent is not None
    return ScheduledLine(
        description=f"{each.line.description}, {each.part.name}",
        kind="milestones",
        contract_line=each.place[0],
        part=each.place[1],
        amount=each.amount,
        tax_rate=each.line.tax_rate,
        quantity=Decimal(1),
        unit_price=each.amount,
        arithmetic=f"{each.line.amount.decimal:,f} × {each.part.share}" if percent else "",
    )


def _pending(terms: ContractTerms, each: _Part) -> PendingMilestone:
    lines = taxed(terms, [_line(each)])
    totals = sums_of(terms, lines, percentages(terms))
    return PendingMilestone(
        line=each.place[0],
        part=each.place[1],
        name=each.part.name,
        description=each.line.description,
        expected_on=each.part.expected_on,
        net=totals.net,
        tax=totals.tax,
        total=totals.total,
    )
