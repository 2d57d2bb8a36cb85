"""What was entered of a line whose prices include tax, beside the net price that it has."""

from pydantic import Field

from jupiter_core.domain.discount import Discount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.unit_price import UnitPrice


class PriceWithTax(Frozen):
    """Of one unit, tax included; an amount off the line includes tax too."""

    unit_price: UnitPrice
    list_price: UnitPrice | None = Field(default=None, exclude_if=lambda price: price is None)
    discount: Discount | None = Field(default=None, exclude_if=lambda each: each is None)

    def __neg__(self) -> "PriceWithTax":
        return self.model_copy(update={"unit_price": -self.unit_price})
