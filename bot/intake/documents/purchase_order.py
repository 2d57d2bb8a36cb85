"""A purchase order as JSON."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.intake.documents.base import Document, checked
from bot.intake.documents.line_unit import LineUnit
from bot.intake.documents.values import Currency, Day, Flag, Id, Line, Number, Quantity
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.money import Money
from jupiter_core.domain.purchase_order import (
    MOST_LINES,
    PoLine,
    PurchaseOrder,
    po_line_number_of,
)
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.unit_price import UnitPrice, unit_price_of


class PoLineBody(Document):
    """One line, as the customer numbers it."""

    line: Annotated[Line, Field(examples=["10"]), AfterValidator(checked(po_line_number_of))]
    description: Line = ""
    quantity: Quantity | None = None
    unit_price: Number | None = None
    unit: LineUnit = None


class PurchaseOrderChange(Document):
    """A purchase order as it is to be."""

    number: Annotated[Line, Field(examples=["4500017342"])]
    currency: Currency
    amount: Annotated[
        Number | None, Field(description="What was ordered; without it nothing is drawn down.")
    ] = None
    includes_tax: Annotated[
        Flag, Field(description="Whether the amount includes tax; else nets are drawn from it.")
    ] = False
    valid_until: Annotated[Day | None, Field(description="Its last day.")] = None
    lines: Annotated[tuple[PoLineBody, ...], Field(max_length=MOST_LINES)] = ()
    contract_id: Id | None = None
    closed: Flag = False

    def meant(self, customer_id: str, by: Actor) -> PurchaseOrder:
        """Unchecked; its id is given by the command. Raises what `Money.of` does, at its place."""
        return PurchaseOrder(
            id="",
            workspace_id="",
            customer_id=customer_id,
            number=self.number,
            currency=self.currency,
            amount=self._money("amount", self.amount),
            includes_tax=self.includes_tax,
            valid_until=self.valid_until,
            lines=tuple(self._line(n, each) for n, each in enumerate(self.lines)),
            contract_id=self.contract_id or "",
            closed=self.closed,
            recorded_by=by,
        )

    def _line(self, n: int, line: PoLineBody) -> PoLine:
        return PoLine(
            line=line.line,
            description=line.description,
            quantity=line.quantity,
            unit_price=self._price(f"lines[{n}].unit_price", line.unit_price),
            unit=line.unit,
        )

    def _price(self, path: str, number: Number | None) -> UnitPrice | None:
        if number is None:
            return None
        return placed(path, lambda: unit_price_of(number, self.currency))

    def _money(self, path: str, number: Number | None) -> Money | None:
        if number is None:
            return None
        return placed(path, lambda: Money.of(number, self.currency))


class PurchaseOrderBody(PurchaseOrderChange):
    """A new one, of a customer by their id."""

    customer_id: Id
