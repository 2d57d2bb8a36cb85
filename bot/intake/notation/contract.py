"""The small grammars of a contract's fields: a term, escalators, contract years, new prices.

>>> term_of("3 years"), years_of("1, 3-5")
(36, (1, 3, 4, 5))
"""

import re
from calendar import month_name
from decimal import Decimal

from bot.intake.notation.amounts import short_price_of
from bot.intake.notation.days import day_of
from bot.intake.notation.numbers import decimal_of
from jupiter_core.domain.contract.lines import (
    Escalator,
    PriceChange,
    QuantityChange,
    changed_quantity_of,
    escalator_percent_of,
)
from jupiter_core.domain.contract.terms import term_months_of
from jupiter_core.domain.refusals import Refusal, Required

_TERM = (
    r"(?P<number>\d{1,4}([.,]\d{1,2})?)[\s-]?"
    r"(?P<unit>months?|mos?|m|years?|yrs?|y)?\.?"
)
_ESCALATOR = (
    r"(?P<percent>[+−-]?\d{1,4}([.,]\d{1,4})?)\s?%?\s?"
    r"(?:in |from )?(?:(?P<every>every year|each year|a year|per year|yearly|/\s?(?:yr|year|y))"
    r"|(?:years?|yrs?|y)\s?(?P<first>\d{1,3})(?:\s?(?:-|–|to)\s?(?:years?|yrs?|y)?\s?"
    r"(?P<last>\d{1,3}))?)(?!\w)"
)
_BETWEEN = re.compile(r"\A(?:[,;\s]|and\b)+")
_YEARS = r"(?:years?|yrs?|y)?\s?(\d{1,3})(?:\s?(?:-|–|to)\s?y?(\d{1,3}))?"
_CHANGE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})\s*[:=]?\s*(?P<price>\S.*)")
_LAST_YEAR = 20
_SHOWN = 60


class InvalidTerm(Refusal):
    """It is neither months nor years."""

    template = "“{typed}” is not a term. Write it in months or years: 36, or 3 years."
    typed: str


class InvalidEscalator(Refusal):
    """It says no percentage, or no year from which that holds."""

    template = "“{typed}” is not an escalator. Write them like 5% y2, 3.5% y3, or 5% every year."
    typed: str


class InvalidYears(Refusal):
    """They are no numbers of contract years, nor ranges of them."""

    template = "“{typed}” are not contract years. Write them like 1, 2 or 1-3."
    typed: str


class InvalidPriceChange(Refusal):
    """It is no date with an amount behind it."""

    template = "“{typed}” is not a new price. Write it like 2028-07-01: 1.5M, one per line."
    typed: str


class InvalidQuantityChange(Refusal):
    """It is no date with a number behind it."""

    template = "“{typed}” is not a new quantity. Write it like 2027-12-01: 60, one per line."
    typed: str


class InvalidMonth(Refusal):
    """It is no month of the year."""

    template = "“{typed}” is not a month. Write it like April, or 4."
    typed: str


def term_of(typed: str) -> int:
    """Months; a bare number is months. Raises Required, InvalidTerm or OutOfRange."""
    text = typed.strip()
    if not text:
        raise Required("A term")
    found = re.fullmatch(_TERM, text, re.IGNORECASE)
    if not found:
        raise InvalidTerm(text[:_SHOWN])
    number = Decimal(found["number"].replace(",", "."))
    months = number * 12 if (found["unit"] or "m").lower().startswith("y") else number
    if months != int(months):
        raise InvalidTerm(text[:_SHOWN])
    return term_months_of(int(months))


def escalators_of(typed: str, years: int) -> tuple[Escalator, ...]:
    """`5% y2, 3.5% y3-5`, or `5% every year`, of a contract with so many years.

    Raises InvalidEscalator or OutOfRange.
    """
    escalators: list[Escalator] = []
    rest = " ".join(typed.split())
    while rest := _BETWEEN.sub("", rest):
        found = re.match(_ESCALATOR, rest, re.IGNORECASE)
        if not found:
            raise InvalidEscalator(rest[:_SHOWN])
        percent = escalator_percent_of(decimal_of(found["percent"].replace(",", ".")))
        escalators += (Escalator(contract_year=y, percent=percent) for y in _raised(found, years))
        rest = rest[found.end() :]
    return tuple(escalators)


def years_of(typed: str) -> tuple[int, ...]:
    """`1, 3-5`; empty when nothing is typed. Raises InvalidYears."""
    years: list[int] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]", typed))):
        found = re.fullmatch(_YEARS, part, re.IGNORECASE)
        if not found:
            raise InvalidYears(part[:_SHOWN])
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first or last - first > _LAST_YEAR:
            raise InvalidYears(part[:_SHOWN])
        years += range(first, last + 1)
    return tuple(years)


def price_changes_of(typed: str, currency: str) -> tuple[PriceChange, ...]:
    """One a line: `2028-07-01: 1.5M`. Raises InvalidPriceChange, InvalidDate or InvalidAmount."""
    changes = []
    for line in filter(None, (each.strip() for each in re.split(r"[\n;]", typed))):
        found = _CHANGE.fullmatch(line)
        if not found:
            raise InvalidPriceChange(line[:_SHOWN])
        day, price = day_of(found["day"], "A day"), short_price_of(found["price"], currency)
        changes.append(PriceChange(from_date=day, annual_price=price))
    return tuple(changes)


def quantity_changes_of(typed: str) -> tuple[QuantityChange, ...]:
    """One a line: `2027-12-01: 60`. Raises InvalidQuantityChange, InvalidDate, OutOfRange, or what
    a number raises."""
    changes = []
    for line in filter(None, (each.strip() for each in re.split(r"[\n;]", typed))):
        found = _CHANGE.fullmatch(line)
        if not found:
            raise InvalidQuantityChange(line[:_SHOWN])
        day = day_of(found["day"], "A day")
        quantity = changed_quantity_of(decimal_of(found["price"]))
        changes.append(QuantityChange(from_date=day, quantity=quantity))
    return tuple(changes)


def month_of(typed: str) -> int:
    """A month by its number or its English name: `4`, `April`, `apr`. Raises InvalidMonth."""
    text = typed.strip().casefold()
    if text.isdecimal() and text.isascii() and len(text) <= 2:
        return int(text)
    names = [each.casefold() for each in month_name[1:]]
    found = [n for n, name in enumerate(names, start=1) if len(text) > 2 and name.startswith(text)]
    if len(found) != 1:
        raise InvalidMonth(typed.strip()[:_SHOWN])
    return found[0]


def _raised(found: re.Match[str], years: int) -> range:
    """The contract years in which it raises the price."""
    if found["every"]:
        return range(2, years + 1)
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last < first or last - first > _LAST_YEAR:
        raise InvalidEscalator(found[0])
    return range(first, last + 1)
