"""A line of an invoice's body that may be filled from a product of the catalogue."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    Tag,
    ValidationError,
)

from bot.api.schemas.party import ById
from bot.intake.documents.base import WIDEST_CURRENCY, Document
from bot.intake.documents.invoice import Description, LineBody
from bot.intake.documents.product import ProductCode
from bot.intake.documents.values import Price
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal, Required

_NO_PRICE = Money.zero(WIDEST_CURRENCY)


class ByCode(Document):
    code: ProductCode


def _way(said: Any) -> str:
    """In which of the two ways a product is named: only its own mistakes are told."""
    if isinstance(said, ById) or (isinstance(said, Mapping) and "id" in said):
        return "by id"
    return "by code"


ProductRef = Annotated[
    Annotated[ById, Tag("by id")] | Annotated[ByCode, Tag("by code")],
    Discriminator(_way),
    Field(
        description="By its id or its code. It fills in the description, the unit price and the "
        "list price in the invoice's currency, and the tax, wherever the line does not say them."
    ),
]


class InvoiceLineBody(LineBody):
    """`unit_price` is negative for a credit; `tax_rate` is a percentage. With a `product`, its
    description, price and tax hold where the line does not say others."""

    stand_ins: ClassVar = {}

    description: Description = Field(default="", description="Required without a product.")
    unit_price: Price | None = Field(  # type: ignore[assignment]
        default=None, description="Of one unit, with up to 8 decimals. Required without a product."
    )
    product: ProductRef | None = None

    @classmethod
    def _mended(
        cls,
        sent: Mapping[str, Any],
        found: ValidationError,
        handler: ModelWrapValidatorHandler[Self],
    ) -> Self:
        """A product that is named wrongly is one still: nothing else is missing for it."""
        whole = super()._mended(sent, found, handler)
        if whole.product or sent.get("product") is None:
            return whole
        return whole.model_copy(update={"product": ByCode(code="any")})

    def misfits(self) -> list[Refusal]:
        """Also what no product fills in."""
        unpriced = {"unit_price": _NO_PRICE, "list_price": None}
        priced = self if self.unit_price else self.model_copy(update=unpriced)
        found = LineBody.misfits(priced)
        if self.product is None and "description" not in self.model_fields_set:
            found.append(Required("A description").at("description"))
        if self.product is None and self.unit_price is None:
            found.append(Required("A price").at("unit_price"))
        return found
