"""The discount of a line as other systems read it."""

from typing import Self

from pydantic import Field

from jupiter_core.domain.discount import DiscountCode
from jupiter_core.domain.totals import LineItem, plain
from jupiter_core.queries.resources.shapes import Amount, Resource


class LineDiscountResource(Resource):
    """`amount` is taken off `base`, which is quantity × unit price."""

    percent: str | None = Field(description="Of `base`; null where an amount was agreed.")
    base: Amount
    amount: Amount
    reason: str
    code: DiscountCode = Field(description="UNTDID 5189.")

    @classmethod
    def of(cls, line: LineItem) -> Self | None:
        """None where the line has none."""
        own = line.discount
        if own is None:
            return None
        return cls(
            percent=None if own.percent is None else plain(own.percent),
            base=str(line.gross),
            amount=str(own.off(line.gross)),
            reason=own.reason,
            code=own.code,
        )
