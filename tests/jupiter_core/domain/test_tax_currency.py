"""The tax of an invoice in the currency of the seller's country."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.cautions import CautionCode, invoice_cautions
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import OutOfRange, SameCurrency
from jupiter_core.domain.tax_currency import TaxCurrency, asked_tax_currency, exchange_rate_of
from tests.factories import a_content, a_line, a_sender_profile

TODAY = date(2026, 11, 22)


def into(currency: str, rate: str) -> TaxCurrency:
    return TaxCurrency(currency=currency, rate=Decimal(rate), source="ECB", on=TODAY)


def from_germany(rate: str = "19", **changes: object) -> Content:
    address = a_sender_profile().address.model_copy(update={"country": "DE"})
    seller = a_sender_profile(address=address).seller()
    return a_content(seller=seller, lines=(a_line(tax_rate=rate),), **changes)


@pytest.mark.parametrize(
    ("currency", "rate", "tax"),
    [("EUR", "0.9231", "163.67"), ("JPY", "155.25", "27526"), ("KWD", "0.3066", "54.360")],
    # 177.30 × 0.9231 = 163.66563; × 155.25 = 27,525.825; × 0.3066 = 54.36018
)
def test_it_is_rounded_to_its_own_minor_unit(currency: str, rate: str, tax: str) -> None:
    assert str(into(currency, rate).tax(Money.of("177.30", "USD"))) == tax


def test_sellers_in_the_eu_and_the_uk_are_asked_where_the_currency_is_another() -> None:
    asked = {"DE": "EUR", "PL": "PLN", "SE": "SEK", "GB": "GBP", "US": "", "CH": "", "CA": ""}
    assert {country: asked_tax_currency(country, "USD") for country in asked} == asked
    assert asked_tax_currency("DE", "EUR") == asked_tax_currency("GB", "GBP") == ""


def test_whoever_submits_is_told_that_the_rate_is_missing() -> None:
    (caution,) = [
        each
        for each in invoice_cautions(from_germany(), TODAY)
        if each.code is CautionCode.TAX_IN_CURRENCY
    ]
    assert caution.words == (
        "Germany wants the tax shown in EUR too. Add the exchange rate, its source and its date."
    )
    given = from_germany(tax_currency=into("EUR", "0.9231"))
    for quiet in (given, from_germany("0"), a_content()):
        codes = [each.code for each in invoice_cautions(quiet, TODAY)]
        assert CautionCode.TAX_IN_CURRENCY not in codes


def test_the_invoices_own_currency_is_no_other_one() -> None:
    with pytest.raises(SameCurrency):
        from_germany(tax_currency=into("USD", "1")).checked()


@pytest.mark.parametrize("wrong", ["0", "-1", "NaN", "0.00000000001", "10000001"])
def test_a_rate_is_above_zero_and_of_a_length_that_is_published(wrong: str) -> None:
    with pytest.raises(OutOfRange):
        exchange_rate_of(Decimal(wrong))
