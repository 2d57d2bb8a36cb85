"""A purchase order as other systems read it, with how far it is used."""

from datetime import date

from pydantic import Field

from jupiter_core.domain.purchase_order import Drawdown, PoLine
from jupiter_core.domain.totals import plain
from jupiter_core.domain.unit import Unit
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource, Who


class PoLineResource(Resource):
    """One line, as the customer numbers it."""

    line: str
    description: str
    quantity: str | None
    unit_price: Amount | None
    unit: Unit | None = Field(description="UN/ECE Rec 20, of quantity and price.")

    @classmethod
    def of(cls, line: PoLine) -> "PoLineResource":
        return cls(
            line=line.line,
            description=line.description,
            quantity=plain(line.quantity) if line.quantity is not None else None,
            unit_price=str(line.unit_price) if line.unit_price else None,
            unit=line.unit,
        )


class PurchaseOrderResource(Resource):
    """`drawn` is what issued invoices took, less credit notes; `coming` what waits to be issued;
    `left` is null where there is no amount, and below zero where it is exceeded."""

    id: str
    customer_id: str
    number: str = Field(examples=["4500017342"])
    currency: Currency
    amount: Amount | None
    includes_tax: bool
    valid_until: date | None
    lines: tuple[PoLineResource, ...]
    contract_id: str | None
    closed: bool
    document: str | None = Field(
        description="SHA-256 of the file that accounts payable uploaded and this was recorded from."
    )
    drawn: Amount
    coming: Amount
    left: Amount | None
    recorded_by: Who
    sequence: int

    @classmethod
    def of(cls, used: Drawdown) -> "PurchaseOrderResource":
        """With its figures of this moment."""
        order, left = used.order, used.left
        return cls(
            id=order.id,
            customer_id=order.customer_id,
            number=order.number,
            currency=order.currency,
            amount=str(order.amount) if order.amount else None,
            includes_tax=order.includes_tax,
            valid_until=order.valid_until,
            lines=tuple(PoLineResource.of(each) for each in order.lines),
            contract_id=order.contract_id or None,
            closed=order.closed,
            document=order.document or None,
            drawn=str(used.issued),
            coming=str(used.coming),
            left=str(left) if left is not None else None,
            recorded_by=Who.of(order.recorded_by),
            sequence=order.sequence,
        )
