"""What the builder's menus offer: a value on the wire and its words."""

from calendar import month_name
from decimal import Decimal
from enum import StrEnum
from functools import cache

from babel import Locale

from bot.intake.drafts.form import NET_PRICES, PRICES_WITH_TAX, USUAL_PRICES
from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.wording.choices import CURRENCIES, LANGUAGES, NUMBER_KINDS, country_names
from jupiter_core.domain.bank_schemes import AS_BEFORE, SCHEMES
from jupiter_core.domain.unit import Unit, unit_words

Pairs = tuple[tuple[str, str], ...]


class Choices(StrEnum):
    """Each menu by name."""

    COUNTRIES = "countries"
    CURRENCIES = "currencies"
    LANGUAGES = "languages"
    TAX_IDS = "tax_ids"
    FREQUENCIES = "frequencies"
    TIMINGS = "timings"
    TAXES = "taxes"
    CREDIT_USES = "credit_uses"
    PRORATION = "proration"
    FISCAL_YEARS = "fiscal_years"
    UNITS = "units"
    ACCOUNTS = "accounts"
    PRICES = "prices"
    SECOND_LANGUAGES = "second_languages"


_FIXED: dict[Choices, Pairs] = {
    Choices.TAX_IDS: tuple(NUMBER_KINDS.items()),
    Choices.FREQUENCIES: (
        ("annual", "Once a year"),
        ("semiannual", "Every six months"),
        ("quarterly", "Every three months"),
        ("monthly", "Every month"),
        ("upfront", "All upfront"),
        ("custom", "Every so many months"),
    ),
    Choices.TIMINGS: (("advance", "In advance"), ("arrears", "In arrears")),
    Choices.TAXES: tuple(
        (value, "Standard rate" if value == CHARGED else words)
        for value, words in TAX_CHOICES.items()
    ),
    Choices.PRICES: (
        (USUAL_PRICES, "As usual for the customer"),
        (NET_PRICES, "Without tax"),
        (PRICES_WITH_TAX, "Including tax"),
    ),
    Choices.PRORATION: (("by_month", "By month"), ("by_day", "By day")),
    Choices.FISCAL_YEARS: (
        ("", "Not aligned"),
        *((str(n), f"From {month_name[n]}") for n in range(1, 13)),
    ),
    Choices.CREDIT_USES: (
        ("until_exhausted", "Until used up"),
        ("evenly", "Evenly across invoices"),
    ),
}


@cache
def choices(of: Choices) -> Pairs:
    """In the order of the menu; the first is chosen where nothing is."""
    if of is Choices.COUNTRIES:
        return (("", "Choose a country"), *country_names().items())
    if of is Choices.CURRENCIES:
        return tuple((code, code) for code in CURRENCIES)
    if of is Choices.LANGUAGES:
        return tuple((code, str(Locale("en").languages[code])) for code in LANGUAGES)
    if of is Choices.SECOND_LANGUAGES:
        return (("", "None"), *choices(Choices.LANGUAGES))
    if of is Choices.ACCOUNTS:
        kinds = (AS_BEFORE, *SCHEMES.values())
        return tuple((each.code, each.title) for each in kinds)
    if of is Choices.UNITS:
        several = Decimal(2)
        return (("", "None"), *((each.value, unit_words(each, several, "en")) for each in Unit))
    return _FIXED[of]
