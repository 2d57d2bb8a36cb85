"""From amounts to lines of invoices: what a piece of a subscription or a fee says on one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from jupiter_core.domain.contract.calendar import ONE_DAY
from jupiter_core.domain.contract.scheduled import BeforeDiscount, ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms, OneTime, Subscription
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.money import LARGEST_MINOR, Money
from jupiter_core.domain.schedule.price_words import explained, priced_words
from jupiter_core.domain.schedule.pricing import Piece
from jupiter_core.domain.schedule.whole import taxed
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit_price import UnitPrice, price_of_minor, rounded_price


class PeriodLines:
    """Pieces as lines of the invoices of their periods; those that differ in their days alone are
    one object."""

    def __init__(self, terms: ContractTerms) -> None:
        self._terms = terms
        self._made: dict[tuple[object, ...], ScheduledLine] = {}
        self._first: dict[int, tuple[ScheduledLine, bool]] = {}
        """Of each line of the contract, and whether its prices are finer than the currency."""
        self._last: dict[int, tuple[int, tuple[object, ...], ScheduledLine]] = {}
        """Of each line of the contract: the year and what else it was made of."""

    def of(self, piece: Piece, first: date, end: date) -> ScheduledLine:
        """For the period from `first` on, before `end`."""
        ahead = self._is_ahead(piece, first)
        if piece[2:4] != (first, end):
            return subscription_line(self._terms, piece, ahead=ahead)
        if piece.known_until is not None:
            return self._line(piece, ahead=ahead)
        # Months of a year that cost the same follow one another, made of the same objects, which
        # tuples tell in no time.
        index, year, held = piece[0], piece[1], piece[4:]
        last = self._last.get(index)
        if last is None or last[0] != year or last[1] != held:
            last = self._last[index] = year, held, self._line(piece, ahead=ahead)
        return last[2]

    def _is_ahead(self, piece: Piece, first: date) -> bool:
        return bool(piece.known_until) and self._terms.year_start(piece.contract_year) > first

    def _line(self, piece: Piece, *, ahead: bool) -> ScheduledLine:
        held = piece.minor, piece.quantity, piece.price, piece.part, piece.listed, piece.unit_list
        alike = piece.contract_line, *held, ahead
        line = self._made.get((piece.contract_year, *alike))
        if line is None:
            line = self._in_another_year(piece, alike) or self._new_line(piece, ahead=ahead)
            self._made[piece.contract_year, *alike] = self._made[alike] = line
        return line

    def _in_another_year(self, piece: Piece, alike: tuple[object, ...]) -> ScheduledLine | None:
        """One that says the same of another year, with this one; an index says more of each."""
        line = self._made.get(alike)
        if line is None or self._terms.subscription(piece.contract_line).indexation:
            return None
        return line.model_copy(update={"contract_year": piece.contract_year})

    def _new_line(self, piece: Piece, *, ahead: bool) -> ScheduledLine:
        """Of each product the first is checked in all its fields; what differs in the later ones
        was reckoned here."""
        index = piece.contract_line
        first = self._first.get(index)
        if first is None:
            made = subscription_line(self._terms, piece, ahead=ahead, undated=True)
            (line,) = taxed(self._terms, [made])
            self._first[index] = line, self._terms.subscription(index).has_fine_price
            return line
        line, fine = first
        own = _of_piece(self._terms, piece, fine=fine, ahead=ahead)
        return line.model_copy(update=own)


def subscription_line(
    terms: ContractTerms, piece: Piece, *, ahead: bool = False, undated: bool = False
) -> ScheduledLine:
    """A piece as a line of an invoice; one that is billed `ahead` of its year waits for no
    index."""
    line = terms.subscription(piece.contract_line)
    return ScheduledLine(
        description=line.description,
        kind="subscription",
        contract_line=piece.contract_line,
        service_start=None if undated else piece.first,
        service_end=None if undated else piece.end - ONE_DAY,
        tax_rate=line.tax_rate,
        unit=line.unit,
        **_of_piece(terms, piece, fine=line.has_fine_price, ahead=ahead),
    )


def _of_piece(terms: ContractTerms, piece: Piece, *, fine: bool, ahead: bool) -> dict[str, Any]:
    """The fields in which the lines of one product differ, but for their days."""
    line = terms.subscription(piece.contract_line)
    amount = Money.of_minor(piece.minor, terms.currency)
    units = agreed_quantity(terms, line, piece.first)
    quantity, unit_price = counted(units, amount, fine=fine)
    before = _before_discount(piece, amount, units, fine=fine)
    return {
        "contract_year": piece.contract_year,
        "amount": amount,
        "quantity": quantity,
        "unit_price": unit_price,
        "arithmetic": piece.arithmetic,
        "provisional": not ahead and line.is_provisional(piece.contract_year),
        "known_until": piece.known_until if ahead else None,
        "before_discount": before,
        "list_price": _list_price(line, piece, before or BeforeAny(amount, quantity, unit_price)),
    }


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
    if not line.quantity_changes:
        return line.quantity
    past = [each for each in line.quantity_changes if terms.effective(each.from_date) <= day]
    return max(past, key=lambda each: each.from_date).quantity if past else line.quantity


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
