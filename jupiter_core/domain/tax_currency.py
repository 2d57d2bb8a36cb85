"""The tax of an invoice in the currency of the seller's country, where its law asks for that.

Within the EU the tax has to be shown in the national currency of the member state where it is due
(Directive 2006/112/EC, article 230); in the United Kingdom in sterling (VAT Regulations 1995, SI
1995/2518, regulation 14). A person gives the rate, its source and its day; nothing is fetched.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.country_table import MEMBER_STATES
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import (
    CurrencyCode,
    Money,
    decimals_of,
    minor_digits,
    round_half_away,
)
from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax import PLAIN, plain
from jupiter_core.domain.text import line_of

SOURCE_LIMIT = 60
_DECIMALS = 10


def exchange_rate_of(value: Decimal) -> Decimal:
    """What one unit of the invoice's currency is worth in the other. Raises OutOfRange."""
    if not value.is_finite() or not 0 < value <= 10**7 or decimals_of(value) > _DECIMALS:
        most = f"10,000,000, with {_DECIMALS} decimals at most"
        raise OutOfRange("The exchange rate", "0.0000000001", most)
    return value


def rate_source_of(typed: str) -> str:
    """Who published a rate: `ECB`. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "Source of the rate", SOURCE_LIMIT, required=True)


ExchangeRate = Annotated[Decimal, AfterValidator(exchange_rate_of), PLAIN]


class TaxCurrency(Frozen):
    """In which other currency the tax is shown (BT-6): one unit of the invoice's own is worth
    `rate` of it, as `source` published on that day."""

    currency: CurrencyCode
    rate: ExchangeRate
    source: str
    on: date

    @property
    def words(self) -> str:
        """`EUR at 0.9231 (ECB, 2 Mar 2026)`."""
        return f"{self.currency} at {plain(self.rate)} ({self.source}, {spelled_day(self.on)})"

    def tax(self, tax: Money) -> Money:
        """BT-111, rounded half away from zero to its own minor unit."""
        exact = tax.decimal * self.rate
        digits = minor_digits(self.currency)
        return Money.of_minor(round_half_away(exact.scaleb(digits)), self.currency)


def asked_tax_currency(country: str, currency: str) -> str:
    """In which currency a seller of `country` has to show tax, where it is another than the
    invoice's; empty where its law asks for none."""
    if country != "GB" and country not in MEMBER_STATES:
        return ""
    own = country_defaults(country).currency
    return "" if own == currency else own
