"""What some lines have: a list price, a discount, as JSON and as typed."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from bot.intake.documents.base import Composite, Notation, checked, reading
from bot.intake.documents.values import Amount, Line, Percent, Price
from bot.intake.refusals import WrongShape
from jupiter_core.domain.discount import Discount, DiscountCode, discount_of
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import plain

_SHAPE = "a percentage or an amount, and why: 10% Launch partner"
_TYPED = re.compile(r"(?P<size>[^\s%]+(?:\s?%)?)(?:\s+(?P<reason>.*))?")


def discount_text(discount: Discount | None) -> str:
    """As a person types it."""
    if discount is None:
        return ""
    amount = f"{discount.amount.decimal:,f}" if discount.amount else ""
    size = f"{plain(discount.percent)}%" if discount.percent is not None else amount
    return f"{size} {discount.reason}".strip()


def _from_text(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    found = _TYPED.fullmatch(line_of(sent, "Discount", 150))
    if found is None:
        raise WrongShape(_SHAPE)
    kind = "percent" if found["size"].endswith("%") else "amount"
    return {kind: found["size"], "reason": found["reason"] or ""}


class LineDiscountBody(Composite):
    """A discount on one line (BG-27): a percentage of it, or an amount."""

    stand_ins: ClassVar = {}

    percent: Percent | None = None
    amount: Amount | None = None
    reason: Line = ""
    code: DiscountCode = Field(default=DiscountCode.DISCOUNT, description="UNTDID 5189.")

    def meant(self) -> Discount:
        """As the line has it. Raises what `discount_of` does."""
        return discount_of(self.percent, self.amount, self.reason, self.code)

    def misfits(self) -> list[Refusal]:
        """Neither a percentage nor an amount, or one that is none."""
        try:
            self.meant()
        except Refusal as refusal:
            return [refusal.at(refusal.path or "amount")]
        return []


LineDiscount = Annotated[
    LineDiscountBody | None,
    BeforeValidator(checked(_from_text)),
    Field(description="Taken off quantity × unit price."),
]
ListPrice = Annotated[
    Price | None,
    Field(
        description="Of one unit, before the price discount that leads to `unit_price`; above it."
    ),
]
