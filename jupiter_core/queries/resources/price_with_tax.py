"""What was entered of a line whose prices include tax, as other systems read it."""

from typing import Self

from pydantic import Field

from jupiter_core.domain.totals import LineItem
from jupiter_core.queries.resources.line_discount import LineDiscountResource
from jupiter_core.queries.resources.shapes import Amount, Resource


class PriceWithTaxResource(Resource):
    """All with tax; `amount` is quantity × `unit_price` less the `discount`."""

    unit_price: Amount
    list_price: Amount | None = Field(description="Before the price discount; null without one.")
    discount: LineDiscountResource | None
    amount: Amount

    @classmethod
    def of(cls, line: LineItem) -> Self | None:
        """None where its price is net."""
        if line.with_tax is None:
            return None
        entered = line.as_entered
        return cls(
            unit_price=str(entered.unit_price),
            list_price=str(entered.list_price) if entered.list_price else None,
            discount=LineDiscountResource.of(entered),
            amount=str(entered.amount),
        )
