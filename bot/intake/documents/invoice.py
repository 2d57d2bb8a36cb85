"""An invoice's document: its terms and lines, and how a person says the tax of a line."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from bot.intake.documents.adjustments import Adjustments, PricesIncludeTax
from bot.intake.documents.base import Composite, InCurrency, Notation, checked, reading, spoken
from bot.intake.documents.line_parts import LineDiscount, ListPrice
from bot.intake.documents.line_unit import LineUnit
from bot.intake.documents.payment_terms import WithPaymentTerms
from bot.intake.documents.references import References
from bot.intake.documents.tax_currency import TaxInCurrency
from bot.intake.documents.taxes import CertificateNumber, LineTaxes
from bot.intake.documents.values import (
    Currency,
    Day,
    EarlyPaymentTerm,
    LateFeeTerm,
    Line,
    Memo,
    Paragraph,
    PoNumber,
    Price,
    Quantity,
    Rate,
    Whole,
)
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.intake.refusals import NotAmong, RateNotZero
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.contract.lines import description_of
from jupiter_core.domain.po_number import po_line_of
from jupiter_core.domain.references import Reference
from jupiter_core.domain.refusals import CertificateOfTaxed, NoLines, RateBesideTaxes, Refusal
from jupiter_core.domain.terms import issue_date_of, net_terms_of
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import LineItem, TaxCategory, plain, service_end_of

EXAMPLE_LINE: dict[str, Any] = {
    "description": "Platform Enterprise, year 1 of 3",
    "quantity": "1",
    "unit_price": "1200000.00",
}


def category_of(choice: str) -> TaxCategory | None:
    """A key of TAX_CHOICES; none where the rate decides. Raises NotAmong."""
    if choice not in TAX_CHOICES:
        raise NotAmong(line_of(choice, "Tax", 30), ", ".join(TAX_CHOICES.values()))
    return None if choice == CHARGED else TaxCategory(choice)


Description = Annotated[Paragraph, AfterValidator(checked(description_of))]
IssueDate = Annotated[Day, AfterValidator(checked(issue_date_of))]
NetTerms = Annotated[
    Whole,
    AfterValidator(checked(net_terms_of)),
    Field(
        examples=[45],
        description="Days from issue until due; terms that days do not say are `payment_terms`.",
    ),
]


class LineBody(Composite):
    """`unit_price` is negative for a credit; `tax_rate` is a percentage."""

    stand_ins: ClassVar = {"description": "?", "unit_price": Decimal(0)}

    description: Description
    quantity: Quantity = Field(default=1, examples=["250"], validate_default=True)
    unit_price: Price
    tax_rate: Rate = Field(default=0, examples=["8.875"], validate_default=True)
    tax_category: Annotated[TaxCategory | None, spoken(category_of)] = Field(
        default=None, description="UNTDID 5305. Where it is left out, the rate decides."
    )
    service_start: Day | None = None
    service_end: Day | None = None
    po_number: Annotated[
        PoNumber, Field(description="Of this line, where it is another than the invoice's.")
    ] = ""
    taxes: LineTaxes = ()
    certificate: CertificateNumber = ""
    po_line: Annotated[
        Line,
        AfterValidator(checked(po_line_of)),
        Field(examples=["10"], description="The number of the line of the PO that it bills."),
    ] = ""

    unit: LineUnit = None
    discount: LineDiscount = None
    list_price: ListPrice = None

    def meant(self) -> LineItem:
        """As the invoice has it."""
        return LineItem(
            description=self.description,
            quantity=self.quantity,
            unit_price=self.unit_price,
            tax_rate=self.tax_rate,
            tax_category=self.tax_category,
            service_start=self.service_start,
            service_end=self.service_end,
            po_number=self.po_number,
            taxes=tuple(each.meant() for each in self.taxes),
            certificate=Certificate(number=self.certificate) if self.certificate else None,
            po_line=self.po_line,
            unit=self.unit,
            discount=self.discount.meant() if self.discount else None,
            list_price=self.list_price,
        )

    def misfits(self) -> list[Refusal]:
        """An amount beyond all, a service that ends too early, a rate that its tax forbids."""
        found: list[Refusal] = []
        try:
            _ = self.meant().amount
        except Refusal as refusal:
            found.append(refusal.at("unit_price"))
        else:
            found += [*self._list_price_misfits(), *self._discount_misfits()]
        try:
            if self.service_end:
                service_end_of(self.service_end, self.service_start)
        except Refusal as refusal:
            found.append(refusal.at("service_end"))
        category, rate = self.tax_category, self.tax_rate
        if reading().notation is Notation.PERSON and category and rate:
            told = RateNotZero(TAX_CHOICES.get(category.value, category.value), plain(rate))
            found.append(told.at("tax_category"))
        return [*found, *self._tax_misfits()]

    def _list_price_misfits(self) -> list[Refusal]:
        """A list price that is not above the price."""
        try:
            _ = self.meant().price_discount
        except Refusal as refusal:
            return [refusal.at("list_price")]
        return []

    def _discount_misfits(self) -> list[Refusal]:
        """A discount that is more than the line."""
        line = self.meant()
        try:
            if line.discount:
                line.discount.expect_within(line.gross)
        except Refusal as refusal:
            return [refusal.at("discount")]
        return []

    def _tax_misfits(self) -> list[Refusal]:
        """Several taxes beside a rate, or a certificate of what is not exempt."""
        found: list[Refusal] = []
        meant = self.meant()
        if meant.taxes and (self.tax_rate or self.tax_category):
            found.append(RateBesideTaxes(" + ".join(each.name for each in self.taxes)).at("taxes"))
        if self.certificate and meant.category is not TaxCategory.EXEMPT:
            found.append(CertificateOfTaxed().at("certificate"))
        return found


def _some(lines: tuple[LineBody, ...]) -> tuple[LineBody, ...]:
    if not lines:
        raise NoLines
    return lines


some_lines = AfterValidator(checked(_some))


class TermsDocument(InCurrency, WithPaymentTerms):
    """What an invoice says, beside whom it is between."""

    currency: Currency
    net_terms: NetTerms = 30
    early_payment: EarlyPaymentTerm = ""
    late_fee: LateFeeTerm = ""
    issue_date: IssueDate | None = None
    po_number: PoNumber = ""
    memo: Memo = ""
    references: References = ()
    lines: Annotated[tuple[LineBody, ...], some_lines]
    adjustments: Adjustments = ()
    tax_currency: TaxInCurrency = None
    prices_include_tax: PricesIncludeTax = False

    def items(self) -> tuple[LineItem, ...]:
        """Its lines, as the invoice has them."""
        return tuple(each.meant() for each in self.lines)

    def sums(self) -> dict[str, Any]:
        """What changes the sums beside the lines, by its name in the terms."""
        other = self.tax_currency
        return {
            "adjustments": tuple(each.meant() for each in self.adjustments),
            "tax_currency": other.meant() if other else None,
            "prices_include_tax": self.prices_include_tax,
        }

    def own_references(self) -> tuple[Reference, ...]:
        """As the invoice has them."""
        return tuple(each.meant() for each in self.references)
