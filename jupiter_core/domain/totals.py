"""Totals of lines: net, tax by rate, total."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, decimals_of
from jupiter_core.domain.money import plain as plain
from jupiter_core.domain.refusals import AmountTooLarge, OutOfRange, TaxBelowZero, TotalBelowZero


def quantity_of(value: Decimal) -> Decimal:
    """A quantity: above zero, six decimals at most. Raises OutOfRange."""
    if not value.is_finite() or not 0 < value <= 10**9 or decimals_of(value) > 6:
        raise OutOfRange("Quantity", "0.000001", "1,000,000,000, with six decimals at most")
    return value


def tax_rate_of(value: Decimal) -> Decimal:
    """A rate in percent, 0 to 100, four decimals at most. Raises OutOfRange."""
    if not value.is_finite() or not 0 <= value <= 100 or decimals_of(value) > 4:
        raise OutOfRange("Tax rate", "0", "100 percent, with four decimals at most")
    return abs(value)  # -0 is no rate of its own


def service_end_of(last: date, first: date | None) -> date:
    """The last day that a line pays for. Raises OutOfRange where it is before the first one:
    EN 16931, BR-30."""
    if first and last < first:
        raise OutOfRange("The last day of the service", str(first), "any later day")
    return last


_Plain = PlainSerializer(plain, return_type=str)
Quantity = Annotated[Decimal, AfterValidator(quantity_of), _Plain]
TaxRate = Annotated[Decimal, AfterValidator(tax_rate_of), _Plain]


class TaxCategory(StrEnum):
    """Why a rate is what it is: UNTDID 5305, the subset of EN 16931."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE = "O"

    @classmethod
    def of_rate(cls, rate: Decimal) -> "TaxCategory":
        """What is meant where nothing is said: a rate is charged, or the matter is not taxed."""
        return cls.STANDARD if rate else cls.OUTSIDE


class LineItem(Frozen):
    """One line. `unit_price` is negative for a credit; `tax_rate` is a percentage.

    `service_start` and `service_end` are the first and last day that it pays for; `arithmetic`
    says how its price came about (`1,200,000.00 × 1.05`); `credit` names the usage credit of its
    contract that it draws on; `po_number` is the PO of this line, where it is another than the
    document's, and `po_line` the number of the PO's line that it bills.
    """

    description: str
    quantity: Quantity
    unit_price: Money
    tax_rate: TaxRate = Decimal(0)
    tax_category: TaxCategory | None = None
    service_start: date | None = None
    service_end: date | None = None
    arithmetic: str = ""
    credit: str = ""
    po_number: str = Field(default="", exclude_if=lambda number: not number)
    po_line: str = Field(default="", exclude_if=lambda number: not number)

    @property
    def category(self) -> TaxCategory:
        """Its tax category, said or meant."""
        return self.tax_category or TaxCategory.of_rate(self.tax_rate)

    @property
    def amount(self) -> Money:
        """Quantity × unit price, rounded once, half away from zero."""
        return self.unit_price.times(self.quantity)


class TaxLine(Frozen):
    """The tax of one rate and category: their net sum × rate, rounded half away from zero."""

    rate: TaxRate
    category: TaxCategory
    net: Money
    tax: Money


class Totals(Frozen):
    """`net` + `tax` = `total`; `taxes` has one entry for each rate and category, and `tax` is their
    sum, rounded by rate and not by line (EN 16931, BR-CO-14 and BR-CO-17)."""

    net: Money
    taxes: tuple[TaxLine, ...]
    tax: Money
    total: Money


class TaxRounding(Frozen):
    """What a credit note takes off more (or less) at a rate and category than the rate itself says,
    so that all credit notes of an invoice together take off just the tax that it charged."""

    rate: TaxRate
    category: TaxCategory
    difference: Money


def totals_of(
    lines: Sequence[LineItem], currency: str, rounding: Sequence[TaxRounding] = ()
) -> Totals:
    """Totals, taxes by ascending rate. They may be below zero; `billable` refuses that.

    Raises MixedCurrencies, or AmountTooLarge at a line's `unit_price` or, of a sum, at `lines`.
    """
    nets: dict[tuple[Decimal, TaxCategory], int] = {}
    amounts: list[Money] = []
    for n, line in enumerate(lines):
        try:
            amounts.append(line.amount)
        except AmountTooLarge as refusal:
            raise refusal.at(f"lines[{n}].unit_price") from None
        key = (line.tax_rate.normalize(), line.category)
        nets[key] = nets.get(key, 0) + amounts[-1].minor
    try:
        return _summed(nets, amounts, currency, rounding)
    except AmountTooLarge as refusal:
        raise refusal.at("lines") from None


def _summed(
    nets: Mapping[tuple[Decimal, TaxCategory], int],
    amounts: Sequence[Money],
    currency: str,
    rounding: Sequence[TaxRounding],
) -> Totals:
    plain_taxes = (_tax_line(*key, Money.of_minor(nets[key], currency)) for key in sorted(nets))
    taxes = tuple(_rounded(each, rounding) for each in plain_taxes)
    net = Money.sum(amounts, currency)
    tax = Money.sum((each.tax for each in taxes), currency)
    return Totals(net=net, taxes=taxes, tax=tax, total=net + tax)


def billable(totals: Totals) -> Totals:
    """The same totals. Raises TotalBelowZero or TaxBelowZero."""
    if totals.total.minor < 0:
        raise TotalBelowZero(totals.total.words)
    for each in totals.taxes:
        if each.tax.minor < 0:
            raise TaxBelowZero(plain(each.rate))
    return totals


def _tax_line(rate: Decimal, category: TaxCategory, net: Money) -> TaxLine:
    return TaxLine(rate=rate, category=category, net=net, tax=net.times(rate / 100))


def _rounded(line: TaxLine, rounding: Sequence[TaxRounding]) -> TaxLine:
    own = (each for each in rounding if (each.rate, each.category) == (line.rate, line.category))
    difference = Money.sum((each.difference for each in own), line.tax.currency)
    return line.model_copy(update={"tax": line.tax + difference}) if difference.minor else line
