"""The lines of a contract: subscription, one-time fee, milestones, usage credit."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.description import DESCRIPTION_LIMIT as DESCRIPTION_LIMIT
from jupiter_core.domain.contract.description import Description as Description
from jupiter_core.domain.contract.description import description_of as description_of
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.contract.percent import EscalatorPercent as EscalatorPercent
from jupiter_core.domain.contract.percent import escalator_percent_of as escalator_percent_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, decimals_of
from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.totals import Quantity, TaxRate, plain, quantity_of
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import FinePrice, UnitPrice


def discount_percent_of(value: Decimal) -> Decimal:
    """A discount, 0 to 100. Raises OutOfRange."""
    if not value.is_finite() or not 0 <= value <= 100 or decimals_of(value) > 4:
        raise OutOfRange("A discount", "0", "100 percent, with four decimals at most")
    return abs(value)


_Plain = PlainSerializer(plain, return_type=str)
DiscountPercent = Annotated[Decimal, AfterValidator(discount_percent_of), _Plain]


class CreditUse(StrEnum):
    """How a usage credit is put on the invoices."""

    UNTIL_EXHAUSTED = "until_exhausted"
    EVENLY = "evenly"


class Escalator(Frozen):
    """From this contract year on, the price is higher by `percent`."""

    contract_year: int
    percent: EscalatorPercent


class PriceChange(Frozen):
    """A yearly price agreed anew, from the first day of a contract month on.

    It replaces the price, as it stands in the contract year of that day: of the escalators, only
    those of later contract years apply to it. The discount applies as before.
    """

    from_date: date
    annual_price: UnitPrice


def changed_quantity_of(value: Decimal) -> Decimal:
    """A quantity from a day on; none is the end of the product. Raises OutOfRange."""
    return value if value == 0 else quantity_of(value)


class QuantityChange(Frozen):
    """How many units there are from a day on, until the next change; zero ends the product.

    The price stays as agreed, with its escalators and discounts.
    """

    from_date: date
    quantity: Annotated[Decimal, AfterValidator(changed_quantity_of), _Plain]


class Subscription(Frozen):
    """A product with a yearly price, or with `yearly_prices` (a ramp) whose last one holds on.

    `starts_on` is set for a product that was added later; its price is as of the contract year in
    which it starts, so that only the escalators of later years apply. `discount_years` empty
    means every year. `list_price` is what one costs a year before the price discount (BT-147):
    escalators and the index raise it as they raise the price, so that the discount stays the same
    share of it; a price that is agreed anew leaves it. Where it is not above the price, as in a
    late year of a ramp, invoices show none.
    """

    kind: Literal["subscription"] = "subscription"
    description: Description
    quantity: Quantity = Decimal(1)
    annual_price: UnitPrice | None = None
    yearly_prices: tuple[UnitPrice, ...] = ()
    escalators: tuple[Escalator, ...] = ()
    discount_percent: DiscountPercent = Decimal(0)
    discount_years: tuple[int, ...] = ()
    tax_rate: TaxRate = Decimal(0)
    starts_on: date | None = None
    price_changes: tuple[PriceChange, ...] = ()
    quantity_changes: tuple[QuantityChange, ...] = Field(
        default=(), exclude_if=lambda changes: not changes
    )
    unit: Unit | None = Field(default=None, exclude_if=lambda each: each is None)
    indexation: Indexation | None = Field(default=None, exclude_if=lambda clause: clause is None)
    list_price: UnitPrice | None = Field(default=None, exclude_if=lambda price: price is None)

    def rises(self, years: int, known_until: int | None = None) -> tuple[Escalator, ...]:
        """The escalators up to that contract year; a year without one follows the index, if there
        is one, and after the year `known_until` rises by its floor, whatever is known by now."""
        clause = self.indexation
        if clause is None:
            return self.escalators
        fixed = {each.contract_year: each for each in self.escalators}
        return tuple(
            fixed.get(n)
            or Escalator(
                contract_year=n,
                percent=clause.unknown.percent
                if known_until is not None and n > known_until
                else clause.rise(n).percent,
            )
            for n in range(2, years + 1)
        )

    def known_until(self, year: int) -> int:
        """The last contract year, up to `year`, whose price waits for no index."""
        awaited = self.awaited_year(year)
        return year if awaited is None else awaited - 1

    def awaited_year(self, years: int) -> int | None:
        """The first contract year whose index nobody has said, of those that the prices of so many
        years need: an indexed year needs its own and that of the year before."""
        if self.indexation is None:
            return None
        indexed = {*range(2, years + 1)} - {each.contract_year for each in self.escalators}
        needed = sorted({year for n in indexed for year in (n - 1, n)})
        return next((n for n in needed if self.indexation.value_of(n) is None), None)

    @property
    def index_words(self) -> tuple[tuple[int, str], ...]:
        """Of each contract year whose index is known, how its price comes about."""
        clause = self.indexation
        fixed = {each.contract_year: each.percent for each in self.escalators}
        return tuple(
            (
                each.contract_year,
                f"fixed {plain(fixed[each.contract_year])}%, index {plain(each.value)}"
                if each.contract_year in fixed
                else clause.rise(each.contract_year).words,
            )
            for each in (clause.values if clause else ())
            if clause
        )

    def is_provisional(self, year: int) -> bool:
        """Whether its price of that contract year waits for the value of an index."""
        return self.awaited_year(year) is not None

    @property
    def has_fine_price(self) -> bool:
        """Whether one of its prices has more decimals than the currency."""
        changed = (each.annual_price for each in self.price_changes)
        prices = (self.annual_price, *self.yearly_prices, *changed)
        return any(isinstance(each, FinePrice) for each in prices)

    def quantity_on(self, day: date) -> Decimal:
        """How many units are agreed for `day`."""
        past = [each for each in self.quantity_changes if each.from_date <= day]
        return max(past, key=lambda each: each.from_date).quantity if past else self.quantity


class OneTime(Frozen):
    """A fee, on the first invoice or on the first that is issued on or after `bill_on`; with
    `own_invoice`, on one of its own on that day. `list_price` is what it would be without the
    price discount."""

    kind: Literal["one_time"] = "one_time"
    description: Description
    amount: Money
    bill_on: date | None = None
    tax_rate: TaxRate = Decimal(0)
    own_invoice: bool = Field(default=False, exclude_if=lambda own: not own)
    list_price: UnitPrice | None = Field(default=None, exclude_if=lambda price: price is None)


class UsageCredit(Frozen):
    """A prepaid credit, given as a positive amount. No invoice after `expires_on` draws on it.

    Without a rate of its own it has that of the contract's first subscription.
    """

    kind: Literal["usage_credit"] = "usage_credit"
    description: Description
    amount: Money
    apply: CreditUse = CreditUse.UNTIL_EXHAUSTED
    tax_rate: TaxRate | None = None
    expires_on: date | None = None


ContractLine = Annotated[
    Subscription | OneTime | Milestones | UsageCredit, Field(discriminator="kind")
]
