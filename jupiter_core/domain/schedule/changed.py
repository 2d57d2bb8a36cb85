"""The schedule of a contract whose terms changed after some of its invoices were issued."""

from collections.abc import Sequence
from datetime import date

from jupiter_core.domain.contract.calendar import ONE_DAY
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.contract.scheduled import (
    CreditMethod,
    Schedule,
    ScheduledInvoice,
    ScheduledLine,
    SettledLine,
)
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    CreditNoteNeeded,
    FiscalChange,
    IssuedAtOtherPrices,
    IssuedUnderOtherTerms,
)
from jupiter_core.domain.schedule.apart import settled_as
from jupiter_core.domain.schedule.build import completed, schedule_of
from jupiter_core.domain.schedule.difference import differences
from jupiter_core.domain.schedule.drafts import Draft, add_fees, period_bounds, period_drafts
from jupiter_core.domain.schedule.milestones import add_milestones
from jupiter_core.domain.schedule.pricing import pieces_of
from jupiter_core.domain.schedule.shares import YearShares
from jupiter_core.domain.schedule.true_up import (
    add_true_ups,
    billed_ahead,
    split,
    still_unknown,
    true_up_lines,
)


def reschedule(
    issued: Sequence[ScheduledInvoice],
    terms: ContractTerms,
    not_before: date | None = None,
    credit_method: CreditMethod = CreditMethod.NEXT_INVOICE,
    settled: Sequence[SettledLine] = (),
) -> Schedule:
    """The issued invoices as they are, and the coming ones under `terms`.

    `issued` are the first invoices of the schedule that held so far, `settled` what it settled
    apart from them. What the new terms add to issued periods is billed at once, no earlier than
    `not_before`, or with the next invoice where that is no later. What they take off is taken off
    the next invoice, or settled as `credit_method` says. What an index makes of a year that was
    billed before it was known is an invoice of its own, or given back by a credit note. A usage
    credit goes on with what the issued ones left of it. With the terms that held so far, the
    schedule is the same.

    Raises CreditNoteNeeded when an invoice would go below zero, IssuedAtOtherPrices,
    IssuedUnderOtherTerms or
    FiscalChange when `terms` are not those of this contract, AmountTooLarge.
    """
    if not issued:
        return schedule_of(terms)
    if any(each.prices_include_tax is not terms.prices_include_tax for each in issued):
        raise IssuedAtOtherPrices().at("prices_include_tax")
    for line in (line for invoice in issued for line in invoice.lines):
        _expect_of_this_contract(line, terms)
    ends = [each.period_end + ONE_DAY for each in issued if each.period_end]
    covered = max(ends, default=terms.start_date)
    bounds = period_bounds(terms, ends)
    ahead = billed_ahead(issued, settled)
    unknown = still_unknown(terms, ahead)
    pieces = list(pieces_of(terms, bounds, billed_until=ahead))
    known = list(pieces_of(terms, bounds, billed_until=unknown)) if unknown != ahead else pieces
    past = [each for each in pieces if each.first < covered]
    still = [each for each in known if each.first >= covered]
    shares = _shares(terms, issued)
    coming, found = differences(terms, past, still, issued, shares, settled, ahead)
    billed, apart = settled_as(credit_method, found, settled)
    index_known = [each for each in known if each.first < covered]
    true_ups, given_back = split(
        true_up_lines(terms, past, index_known, ahead.keys() - unknown.keys())
    )
    drafts = period_drafts(terms, coming, bounds)
    # What comes is issued after what is issued, and no day is made to lie in the past.
    earliest = max(issued[-1].issue_on, not_before or date.min)
    add_fees(drafts, terms, _positions(issued, "one_time"), earliest)
    _add_differences(drafts, terms, billed, earliest)
    add_true_ups(drafts, terms, true_ups, earliest)
    add_milestones(drafts, terms, issued, earliest)
    schedule = completed(terms, drafts, [*past, *coming], issued)
    return schedule.model_copy(update={"settled": (*settled, *apart, *given_back)})


def _add_differences(
    drafts: list[Draft], terms: ContractTerms, lines: Sequence[ScheduledLine], earliest: date
) -> None:
    """Puts them on an invoice at once, or with the next coming one where that is no later or they
    take something back. Raises CreditNoteNeeded."""
    if not lines:
        return
    own = Draft(max(min(each.service_start or terms.start_date for each in lines), earliest))
    own.lines.extend(lines)
    rates = {each.tax_rate for each in lines}
    at_once = all(own.net_of(rate) >= 0 for rate in rates)
    if not drafts or (at_once and own.issue_on < drafts[0].issue_on):
        drafts.insert(0, own)
    else:
        drafts[0].lines.extend(lines)
    for rate in rates:
        net = drafts[0].net_of(rate)
        if net < 0:
            excess = Money.of_minor(-net, terms.currency)
            raise CreditNoteNeeded(excess.words)


def _shares(terms: ContractTerms, issued: Sequence[ScheduledInvoice]) -> YearShares:
    ends = (line.service_end for invoice in issued for line in invoice.lines if line.service_end)
    return YearShares.until(terms, max(ends, default=terms.start_date) + ONE_DAY)


def _expect_of_this_contract(line: ScheduledLine, terms: ContractTerms) -> None:
    """The issued line is at its place in the contract, and a fee what it was."""
    now = terms.lines[line.contract_line] if line.contract_line < len(terms.lines) else None
    same_name = now and f"{line.description}, ".startswith(f"{now.description}, ")
    if now is None or now.kind != line.kind or not same_name:
        raise IssuedUnderOtherTerms()
    begins = line.service_start or terms.start_date
    if line.amount.currency != terms.currency or begins < terms.start_date:
        raise IssuedUnderOtherTerms()
    if isinstance(now, Milestones) and _part_amount(now, line.part) != line.amount:
        raise FiscalChange(f"The milestone “{line.description}”")
    if now.kind == "one_time" and now.amount != line.amount:
        raise FiscalChange(f"The fee “{now.description}”")


def _part_amount(line: Milestones, part: int | None) -> Money | None:
    return line.shares[part] if part is not None and part < len(line.parts) else None


def _positions(issued: Sequence[ScheduledInvoice], kind: str) -> set[int]:
    """The positions in the contract of the issued lines of this kind."""
    return {line.contract_line for invoice in issued for line in invoice.lines if line.kind == kind}
