"""The lines of an invoice as other systems read them."""

from datetime import date

from pydantic import Field

from jupiter_core.domain.totals import LineItem, TaxCategory, plain
from jupiter_core.domain.unit import Unit
from jupiter_core.queries.resources.line_discount import LineDiscountResource
from jupiter_core.queries.resources.price_with_tax import PriceWithTaxResource
from jupiter_core.queries.resources.shapes import (
    Amount,
    Resource,
)
from jupiter_core.queries.resources.sums import (
    CertificateResource,
    NamedTaxResource,
)


class LineResource(Resource):
    """`unit_price` is negative for a credit; `tax_rate` is a percentage."""

    description: str
    quantity: str = Field(examples=["250"])
    unit_price: Amount
    amount: Amount
    tax_rate: str = Field(examples=["8.875"])
    tax_category: TaxCategory = Field(description="UNTDID 5305.")
    service_start: date | None
    service_end: date | None
    arithmetic: str = Field(description="How the price came about, for people.")
    po_number: str = Field(description="Of this line; empty where it is the invoice's.")
    taxes: tuple[NamedTaxResource, ...] = Field(
        description="Where it bears several; `tax_rate` is then what they are together."
    )
    certificate: CertificateResource | None = Field(
        description="Of an exempt line, the customer's certificate."
    )
    po_line: str = Field(description="The line of the PO that it bills.")
    unit: Unit | None = Field(description="UN/ECE Rec 20; null where it is only counted.")
    discount: LineDiscountResource | None = Field(description="Taken off; `amount` is after it.")
    list_price: Amount | None = Field(
        description="Of one unit, before the price discount; null without one."
    )
    with_tax: PriceWithTaxResource | None = Field(
        description="What was entered, where prices include tax; all else of the line is net."
    )

    @classmethod
    def of(cls, line: LineItem) -> "LineResource":
        return cls(
            description=line.description,
            quantity=plain(line.quantity),
            unit_price=str(line.unit_price),
            amount=str(line.amount),
            tax_rate=plain(line.all_rates),
            tax_category=line.category,
            service_start=line.service_start,
            service_end=line.service_end,
            arithmetic=line.arithmetic,
            po_number=line.po_number,
            taxes=tuple(NamedTaxResource.of(each) for each in line.taxes),
            certificate=CertificateResource.of(line.certificate),
            po_line=line.po_line,
            unit=line.unit,
            discount=LineDiscountResource.of(line),
            list_price=str(line.list_price) if line.list_price else None,
            with_tax=PriceWithTaxResource.of(line),
        )
