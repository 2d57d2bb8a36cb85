"""From lines to invoices: periods, fees, lines in order, totals."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from operator import lt

from jupiter_core.domain.contract.calendar import ONE_DAY
from jupiter_core.domain.contract.packed_lines import Packing, is_undated, packing_of
from jupiter_core.domain.contract.scheduled import ScheduledInvoice, ScheduledLine
from jupiter_core.domain.contract.terms import BillingTiming, ContractTerms
from jupiter_core.domain.schedule.lines import PeriodLines, fee_line
from jupiter_core.domain.schedule.pricing import Piece
from jupiter_core.domain.schedule.whole import adjustments_of, sums_of, taxed

_ORDER = {"subscription": 0, "one_time": 1, "milestones": 2, "usage_credit": 3}


@dataclass
class Draft:
    """A coming invoice while its lines are put together. A fee's own one has no period; a line of
    a subscription has no days yet where they are those of the period."""

    issue_on: date
    period: tuple[date, date] | None = None
    lines: list[ScheduledLine] = field(default_factory=list)

    def net_of(self, rate: Decimal) -> int:
        """The net of its lines of this tax rate, in minor units."""
        return sum(line.amount.minor for line in self.lines if line.tax_rate == rate)

    @property
    def in_order(self) -> list[ScheduledLine]:
        """Subscriptions, then fees, then credits; each as the contract has them, by time."""
        if self._is_in_order:
            return self.lines
        begins = self.period[0] if self.period else date.min

        def place(line: ScheduledLine) -> tuple[int, int, date]:
            undated = begins if is_undated(line) else date.min
            return _ORDER[line.kind], line.contract_line, line.service_start or undated

        return sorted(self.lines, key=place)

    @property
    def _is_in_order(self) -> bool:
        """Whether they are one line of each of some subscriptions, as the contract has them."""
        if {line.kind for line in self.lines} != {"subscription"}:
            return False
        places = [line.contract_line for line in self.lines]
        return all(map(lt, places, places[1:]))


def period_bounds(terms: ContractTerms, also: Collection[date] = ()) -> list[date]:
    """The days on which a period begins, and the end of the last; and those of `also`."""
    inner = {day for day in also if terms.start_date < day < terms.end}
    return sorted({*terms.periods.begins(), *inner})


def period_drafts(
    terms: ContractTerms, pieces: Iterable[Piece], bounds: Sequence[date]
) -> list[Draft]:
    """An invoice for each period in which a subscription costs something or nothing."""

    by_period: dict[int, list[Piece]] = {}
    begins = {day: n for n, day in enumerate(bounds)}
    for piece in pieces:
        n = begins.get(piece.first)
        n = bisect_right(bounds, piece.first) - 1 if n is None else n
        by_period.setdefault(n, []).append(piece)
    lines = PeriodLines(terms)
    return [
        _period_draft(terms, bounds[n], bounds[n + 1], found, lines)
        for n, found in sorted(by_period.items())
    ]


def add_fees(
    drafts: list[Draft],
    terms: ContractTerms,
    billed: Collection[int] = (),
    earliest: date = date.min,
) -> None:
    """Puts each fee that is not in `billed` on its invoice, or on one of its own.

    Fees of the same day share one. None of these is issued before `earliest`.
    """
    unbilled = [(n, fee) for n, fee in terms.fees if n not in billed and not fee.own_invoice]
    for n, fee in sorted(unbilled, key=lambda each: each[1].bill_on or date.min):
        wanted = fee.bill_on or date.min
        draft = next((each for each in drafts if each.issue_on >= wanted), None)
        if draft is None:
            draft = Draft(max(fee.bill_on or terms.start_date, earliest))
            drafts.append(draft)
        draft.lines.append(fee_line(n, fee))


def finished(
    terms: ContractTerms, drafts: Sequence[Draft], issued: Sequence[ScheduledInvoice]
) -> Iterator[ScheduledInvoice]:
    """The `issued` invoices and the coming ones, numbered on from those, lines in order, with
    totals. Raises TotalBelowZero or TaxBelowZero at `adjustments`."""
    lines_of = [taxed(terms, draft.in_order) for draft in drafts]
    whole = adjustments_of(terms, lines_of, issued)
    packing = packing_of(sum(map(len, lines_of)) + sum(len(each.lines) for each in issued))
    yield from (_packed(each, packing) for each in issued)
    rows = zip(drafts, lines_of, whole, strict=True)
    for sequence, (draft, lines, adjustments) in enumerate(rows, start=len(issued) + 1):
        totals = sums_of(terms, lines, adjustments)
        start, end = draft.period or (None, None)
        yield ScheduledInvoice(
            sequence=sequence,
            issue_on=draft.issue_on,
            due_on=terms.payment_terms.due_date(draft.issue_on),
            period_start=start,
            period_end=end,
            lines=_on_days(lines, draft.period, packing),
            adjustments=adjustments,
            net=totals.net,
            tax=totals.tax,
            total=totals.total,
            prices_include_tax=terms.prices_include_tax,
        )


def _packed(invoice: ScheduledInvoice, packing: Packing | None) -> ScheduledInvoice:
    if packing is None:
        return invoice
    lines = packing.packed(invoice.lines, (invoice.period_start, invoice.period_end))
    return invoice.model_copy(update={"lines": lines})


def _on_days(
    lines: Sequence[ScheduledLine], period: tuple[date, date] | None, packing: Packing | None
) -> Sequence[ScheduledLine]:
    """The lines with the days of the period, where they have none of their own."""
    if packing:
        return packing.packed(lines, period or (None, None))
    days = dict(zip(("service_start", "service_end"), period or (), strict=False))
    return tuple(line.model_copy(update=days) if is_undated(line) else line for line in lines)


def _period_draft(
    terms: ContractTerms, first: date, end: date, pieces: Iterable[Piece], lines: PeriodLines
) -> Draft:
    in_advance = terms.billing_timing is BillingTiming.ADVANCE
    return Draft(
        issue_on=first - timedelta(days=terms.bill_in_advance_days) if in_advance else end,
        period=(first, end - ONE_DAY),
        lines=[lines.of(each, first, end) for each in pieces],
    )
