"""How old what is owed is, as other systems read it."""

import datetime as dt
from decimal import Decimal

from pydantic import Field

from jupiter_core.domain.aging import Aging, AgingBucket, CurrencyAging, Figure
from jupiter_core.domain.money import minor_digits
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource


class FigureResource(Resource):
    """A sum, and of how many invoices."""

    amount: Amount
    invoices: int

    @classmethod
    def of(cls, figure: Figure, currency: str) -> "FigureResource":
        return cls(amount=_amount(figure, currency), invoices=figure.count)


class AgingBucketResource(Resource):
    """What is owed and so many days past due, on the day that it is for the legal entity."""

    bucket: AgingBucket
    amount: Amount
    invoices: int


class CurrencyAgingResource(Resource):
    """One currency. What was issued and paid are totals of the last 30 days."""

    currency: Currency
    owed: FigureResource
    overdue: FigureResource
    buckets: tuple[AgingBucketResource, ...]
    days_sales_outstanding: str | None = Field(
        description="What is owed, over what was billed in 90 days less credit notes, times 90; "
        "null without sales.",
        examples=["45.0"],
    )
    billed: FigureResource = Field(
        description="In the last 90 days, less credit notes, which are not counted as invoices."
    )
    issued: FigureResource
    paid: FigureResource
    waiting_for_po: FigureResource
    waiting_for_approval: FigureResource

    @classmethod
    def of(cls, found: CurrencyAging) -> "CurrencyAgingResource":
        currency = found.currency
        figures = {
            name: FigureResource.of(getattr(found, name), currency)
            for name in (
                *("owed", "overdue", "billed", "issued", "paid"),
                *("waiting_for_po", "waiting_for_approval"),
            )
        }
        buckets = tuple(
            AgingBucketResource(
                bucket=bucket, amount=_amount(figure, currency), invoices=figure.count
            )
            for bucket, figure in zip(AgingBucket, found.buckets, strict=True)
        )
        dso = None if found.dso is None else str(found.dso)
        return cls(currency=currency, buckets=buckets, days_sales_outstanding=dso, **figures)


class AgingResource(Resource):
    """`on` is the day that it is for most legal entities."""

    on: dt.date
    currencies: tuple[CurrencyAgingResource, ...] = Field(
        description="The one with the most open invoices first."
    )

    @classmethod
    def of(cls, found: Aging) -> "AgingResource":
        currencies = tuple(CurrencyAgingResource.of(each) for each in found.currencies)
        return cls(on=found.on, currencies=currencies)


def _amount(figure: Figure, currency: str) -> str:
    """A sum may be larger than any amount may be."""
    return str(Decimal(figure.minor).scaleb(-minor_digits(currency)))
