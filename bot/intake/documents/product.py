"""A product's document: for the API, for the set-up file, and for forms."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from bot.intake.documents.base import Composite, InCurrency, checked, spoken
from bot.intake.documents.invoice import category_of
from bot.intake.documents.line_unit import LineUnit
from bot.intake.documents.party_parts import YesOrNo
from bot.intake.documents.values import Currency, Id, Line, Paragraph, Price, Rate
from bot.intake.drafts.invoice import TAX_CHOICES
from bot.intake.refusals import RateNotZero
from jupiter_core.domain.product import (
    MOST_ENTITY_TAXES,
    MOST_PRICES,
    EntityTax,
    Product,
    ProductTax,
    product_code_of,
    product_description_of,
    product_name_of,
)
from jupiter_core.domain.refusals import Refusal, Required
from jupiter_core.domain.totals import TaxCategory, plain

ProductName = Annotated[
    Line, AfterValidator(checked(product_name_of)), Field(examples=["Platform Enterprise"])
]
ProductCode = Annotated[
    Line, AfterValidator(checked(product_code_of)), Field(examples=["PLAT-ENT"])
]
_Category = Annotated[
    TaxCategory | None,
    spoken(category_of),
    Field(description="UNTDID 5305. Where it is left out, the rate decides."),
]


class ProductPriceBody(InCurrency):
    """One unit, in one currency; the price of a credit is negative."""

    currency: Currency
    unit_price: Price
    list_price: Annotated[
        Price | None,
        Field(
            examples=["600.00"],
            description="What one costs before a price discount; above the unit price. Lines that "
            "the product fills in have both.",
        ),
    ] = None


class TaxBody(Composite):
    """A rate in percent, a category, or both; neither is as the lines of the deal have it."""

    tax_rate: Rate | None = None
    tax_category: _Category = None

    def misfits(self) -> list[Refusal]:
        """A category without the rate that it needs, or with one that it forbids."""
        rate, category = self.tax_rate, self.tax_category
        if category is TaxCategory.STANDARD and rate is None:
            return [Required("A tax rate").at("tax_rate")]
        if rate and category and category is not TaxCategory.STANDARD:
            words = TAX_CHOICES.get(category.value, category.value)
            return [RateNotZero(words, plain(rate)).at("tax_rate")]
        return []

    def tax(self) -> ProductTax | None:
        """None where nothing is said."""
        if self.tax_rate is None and self.tax_category is None:
            return None
        return ProductTax(rate=self.tax_rate or Decimal(0), category=self.tax_category)


class EntityTaxBody(TaxBody):
    """The tax where one legal entity bills it."""

    stand_ins: ClassVar = {"sender_profile_id": "-"}

    sender_profile_id: Id

    def misfits(self) -> list[Refusal]:
        """Also a tax of which nothing is said."""
        nothing = self.tax_rate is None and self.tax_category is None
        return [Required("A tax rate").at("tax_rate")] if nothing else super().misfits()

    def meant(self) -> EntityTax:
        """As a product has it."""
        return EntityTax(sender_profile_id=self.sender_profile_id, tax=self.tax() or ProductTax())


class ProductBody(TaxBody):
    """A product as it is to be. `prices` has one unit price a currency."""

    stand_ins: ClassVar = {"name": "?"}

    name: ProductName
    code: Annotated[
        ProductCode, Field(description="Unique in the workspace, in any letter case.")
    ] = ""
    description: Annotated[
        Paragraph,
        AfterValidator(checked(product_description_of)),
        Field(description="What a line of it says; the name where it is empty."),
    ] = ""
    prices: Annotated[tuple[ProductPriceBody, ...], Field(max_length=MOST_PRICES)] = ()
    entity_taxes: Annotated[tuple[EntityTaxBody, ...], Field(max_length=MOST_ENTITY_TAXES)] = ()
    retired: Annotated[
        YesOrNo, Field(description="Kept with its code, and offered to nobody any more.")
    ] = False

    unit: LineUnit = None

    def meant(self, product_id: str) -> Product:
        """The product, under this id."""
        return Product(
            id=product_id,
            name=self.name,
            code=self.code,
            description=self.description,
            prices=tuple(each.unit_price for each in self.prices),
            list_prices=tuple(each.list_price for each in self.prices if each.list_price),
            tax=self.tax(),
            entity_taxes=tuple(each.meant() for each in self.entity_taxes),
            retired=self.retired,
            unit=self.unit,
        )
