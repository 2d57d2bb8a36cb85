"""What changes the sums of an invoice, as other systems read it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from pydantic import Field

from jupiter_core.domain.adjustment import Adjustment, AppliedAdjustment
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import NamedTax, TaxCategory, plain
from jupiter_core.domain.tax_currency import TaxCurrency
from jupiter_core.domain.tax_sums import TaxSum
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource


class CertificateResource(Resource):
    """By which a customer is exempt from a tax."""

    number: str
    tax: str
    jurisdiction: str
    valid_until: date | None

    @classmethod
    def of(cls, certificate: Certificate | None) -> Self | None:
        """None where there is none."""
        if certificate is None:
            return None
        return cls(
            number=certificate.number,
            tax=certificate.tax,
            jurisdiction=certificate.jurisdiction,
            valid_until=certificate.valid_until,
        )

    @classmethod
    def all_of(cls, certificates: Iterable[Certificate]) -> tuple[Self, ...]:
        """Each of them."""
        return tuple(found for each in certificates if (found := cls.of(each)))


class ListedTaxResource(Resource):
    """A tax that a legal entity charges by name. The base of a `compound` one is the net and the
    taxes before it."""

    name: str = Field(examples=["QST"])
    rate: str = Field(examples=["9.975"])
    number: str = Field(description="The seller's registration for it.")
    compound: bool

    @classmethod
    def of(cls, tax: NamedTax) -> Self:
        """As it stands on the list."""
        rate = plain(tax.rate)
        return cls(name=tax.name, rate=rate, number=tax.number, compound=tax.compound)


class NamedTaxResource(ListedTaxResource):
    """One of several taxes of a line."""

    exempt: bool
    certificate: CertificateResource | None

    @classmethod
    def of(cls, tax: NamedTax) -> Self:
        """As it stands on the line."""
        return cls(
            **ListedTaxResource.of(tax).model_dump(),
            exempt=tax.exempt,
            certificate=CertificateResource.of(tax.certificate),
        )


class TaxSumResource(Resource):
    """One tax over all lines that bear it."""

    name: str
    rate: str
    number: str
    base: Amount
    tax: Amount

    @classmethod
    def of(cls, each: TaxSum) -> Self:
        """Of an exempt one, the rate that is charged: 0."""
        return cls(
            name=each.tax.name,
            rate=plain(each.tax.charged),
            number=each.tax.number,
            base=str(each.base),
            tax=str(each.amount),
        )


class AdjustmentShareResource(Resource):
    """What of it stands at one tax; `base` is the net of the lines there."""

    tax_rate: str
    tax_category: TaxCategory
    base: Amount
    amount: Amount


class AdjustmentResource(Resource):
    """A discount on the whole, or a `charge`; the amounts are above zero."""

    charge: bool
    reason: str
    percent: str | None = Field(description="Of `base`; null where an amount was agreed.")
    base: Amount
    amount: Amount
    shares: tuple[AdjustmentShareResource, ...]

    @classmethod
    def of(cls, applied: AppliedAdjustment) -> Self:
        """With what it comes to."""
        own = applied.adjustment
        percent = own.discount.percent
        return cls(
            charge=own.charge,
            reason=own.discount.reason,
            percent=None if percent is None else plain(percent),
            base=str(applied.base),
            amount=str(applied.amount),
            shares=tuple(
                AdjustmentShareResource(
                    tax_rate=plain(each.key.rate),
                    tax_category=each.key.category,
                    base=str(each.base),
                    amount=str(each.amount),
                )
                for each in applied.shares
            ),
        )


class TaxCurrencyResource(Resource):
    """The tax in another currency, and how it was exchanged."""

    currency: Currency
    rate: str = Field(examples=["0.9231"])
    source: str
    on: date
    tax: Amount

    @classmethod
    def of(cls, other: TaxCurrency, tax: Money) -> Self:
        """Of the tax in the invoice's own currency."""
        return cls(
            currency=other.currency,
            rate=plain(other.rate),
            source=other.source,
            on=other.on,
            tax=str(other.tax(tax)),
        )


def sent_tax(tax: NamedTax) -> dict[str, Any]:
    """As it may be sent: named, and by which certificate it is exempt."""
    number = {"certificate": tax.certificate.number} if tax.certificate else {}
    return {"name": tax.name, **({"exempt": True} if tax.exempt else {}), **number}


def sent_adjustment(adjustment: Adjustment) -> dict[str, Any]:
    """As it may be sent."""
    size, category = adjustment.discount, adjustment.tax_category
    said = {
        "percent": None if size.percent is None else plain(size.percent),
        "amount": str(size.amount) if size.amount else None,
        "reason": size.reason,
        "charge": adjustment.charge,
        "tax_rate": None if adjustment.tax_rate is None else plain(adjustment.tax_rate),
        "tax_category": category.value if category else None,
        "taxes": [sent_tax(each) for each in adjustment.taxes],
    }
    return {name: value for name, value in said.items() if value}
