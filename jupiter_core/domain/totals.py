"""Totals of lines: net, tax by rate, total."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from jupiter_core.domain.adjustment import Adjustment, AppliedAdjustment, adjusted, applied_to
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, decimals_of
from jupiter_core.domain.price_with_tax import PriceWithTax
from jupiter_core.domain.refusals import (
    AmountTooLarge,
    MixedCurrencies,
    OutOfRange,
    TaxBelowZero,
    TotalBelowZero,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax import (
    PLAIN,
    NamedTax,
    TaxCategory,
    TaxKey,
    TaxRate,
    key_of_taxes,
    plain,
    tax_rate_of,
)
from jupiter_core.domain.tax_sums import TaxLine, TaxRounding, TaxSum, tax_lines, tax_sums
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import UnitPrice, price_off

__all__ = [
    "LineItem",
    "Quantity",
    "TaxCategory",
    "TaxLine",
    "TaxRate",
    "TaxRounding",
    "Totals",
    "billable",
    "plain",
    "quantity_of",
    "service_end_of",
    "tax_rate_of",
    "totals_of",
]


_NONE, _MOST = Decimal(0), Decimal(10**9)


def quantity_of(value: Decimal) -> Decimal:
    """A quantity: above zero, six decimals at most. Raises OutOfRange."""
    if not value.is_finite() or not _NONE < value <= _MOST or decimals_of(value) > 6:
        raise OutOfRange("Quantity", "0.000001", "1,000,000,000, with six decimals at most")
    return value


def service_end_of(last: date, first: date | None) -> date:
    """The last day that a line pays for. Raises OutOfRange where it is before the first one:
    EN 16931, BR-30."""
    if first and last < first:
        raise OutOfRange("The last day of the service", spelled_day(first), "any later day")
    return last


Quantity = Annotated[Decimal, AfterValidator(quantity_of), PLAIN]


class LineItem(Frozen):
    """One line. `unit_price` is negative for a credit; `tax_rate` is a percentage.

    `service_start` and `service_end` are the first and last day that it pays for; `arithmetic`
    says how its price came about (`1,200,000.00 × 1.05`); `credit` names the usage credit of its
    contract that it draws on; `po_number` is the PO of this line, where it is another than the
    document's, and `po_line` the number of the PO's line that it bills. Of a line with
    several `taxes`, each has its rate, and `tax_rate` is 0. A line that is exempt may name the
    customer's `certificate`. Without a `unit`, its quantity is of pieces that nobody names.
    `list_price` (BT-148) is what one costs before the price discount (BT-147) that leads to
    `unit_price` (BT-146); it is never below zero, of a credit neither. `with_tax` is what was
    entered where prices include tax; the line itself is net.
    """

    description: str
    quantity: Quantity
    unit_price: UnitPrice
    tax_rate: TaxRate = Decimal(0)
    tax_category: TaxCategory | None = None
    service_start: date | None = None
    service_end: date | None = None
    arithmetic: str = ""
    credit: str = ""
    po_number: str = Field(default="", exclude_if=lambda number: not number)
    taxes: tuple[NamedTax, ...] = Field(default=(), exclude_if=lambda each: not each)
    certificate: Certificate | None = Field(default=None, exclude_if=lambda each: each is None)
    po_line: str = Field(default="", exclude_if=lambda number: not number)
    unit: Unit | None = Field(default=None, exclude_if=lambda each: each is None)
    discount: Discount | None = Field(default=None, exclude_if=lambda each: each is None)
    list_price: UnitPrice | None = Field(default=None, exclude_if=lambda price: price is None)
    with_tax: PriceWithTax | None = Field(default=None, exclude_if=lambda price: price is None)

    @property
    def as_entered(self) -> "LineItem":
        """With the price, list price and discount as they were entered, which may include tax."""
        own = self.with_tax
        if own is None:
            return self
        entered = {name: getattr(own, name) for name in ("unit_price", "list_price", "discount")}
        return self.model_copy(update={**entered, "with_tax": None})

    @property
    def category(self) -> TaxCategory:
        """Its tax category, said or meant."""
        if self.taxes:
            return self.tax_key.category
        return self.tax_category or TaxCategory.of_rate(self.tax_rate)

    @property
    def all_rates(self) -> Decimal:
        """In percent of its amount, what all its taxes are together."""
        return self.tax_key.rate if self.taxes else self.tax_rate

    @property
    def tax_key(self) -> TaxKey:
        """How it is taxed."""
        return tax_key_of(self.tax_rate, self.taxes, self.tax_category)

    @property
    def amount(self) -> Money:
        """Quantity × unit price, rounded once, half away from zero, less the discount."""
        return self.gross - self.discount.off(self.gross) if self.discount else self.gross

    @property
    def gross(self) -> Money:
        """Before the discount."""
        return self.unit_price.times(self.quantity)

    @property
    def price_discount(self) -> UnitPrice | None:
        """What is taken off the list price of one (BT-147); None without a list price."""
        return price_off(self.list_price, self.unit_price) if self.list_price else None


def tax_key_of(
    rate: Decimal, taxes: tuple[NamedTax, ...], category: TaxCategory | None = None
) -> TaxKey:
    """How a line is taxed; without a `category`, by the one that its rate means."""
    if taxes:
        return key_of_taxes(taxes)
    return TaxKey(rate.normalize(), category or TaxCategory.of_rate(rate))


class Totals(Frozen):
    """`net` + `tax` = `total`; `taxes` has one entry for the lines that are taxed alike, and `tax`
    is their sum, rounded by tax and not by line (EN 16931, BR-CO-14 and BR-CO-17). `net` is after
    the `adjustments` of the whole (BT-109)."""

    net: Money
    taxes: tuple[TaxLine, ...]
    tax: Money
    total: Money
    adjustments: tuple[AppliedAdjustment, ...] = ()

    @property
    def subtotal(self) -> Money:
        """What the lines come to (BT-106)."""
        if not self.adjustments:
            return self.net
        return self.net + self.allowances - self.charges

    @property
    def allowances(self) -> Money:
        """The discounts on the whole (BT-107)."""
        return self._of_kind(charge=False)

    @property
    def charges(self) -> Money:
        """The charges on the whole (BT-108)."""
        return self._of_kind(charge=True)

    @property
    def named(self) -> tuple[TaxSum, ...]:
        """Where lines bear several taxes, what each of those comes to."""
        return tax_sums(self.taxes, self.net.currency)

    def _of_kind(self, *, charge: bool) -> Money:
        own = (each.amount for each in self.adjustments if each.adjustment.charge is charge)
        return Money.sum(own, self.net.currency)


def totals_of(
    lines: Sequence[LineItem],
    currency: str,
    rounding: Sequence[TaxRounding] = (),
    adjustments: Sequence[Adjustment] = (),
    amounts: Sequence[Money] = (),
) -> Totals:
    """Totals, taxes by ascending rate. They may be below zero; `billable` refuses that. `amounts`
    are those of the lines, where they are reckoned already.

    Raises MixedCurrencies, or AmountTooLarge at a line's `unit_price` or, of a sum, at `lines`.
    """
    nets: dict[TaxKey, int] = {}
    keys: dict[tuple[Decimal, TaxCategory | None], TaxKey] = {}
    for n, line in enumerate(lines):
        try:
            amount = amounts[n] if amounts else line.amount
        except AmountTooLarge as refusal:
            raise refusal.at(f"lines[{n}].unit_price") from None
        if amount.currency != currency:
            raise MixedCurrencies(currency, amount.currency)
        told = (line.tax_rate, line.tax_category)  # lines are mostly taxed alike
        key = line.tax_key if line.taxes else keys.get(told) or keys.setdefault(told, line.tax_key)
        nets[key] = nets.get(key, 0) + amount.minor
    return totals_of_nets(nets, currency, rounding, adjustments)


def totals_of_nets(
    nets: Mapping[TaxKey, int],
    currency: str,
    rounding: Sequence[TaxRounding] = (),
    adjustments: Sequence[Adjustment] = (),
) -> Totals:
    """The same of what the lines of each tax come to, in minor units. Raises AmountTooLarge at
    `lines`."""
    try:
        return _summed(nets, currency, rounding, adjustments)
    except AmountTooLarge as refusal:
        raise refusal.at("lines") from None


class _Identically:
    """Arguments that are the very same objects as others, which is quicker told than that they are
    equal. They are frozen, and as long as they are here, nothing else can be at their place."""

    def __init__(
        self,
        lines: tuple[LineItem, ...],
        currency: str,
        rounding: tuple[TaxRounding, ...],
        adjustments: tuple[Adjustment, ...],
    ) -> None:
        self.given = (lines, currency, rounding, adjustments)
        self._key = (id(lines), currency, id(rounding), id(adjustments))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identically) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=256)
def _totals_lately(same: _Identically) -> Totals:
    return totals_of(*same.given)


def totals_lately(
    lines: tuple[LineItem, ...],
    currency: str,
    rounding: tuple[TaxRounding, ...],
    adjustments: tuple[Adjustment, ...],
) -> Totals:
    """`totals_of` the parts of one content, which is asked for them some twenty times while it is
    issued. Raises the same."""
    if not all(type(each) is tuple for each in (lines, rounding, adjustments)):
        return totals_of(lines, currency, rounding, adjustments)  # it might be changed in place
    return _totals_lately(_Identically(lines, currency, rounding, adjustments))


def _summed(
    minors: Mapping[TaxKey, int],
    currency: str,
    rounding: Sequence[TaxRounding],
    adjustments: Sequence[Adjustment],
) -> Totals:
    nets = {key: Money.of_minor(minor, currency) for key, minor in minors.items()}
    applied = applied_to(adjustments, nets, currency)
    taxes = tax_lines(adjusted(nets, applied, currency), currency, rounding)
    net = Money.sum((each.net for each in taxes), currency)
    tax = Money.sum((each.tax for each in taxes), currency)
    return Totals(net=net, taxes=taxes, tax=tax, total=net + tax, adjustments=applied)


def billable(totals: Totals) -> Totals:
    """The same totals. Raises TotalBelowZero or TaxBelowZero."""
    if totals.total.minor < 0:
        raise TotalBelowZero(totals.total.words)
    for each in totals.taxes:
        if each.tax.minor < 0:
            raise TaxBelowZero(plain(each.rate))
    return totals
