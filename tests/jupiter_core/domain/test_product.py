"""What a product of the catalogue fills a line with."""

from decimal import Decimal

import pytest

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.product import EntityTax, Product, ProductTax
from jupiter_core.domain.refusals import NoPriceInCurrency, ValidationErrors
from jupiter_core.domain.totals import TaxCategory

USUAL, GERMAN = ProductTax(rate=Decimal(7)), ProductTax(rate=Decimal(19))
PLATFORM = Product(
    id="p",
    name="Platform",
    code="PLAT",
    prices=(Money.of("1200.00", "USD"), Money.of("1100.50", "EUR")),
    tax=USUAL,
    entity_taxes=(EntityTax(sender_profile_id="sender-eu", tax=GERMAN),),
)


def test_each_currency_has_its_own_price() -> None:
    assert PLATFORM.price_in("EUR") == Money.of("1100.50", "EUR")


def test_a_currency_without_a_price_is_told_with_those_that_have_one() -> None:
    with pytest.raises(NoPriceInCurrency) as refused:
        PLATFORM.price_in("GBP")
    assert refused.value.sentence == (
        "Platform (PLAT) has no price in GBP. Enter a unit price, or add one to the catalogue "
        "(prices there: USD, EUR)."
    )


def test_the_tax_is_that_of_the_entity_which_bills_else_the_products_own() -> None:
    assert PLATFORM.tax_for("sender-eu", None) == GERMAN
    assert PLATFORM.tax_for("sender-us", None) == USUAL
    assert PLATFORM.model_copy(update={"tax": None}).tax_for("sender-us", None) is None


@pytest.mark.parametrize("category", sorted(set(TaxCategory) - {"S", "Z"}))
def test_whoever_is_charged_no_tax_is_charged_none_on_a_product(category: TaxCategory) -> None:
    assert PLATFORM.tax_for("sender-eu", category) is None


def test_a_line_says_the_description_or_the_name() -> None:
    assert PLATFORM.line_description == "Platform"
    said = PLATFORM.model_copy(update={"description": "Platform, one year"})
    assert said.line_description == "Platform, one year"
    assert (PLATFORM.title, said.model_copy(update={"code": ""}).title) == (
        "Platform (PLAT)",
        "Platform",
    )


def test_a_list_price_is_above_the_price_of_its_currency() -> None:
    listed = PLATFORM.model_copy(update={"list_prices": (Money.of("1500.00", "USD"),)})
    assert listed.checked() == listed
    assert listed.price_words == ("USD 1,200.00 (list 1,500.00)", "EUR 1,100.50")
    assert listed.list_price_in("EUR") is None
    low = PLATFORM.model_copy(update={"list_prices": (Money.of("1100.50", "EUR"),)})
    with pytest.raises(ValidationErrors) as refused:
        low.checked()
    assert [each.path for each in refused.value.refusals] == ["prices[1].list_price"]


def test_a_product_without_a_list_price_is_stored_as_it_always_was() -> None:
    assert "list_prices" not in canonical_json(PLATFORM)
