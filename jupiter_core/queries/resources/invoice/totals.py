"""The sums of an invoice as other systems read them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.totals import TaxCategory, TaxLine, plain
from jupiter_core.queries.resources.shapes import (
    Amount,
    Resource,
)
from jupiter_core.queries.resources.sums import (
    AdjustmentResource,
    TaxCurrencyResource,
    TaxSumResource,
)


class TaxResource(Resource):
    """The tax of the lines that are taxed alike; of several taxes, what they are together. On a
    credit note it may be a unit more or less than the rate makes, so that all of them together take
    off what the invoice charged; and where prices include tax, so that the total is theirs."""

    rate: str
    category: TaxCategory
    net: Amount
    tax: Amount

    @classmethod
    def of(cls, line: TaxLine) -> "TaxResource":
        rate, net, tax = plain(line.rate), str(line.net), str(line.tax)
        return cls(rate=rate, category=line.category, net=net, tax=tax)


def _with_tax(invoice: Invoice) -> tuple[AdjustmentResource, ...]:
    content = invoice.content
    applied = content.as_entered.totals.adjustments if content.prices_include_tax else ()
    return tuple(AdjustmentResource.of(each) for each in applied)


_NOTHING = Field(examples=["0.00"])


class TotalsResource(Resource):
    """All in the invoice's currency; `net` is after `adjustments`. `amount_due` is what is neither
    paid nor credited nor settled without money; `to_refund` what was paid and credited besides."""

    net: Amount
    tax: Annotated[Amount, _NOTHING]
    total: Amount
    paid: Annotated[Amount, _NOTHING]
    credited: Annotated[Amount, _NOTHING]
    settled: Annotated[Amount, _NOTHING]
    to_refund: Annotated[Amount, _NOTHING]
    amount_due: Amount
    taxes: tuple[TaxResource, ...]
    subtotal: Amount = Field(description="What the lines come to, before `adjustments`.")
    adjustments: tuple[AdjustmentResource, ...]
    adjustments_with_tax: tuple[AdjustmentResource, ...] = Field(
        description="As they were entered, where prices include tax; empty where they are net."
    )
    named_taxes: tuple[TaxSumResource, ...] = Field(
        description="Where lines bear several taxes, what each of those comes to."
    )
    tax_currency: TaxCurrencyResource | None = Field(
        description="The tax in the currency of the seller's country."
    )

    @classmethod
    def of(cls, invoice: Invoice) -> "TotalsResource":
        totals, other = invoice.content.totals, invoice.content.tax_currency
        return cls(
            subtotal=str(totals.subtotal),
            adjustments=tuple(AdjustmentResource.of(each) for each in totals.adjustments),
            adjustments_with_tax=_with_tax(invoice),
            named_taxes=tuple(TaxSumResource.of(each) for each in totals.named),
            tax_currency=TaxCurrencyResource.of(other, totals.tax) if other else None,
            net=str(totals.net),
            tax=str(totals.tax),
            total=str(totals.total),
            paid=str(invoice.paid),
            credited=str(invoice.credited),
            settled=str(invoice.settled),
            to_refund=str(invoice.to_refund),
            amount_due=str(invoice.amount_due),
            taxes=tuple(TaxResource.of(each) for each in totals.taxes),
        )


class EarlyPaymentResource(Resource):
    """What is enough, and until when: `terms` is as in `2/10`."""

    terms: str = Field(examples=["2/10"])
    last_day: date
    discount: Amount
    amount: Amount = Field(description="What is paid until then, in place of the total.")

    @classmethod
    def of(cls, invoice: Invoice) -> "EarlyPaymentResource | None":
        """None where the terms give no discount."""
        term = invoice.content.early_payment
        if term is None:
            return None
        base = invoice.creditable
        return cls(
            terms=term.words,
            last_day=term.last_day(invoice.content.issue_date),
            discount=str(term.discount(base)),
            amount=str(term.pays(base)),
        )
