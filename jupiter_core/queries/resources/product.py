"""Products as other systems read them."""

from pydantic import Field

from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.product import Product, ProductTax
from jupiter_core.domain.totals import TaxCategory, plain
from jupiter_core.domain.unit import Unit
from jupiter_core.queries.resources.shapes import Resource


class ProductPriceResource(Resource):
    """One unit, in one currency."""

    currency: str
    unit_price: str
    list_price: str | None = Field(
        default=None,
        exclude_if=lambda price: price is None,
        description="Before a price discount; left out where there is none.",
    )


class EntityTaxResource(Resource):
    """The tax where one legal entity bills it."""

    sender_profile_id: str
    tax_rate: str
    tax_category: TaxCategory | None


class ProductResource(Resource):
    """What can be picked in a line, as of now; a line keeps its own copy."""

    id: str
    name: str
    code: str
    description: str = Field(description="What a line of it says; the name where it is empty.")
    prices: tuple[ProductPriceResource, ...]
    tax_rate: str | None = Field(description="Null: as the lines of the deal have it.")
    tax_category: TaxCategory | None
    entity_taxes: tuple[EntityTaxResource, ...]
    retired: bool
    unit: Unit | None = Field(description="UN/ECE Rec 20, of what its prices are.")

    @classmethod
    def of(cls, product: Product) -> "ProductResource":
        tax = product.tax
        return cls(
            id=product.id,
            name=product.name,
            code=product.code,
            description=product.description,
            prices=tuple(
                ProductPriceResource(
                    currency=each.currency,
                    unit_price=str(each),
                    list_price=str(listed)
                    if (listed := product.list_price_in(each.currency))
                    else None,
                )
                for each in product.prices
            ),
            tax_rate=_rate(tax) if tax else None,
            tax_category=tax.category if tax else None,
            entity_taxes=tuple(
                EntityTaxResource(
                    sender_profile_id=each.sender_profile_id,
                    tax_rate=_rate(each.tax),
                    tax_category=each.tax.category,
                )
                for each in product.entity_taxes
            ),
            retired=product.retired,
            unit=product.unit,
        )


def _rate(tax: ProductTax) -> str:
    return plain(tax.rate)


def product_tag(product: Product) -> str:
    """Another one with each change; products have no sequence of their own."""
    return sha256_hex(canonical_json(product))[:16]
