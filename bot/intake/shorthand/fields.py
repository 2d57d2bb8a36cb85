"""What a phrase of a quick line says, as a form's fields would have it typed."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime

from bot.intake.drafts.form import PRICES_WITH_TAX
from bot.intake.notation.amounts import spelled
from bot.intake.shorthand.grammar import Phrase
from jupiter_core.domain.payment_terms import payment_terms_of
from jupiter_core.domain.references import DEPARTMENT, GL_CODE
from jupiter_core.domain.refusals import Refusal

Parts = Mapping[str, str]
REFERENCE = "reference."
"""What the field of a reference begins with, before its key."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_OFTEN = {"m": "monthly", "q": "quarterly", "s": "semiannual", "h": "semiannual", "a": "annual"}
DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP")
_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD", "CA$": "CAD", "C$": "CAD"} | {
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
}
_CURRENCY = re.compile(
    r"(?:US|CA|AU|NZ|HK|C|A|S)?\$|[€£¥]|(?<![A-Za-z])(?!(?i:mio))[A-Za-z]{3}(?![A-Za-z])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d.*")
_MOST_NET_DAYS = 365


def fields_of(phrase: Phrase) -> dict[str, str] | None:
    """The fields by name; None for an amount, and for what cannot be meant: 30 February."""
    read = _FIELDS.get(phrase.name)
    return read(phrase.parts) if read else None


def amount_in(text: str) -> tuple[str, str] | None:
    """The number spelled out, and its currency, if one is said.

    None where it can be read in two ways.
    """
    number = _NUMBER.search(_CURRENCY.sub(" ", text))
    with suppress(Refusal):
        return (spelled(number[0].strip()), currency_in(text)) if number else None
    return None


def currency_in(text: str) -> str:
    """A code; `$` for some dollar; nothing where none is said."""
    found = [each.upper() for each in _CURRENCY.findall(text)]
    codes = [_SIGNS.get(each, each) for each in found]
    return next((code for code in codes if code != "$"), codes[0] if codes else "")


def _rise(parts: Parts) -> dict[str, str]:
    years = re.findall(r"\d+", parts.get("years", ""))
    when = f"y{'-'.join(years)}" if years else "every year"
    return {"escalators": f"{parts['percent'].replace(' ', '').lstrip('+')} {when}"}


def _discount(parts: Parts) -> dict[str, str]:
    years = "-".join(re.findall(r"\d+", parts.get("years", "")))
    fields = {"discount_percent": parts["percent"].strip("+-% ")}
    return {**fields, "discount_years": years} if years else fields


def _term(parts: Parts) -> dict[str, str]:
    count = parts["count"].lower()
    number = str(_NUMBERS.index(count) + 1) if count in _NUMBERS else count
    return {
        "term_months": f"{number} {'years' if parts['unit'].lower().startswith('y') else 'months'}"
    }


def _often(parts: Parts) -> dict[str, str]:
    often = parts["often"].lower()
    after = parts.get("after", "").lower()
    if often.startswith("up"):
        return {"billing_frequency": "upfront"}
    fields = {"billing_frequency": _OFTEN.get(often[0], "annual")}
    if "arrears" in after:
        return {**fields, "billing_timing": "arrears"}
    return {**fields, "billing_timing": "advance"} if after or parts.get("before") else fields


def _timing(parts: Parts) -> dict[str, str]:
    return {"billing_timing": "arrears" if "arrears" in parts["timing"].lower() else "advance"}


def _net(parts: Parts) -> dict[str, str] | None:
    days = int(parts.get("days", "0"))
    if days > _MOST_NET_DAYS:
        return None
    early = parts.get("early", "")
    return {"net_terms": str(days), **({"early_payment": early} if early else {})}


def _terms(parts: Parts) -> dict[str, str] | None:
    """Terms by a rule of the calendar, in the words of `payment_terms_of`."""
    with suppress(Refusal):
        early = parts.get("early", "")
        words = payment_terms_of(parts["terms"]).words
        return {"net_terms": words, **({"early_payment": early} if early else {})}
    return None


def _due(parts: Parts) -> dict[str, str] | None:
    """Of a month without a day, nothing: it might be its first or its last."""
    day = day_in(parts["day"])
    whole = re.search(r"\d{1,2}\D+\d{4}|\d{4}-", parts["day"])
    return {"net_terms": f"Due {day}"} if day and whole else None


def _start(parts: Parts) -> dict[str, str] | None:
    day = day_in(parts["day"])
    return {"start": day.isoformat()} if day else None


def _period(parts: Parts) -> dict[str, str] | None:
    """Of a month without a day, its first and its last day."""
    first, last = day_in(parts["day"]), day_in(parts["last"])
    if first is None or last is None:
        return None
    if not re.search(r"\d{1,2}\D+\d{4}|\d{4}-", parts["last"]):
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return {"service_start": first.isoformat(), "service_end": last.isoformat()}


def _expires(parts: Parts) -> dict[str, str] | None:
    day = day_in(parts["day"])
    return {"expires": day.isoformat()} if day else None


def day_in(text: str) -> date | None:
    """A day as people write it: `1 Jan 2027`, `Jan 2027`; None for anything else."""
    words = " ".join(word[:3] if word.isalpha() else word for word in text.split())
    for shape in ("%Y-%m-%d", "%d %b %Y", "%b %d %Y", "%b %Y"):
        with suppress(ValueError):
            return datetime.strptime(words, shape).date()  # noqa: DTZ007
    return None


def _reference(parts: Parts) -> dict[str, str]:
    """A reference that the customer files it by: `project P-77`, `gl 6400`."""
    name = parts["name"].lower()
    key = {"gl": GL_CODE, "dept": DEPARTMENT}.get(name, name)
    return {f"{REFERENCE}{key}": parts["value"]}


def _included(parts: Parts) -> dict[str, str]:
    """Prices with tax, and at which rate where that is said: `incl. 19% VAT`."""
    rate = {"tax_rate": parts["percent"].strip("% ")} if "percent" in parts else {}
    return {"prices": PRICES_WITH_TAX, **rate}


_FIELDS: Mapping[str, Callable[[Parts], dict[str, str] | None]] = {
    "rise": _rise,
    "discount": _discount,
    "term": _term,
    "reference": _reference,
    "often": _often,
    "timing": _timing,
    "net": _net,
    "terms": _terms,
    "due": _due,
    "start": _start,
    "period": _period,
    "expires": _expires,
    "evenly": lambda _parts: {"evenly": "yes"},
    "po": lambda parts: {"po_number": parts["po"]},
    "included": _included,
    "tax": lambda parts: {"tax_rate": parts["percent"].strip("% ")},
}
