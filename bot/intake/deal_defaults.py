"""What was typed of a customer's usual deal: who bills them, in what currency, when it is due, and
the tax of a line.

As for all of a party, what was typed is flat, from path to text: `defaults.currency`.
"""

from collections.abc import Mapping
from decimal import Decimal

from bot.intake.drafts.invoice import CHARGED, TAX_CHOICES
from bot.intake.errors import ErrorCollector
from bot.intake.notation.numbers import decimal_of, percent_of
from bot.intake.refusals import NotAmong, RateNotZero
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.money import known_currency
from jupiter_core.domain.refusals import InvalidNumber
from jupiter_core.domain.terms import net_terms_of
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import TaxCategory, plain, tax_rate_of

PREFIX = "defaults."
UNSAID = "-"
"""What a menu holds where nothing is chosen."""


def read_deal_defaults(checks: ErrorCollector, typed: Mapping[str, str]) -> DealDefaults | None:
    """None where nothing is said; mistakes are kept at their paths. Of a tax that is not charged
    the rate is 0."""
    said = {
        path.removeprefix(PREFIX): text.strip()
        for path, text in typed.items()
        if path.startswith(PREFIX) and text.strip() not in ("", UNSAID)
    }
    if not said:
        return None
    group = checks.within(PREFIX)
    category = group.part("tax_category", lambda: _category_of(said.get("tax_category", CHARGED)))
    rate = group.part("tax_rate", lambda: _rate_of(said.get("tax_rate", ""), category))
    found = DealDefaults(
        sender_profile_id=said.get("sender_profile_id", "")[:64],
        currency=group.part("currency", lambda: _currency_of(said.get("currency", ""))) or "",
        net_terms=group.part("net_terms", lambda: _days_of(said.get("net_terms", ""))),
        tax_rate=rate,
        tax_category=category,
    )
    return None if found == DealDefaults() else found


def _currency_of(typed: str) -> str:
    return known_currency(line_of(typed, "Currency", 3)) if typed else ""


def _days_of(typed: str) -> int | None:
    if not typed:
        return None
    days = decimal_of(typed)
    if days != int(days):
        raise InvalidNumber(typed)
    return net_terms_of(int(days))


def _rate_of(typed: str, category: TaxCategory | None) -> Decimal | None:
    if not typed:
        return Decimal(0) if category else None
    rate = tax_rate_of(percent_of(typed))
    if rate and category:
        raise RateNotZero(TAX_CHOICES[category.value], plain(rate))
    return rate


def _category_of(typed: str) -> TaxCategory | None:
    """None where a rate is charged, be it 0: then the rate says all."""
    if typed in (CHARGED, TaxCategory.STANDARD, TaxCategory.ZERO):
        return None
    if typed not in TAX_CHOICES:
        raise NotAmong(line_of(typed, "Tax", 30), ", ".join(TAX_CHOICES))
    return TaxCategory(typed)
