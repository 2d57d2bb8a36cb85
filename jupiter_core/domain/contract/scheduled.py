"""A schedule: the invoices that come from a contract, before any of them is a draft."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.tax_included import net_prices
from jupiter_core.domain.totals import LineItem, Quantity, TaxRate, Totals, totals_of
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


class ScheduledInvoice(Frozen):
    """One invoice. A fee's own invoice has no period. `adjustments` are as many as the contract
    has, an amount being this invoice's share of it. Where `prices_include_tax`, lines and
    adjustments are with tax, as the contract has them; `net`, `tax` and `total` are what the
    invoice will say."""

    sequence: int
    issue_on: date
    due_on: date
    period_start: date | None
    period_end: date | None
    lines: tuple[ScheduledLine, ...]
    adjustments: tuple[Adjustment, ...] = Field(default=(), exclude_if=lambda each: not each)
    net: Money
    tax: Money
    total: Money
    prices_include_tax: bool = Field(default=False, exclude_if=lambda is_so: not is_so)

    @property
    def is_provisional(self) -> bool:
        """Whether it waits for the value of an index."""
        return any(line.provisional for line in self.lines)

    @property
    def totals(self) -> Totals:
        """How they come about."""
        items, currency = [line.item for line in self.lines], self.total.currency
        if self.prices_include_tax:
            return net_prices(items, self.adjustments, currency).totals(currency)
        return totals_of(items, currency, adjustments=self.adjustments)


class PendingMilestone(Frozen):
    """A part of a fee that waits for an acceptance: `line` and `part` are its places, from 0."""

    line: int
    part: int
    name: str
    description: str
    expected_on: date | None
    net: Money
    tax: Money
    total: Money

    @property
    def words(self) -> str:
        """`on acceptance of Go-live, expected 30 Jun 2027`."""
        expected = f", expected {spelled_day(self.expected_on)}" if self.expected_on else ""
        return f"on acceptance of {self.name}{expected}"


class TrueUp(Frozen):
    """A contract year that is billed before its `indexes` are known, at `billed` without tax unless
    prices include it: the difference is reckoned when they are, for the day `on`."""

    contract_year: int
    on: date
    indexes: tuple[str, ...]
    billed: Money

    @property
    def words(self) -> str:
        """`for year 2, on 1 Jan 2028, on USD 120,000.00`."""
        day = spelled_day(self.on)
        return f"for year {self.contract_year}, on {day}, on {self.billed.words}"


class CreditMethod(StrEnum):
    """What becomes of what issued invoices bill more than a change leaves due: the next invoice
    takes it off, a credit note gives it back, or it stays as billed."""

    NEXT_INVOICE = "next_invoice"
    CREDIT_NOTE = "credit_note"
    NONE = "none"


class SettledLine(Frozen):
    """What is settled apart from the invoices of the schedule; the line's amount is negative, or
    what of it came due again."""

    credit_method: CreditMethod
    line: ScheduledLine


class IndexWait(NamedTuple):
    """What waits for an index `on` a day: an invoice, or the difference of a contract year that is
    billed already."""

    on: date
    true_up_year: int | None


class Schedule(Frozen):
    """All invoices of a contract, in the order of their issue.

    `pending` waits for acceptances, `true_ups` for indexes. `contract_net` is the sum of all nets;
    `credit_remaining` what no invoice uses of the credits, expired or not; `settled` what changes
    of the contract gave back or left as billed.
    """

    invoices: tuple[ScheduledInvoice, ...]
    contract_net: Money
    credit_remaining: Money
    pending: tuple[PendingMilestone, ...] = Field(default=(), exclude_if=lambda each: not each)
    settled: tuple[SettledLine, ...] = Field(default=(), exclude_if=lambda lines: not lines)
    true_ups: tuple[TrueUp, ...] = Field(default=(), exclude_if=lambda each: not each)

    @property
    def waits_on(self) -> IndexWait | None:
        """The first day for which an index has to be known."""
        held = ((each.issue_on, None) for each in self.invoices if each.is_provisional)
        later = ((each.on, each.contract_year) for each in self.true_ups)
        days = sorted((*held, *later), key=lambda each: each[0])
        return IndexWait(*days[0]) if days else None
