"""A schedule: the invoices that come from a contract, before any of them is a draft."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import (
    Field,
    GetPydanticSchema,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import core_schema

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.packed_lines import PackedLines, table_of, unpacked
from jupiter_core.domain.contract.scheduled_line import BeforeDiscount as BeforeDiscount
from jupiter_core.domain.contract.scheduled_line import LineChange as LineChange
from jupiter_core.domain.contract.scheduled_line import LineKind as LineKind
from jupiter_core.domain.contract.scheduled_line import ScheduledLine as ScheduledLine
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax_included import net_prices
from jupiter_core.domain.totals import Totals, totals_of

_TABLE = "line_table"


def _as_packed(value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> Any:
    return value if isinstance(value, PackedLines) else read(value)


def _lines_schema(_source: Any, schema_of: Any) -> core_schema.CoreSchema:
    """A tuple of lines, or packed ones as they are."""
    plain = schema_of(tuple[ScheduledLine, ...])
    spelled = core_schema.wrap_serializer_function_ser_schema(
        lambda lines, spell: spell(tuple(lines)), schema=plain
    )
    return core_schema.no_info_wrap_validator_function(_as_packed, plain, serialization=spelled)


Lines = Annotated[Sequence[ScheduledLine], GetPydanticSchema(_lines_schema)]


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
    lines: Lines
    adjustments: tuple[Adjustment, ...] = Field(default=(), exclude_if=lambda each: not each)
    net: Money
    tax: Money
    total: Money
    prices_include_tax: bool = Field(default=False, exclude_if=lambda is_so: not is_so)

    @property
    def is_provisional(self) -> bool:
        """Whether it waits for the value of an index."""
        if isinstance(self.lines, PackedLines):
            return self.lines.have("provisional")
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

    A long one keeps its lines packed: `line_table` has each line once, without the days where those
    are its invoice's period, and invoices have the places of theirs in it.
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

    @model_validator(mode="before")
    @classmethod
    def _with_lines_of_the_table(cls, given: Any) -> Any:
        if not isinstance(given, dict) or _TABLE not in given:
            return given
        plain = {name: value for name, value in given.items() if name != _TABLE}
        return {**plain, "invoices": unpacked(given[_TABLE], given["invoices"])}

    @model_serializer(mode="wrap")
    def _packed_where_it_is(
        self, plain: SerializerFunctionWrapHandler, info: SerializationInfo
    ) -> dict[str, Any]:
        table = table_of(each.lines for each in self.invoices)
        if table is None:
            spelled: dict[str, Any] = plain(self)
            return spelled
        spelled = plain(self.model_copy(update={"invoices": ()}))
        invoices = [
            {**each.model_dump(mode=info.mode, exclude={"lines"}), "lines": lines.places}
            for each in self.invoices
            if isinstance(lines := each.lines, PackedLines)
        ]
        return {**spelled, "invoices": invoices, _TABLE: table.rows}
