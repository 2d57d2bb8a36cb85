"""Discounts and charges on the whole, as JSON and as typed.

A person types a line for each: `10% Launch discount`, `500.00 Goodwill`; a charge begins with a
plus, and a rate of its own comes last: `+20.00 Freight @19%`.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Composite, Document, Notation, checked, reading
from bot.intake.documents.reading import required
from bot.intake.documents.taxes import LineTaxes
from bot.intake.documents.values import Amount, Flag, Line, Percent, Rate
from bot.intake.refusals import WrongShape
from jupiter_core.domain.adjustment import MOST_ADJUSTMENTS, Adjustment
from jupiter_core.domain.discount import discount_of
from jupiter_core.domain.refusals import Refusal, TooManyAdjustments
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import TaxCategory, plain

_LINE_LIMIT = 300
_SHAPE = "a line such as: 10% Launch discount, or +20.00 Freight @19%"
_TYPED = re.compile(
    r"(?P<charge>\+\s*)?(?P<size>\(?[-−]?[^\s%]+(?:\s?%)?)(?:\s+(?P<reason>.*?))?(?:\s*@\s*(?P<rate>[\d.,]+)\s*%?)?"
)


def adjustments_text(adjustments: Iterable[Adjustment]) -> str:
    """As a person types them; several taxes cannot be typed, and are left out."""
    return "\n".join(_text(each) for each in adjustments)


def typed_adjustments(text: str, currency: str) -> tuple[Adjustment, ...]:
    """As they are typed, a line each. Raises ValidationErrors."""
    sent = {"adjustments": text}
    document = required(AdjustmentsDocument, sent, Notation.PERSON, currency=currency)
    return tuple(each.meant() for each in document.adjustments)


def _text(each: Adjustment) -> str:
    size, mark = each.discount, "+" * each.charge
    amount = f"{size.amount.decimal:,f}" if size.amount else ""
    number = f"{plain(size.percent)}%" if size.percent is not None else amount
    rate = "" if each.tax_rate is None else f"@{plain(each.tax_rate)}%"
    return " ".join(part for part in (f"{mark}{number}", size.reason, rate) if part)


def _typed(line: str) -> dict[str, Any]:
    found = _TYPED.fullmatch(line_of(line, "Discount", _LINE_LIMIT))
    if found is None:
        raise WrongShape(_SHAPE)
    size = found["size"]
    kind = "percent" if size.endswith("%") else "amount"
    sent = {kind: size, "charge": bool(found["charge"]), "reason": found["reason"] or ""}
    return {**sent, "tax_rate": found["rate"]} if found["rate"] else sent


def _from_lines(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [_typed(line) for line in sent.splitlines() if line.strip()]


class AdjustmentBody(Composite):
    """A discount on the whole, or a `charge`: a percentage of the lines, or an amount.

    Without a tax of its own it is taxed as the lines are, shared over their taxes in proportion.
    """

    stand_ins: ClassVar = {}

    percent: Percent | None = None
    amount: Amount | None = None
    reason: Line = ""
    charge: Flag = False
    tax_rate: Rate | None = None
    tax_category: TaxCategory | None = Field(default=None, description="UNTDID 5305.")
    taxes: LineTaxes = ()

    def meant(self) -> Adjustment:
        """As the invoice has it. Raises what `discount_of` does."""
        return Adjustment(
            discount=discount_of(self.percent, self.amount, self.reason),
            charge=self.charge,
            tax_rate=self.tax_rate,
            tax_category=self.tax_category,
            taxes=tuple(each.meant() for each in self.taxes),
        )

    def misfits(self) -> list[Refusal]:
        """Neither a percentage nor an amount, or one that is none."""
        try:
            self.meant()
        except Refusal as refusal:
            return [refusal.at(refusal.path or "amount")]
        return []


def _at_most(found: tuple[AdjustmentBody, ...]) -> tuple[AdjustmentBody, ...]:
    if len(found) > MOST_ADJUSTMENTS:
        raise TooManyAdjustments(MOST_ADJUSTMENTS)
    return found


Adjustments = Annotated[
    tuple[AdjustmentBody, ...],
    BeforeValidator(checked(_from_lines)),
    AfterValidator(checked(_at_most)),
    Field(description="Discounts and charges on the whole, as EN 16931 has them (BG-20, BG-21)."),
]


class AdjustmentsDocument(Document):
    """Those alone, in a currency that is known."""

    adjustments: Adjustments = ()


PricesIncludeTax = Annotated[
    Flag,
    Field(
        description="Whether unit prices, list prices, discounts and charges are entered with tax. "
        "The total is then what they come to, and lines are stored at their net prices."
    ),
]
