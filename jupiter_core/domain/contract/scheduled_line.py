"""One line of an invoice to come."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.totals import LineItem, Quantity, TaxRate
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import UnitPrice

LineKind = Literal["subscription", "one_time", "milestones", "usage_credit"]


class LineChange(StrEnum):
    """What a line does to what was billed before of the same product and contract year."""

    ADDED = "added"
    CREDITED = "credited"
    CHANGED = "changed"
    TRUE_UP = "true_up"
    """The difference that an index makes to a year that was billed before it was known."""


class BeforeDiscount(Frozen):
    """What a line comes to at its list amounts, and the discount that the contract gives on it.

    `quantity` and `unit_price` are there when their product is `amount` exactly.
    """

    amount: Money
    discount: Discount
    quantity: Quantity | None = None
    unit_price: UnitPrice | None = None
    arithmetic: str = ""


class ScheduledLine(Frozen):
    """One line of a coming invoice; a credit's amount is negative.

    `contract_line` is the position of its line in the contract, `part` that of its milestone there.
    `quantity` and `unit_price` are there when their product is the amount exactly, so that a paper
    can show them. `arithmetic` explains the amount to people (`250 × 480.00 × 1.05, 3 of 12
    months`); it is empty when there is nothing to explain. `provisional` waits for an index;
    `known_until` is there where the line does not wait though its year's index is not known, and
    is the contract year up to which its price was.
    `change` is there where a change of the contract made the line; the description says so too. A
    discount of the contract is in all of these; `before_discount` tells it apart. `list_price` is
    of what the invoice's line is, one unit or all of it.
    """

    description: str
    kind: LineKind
    contract_line: int
    contract_year: int | None = None
    service_start: date | None = None
    service_end: date | None = None
    amount: Money
    tax_rate: TaxRate
    quantity: Quantity | None = None
    unit_price: UnitPrice | None = None
    arithmetic: str = ""
    taxes: tuple[NamedTax, ...] = Field(default=(), exclude_if=lambda each: not each)
    part: int | None = Field(default=None, exclude_if=lambda part: part is None)
    unit: Unit | None = Field(default=None, exclude_if=lambda each: each is None)
    provisional: bool = Field(default=False, exclude_if=lambda waits: not waits)
    known_until: int | None = Field(default=None, exclude_if=lambda year: year is None)
    change: LineChange | None = Field(default=None, exclude_if=lambda change: change is None)
    before_discount: BeforeDiscount | None = Field(
        default=None, exclude_if=lambda amounts: amounts is None
    )
    list_price: UnitPrice | None = Field(default=None, exclude_if=lambda price: price is None)

    @property
    def item(self) -> LineItem:
        """As a line of an invoice; its amount is exactly this one's."""
        shown = self.before_discount or self
        return LineItem(
            description=self.description,
            quantity=shown.quantity or Decimal(1),
            unit_price=shown.unit_price or shown.amount,
            unit=self.unit if shown.quantity else None,
            tax_rate=self.tax_rate,
            taxes=self.taxes,
            discount=self.before_discount.discount if self.before_discount else None,
            list_price=self.list_price,
        )

    @property
    def item_arithmetic(self) -> str:
        """How the amount of that line came about before its discount, which it shows by itself."""
        return (self.before_discount or self).arithmetic
