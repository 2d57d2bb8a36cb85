"""How other systems write what we keep in one way: countries, languages, terms, tax numbers.

>>> country_of("united states of america"), language_of("de-AT"), net_terms_in("Net 45")
('US', 'de', '45')
"""

import re
from contextlib import suppress
from functools import cache

from babel import Locale

from bot.wording.choices import LANGUAGES
from bot.wording.country_search import country_called
from jupiter_core.domain.identifiers import eu_vat
from jupiter_core.domain.party import TaxIdKind
from jupiter_core.domain.payment_terms import payment_terms_of
from jupiter_core.domain.refusals import InvalidIdentifier, Refusal

_AT_ONCE = re.compile(r"(?i)\b(on|upon|at) receipt\b|^due now$|^immediate(ly)?$|^sofort")
_NET = re.compile(r"\b(?:net|n|netto)[ _./-]?(\d{1,3})\b", re.IGNORECASE)
_DAYS = re.compile(r"(?i)^\s*(\d{1,3})(?:[.,]0+)?\s*(?:days?|tage|jours|d)?\s*(?:net)?\s*$")
_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "oui"))
_NO = frozenset(("no", "n", "false", "0", "nein", "non"))
_WITH_TAX = frozenset(("inclusive", "include", "includes", "including", "incl", "gross", "brutto"))
_NET_PRICES = frozenset(("exclusive", "exclude", "excludes", "excluding", "excl", "net", "netto"))
_EIN = re.compile(r"\d{2}-\d{7}")
_PREFIXED = re.compile(r"[A-Za-z]{2}[\dA-Za-z]")
# Greek VAT numbers begin with EL, not with the country's code (Council Directive 2006/112, 215).
_VAT_PREFIX = {"GR": "EL"}
_EU = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)


@cache
def country_of(typed: str) -> str:
    """The code of a country by its code or a name; what is no country comes back as it is."""
    text = typed.strip()
    if len(text) == 2 and text.isascii() and text.isalpha():
        # "UK" is no code, but reserved for that country (ISO 3166).
        return country_called(text) or text.upper()
    return country_called(text) or text


@cache
def language_of(typed: str) -> str:
    """One of the paper's languages by its code, a locale or a name; else as it is."""
    text = typed.strip()
    start = re.split(r"[-_ (]", text.casefold(), maxsplit=1)[0]
    return start if start in LANGUAGES else _language_names().get(start, text)


@cache
def _language_names() -> dict[str, str]:
    english = Locale("en").languages
    own = {str(Locale(code).languages[code]).casefold(): code for code in LANGUAGES}
    return own | {str(english[code]).casefold(): code for code in LANGUAGES}


@cache
def net_terms_in(typed: str) -> str:
    """The days of `Net 30`, `30 days`, `Due on receipt` or `2% 10 Net 30`, the words of `30 EOM`;
    else as it is."""
    if ruled := rule_in(typed):
        return ruled
    if _AT_ONCE.search(typed.strip()):
        return "0"
    found = _NET.search(typed) or _DAYS.match(typed)
    return str(int(found[1])) if found else typed


def rule_in(typed: str) -> str:
    """Terms by a rule, as they are written here; empty where it is none."""
    with suppress(Refusal):
        terms = payment_terms_of(typed)
        return terms.words if terms.rule and terms.recurs else ""
    return ""


def yes_or_no(typed: str) -> str:
    """`true` or `false`, where it is either; else as it is."""
    text = typed.strip().casefold()
    return "true" if text in _YES else "false" if text in _NO else typed


def prices_with_tax(typed: str) -> str:
    """`true` of `yes`, `Tax inclusive` or `gross`, `false` of their opposites; else as it is."""
    words = set(re.split(r"[\W_]+", typed.casefold()))
    said = {each for each, known in (("true", _WITH_TAX), ("false", _NET_PRICES)) if words & known}
    return said.pop() if len(said) == 1 else yes_or_no(typed)


def tax_id_in(typed: str, country: str) -> tuple[TaxIdKind, str]:
    """What kind of tax number it is, where the customer is, and the number with the prefix that it
    has to have. A number that a column calls a tax id and that is of no known kind is `other`."""
    number = typed.strip()
    prefix = number[:2].upper() if _PREFIXED.match(number) else ""
    if country == "GB" or prefix in ("GB", "XI"):
        return TaxIdKind.GB_VAT, number
    if country == "US":
        return (TaxIdKind.EIN if _EIN.fullmatch(number) else TaxIdKind.OTHER), number
    if country in _EU or prefix in _EU:
        return _of_the_union(number, _VAT_PREFIX.get(country, country), prefix)
    return TaxIdKind.OTHER, number


def _of_the_union(number: str, country: str, prefix: str) -> tuple[TaxIdKind, str]:
    """National tax numbers stand in such columns too; what has a prefix means to be for VAT."""
    if prefix == country or prefix in _EU or prefix == "EL":
        return TaxIdKind.EU_VAT, number
    try:
        return TaxIdKind.EU_VAT, eu_vat(f"{country}{number}")
    except InvalidIdentifier:
        return TaxIdKind.OTHER, number
