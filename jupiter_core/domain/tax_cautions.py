"""What whoever submits an invoice has to know of its taxes."""

from collections.abc import Sequence
from datetime import date

from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.postal.countries import english_name
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax import combined
from jupiter_core.domain.tax_currency import TaxCurrency, asked_tax_currency
from jupiter_core.domain.totals import LineItem


def expired_words(lines: Sequence[LineItem], on: date) -> str:
    """Which certificates do not hold any more on that day; empty where all do."""
    named = [line.certificate for line in lines]
    named += [tax.certificate for line in lines for tax in line.taxes]
    expired = dict.fromkeys(each for each in named if each and each.expired(on))
    return " ".join(_expired(each) for each in expired)


def currency_words(country: str, currency: str, tax: Money | None, said: TaxCurrency | None) -> str:
    """That the tax has to be shown in the currency of the seller's country, where it is not."""
    asked = asked_tax_currency(country, currency)
    if not asked or not tax or not tax.minor or (said and said.currency == asked):
        return ""
    return (
        f"{english_name(country)} wants the tax shown in {asked} too. Add the exchange rate, its "
        "source and its date."
    )


def no_e_invoice_words(content: Content) -> str:
    """That a customer who gets e-invoices gets none of this; empty where that is no question."""
    several = next((line.taxes for line in content.lines if line.taxes), ())
    if not several or not (content.bill_to.endpoint or content.seller.endpoint):
        return ""
    return (
        f"No e-invoice can be made of this one: Factur-X and Peppol carry VAT only, and "
        f"its lines have {combined(several)}. It goes out as a PDF."
    )


def _expired(certificate: Certificate) -> str:
    until = spelled_day(certificate.valid_until)
    of = f" ({certificate.jurisdiction})" if certificate.jurisdiction else ""
    return f"Exemption certificate {certificate.number}{of} expired on {until}."
