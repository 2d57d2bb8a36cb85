"""From amounts to invoices: periods, fees, lines in order, totals."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jupiter_core.domain.contract.calendar import ONE_DAY
from jupiter_core.domain.contract.packed_lines import Packing, is_undated, packing_of
from jupiter_core.domain.contract.scheduled import (
    BeforeDiscount,
    ScheduledInvoice,
    ScheduledLine,
)
from jupiter_core.domain.contract.terms import BillingTiming, ContractTerms, OneTime, Subscription
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import LARGEST_MINOR, Money
from jupiter_core.domain.schedule.pricing import Piece, explained, priced_words
from jupiter_core.domain.schedule.whole import adjustments_of, sums_of, taxed
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit_price import UnitPrice, price_of_minor, rounded_price

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
        begins = self.period[0] if self.period else date.min

        def place(line: ScheduledLine) -> tuple[int, int, date]:
            undated = begins if is_undated(line) else date.min
            return _ORDER[line.kind], line.contract_line, line.service_start or undated

        return sorted(self.lines, key=place)


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
    lines = _PeriodLines(terms)
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


class _PeriodLines:
    """Pieces as lines of the invoices of their periods; those that differ in their days alone are
    one object."""

    def __init__(self, terms: ContractTerms) -> None:
        self._terms = terms
        self._made: dict[tuple[object, ...], ScheduledLine] = {}
        self._last: dict[int, tuple[tuple[object, ...], ScheduledLine]] = {}
        """Of each line of the contract, by what."""

    def of(self, piece: Piece, first: date, end: date) -> ScheduledLine:
        """For the period from `first` on, before `end`."""
        ahead = piece.known_until is not None and self._is_ahead(piece, first)
        if piece.first != first or piece.end != end:
            return subscription_line(self._terms, piece, ahead=ahead)
        index, year, _, _, minor, quantity, _, price, part, _, listed, _, _, list_of_unit = piece
        # Tuples compare what is one object in no time, and months of a year that cost the same
        # follow one another.
        alike = (year, minor, quantity, price, part, listed, list_of_unit, ahead)
        last = self._last.get(index)
        if last is None or last[0] != alike:
            last = self._last[index] = alike, self._line(index, alike, piece, ahead=ahead)
        return last[1]

    def _is_ahead(self, piece: Piece, first: date) -> bool:
        return bool(piece.known_until) and self._terms.year_start(piece.contract_year) > first

    def _line(
        self, index: int, alike: tuple[object, ...], piece: Piece, *, ahead: bool
    ) -> ScheduledLine:
        line = self._made.get((index, *alike))
        if line is None:
            made = subscription_line(self._terms, piece, ahead=ahead, undated=True)
            (line,) = taxed(self._terms, [made])
            self._made[index, *alike] = line
        return line


def subscription_line(
    terms: ContractTerms, piece: Piece, *, ahead: bool = False, undated: bool = False
) -> ScheduledLine:
    """A piece as a line of an invoice; one that is billed `ahead` of its year waits for no
    index."""
    line = terms.subscription(piece.contract_line)
    amount = Money.of_minor(piece.minor, terms.currency)
    units = agreed_quantity(terms, line, piece.first)
    fine = line.has_fine_price
    quantity, unit_price = counted(units, amount, fine=fine)
    before = _before_discount(piece, amount, units, fine=fine)
    return ScheduledLine(
        description=line.description,
        kind="subscription",
        contract_line=piece.contract_line,
        contract_year=piece.contract_year,
        service_start=None if undated else piece.first,
        service_end=None if undated else piece.end - ONE_DAY,
        amount=amount,
        tax_rate=line.tax_rate,
        quantity=quantity,
        unit_price=unit_price,
        arithmetic=piece.arithmetic,
        unit=line.unit,
        provisional=not ahead and line.is_provisional(piece.contract_year),
        known_until=piece.known_until if ahead else None,
        before_discount=before,
        list_price=_list_price(line, piece, before or BeforeAny(amount, quantity, unit_price)),
    )


class BeforeAny(NamedTuple):
    """What an invoice's line shows where there is no discount on it."""

    amount: Money
    quantity: Decimal | None
    unit_price: UnitPrice | None


def _list_price(
    line: Subscription, piece: Piece, shown: BeforeDiscount | BeforeAny
) -> UnitPrice | None:
    """Of a unit where the line counts them, else of all of it; as fine as the prices are. None
    where there is none above the price."""
    if line.list_price is None or piece.unit_list is None:
        return None
    price = shown.unit_price or shown.amount
    exact = piece.unit_list if shown.quantity else piece.unit_list * Fraction(piece.quantity)
    digits = max(_decimals(each) for each in (price, line.list_price, shown.amount))
    listed = rounded_price(exact, price.currency, digits)
    return listed if listed.exact > price.exact else None


def _decimals(price: UnitPrice) -> int:
    return -int(price.decimal.as_tuple().exponent)


def _before_discount(
    piece: Piece, amount: Money, units: Decimal, *, fine: bool
) -> BeforeDiscount | None:
    """None without a discount, and where it takes off nothing.

    Where the percentage of the list amount is a unit beside what is taken off, since amounts are
    rounded once and shared, the discount is an amount, and the percentage its reason.
    """
    if not piece.discount or piece.listed <= amount.minor:
        return None
    listed = Money.of_minor(piece.listed, amount.currency)
    taken = listed - amount
    discount = Discount(percent=piece.discount)
    if discount.off(listed) != taken:
        discount = Discount(amount=taken, reason=f"{plain(piece.discount)}%")
    quantity, unit_price = counted(units, listed, fine=fine)
    return BeforeDiscount(
        amount=listed,
        discount=discount,
        quantity=quantity,
        unit_price=unit_price,
        arithmetic=explained(priced_words(piece.quantity, piece.list_price), piece.part),
    )


def counted(
    quantity: Decimal, amount: Money, *, fine: bool = False
) -> tuple[Decimal, UnitPrice] | tuple[None, None]:
    """The quantity and the unit price whose product is `amount` exactly, if there is one; `fine` is
    for a price that may have more decimals than the currency."""
    # Exact: a unit price that is rounded would make a product other than the amount.
    if not quantity:
        return None, None
    units, among = quantity.as_integer_ratio()
    whole, rest = divmod(amount.minor * among, units)
    if abs(amount.minor * among) > LARGEST_MINOR * abs(units) or (rest and not fine):
        return None, None
    if not rest:
        return quantity, Money.of_minor(whole, amount.currency)
    price = price_of_minor(Fraction(amount.minor * among, units), amount.currency)
    return (quantity, price) if price else (None, None)


def agreed_quantity(terms: ContractTerms, line: Subscription, day: date) -> Decimal:
    """How many units count on `day`."""
    past = [each for each in line.quantity_changes if terms.effective(each.from_date) <= day]
    return max(past, key=lambda each: each.from_date).quantity if past else line.quantity


def _period_draft(
    terms: ContractTerms, first: date, end: date, pieces: Iterable[Piece], lines: _PeriodLines
) -> Draft:
    in_advance = terms.billing_timing is BillingTiming.ADVANCE
    return Draft(
        issue_on=first - timedelta(days=terms.bill_in_advance_days) if in_advance else end,
        period=(first, end - ONE_DAY),
        lines=[lines.of(each, first, end) for each in pieces],
    )


def fee_line(index: int, fee: OneTime) -> ScheduledLine:
    """A fee as a line of an invoice."""
    return ScheduledLine(
        description=fee.description,
        kind="one_time",
        contract_line=index,
        amount=fee.amount,
        tax_rate=fee.tax_rate,
        quantity=Decimal(1),
        unit_price=fee.amount,
        list_price=fee.list_price,
    )
